use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use limbeck_planner::document::DiagnosticDocument;
use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;

use super::comparing::Branches;
use crate::worker::{DeclaredFile, Opened, Overview, RevisionRow, Served};

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
    /// The files that declare the schema, as the configuration says.
    pub declared: Vec<DeclaredFile>,
    /// Counts what was opened, so that a list knows old rows from new ones.
    pub edition: u64,
    /// The folder that all scripts are in, with a slash at its end; empty where there is none.
    pub folder: String,
    /// Whether any script says when it was written.
    pub is_dated: bool,
    /// How many characters the longest id has.
    pub longest_id: usize,
    /// What it is compared with, if it is.
    pub(super) branches: Option<Arc<Branches>>,
    /// How many lanes each row needs.
    lanes: Vec<u32>,
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
        let ids = overview.rows.iter().map(|it| it.id.chars().count());
        Self {
            diagnostics: opened.diagnostics.clone(),
            served: opened.served.clone(),
            dialect: opened.dialect,
            transaction: opened.transaction,
            declared: opened.declared.unpack(),
            edition,
            folder: common_folder(overview.rows.iter().map(|it| it.path.as_str())),
            is_dated: overview.rows.iter().any(|it| it.created.is_some()),
            longest_id: ids.max().unwrap_or(0),
            branches: Branches::of(opened).map(Arc::new),
            lanes: overview.rows.iter().map(lanes).collect(),
            overview,
            rows,
            paths,
        }
    }

    /// How many lanes these rows need.
    pub fn lanes_in(&self, rows: Range<usize>) -> u32 {
        let lanes = self.lanes.get(rows).unwrap_or_default();
        lanes.iter().copied().max().unwrap_or(1)
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

    /// The rows of the version table of the database that is served, if it could be read.
    pub fn database(&self) -> Option<&[String]> {
        self.served.as_ref()?.current.as_deref()
    }

    /// Why the files that declare the schema could not be read, if they could not.
    pub fn declared_error(&self) -> Option<&str> {
        self.served.as_ref()?.declared_error.as_deref()
    }

    /// Where a plan begins before anybody says something else: where the served database is, or
    /// at base.
    pub fn first_current(&self) -> String {
        match self.database() {
            Some(current) if !current.is_empty() => current.join(", "),
            _ => "base".to_owned(),
        }
    }
}

/// How many lanes a row needs, with its edges to the next.
fn lanes(row: &RevisionRow) -> u32 {
    let edges = row.edges.iter().map(|edge| edge.from.max(edge.to));
    edges.chain([row.lane]).max().unwrap_or(0) + 1
}

/// What all paths begin with, up to a slash.
fn common_folder<'path>(mut paths: impl Iterator<Item = &'path str>) -> String {
    let Some(first) = paths.next() else {
        return String::new();
    };
    let folder = |path: &str| path.rfind('/').map_or(0, |slash| slash + 1);
    let mut common = &first[..folder(first)];
    for path in paths {
        while !path.starts_with(common) {
            common = &common[..folder(common.trim_end_matches('/'))];
        }
    }
    common.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_a_folder_in_common() {
        let common = |paths: &[&str]| common_folder(paths.iter().copied());
        assert_eq!(common(&["a/b/1.sql", "a/b/2.sql"]), "a/b/");
        assert_eq!(common(&["a/b/1.sql", "a/bc/2.sql"]), "a/");
        assert_eq!(common(&["a/1.sql", "b/2.sql"]), "");
        assert_eq!(common(&["1.sql"]), "");
        assert_eq!(common(&["a/1.sql"]), "a/");
        assert_eq!(common(&[]), "");
    }
}
