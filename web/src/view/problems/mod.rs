//! What is wrong, or worth knowing, each with its places and what to do.

mod merge;
mod places;

use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::document::{DiagnosticDocument, RelatedDocument};

use super::notice::{counted, grouped};
use crate::component::{Banner, Empty, Icon, Prose, RevisionLink, Tone, icon};
use crate::state::problems::NO_WAY_BACK;
use crate::state::{App, Project};
use crate::worker::RevisionRow;
pub use merge::MergeScript;
pub use places::Places;

/// So many are listed; the rest is counted.
const LISTED: usize = 200;

/// So many revisions of one problem are listed.
const LISTED_REVISIONS: usize = 50;

/// The problems' pane.
#[component]
pub fn Problems() -> impl IntoView {
    let app = App::expect();
    let counts = move || {
        let (errors, warnings) = app.problem_counts();
        let checking = if app.checking.is_busy.get() {
            ", checking the SQL…"
        } else {
            ""
        };
        format!(
            "{}, {}{checking}",
            counted(errors, "error", "errors"),
            counted(warnings, "warning", "warnings"),
        )
    };
    let list = move || {
        let project = app.project.get()?;
        let all = app.problems.get();
        let left = all.len().saturating_sub(LISTED);
        if all.is_empty() {
            return (!app.checking.is_busy.get()).then(|| view! { <NoProblems /> }.into_any());
        }
        let shown = all
            .iter()
            .take(LISTED)
            .map(|diagnostic| {
                let project = Arc::clone(&project);
                view! { <Problem project=project diagnostic=diagnostic.clone() /> }
            })
            .collect_view();
        Some(
            view! {
                {shown}
                {(left > 0).then(|| view! { <p class="quiet">{format!("and {} more", grouped(left))}</p> })}
            }
            .into_any(),
        )
    };
    view! {
        <div class="pane-head">
            <h2>"Problems"</h2>
            <p class="quiet numbers" id="problem-count">{counts}</p>
        </div>
        <div class="problems" id="problems">
            <Show when=move || app.is_too_much_to_check()>
                <Banner id="check-skipped" tone=Tone::Information>
                    "The statements are too many to be checked here. " <code>"limbeck check"</code>
                    " checks them."
                </Banner>
            </Show>
            {list}
        </div>
    }
}

#[component]
fn NoProblems() -> impl IntoView {
    let app = App::expect();
    if app.is_too_much_to_check() {
        return view! {
            <Empty id="problems-empty" icon=Icon::Done title="No problems outside the statements">
                <p class="quiet">
                    "Every script could be read, every parent exists, the history has one head, and \
                     there is a way back from every revision. What the statements do is not looked at."
                </p>
            </Empty>
        };
    }
    view! {
        <Empty id="problems-empty" icon=Icon::Done title="No problems">
            <p class="quiet">
                "Every script could be read, every parent exists, the history has one head, and \
                 there is a way back from every revision."
            </p>
        </Empty>
    }
}

/// One problem.
#[component]
pub fn Problem(
    /// What it is of.
    project: Arc<Project>,
    /// What is told.
    diagnostic: DiagnosticDocument,
) -> impl IntoView {
    let picture = match diagnostic.severity.as_str() {
        "error" => Icon::Error,
        "warning" => Icon::Warning,
        _ => Icon::Information,
    };
    let is_multiple_heads = diagnostic.code == "multiple_heads";
    let (for_revisions, for_merge) = (Arc::clone(&project), project);
    view! {
        <article
            class=format!("problem {}", diagnostic.severity)
            data-code=diagnostic.code.clone()
            data-severity=diagnostic.severity.clone()
        >
            <h3>
                {icon(picture)}
                <span class="spoken">{format!("{}: ", diagnostic.severity)}</span>
                <span class="problem-message">
                    <Prose text=diagnostic.message.clone() />
                </span>
                <code class="problem-code">{diagnostic.code.clone()}</code>
            </h3>
            {match diagnostic.code.as_str() {
                "multiple_heads" => {
                    let places = diagnostic.related.clone();
                    view! { <Revisions project=for_revisions places which=|row| row.is_head /> }
                        .into_any()
                }
                NO_WAY_BACK => {
                    let places = diagnostic.related.clone();
                    view! {
                        <Revisions project=for_revisions places which=|row| !row.is_reversible />
                    }
                    .into_any()
                }
                _ => view! { <Places diagnostic=diagnostic.clone() /> }.into_any(),
            }}
            {diagnostic
                .help
                .clone()
                .map(|help| {
                    view! {
                        <p class="problem-help">
                            <Prose text=help />
                        </p>
                    }
                })}
            {is_multiple_heads.then(|| view! { <MergeScript project=for_merge /> })}
        </article>
    }
}

/// The revisions that a problem is about.
#[component]
fn Revisions(
    project: Arc<Project>,
    /// Where the problem has to do with them, as far as it is told.
    places: Vec<RelatedDocument>,
    which: fn(&RevisionRow) -> bool,
) -> impl IntoView {
    let place = |path: &str| {
        let known = places.iter().map(|it| &it.location);
        match known.clone().find(|it| it.path == path) {
            Some(at) => format!("{path}:{}:{}", at.line, at.column),
            None => path.to_owned(),
        }
    };
    let rows = project.overview.rows.iter().enumerate();
    let all: Vec<_> = rows.filter(|(_, row)| which(row)).collect();
    let left = all.len().saturating_sub(LISTED_REVISIONS);
    view! {
        <ul class="revisions">
            {all
                .into_iter()
                .take(LISTED_REVISIONS)
                .map(|(row, revision)| {
                    view! {
                        <li>
                            <RevisionLink id=revision.id.clone() row=Some(row) />
                            <span>{revision.message.clone()}</span>
                            <span class="quiet path">{place(&revision.path)}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        {(left > 0).then(|| view! { <p class="quiet">{format!("and {} more", grouped(left))}</p> })}
    }
}
