//! The plan: the choices, the steps that follow from them, and the SQL.

mod deliver;
mod form;
mod steps;

use std::sync::Arc;

use leptos::prelude::*;

use super::notice::{counted, grouped};
use super::problems::Places;
use crate::component::{CodeView, Icon, Mark, Prose, RevisionLink, icon};
use crate::state::{App, Outcome, View};
use crate::worker::{Field, PlanView, Refusal};
use deliver::Deliver;
use form::Form;
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
        <div class="plan" aria-busy=move || app.planning.is_busy.get().to_string()>
            <h2 class="spoken">"Plan"</h2>
            <Form />
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
    let code = Arc::new(plan.sql.clone());
    let cut = plan.sql.is_cut().then(|| {
        format!(
            "These are the first {} of {} lines. The download and the clipboard get all of them.",
            grouped(plan.sql.lines.len()),
            grouped(plan.sql.total_lines),
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
                    <span class="numbers">
                        {format!("· {}", counted(plan.statements as usize, "statement", "statements"))}
                    </span>
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
                <h3 id="sql-title">
                    "SQL "
                    <span class="quiet numbers">{counted(plan.sql.total_lines as usize, "line", "lines")}</span>
                </h3>
                {cut.map(|cut| view! { <p class="banner" id="sql-cut">{icon(Icon::Information)} {cut}</p> })}
                <CodeView code=code id=Some("plan-sql") label="The offline script".to_owned() marks=marks show=line />
            </section>
        </div>
    }
    .into_any()
}

/// The lines of each step, by turns, so that it is seen where one ends.
fn step_marks(plan: &PlanView) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::with_capacity(plan.steps.len());
    for (index, step) in plan.steps.iter().enumerate() {
        if let Some(before) = marks.last_mut() {
            before.last = step.sql_line.saturating_sub(2).max(before.first);
        }
        marks.push(Mark {
            first: step.sql_line,
            last: plan.sql.total_lines,
            class: if index % 2 == 0 {
                "step-even"
            } else {
                "step-odd"
            },
            title: format!("Step {}: {} {}", index + 1, plan.direction, step.revision),
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
    view! {
        <div class="empty" id="plan-empty">
            {icon(Icon::Done)}
            <p class="empty-title">"Nothing to do"</p>
            <p class="quiet">{format!("The database is at {place}, and has everything that the target needs.")}</p>
            <div class="empty-actions">
                <button class="button" type="button" on:click=move |_| app.plan_to("base")>
                    "Plan back to base"
                </button>
                <button class="button" type="button" on:click=move |_| app.plan_from("base")>
                    "Plan from base"
                </button>
            </div>
        </div>
    }
}

#[component]
fn Refused(refusal: Arc<Refusal>) -> impl IntoView {
    let app = App::expect();
    let (title, id) = match refusal.field {
        Some(Field::Current) => ("No plan from there", Some("current-error")),
        Some(Field::Target) => ("No plan to this target", Some("target-error")),
        None => ("No plan", None),
    };
    let field = refusal.field;
    let choose = move |id: String| {
        let row = app.project.with_untracked(|it| it.as_ref()?.row_of(&id));
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
                        <span class="quiet">{message_of(app, row)}</span>
                    </button>
                </li>
            }
            .into_any(),
            None => view! { <li><RevisionLink id=id row=row /></li> }.into_any(),
        }
    };
    view! {
        <div class="refusal" id="plan-error">
            <p class="refusal-title">{icon(Icon::Warning)} {title}</p>
            <p id=id><Prose text=refusal.message.clone() /></p>
            {refusal.help.clone().map(|help| view! { <p class="quiet"><Prose text=help /></p> })}
            {(!refusal.candidates.is_empty())
                .then(|| {
                    view! {
                        <ul class="candidates">
                            {refusal.candidates.iter().cloned().map(choose).collect_view()}
                        </ul>
                    }
                })}
            {refusal
                .field
                .is_none()
                .then(|| {
                    view! {
                        <button
                            class="button"
                            type="button"
                            on:click=move |_| app.show(View::Problems)
                        >
                            "Show the problems"
                        </button>
                    }
                })}
            {refusal
                .diagnostics
                .iter()
                .take(20)
                .map(|diagnostic| {
                    view! {
                        <div class="refusal-diagnostic">
                            <p><Prose text=diagnostic.message.clone() /></p>
                            <Places diagnostic=diagnostic.clone() />
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}

fn message_of(app: App, row: Option<usize>) -> Option<String> {
    app.project
        .with_untracked(|it| Some(it.as_ref()?.overview.rows.get(row?)?.message.clone()))
}
