//! The plan: the choices, the steps that follow from them, and the SQL.

mod deliver;
mod form;
mod refused;
mod starts;
mod steps;

use std::sync::Arc;

use leptos::prelude::*;

use super::notice::{counted, grouped};
use crate::component::{Align, Banner, CodeView, Empty, Icon, Mark, RevisionLink, Tone, icon};
use crate::state::{App, Outcome};
use crate::worker::PlanView;
use deliver::Deliver;
use form::Form;
pub use form::dialect_title;
use refused::Refused;
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
    let marks = step_marks(&plan);
    let first_step = plan.steps.first().map_or(1, |step| step.sql_line);
    let stretches: Vec<(usize, u32, u32)> = plan
        .steps
        .iter()
        .zip(&marks)
        .map(|(step, mark)| (step.row as usize, mark.first, mark.last))
        .collect();
    let app = App::expect();
    let active = Memo::new(move |_| {
        let selected = app.selected.get()?;
        let stretch = stretches.iter().find(|&&(row, ..)| row == selected)?;
        Some((stretch.1, stretch.2))
    });
    Effect::new(move |_| {
        if let Some((first, _)) = active.get() {
            line.set(Some(first));
        }
    });
    let code = Arc::new(plan.sql.clone());
    let lines = counted(plan.sql.total_lines as usize, "line", "lines");
    let statements = counted(plan.statements as usize, "statement", "statements");
    let cut = plan.sql.is_cut().then(|| {
        format!(
            "The first {} of {lines}. Copies and downloads have all of them.",
            grouped(plan.sql.lines.len()),
        )
    });
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
            <section class="plan-script" aria-labelledby="sql-title">
                <div class="plan-script-head">
                    <h3 id="sql-title">
                        "SQL " <span class="quiet numbers">{format!("{statements}, {lines}")}</span>
                    </h3>
                    <Beginning first_step=first_step line=line />
                </div>
                {cut
                    .map(|cut| {
                        view! {
                            <Banner id="sql-cut" tone=Tone::Information>
                                {cut}
                            </Banner>
                        }
                    })}
                <CodeView
                    code=code
                    id=Some("plan-sql")
                    label="The offline script".to_owned()
                    marks=marks
                    show=line
                    align=Align::Top
                    open_at=first_step
                    active=active
                />
            </section>
        </div>
    }
    .into_any()
}

/// A way to what stands before the first step, at which the script is opened.
#[component]
fn Beginning(first_step: u32, line: RwSignal<Option<u32>>) -> impl IntoView {
    (first_step > 1).then(|| {
        view! {
            <button
                class="button quiet small"
                type="button"
                id="show-guard"
                title=format!(
                    "Lines 1 to {}: they stop the script, changing nothing, on a database that is elsewhere",
                    first_step - 1,
                )
                on:click=move |_| line.set(Some(1))
            >
                {icon(Icon::Up)}
                "Guard"
            </button>
        }
    })
}

/// The lines of each step.
fn step_marks(plan: &PlanView) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::with_capacity(plan.steps.len());
    for (index, step) in plan.steps.iter().enumerate() {
        if let Some(before) = marks.last_mut() {
            before.last = step.sql_line.saturating_sub(2).max(before.first);
        }
        marks.push(Mark {
            first: step.sql_line,
            last: plan.sql.total_lines,
            class: "step",
            title: format!(
                "Step {}: {} {}",
                grouped(index + 1),
                plan.direction,
                step.revision
            ),
        });
    }
    marks
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
