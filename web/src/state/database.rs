//! Where the database is, apart from where the plan starts.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::document::DiagnosticDocument;

use super::{App, Outcome, Project};

/// The rows of the graph that the database and the plan are at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// Where the database is: as it says itself, and otherwise where the plan starts.
    pub current: Vec<usize>,
    /// Where the plan starts, if that is elsewhere.
    pub start: Vec<usize>,
}

impl Places {
    /// The places in `project` for a plan that starts at `start`.
    pub(super) fn of(project: &Project, start: &[String]) -> Self {
        let rows = |ids: &[String]| ids.iter().filter_map(|id| project.row_of(id)).collect();
        match project.database() {
            Some(database) if !is_same(database, start) => Self {
                current: rows(database),
                start: rows(start),
            },
            _ => Self {
                current: rows(start),
                start: Vec::new(),
            },
        }
    }
}

fn is_same(one: &[String], other: &[String]) -> bool {
    one.iter().collect::<HashSet<_>>() == other.iter().collect::<HashSet<_>>()
}

impl App {
    /// Whether the plan starts where the database is, and goes on to when the database moves;
    /// tracked.
    pub fn is_following_database(self) -> bool {
        self.project.with(|project| {
            project.as_ref().is_some_and(|project| {
                project.database().is_some()
                    && self.current.with(|typed| *typed == project.first_current())
            })
        })
    }

    /// The version rows that the database has and the plan does not start from; tracked.
    pub fn database_elsewhere(self) -> Option<Vec<String>> {
        self.project.with(|project| {
            let database = project.as_ref()?.database()?;
            let is_elsewhere = self.planning.outcome.with(|outcome| match outcome {
                Outcome::None => false,
                outcome => !is_same(database, outcome.start()),
            });
            (is_elsewhere && !self.is_following_database()).then(|| database.to_vec())
        })
    }

    /// Has the plan start where the database is.
    pub fn plan_from_database(self) {
        let place = self
            .project
            .with_untracked(|it| it.as_ref().map(|it| it.first_current()));
        if let Some(place) = place {
            self.plan_from(&place);
        }
    }
}

/// What is wrong with the served database, as far as the scripts are concerned.
pub(super) fn diagnostics(project: &Project) -> Vec<DiagnosticDocument> {
    let problem = |severity: &str, code: &str, message: String, help: &str| DiagnosticDocument {
        severity: severity.to_owned(),
        code: code.to_owned(),
        message,
        location: None,
        related: Vec::new(),
        help: Some(help.to_owned()),
    };
    let unknown = project
        .database()
        .unwrap_or_default()
        .iter()
        .filter(|id| project.row_of(id).is_none())
        .map(|id| {
            problem(
                "error",
                "unknown_current",
                format!("the database is at revision `{id}`, which no script declares"),
                "open the folder that the database was upgraded from, or one that is newer; where \
                 the table itself is wrong, `limbeck stamp --purge` mends it",
            )
        });
    let unread = project
        .served
        .as_ref()
        .and_then(|it| it.current_error.as_ref())
        .map(|error| {
            problem(
                "warning",
                "database_unread",
                format!("where the database is, could not be read: {error}"),
                "plans start at base until it can be; the page tries again when something changes",
            )
        });
    unread.into_iter().chain(unknown).collect()
}

/// The rows of the scripts that have an error, in themselves or in their SQL.
pub(super) fn faulty_rows(project: &Project, sql: &[DiagnosticDocument]) -> Arc<HashSet<usize>> {
    let rows = project.overview.rows.iter().enumerate();
    let faulty = rows.filter(|(_, row)| row.is_faulty).map(|(row, _)| row);
    let in_sql = sql
        .iter()
        .filter(|it| it.severity == "error")
        .filter_map(|it| project.row_at(&it.location.as_ref()?.path));
    Arc::new(faulty.chain(in_sql).collect())
}
