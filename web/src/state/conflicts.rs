//! What there is between the heads, which depends on the dialect and takes a moment.

use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::document::{ConflictDocument, PairDocument};

use super::checking::CheckedFor;
use super::{App, View};
use crate::worker::{Answer, Conflicts, Question, StatementPair};

/// The heads of more bytes of scripts are compared when somebody looks at the conflicts: working
/// out the schema where they part takes the planner a moment in which it answers nothing else.
const COMPARED_AT_ONCE: u64 = 1_000_000;

/// What there is between heads, as the page has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// The heads.
    pub heads: Vec<String>,
    /// The pairs that were looked at, the gravest first. All others are independent.
    pub pairs: Vec<PairDocument>,
    statements: Vec<Vec<StatementPair>>,
}

impl Between {
    fn of(conflicts: Conflicts) -> Self {
        Self {
            statements: conflicts.statements.unpack(),
            heads: conflicts.heads,
            pairs: conflicts.pairs,
        }
    }

    /// The statements of a pair's collision.
    pub fn statements(&self, pair: usize, collision: usize) -> StatementPair {
        let of_pair = self.statements.get(pair);
        let found = of_pair.and_then(|it| it.get(collision));
        found.cloned().unwrap_or_default()
    }

    /// How many pairs cannot both be applied, or only in one order, or with another result.
    pub fn conflicts(&self) -> usize {
        self.pairs
            .iter()
            .filter(|it| is_conflict(&it.conflict))
            .count()
    }

    /// Whether any pair cannot be applied in whatever order.
    pub fn is_grave(&self) -> bool {
        let mut pairs = self.pairs.iter();
        pairs.any(|it| it.conflict.verdict == "cannot_both_apply")
    }

    /// Two of `heads` that cannot both be applied, if there are any.
    pub fn cannot_both_apply(&self, heads: &[String]) -> Option<(&str, &str)> {
        let pairs = self.pairs.iter().map(|it| &it.conflict);
        pairs
            .filter(|it| it.verdict == "cannot_both_apply")
            .find(|it| heads.contains(&it.left) && heads.contains(&it.right))
            .map(|it| (it.left.as_str(), it.right.as_str()))
    }

    /// How many pairs there are, with those that were not looked at.
    pub fn pair_count(&self) -> usize {
        self.heads.len() * self.heads.len().saturating_sub(1) / 2
    }
}

/// Whether two heads need a person.
fn is_conflict(conflict: &ConflictDocument) -> bool {
    matches!(
        conflict.verdict.as_str(),
        "order_matters" | "cannot_both_apply"
    )
}

impl App {
    /// Compares the heads whenever the project or the dialect changes.
    pub fn follow_conflicts(self) {
        let wanted = Memo::new(move |_| {
            let (project_edition, bytes, is_wanted) = self.project.with(|project| {
                let project = project.as_ref()?;
                let overview = &project.overview;
                let is_wanted = overview.is_sound && overview.heads.len() > 1;
                Some((project.edition, overview.bytes, is_wanted))
            })?;
            let is_now = bytes <= COMPARED_AT_ONCE || self.view.get() == View::Conflicts;
            (is_wanted && is_now).then(|| CheckedFor {
                edition: project_edition,
                dialect: self.dialect.get(),
            })
        });
        Effect::new(move |_| {
            let edition = self
                .project
                .with(|it| it.as_ref().map(|project| project.edition));
            // What was found stays, as long as it is of the project that is open.
            let comparing = self.comparing_heads;
            if !comparing.is_wanted(|it| Some(it.edition) == edition) {
                comparing.forget();
                self.between.set(None);
            }
            let Some(wanted) = wanted.get() else {
                return;
            };
            let question = |wanted: &CheckedFor| Question::Conflicts {
                dialect: wanted.dialect,
            };
            comparing.want(self, wanted, question, move |answer| {
                if let Answer::Conflicts(conflicts) = answer {
                    self.between.set(Some(Arc::new(Between::of(conflicts))));
                }
            });
        });
    }
}
