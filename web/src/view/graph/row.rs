use std::sync::Arc;

use leptos::prelude::*;

use super::super::notice::grouped;
use super::chips::Chips;
use crate::state::geometry::RowShape;
use crate::state::search::marks;
use crate::state::{App, Outcome, Project, View};
use crate::worker::RevisionRow;

/// The id of a row's element.
pub fn row_id(row: usize) -> String {
    format!("row-{row}")
}

/// One revision.
#[component]
pub fn GraphRow(
    /// What is drawn.
    project: Arc<Project>,
    /// Which row this is.
    row: usize,
    /// How rows are laid out.
    shape: Memo<RowShape>,
) -> impl IntoView {
    let app = App::expect();
    let Some(revision) = project.overview.rows.get(row).cloned() else {
        return ().into_any();
    };
    let is_selected = Memo::new(move |_| app.selected.get() == Some(row));
    let step = Memo::new(move |_| app.steps.with(|steps| steps.get(&row).copied()));
    let is_found = Memo::new(move |_| app.found.with(|found| found.binary_search(&row).is_ok()));
    let is_current = Memo::new(move |_| app.places.with(|it| it.current.contains(&row)));
    let is_downgrade = move || is_downgrade(app);
    let clicked = move |_| {
        app.select(row);
        if app.view.get_untracked() != View::Plan {
            app.visit(row);
        }
    };
    let created = revision
        .created
        .as_deref()
        .map(short_date)
        .map(str::to_owned);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a project has fewer than 2^52 revisions"
    )]
    let top = move || format!("top:{}px", row as f64 * shape.get().height());
    let path = revision.path.strip_prefix(project.folder.as_str());
    let path = path.unwrap_or(&revision.path).to_owned();
    view! {
        <div
            class="row"
            id=row_id(row)
            role="row"
            style=top
            data-revision=revision.id.clone()
            aria-rowindex=(row + 2).to_string()
            aria-selected=move || is_selected.get().to_string()
            class:selected=move || is_selected.get()
            class:step=move || step.get().is_some()
            class:down=move || step.get().is_some() && is_downgrade()
            class:found=move || is_found.get()
            class:current=move || is_current.get()
            data-step=move || step.get().map(|step| step.to_string())
            on:click=clicked
            on:dblclick=move |_| app.visit(row)
        >
            <span class="cell-graph" role="gridcell">
                <span class="spoken">{kind(&revision)}</span>
            </span>
            <span class="cell-step" role="gridcell">
                <StepBadge step=step />
            </span>
            <span class="cell-message" role="gridcell">
                <span class="message" title=revision.message.clone()>
                    <Marked text=message_or_path(&revision) is_found=is_found />
                </span>
                <Chips revision=revision.clone() row=row is_found=is_found />
            </span>
            <span class="cell-id" role="gridcell" title=revision.id.clone()>
                <Marked text=revision.id.clone() is_found=is_found />
            </span>
            {project
                .is_dated
                .then(|| {
                    view! {
                        <span class="cell-created numbers" role="gridcell" title=revision.created>
                            <Marked text=created.unwrap_or_default() is_found=is_found />
                        </span>
                    }
                })}
            <span class="cell-path" role="gridcell" title=revision.path>
                <Marked text=path is_found=is_found />
            </span>
        </div>
    }
    .into_any()
}

/// Whether the plan goes down; tracked.
fn is_downgrade(app: App) -> bool {
    app.planning.outcome.with(|outcome| match outcome {
        Outcome::Plan(plan) => plan.direction == "downgrade",
        _ => false,
    })
}

/// The number of the step that runs the row.
#[component]
fn StepBadge(step: Memo<Option<usize>>) -> impl IntoView {
    let app = App::expect();
    move || {
        let step = step.get()?;
        let (arrow, word) = if is_downgrade(app) {
            ("↓", "downgrade")
        } else {
            ("↑", "upgrade")
        };
        Some(view! {
            <span class="step-badge numbers" title=format!("Step {step} of the {word}")>
                <span class="spoken">{format!("{word} step ")}</span>
                <span aria-hidden="true">{arrow}</span>
                {grouped(step)}
            </span>
        })
    }
}

fn message_or_path(revision: &RevisionRow) -> String {
    if revision.message.is_empty() {
        let name = revision.path.rsplit('/').next().unwrap_or_default();
        format!("({name})")
    } else {
        revision.message.clone()
    }
}

/// What the glyph says, in words.
fn kind(revision: &RevisionRow) -> &'static str {
    if revision.is_merge {
        "merge"
    } else if revision.is_branch_point {
        "branch point"
    } else {
        ""
    }
}

/// The day of a date and time.
fn short_date(created: &str) -> &str {
    created.split([' ', 'T']).next().unwrap_or(created)
}

/// A text with what the search found in it marked.
#[component]
pub fn Marked(
    /// The text.
    text: String,
    /// Whether the search found the row.
    is_found: Memo<bool>,
) -> impl IntoView {
    let app = App::expect();
    move || {
        if !is_found.get() {
            return text.clone().into_any();
        }
        let found = app.query.with(|query| marks(&text, query));
        let mut parts: Vec<AnyView> = Vec::new();
        let mut at = 0;
        for mark in found {
            parts.push(text[at..mark.start].to_owned().into_any());
            at = mark.end;
            parts.push(view! { <mark>{text[mark].to_owned()}</mark> }.into_any());
        }
        parts.push(text[at..].to_owned().into_any());
        parts.into_any()
    }
}
