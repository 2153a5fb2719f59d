//! The plan that follows from the choices.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{App, Stage};
use crate::worker::{Answer, PlanChoice, PlanView, Question, Refusal, TextFile};

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
    /// Whether the planner is at it.
    pub is_busy: RwSignal<bool>,
    /// The newest choice that the planner has not seen.
    next: StoredValue<Option<PlanChoice>>,
}

impl Planning {
    pub(super) fn new() -> Self {
        Self {
            outcome: RwSignal::new(Outcome::None),
            is_busy: RwSignal::new(false),
            next: StoredValue::new(None),
        }
    }
}

impl App {
    /// Plans again whenever the project or a choice changes.
    pub fn follow_choices(self) {
        Effect::new(move |_| {
            let is_open = self.project.with(Option::is_some);
            let choice = self.choice();
            if is_open {
                self.plan(choice);
            }
        });
    }

    /// Has `choice` planned. Of the choices that come while the planner is busy only the last
    /// counts, so that typing does not queue up plans.
    fn plan(self, choice: PlanChoice) {
        let planning = self.planning;
        planning.next.set_value(Some(choice));
        if planning.is_busy.get_untracked() {
            return;
        }
        planning.is_busy.set(true);
        spawn_local(async move {
            let take_next = || planning.next.try_update_value(Option::take).flatten();
            while let Some(choice) = take_next() {
                let outcome = match self.client().ask(Question::Plan(choice)).await {
                    Answer::Plan(Ok(plan)) => Outcome::Plan(Arc::new(plan.unpack())),
                    Answer::Plan(Err(refusal)) => Outcome::Refused(Arc::from(refusal)),
                    Answer::Crashed(reason) => {
                        self.stage.set(Stage::Crashed(reason));
                        Outcome::None
                    }
                    _ => Outcome::None,
                };
                // What was shown stays as it is where the same came of the new choice.
                let is_new = planning.outcome.with_untracked(|shown| *shown != outcome);
                if planning.next.with_value(Option::is_none) && is_new {
                    self.announcement.set(spoken(&outcome));
                    planning.outcome.set(outcome);
                }
            }
            planning.is_busy.set(false);
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

/// An outcome in a sentence.
fn spoken(outcome: &Outcome) -> String {
    match outcome {
        Outcome::None => String::new(),
        Outcome::Plan(plan) if plan.steps.is_empty() => "Nothing to do".to_owned(),
        Outcome::Plan(plan) => format!(
            "{} of {} revisions, {} statements",
            plan.direction,
            plan.steps.len(),
            plan.statements
        ),
        Outcome::Refused(refusal) => format!("No plan: {}", refusal.message),
    }
}
