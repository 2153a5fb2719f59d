use std::collections::HashMap;

use limbeck_planner::document::DiagnosticDocument;
use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;

use crate::worker::{Opened, Overview, Served};

/// A project as the page has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    /// Its revisions and their graph.
    pub overview: Overview,
    /// What is worth telling, worst first.
    pub diagnostics: Vec<DiagnosticDocument>,
    /// What a serving `limbeck` says of itself.
    pub served: Option<Served>,
    /// The dialect of the project's database, if it is known.
    pub dialect: Option<Dialect>,
    /// How the project groups steps into transactions.
    pub transaction: TransactionMode,
    /// Counts what was opened, so that a list knows old rows from new ones.
    pub edition: u64,
    rows: HashMap<String, usize>,
    paths: HashMap<String, usize>,
}

impl Project {
    /// What the worker opened, as the `edition`th.
    pub fn new(opened: &Opened, edition: u64) -> Self {
        let overview = opened.overview.unpack();
        let mut rows = HashMap::with_capacity(overview.rows.len());
        let mut paths = HashMap::with_capacity(overview.rows.len());
        for (row, it) in overview.rows.iter().enumerate() {
            rows.entry(it.id.clone()).or_insert(row);
            paths.insert(it.path.clone(), row);
        }
        Self {
            diagnostics: opened.diagnostics.clone(),
            served: opened.served.clone(),
            dialect: opened.dialect,
            transaction: opened.transaction,
            overview,
            edition,
            rows,
            paths,
        }
    }

    /// The row of the revision with exactly this id.
    pub fn row_of(&self, id: &str) -> Option<usize> {
        self.rows.get(id).copied()
    }

    /// The row of the revision whose script lies at `path`.
    pub fn row_at(&self, path: &str) -> Option<usize> {
        self.paths.get(path).copied()
    }

    /// For each row whether it is one of `rows`, or something that one of them needs.
    pub fn at_or_below(&self, rows: &[usize]) -> Vec<bool> {
        let mut is_below = vec![false; self.overview.rows.len()];
        let mut waiting = rows.to_vec();
        while let Some(row) = waiting.pop() {
            if std::mem::replace(&mut is_below[row], true) {
                continue;
            }
            let parents = self.overview.rows[row].parents.iter();
            waiting.extend(
                parents
                    .filter_map(|parent| parent.row)
                    .map(|it| it as usize),
            );
        }
        is_below
    }

    /// How many errors, and how many warnings.
    pub fn problem_counts(&self) -> (usize, usize) {
        let count = |severity: &str| {
            let of_it = |it: &&DiagnosticDocument| it.severity == severity;
            self.diagnostics.iter().filter(of_it).count()
        };
        (count("error"), count("warning"))
    }

    /// What a plan leads to before anybody says something else: every head.
    pub fn first_target(&self) -> &'static str {
        if self.overview.heads.len() > 1 {
            "heads"
        } else {
            "head"
        }
    }

    /// Where a plan begins before anybody says something else: where the served database is, or
    /// at base.
    pub fn first_current(&self) -> String {
        let served = self.served.as_ref().and_then(|it| it.current.as_ref());
        match served {
            Some(current) if !current.is_empty() => current.join(", "),
            _ => "base".to_owned(),
        }
    }
}
