//! Everything that is wrong or worth knowing, in one list.

use std::sync::Arc;

use leptos::prelude::*;
use limbeck_planner::document::DiagnosticDocument;

use super::{App, Project, database};

/// The code of the problem that lists the revisions without a way back.
pub const NO_WAY_BACK: &str = "no_way_back";

/// The problems of `project`, worst first, with those that were found in its SQL.
pub(super) fn of(project: &Project, sql: &[DiagnosticDocument]) -> Arc<Vec<DiagnosticDocument>> {
    let mut all: Vec<DiagnosticDocument> = project
        .diagnostics
        .iter()
        .chain(sql)
        .cloned()
        .chain(database::diagnostics(project))
        .chain(no_way_back(project))
        .collect();
    // Stable, so that the order of places stays within a severity.
    all.sort_by_key(|it| severity_rank(&it.severity));
    Arc::new(all)
}

/// The revisions that `limbeck check` does not let pass, in one.
fn no_way_back(project: &Project) -> Option<DiagnosticDocument> {
    let rows = project.overview.rows.iter();
    let count = rows.filter(|row| !row.is_reversible).count();
    let message = match count {
        0 => return None,
        1 => "1 revision has no way back".to_owned(),
        count => format!("{count} revisions have no way back"),
    };
    Some(DiagnosticDocument {
        severity: "warning".to_owned(),
        code: NO_WAY_BACK.to_owned(),
        message,
        location: None,
        related: Vec::new(),
        help: Some(
            "write it behind `-- migrate:down`: a downgrade through such a revision is refused, \
             and `limbeck check` fails without `--allow-irreversible`"
                .to_owned(),
        ),
    })
}

/// Errors, then warnings, then the rest.
fn severity_rank(severity: &str) -> u8 {
    match severity {
        "error" => 0,
        "warning" => 1,
        _ => 2,
    }
}

impl App {
    /// How many errors and how many warnings there are; tracked.
    pub fn problem_counts(self) -> (usize, usize) {
        self.problems.with(|problems| {
            let count = |severity| problems.iter().filter(|it| it.severity == severity).count();
            (count("error"), count("warning"))
        })
    }
}
