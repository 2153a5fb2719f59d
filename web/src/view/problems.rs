//! What is wrong, or worth knowing, each with its places and what to do.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use limbeck_planner::document::{DiagnosticDocument, LocationDocument};

use super::notice::{counted, grouped};
use crate::component::{CodeView, Icon, Mark, Prose, RevisionLink, download, icon, new_id, now};
use crate::state::{App, Project};
use crate::worker::{Answer, Code, Question};

/// So many are listed; the rest is counted.
const LISTED: usize = 200;

/// The problems' pane.
#[component]
pub fn Problems() -> impl IntoView {
    let app = App::expect();
    let counts = move || {
        let (errors, warnings) = app.problem_counts();
        let checking = if app.is_checking.get() {
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
        let sql = app.sql_diagnostics.get();
        let mut all: Vec<&DiagnosticDocument> =
            project.diagnostics.iter().chain(sql.iter()).collect();
        // Stable, so that the order of places stays within a severity.
        all.sort_by_key(|it| severity_rank(&it.severity));
        let left = all.len().saturating_sub(LISTED);
        if all.is_empty() {
            return (!app.is_checking.get()).then(|| view! { <NoProblems /> }.into_any());
        }
        let shown = all
            .into_iter()
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
                <p class="banner" id="check-skipped">
                    {icon(Icon::Information)}
                    <span>
                        "The statements are too many to be checked here. " <code>"limbeck check"</code>
                        " checks them."
                    </span>
                </p>
            </Show>
            {list}
        </div>
    }
}

/// Errors, then warnings, then the rest.
fn severity_rank(severity: &str) -> u8 {
    match severity {
        "error" => 0,
        "warning" => 1,
        _ => 2,
    }
}

#[component]
fn NoProblems() -> impl IntoView {
    view! {
        <div class="empty" id="problems-empty">
            {icon(Icon::Done)}
            <p class="empty-title">"No problems"</p>
            <p class="quiet">
                "Every script could be read, every parent exists, and the history has one head."
            </p>
        </div>
    }
}

#[component]
fn Problem(project: Arc<Project>, diagnostic: DiagnosticDocument) -> impl IntoView {
    let picture = match diagnostic.severity.as_str() {
        "error" => Icon::Error,
        "warning" => Icon::Warning,
        _ => Icon::Information,
    };
    let is_multiple_heads = diagnostic.code == "multiple_heads";
    view! {
        <article
            class=format!("problem {}", diagnostic.severity)
            data-code=diagnostic.code.clone()
            data-severity=diagnostic.severity.clone()
        >
            <h3>
                {icon(picture)}
                <span class="spoken">{format!("{}: ", diagnostic.severity)}</span>
                <span><Prose text=diagnostic.message.clone() /></span>
                <code class="problem-code">{diagnostic.code.clone()}</code>
            </h3>
            {if is_multiple_heads {
                view! { <Heads project=project /> }.into_any()
            } else {
                view! { <Places diagnostic=diagnostic.clone() /> }.into_any()
            }}
            {diagnostic
                .help
                .clone()
                .map(|help| view! { <p class="problem-help"><Prose text=help /></p> })}
            {is_multiple_heads.then(|| view! { <MergeScript /> })}
        </article>
    }
}

/// Where a diagnostic points: its own place with the lines around it, then the others.
#[component]
pub fn Places(
    /// What is told.
    diagnostic: DiagnosticDocument,
) -> impl IntoView {
    let place = diagnostic.location.map(|location| {
        let shown = location.clone();
        view! {
            <PlaceLink location=location />
            <Excerpt location=shown />
        }
    });
    let related = diagnostic
        .related
        .into_iter()
        .take(LISTED)
        .map(|related| {
            view! {
                <p class="related">
                    <PlaceLink location=related.location />
                    <span class="quiet">{related.message}</span>
                </p>
            }
        })
        .collect_view();
    view! {
        {place}
        {related}
    }
}

/// A file and line, which leads to the revision of the file if it has one.
#[component]
fn PlaceLink(location: LocationDocument) -> impl IntoView {
    let app = App::expect();
    let words = format!("{}:{}:{}", location.path, location.line, location.column);
    let row = app
        .project
        .with_untracked(|it| it.as_ref()?.row_at(&location.path));
    let line = u32::try_from(location.line).ok();
    match row {
        Some(row) => view! {
            <button
                class="place-link"
                type="button"
                data-path=location.path
                on:click=move |_| {
                    app.visit(row);
                    app.line.set(line);
                }
            >
                {words}
            </button>
        }
        .into_any(),
        None => {
            view! { <span class="place-link" data-path=location.path>{words}</span> }.into_any()
        }
    }
}

#[component]
fn Excerpt(location: LocationDocument) -> impl IntoView {
    let app = App::expect();
    let code = RwSignal::new(None::<Arc<Code>>);
    let (path, line) = (location.path.clone(), location.line);
    spawn_local(async move {
        let question = Question::Excerpt { path, line };
        if let Answer::Excerpt(Some(excerpt)) = app.client().ask(question).await {
            // The pane may be closed by now.
            let _ = code.try_set(Some(Arc::new(excerpt.unpack())));
        }
    });
    let number = u32::try_from(location.line).unwrap_or(0);
    move || {
        let code = code.get().filter(|code| !code.lines.is_empty())?;
        let mark = Mark {
            first: number,
            last: number,
            class: "problem-line",
            title: String::new(),
        };
        let label = format!("{} near line {number}", location.path);
        Some(view! {
            <div class="excerpt">
                <CodeView code=code id=None label=label marks=vec![mark] />
            </div>
        })
    }
}

#[component]
fn Heads(project: Arc<Project>) -> impl IntoView {
    let heads = project
        .overview
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.is_head);
    view! {
        <ul class="heads">
            {heads
                .map(|(row, head)| {
                    view! {
                        <li>
                            <RevisionLink id=head.id.clone() row=Some(row) />
                            <span>{head.message.clone()}</span>
                            <span class="quiet path">{head.path.clone()}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// Offers the revision that joins all heads.
#[component]
fn MergeScript() -> impl IntoView {
    let app = App::expect();
    let failed = RwSignal::new(None::<String>);
    let saved = RwSignal::new(None::<String>);
    let save = move |_| {
        failed.set(None);
        let Ok(revision) = new_id() else {
            failed.set(Some("the browser gives no random numbers".to_owned()));
            return;
        };
        let created = now();
        spawn_local(async move {
            match app.text(Question::MergeScript { revision, created }).await {
                Ok(file) => match download(&file) {
                    Ok(()) => saved.set(Some(file.name)),
                    Err(_) => failed.set(Some("the browser did not save it".to_owned())),
                },
                Err(refusal) => failed.set(Some(refusal.message)),
            }
        });
    };
    view! {
        <div class="merge-offer">
            <button class="button primary" type="button" id="download-merge" on:click=save>
                {icon(Icon::Download)}
                "Merge revision"
            </button>
            <p class="quiet" role="status">
                {move || match saved.get() {
                    Some(name) => format!("Saved {name}. Put it beside the other scripts."),
                    None => "A script that follows all heads and changes nothing else.".to_owned(),
                }}
            </p>
            {move || failed.get().map(|it| view! { <p class="field-error" role="alert">{it}</p> })}
        </div>
    }
}
