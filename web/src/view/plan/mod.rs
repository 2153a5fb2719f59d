//! The plan: the choices, the steps that follow from them, and the SQL.

mod deliver;
mod form;
mod refused;
mod script;
mod starts;
mod steps;

use std::sync::Arc;

use leptos::prelude::*;

use super::notice::{counted, grouped};
use crate::component::{Empty, Icon, RevisionLink, icon};
use crate::state::{App, Outcome};
use crate::worker::PlanView;
use deliver::Deliver;
use form::Form;
pub use form::dialect_title;
use refused::Refused;
use script::Script;
use starts::Starts;
use steps::Steps;

/// So many rows of the version table are named.
const NAMED: usize = 4;

/// The plan's pane.
#[component]
pub fn Plan() -> impl IntoView {
    let app = App::expect();
    let outcome = move || match app.planning.outcome.get() {
        Outcome::None => view! { <p class="quiet planning">"Planning…"</p> }.into_any(),
        Outcome::Refused(refusal) => view! { <Refused refusal=refusal /> }.into_any(),
        Outcome::Plan(plan) => view! { <Planned plan=plan /> }.into_any(),
    };
    view! {
        <div class="plan" aria-busy=move || app.planning.newest.is_busy.get().to_string()>
            <h2 class="spoken">"Plan"</h2>
            <Form />
            <Starts />
            {outcome}
        </div>
    }
}

#[component]
fn Planned(plan: Arc<PlanView>) -> impl IntoView {
    if plan.steps.is_empty() {
        return view! { <NothingToDo plan=plan /> }.into_any();
    }
    let (verb, arrow) = if plan.direction == "upgrade" {
        ("Upgrade", Icon::Up)
    } else {
        ("Downgrade", Icon::Down)
    };
    let line = RwSignal::new(None::<u32>);
    view! {
        <div class="plan-summary" data-direction=plan.direction.clone()>
            <div class="plan-words">
                <p class="plan-verb" id="plan-summary">
                    <span class="direction">{icon(arrow)}{verb}</span>
                    " "
                    {counted(plan.steps.len(), "revision", "revisions")}
                </p>
                <p class="plan-route">
                    <VersionRows ids=plan.from.clone() />
                    {icon(Icon::Right)}
                    <VersionRows ids=plan.to.clone() />
                </p>
            </div>
            <Deliver />
        </div>
        <div class="plan-body">
            <section class="plan-steps" aria-labelledby="steps-title">
                <h3 id="steps-title">"Steps"</h3>
                <Steps plan=Arc::clone(&plan) line=line />
            </section>
            <Script plan=plan line=line />
        </div>
    }
    .into_any()
}

/// The version table's rows, as links; none is `base`.
#[component]
fn VersionRows(ids: Vec<String>) -> impl IntoView {
    let app = App::expect();
    if ids.is_empty() {
        return view! { <span class="place">"base"</span> }.into_any();
    }
    let row_of = |id: &str| app.project.with_untracked(|it| it.as_ref()?.row_of(id));
    let left = ids.len().saturating_sub(NAMED);
    let links = ids
        .into_iter()
        .take(NAMED)
        .map(|id| {
            let row = row_of(&id);
            view! { <RevisionLink id=id row=row /> }
        })
        .collect_view();
    let left = (left > 0).then(|| format!("and {} more", grouped(left)));
    view! {
        {links}
        {left}
    }
    .into_any()
}

#[component]
fn NothingToDo(plan: Arc<PlanView>) -> impl IntoView {
    let app = App::expect();
    let place = match plan.from.as_slice() {
        [] => "base".to_owned(),
        several => several.join(", "),
    };
    let is_at_base = plan.from.is_empty();
    view! {
        <Empty id="plan-empty" icon=Icon::Done title="Nothing to do">
            <p class="quiet">
                {format!("At {place}, nothing is left to run for this target.")}
            </p>
            <div class="empty-actions">
                {if is_at_base {
                    view! {
                        <button class="button" type="button" on:click=move |_| app.plan_to("heads")>
                            "Plan to the heads"
                        </button>
                    }
                        .into_any()
                } else {
                    view! {
                        <button class="button" type="button" on:click=move |_| app.plan_to("base")>
                            "Plan back to base"
                        </button>
                        <button class="button" type="button" on:click=move |_| app.plan_from("base")>
                            "Plan from base"
                        </button>
                    }
                        .into_any()
                }}
            </div>
        </Empty>
    }
}
