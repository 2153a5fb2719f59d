use std::sync::Arc;

use leptos::prelude::*;

use super::super::notice::{counted, grouped};
use crate::component::Viewport;
use crate::state::App;
use crate::worker::{PlanView, StepView};

/// The height of a step.
const STEP_HEIGHT: f64 = 44.0;

/// The steps in order. A step leads to its revision and to its lines of the SQL.
#[component]
pub fn Steps(
    /// The plan.
    plan: Arc<PlanView>,
    /// The line of the SQL to show.
    line: RwSignal<Option<u32>>,
) -> impl IntoView {
    let viewport = Viewport::new(STEP_HEIGHT);
    let app = App::expect();
    let count = plan.steps.len();
    Effect::new(move |_| {
        let selected = app.selected.get();
        let step = app
            .steps
            .with(|steps| selected.and_then(|row| steps.get(&row).copied()));
        if viewport.node.get().is_some()
            && let Some(step) = step
        {
            viewport.reveal(step - 1);
        }
    });
    let window = Memo::new(move |_| viewport.window(count));
    #[expect(
        clippy::cast_precision_loss,
        reason = "a plan has fewer than 2^52 steps"
    )]
    let height = format!(
        "height:{}px;--step-digits:{}",
        count as f64 * STEP_HEIGHT,
        grouped(count).len()
    );
    let arrow = if plan.direction == "upgrade" {
        "↑"
    } else {
        "↓"
    };
    view! {
        <div
            class="steps"
            id="steps"
            node_ref=viewport.node
            on:scroll=move |_| viewport.scrolled()
        >
            <ol style=height aria-label="Steps" role="list">
                <For
                    each=move || window.get()
                    key=|index| *index
                    children=move |index| {
                        plan.steps
                            .get(index)
                            .cloned()
                            .map(|step| {
                                view! { <Step step=step index=index count=count arrow=arrow line=line /> }
                            })
                    }
                />
            </ol>
        </div>
    }
}

#[component]
fn Step(
    step: StepView,
    index: usize,
    count: usize,
    arrow: &'static str,
    line: RwSignal<Option<u32>>,
) -> impl IntoView {
    let app = App::expect();
    let row = step.row as usize;
    let sql_line = step.sql_line;
    let is_selected = move || app.selected.get() == Some(row);
    #[expect(
        clippy::cast_precision_loss,
        reason = "a plan has fewer than 2^52 steps"
    )]
    let top = format!("top:{}px", index as f64 * STEP_HEIGHT);
    let changes = step.version_changes.join(", ");
    view! {
        <li
            class="step-item"
            style=top
            aria-posinset=(index + 1).to_string()
            aria-setsize=count.to_string()
            data-step-revision=step.revision.clone()
            class:selected=is_selected
        >
            <button
                class="step-link"
                type="button"
                title=format!("Version table: {changes}")
                on:click=move |_| {
                    app.select(row);
                    line.set(None);
                    line.set(Some(sql_line));
                }
                on:dblclick=move |_| app.visit(row)
            >
                <span class="step-number numbers">
                    <span aria-hidden="true">{arrow}</span>
                    {grouped(index + 1)}
                </span>
                <span class="step-message">
                    {if step.message.is_empty() { "(no message)".to_owned() } else { step.message }}
                </span>
                <span class="step-facts">
                    <code>{step.revision.clone()}</code>
                    <span class="numbers">{counted(step.statements as usize, "statement", "statements")}</span>
                    {step
                        .is_outside_transaction
                        .then(|| {
                            view! {
                                <span class="chip warning" title="It runs outside a transaction">
                                    "no transaction"
                                </span>
                            }
                        })}
                </span>
            </button>
        </li>
    }
}
