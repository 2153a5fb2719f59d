//! The plan that follows from the choices.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::{App, Newest, Stage, Wish};
use crate::worker::{Answer, Code, PlanChoice, PlanView, Question, Refusal, TextFile};

/// What came of the choices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Outcome {
    /// Nothing yet.
    #[default]
    None,
    /// A plan; it may have no steps.
    Plan(Arc<PlanView>),
    /// A reason why there is none.
    Refused(Arc<Refusal>),
}

impl Outcome {
    /// The version table's rows that the plan starts from, as far as that is clear.
    pub fn start(&self) -> &[String] {
        match self {
            Self::Plan(plan) => &plan.from,
            Self::Refused(refusal) => &refusal.current,
            Self::None => &[],
        }
    }

    /// The number of the step that runs each row, from 1.
    pub fn steps_by_row(&self) -> Arc<HashMap<usize, usize>> {
        let Self::Plan(plan) = self else {
            return Arc::default();
        };
        let steps = plan.steps.iter().enumerate();
        Arc::new(
            steps
                .map(|(index, step)| (step.row as usize, index + 1))
                .collect(),
        )
    }
}

/// The plan, and whether a newer one is on its way.
#[derive(Debug, Clone, Copy)]
pub struct Planning {
    /// What came of the choices.
    pub outcome: RwSignal<Outcome>,
    /// What of it is asked.
    pub newest: Newest<Wanted>,
    /// The lines of its SQL that are shown, where they are not the first ones.
    pub further: RwSignal<Option<Arc<Code>>>,
    lines: Newest<WantedLines>,
}

/// What decides the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    edition: u64,
    choice: PlanChoice,
}

impl Wish for Wanted {}

/// What decides which lines of a plan's SQL are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WantedLines {
    of: Wanted,
    first: u32,
}

impl Wish for WantedLines {}

impl Planning {
    pub(super) fn new() -> Self {
        Self {
            outcome: RwSignal::new(Outcome::None),
            newest: Newest::new(),
            further: RwSignal::new(None),
            lines: Newest::new(),
        }
    }

    /// Shows the first lines of the plan's SQL again.
    pub fn show_head(self) {
        self.lines.forget();
        self.further.set(None);
    }
}

impl App {
    /// Plans again whenever the project or a choice changes.
    pub fn follow_choices(self) {
        Effect::new(move |_| {
            if let Some(wanted) = self.wanted() {
                self.plan(wanted);
            }
        });
    }

    /// What is chosen of the project that is open.
    fn wanted(self) -> Option<Wanted> {
        let choice = self.choice();
        let edition = self.project.with(|it| Some(it.as_ref()?.edition))?;
        Some(Wanted { edition, choice })
    }

    /// Shows the lines of the plan's SQL from one on that is not among those that came with it.
    pub fn show_sql_from(self, first: u32) {
        let Some(of) = untrack(|| self.wanted()) else {
            return;
        };
        let question = |wanted: &WantedLines| Question::SqlLines {
            choice: wanted.of.choice.clone(),
            first: wanted.first,
        };
        let planning = self.planning;
        planning
            .lines
            .want(self, WantedLines { of, first }, question, move |answer| {
                if let Answer::SqlLines(Some(lines)) = answer {
                    planning.further.set(Some(Arc::new(lines.unpack())));
                }
            });
    }

    fn plan(self, wanted: Wanted) {
        let question = |wanted: &Wanted| Question::Plan(wanted.choice.clone());
        self.planning
            .newest
            .want(self, wanted, question, move |answer| {
                let outcome = match answer {
                    Answer::Plan(Ok(plan)) => Outcome::Plan(Arc::new(plan.unpack())),
                    Answer::Plan(Err(refusal)) => Outcome::Refused(Arc::from(refusal)),
                    _ => Outcome::None,
                };
                // What was shown stays as it is where the same came of the new choice.
                let shown = self.planning.outcome;
                if shown.with_untracked(|shown| *shown != outcome) {
                    self.planning.show_head();
                    self.announcement.set(spoken(&outcome));
                    shown.set(outcome);
                }
            });
    }

    /// The whole text that `question` asks for.
    pub async fn text(self, question: Question) -> Result<TextFile, Box<Refusal>> {
        let lost = |message: String| {
            Box::new(Refusal {
                message,
                ..Refusal::default()
            })
        };
        match self.client().ask(question).await {
            Answer::Text(text) => text,
            Answer::Crashed(reason) => {
                self.stage.set(Stage::Crashed(reason.clone()));
                Err(lost(reason))
            }
            _ => Err(lost("the planner answered something else".to_owned())),
        }
    }
}

const fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// An outcome in a sentence.
fn spoken(outcome: &Outcome) -> String {
    match outcome {
        Outcome::None => String::new(),
        Outcome::Plan(plan) if plan.steps.is_empty() => "Nothing to do".to_owned(),
        Outcome::Plan(plan) => format!(
            "{} of {} {}, {} {}",
            plan.direction,
            plan.steps.len(),
            plural(plan.steps.len(), "revision", "revisions"),
            plan.statements,
            plural(plan.statements as usize, "statement", "statements"),
        ),
        Outcome::Refused(refusal) => format!("No plan: {}", refusal.message),
    }
}
