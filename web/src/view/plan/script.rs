use std::sync::Arc;

use leptos::prelude::*;

use super::super::notice::{counted, grouped};
use crate::component::{Align, Banner, CodeView, Icon, Mark, Tone, icon};
use crate::state::App;
use crate::worker::{Code, PlanView};

/// The plan's SQL: its head, or what follows from a step on that lies further behind.
#[component]
pub fn Script(
    /// The plan.
    plan: Arc<PlanView>,
    /// The line of the SQL to show.
    line: RwSignal<Option<u32>>,
) -> impl IntoView {
    let app = App::expect();
    let marks = step_marks(&plan);
    let first_step = plan.steps.first().map_or(1, |step| step.sql_line);
    let stretches: Vec<(usize, u32, u32)> = plan
        .steps
        .iter()
        .zip(&marks)
        .map(|(step, mark)| (step.row as usize, mark.first, mark.last))
        .collect();
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
    let head = Arc::new(plan.sql.clone());
    let further = app.planning.further;
    {
        let head = Arc::clone(&head);
        Effect::new(move |_| {
            let Some(wanted) = line.get() else { return };
            let is_there = further.with_untracked(|further| {
                let shown = further.as_ref().unwrap_or(&head);
                shown.holds(wanted)
            });
            if is_there {
                return;
            }
            if head.holds(wanted) {
                app.planning.show_head();
            } else {
                app.show_sql_from(wanted);
            }
        });
    }
    let lines = counted(plan.sql.total_lines as usize, "line", "lines");
    let statements = counted(plan.statements as usize, "statement", "statements");
    view! {
        <section class="plan-script" aria-labelledby="sql-title">
            <div class="plan-script-head">
                <h3 id="sql-title">
                    "SQL " <span class="quiet numbers">{format!("{statements}, {lines}")}</span>
                </h3>
                <Beginning first_step=first_step line=line />
            </div>
            {move || {
                let code = further.get().unwrap_or_else(|| Arc::clone(&head));
                let cut = cut(&code)
                    .map(|cut| {
                        view! {
                            <Banner id="sql-cut" tone=Tone::Information>
                                {cut}
                            </Banner>
                        }
                    });
                view! {
                    {cut}
                    <CodeView
                        code=code
                        id=Some("plan-sql")
                        label="The offline script".to_owned()
                        marks=marks.clone()
                        show=line
                        align=Align::Top
                        open_at=first_step
                        active=active
                    />
                }
            }}
        </section>
    }
}

/// What is said where not all lines are shown.
fn cut(code: &Code) -> Option<String> {
    (code.first_line > 1 || code.is_cut()).then(|| {
        let last = code.first_line as usize + code.lines.len() - 1;
        format!(
            "Lines {} to {} of {}. A step shows its own; copies and downloads have all of them.",
            grouped(code.first_line as usize),
            grouped(last),
            grouped(code.total_lines as usize),
        )
    })
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
