//! What is wrong with the SQL, which depends on the dialect and takes a moment.

use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::sql::Dialect;

use super::{App, View, Wish};
use crate::worker::{Answer, Question};

/// More bytes of scripts are checked when the problems are looked at: parsing takes the planner
/// seconds in which it answers nothing else.
const CHECKED_AT_ONCE: u64 = 1_000_000;

/// More than this would take minutes, and is left to `limbeck check`.
const CHECKED_AT_ALL: u64 = 20_000_000;

/// What decides what is wrong with the SQL, and what there is between the heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedFor {
    /// The project, as it was opened.
    pub edition: u64,
    /// What the SQL is read as.
    pub dialect: Dialect,
}

impl Wish for CheckedFor {}

impl App {
    /// Checks the SQL whenever the project or the dialect changes.
    pub fn follow_dialect(self) {
        let wanted = Memo::new(move |_| {
            let (edition, bytes) = self
                .project
                .with(|it| it.as_ref().map(|it| (it.edition, it.overview.bytes)))?;
            let is_wanted = bytes <= CHECKED_AT_ONCE
                || (bytes <= CHECKED_AT_ALL && self.view.get() == View::Problems);
            is_wanted.then(|| (edition, self.dialect.get()))
        });
        Effect::new(move |_| {
            let Some((edition, dialect)) = wanted.get() else {
                // What was found stays, as long as it is of the project that is open.
                if self.project.with_untracked(Option::is_none) {
                    self.checking.forget();
                    self.sql_diagnostics.set(Arc::default());
                }
                return;
            };
            let wanted = CheckedFor { edition, dialect };
            let question = |wanted: &CheckedFor| Question::Check {
                dialect: wanted.dialect,
            };
            self.checking.want(self, wanted, question, move |answer| {
                if let Answer::Checked(diagnostics) = answer {
                    self.sql_diagnostics.set(Arc::new(diagnostics));
                }
            });
        });
    }

    /// Whether there is more SQL than the page checks; tracked.
    pub fn is_too_much_to_check(self) -> bool {
        self.project.with(|it| {
            let bytes = it.as_ref().map(|it| it.overview.bytes);
            bytes.is_some_and(|bytes| bytes > CHECKED_AT_ALL)
        })
    }
}
