use std::sync::Arc;

use leptos::prelude::*;

use super::super::problems::Places;
use crate::component::{Icon, Prose, RevisionLink, icon};
use crate::state::{App, View};
use crate::worker::{Field, Refusal};

/// So many faults of scripts are told in the place of a plan; the problems have all of them.
const TOLD: usize = 20;

/// Why there is no plan, and what could be done instead.
#[component]
pub fn Refused(
    /// What the planner says.
    refusal: Arc<Refusal>,
) -> impl IntoView {
    let app = App::expect();
    let (title, id) = match refusal.field {
        Some(Field::Current) => ("No plan from there", Some("current-error")),
        Some(Field::Target) => ("No plan to this target", Some("target-error")),
        None => ("No plan", None),
    };
    let range = refusal.range.clone();
    view! {
        <div class="refusal" id="plan-error">
            <p class="refusal-title">{icon(Icon::Warning)} {title}</p>
            <p id=id>
                <Prose text=refusal.message.clone() />
            </p>
            {refusal
                .help
                .clone()
                .map(|help| {
                    view! {
                        <p class="quiet">
                            <Prose text=help />
                        </p>
                    }
                })}
            {range
                .map(|(start, end)| {
                    let words = format!("Plan from {start} to {end}");
                    view! {
                        <button
                            class="button"
                            type="button"
                            id="plan-range"
                            on:click=move |_| app.plan_between(&start, &end)
                        >
                            {words}
                        </button>
                    }
                })}
            <Candidates refusal=Arc::clone(&refusal) />
            {refusal
                .is_in_problems
                .then(|| {
                    view! {
                        <button
                            class="button"
                            type="button"
                            id="show-problems"
                            on:click=move |_| app.show(View::Problems)
                        >
                            "Show the problems"
                        </button>
                    }
                })}
            {refusal
                .diagnostics
                .iter()
                .take(TOLD)
                .map(|diagnostic| {
                    view! {
                        <div class="refusal-diagnostic">
                            <p>
                                <Prose text=diagnostic.message.clone() />
                            </p>
                            <Places diagnostic=diagnostic.clone() />
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// What could be meant, to choose from; where no field is at fault, what it is about.
#[component]
fn Candidates(refusal: Arc<Refusal>) -> impl IntoView {
    let app = App::expect();
    let field = refusal.field;
    let choose = move |id: String| {
        let row = app.project.with_untracked(|it| it.as_ref()?.row_of(&id));
        let message = message_of(app, row);
        let (chosen, name) = (id.clone(), id.clone());
        match field {
            Some(field) => view! {
                <li>
                    <button
                        class="candidate"
                        type="button"
                        data-candidate=id.clone()
                        on:click=move |_| match field {
                            Field::Current => app.plan_from(&chosen),
                            Field::Target => app.plan_to(&chosen),
                        }
                    >
                        <code>{name}</code>
                        <span class="quiet">{message}</span>
                    </button>
                </li>
            }
            .into_any(),
            None => view! {
                <li class="related">
                    <RevisionLink id=id row=row />
                    <span class="quiet">{message}</span>
                </li>
            }
            .into_any(),
        }
    };
    (!refusal.candidates.is_empty()).then(|| {
        view! {
            <ul class="candidates">
                {refusal.candidates.iter().cloned().map(choose).collect_view()}
            </ul>
        }
    })
}

fn message_of(app: App, row: Option<usize>) -> Option<String> {
    app.project
        .with_untracked(|it| Some(it.as_ref()?.overview.rows.get(row?)?.message.clone()))
}
