//! The graph as the page gets it: once, whole, and as plain data.

use std::collections::{HashMap, HashSet};

use limbeck_planner::history::Revision;
use limbeck_planner::layout::{self, Edge, EdgeEnd, EdgeKind};
use limbeck_planner::project::Project;
use serde::{Deserialize, Serialize};

/// Lanes to the right of this one are not drawn: nobody could follow them.
pub const MOST_LANES: usize = 48;

/// Everything about a project that the page shows at once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overview {
    /// What was opened.
    pub name: String,
    /// The key under which it can be opened again by a link, if there is one.
    pub link: Option<String>,
    /// How many files there were, scripts or not.
    pub files: u32,
    /// How long the scripts are, all together, in bytes.
    pub bytes: u64,
    /// The revisions, in the order of the rows.
    pub rows: Vec<RevisionRow>,
    /// The ids of the heads.
    pub heads: Vec<String>,
    /// Whether the history is sound, so that plans can be made.
    pub is_sound: bool,
}

/// A revision and its place in the graph.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RevisionRow {
    /// The id.
    pub id: String,
    /// What it is for.
    pub message: String,
    /// The script's path.
    pub path: String,
    /// When it was written, as the script says it.
    pub created: Option<String>,
    /// The labels that it owns.
    pub labels: Vec<String>,
    /// The labels of the branches that it is on.
    pub branches: Vec<String>,
    /// Whether no revision follows it.
    pub is_head: bool,
    /// Whether it follows none.
    pub is_base: bool,
    /// Whether several revisions follow it.
    pub is_branch_point: bool,
    /// Whether it follows several.
    pub is_merge: bool,
    /// Whether it has a way back.
    pub is_reversible: bool,
    /// Whether its script has an error.
    pub is_faulty: bool,
    /// What it follows, then what it depends on.
    pub parents: Vec<Parent>,
    /// The rows of those that follow it or depend on it, and how.
    pub children: Vec<(u32, bool)>,
    /// The lane it stands in.
    pub lane: u32,
    /// The colour of its branch.
    pub color: u32,
    /// The edges between it and the next row.
    pub edges: Vec<LaneEdge>,
}

/// Something that a revision follows or depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// The id or label, as the script says it.
    pub id: String,
    /// Its row, if there is one.
    pub row: Option<u32>,
    /// Whether it is a dependency and no parent.
    pub is_dependency: bool,
}

/// A piece of an edge between two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneEdge {
    /// The lane at the upper row.
    pub from: u32,
    /// The lane at the lower row.
    pub to: u32,
    /// The colour.
    pub color: u32,
    /// Whether it is a dependency.
    pub is_dependency: bool,
    /// Whether it stops half-way, because what it leads to is missing or above.
    pub is_stub: bool,
}

impl Overview {
    /// The row of the revision with exactly this id; the topmost, where an id is double.
    pub fn row_of(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// The overview of `project`.
    pub fn of(project: &Project, name: String, link: Option<String>, files: usize) -> Self {
        let revisions: Vec<Revision> = project
            .scripts()
            .iter()
            .map(|script| script.revision.clone())
            .collect();
        let laid_out: Vec<layout::Row> = layout::rows(&revisions).collect();
        let mut row_of_script = vec![0; revisions.len()];
        for (row, it) in laid_out.iter().enumerate() {
            row_of_script[it.revision] = number(row);
        }
        let names = Names::of(&revisions, &row_of_script);
        let faulty = faulty(project);

        let mut rows: Vec<RevisionRow> = laid_out
            .iter()
            .map(|row| {
                let script = &project.scripts()[row.revision];
                let revision = &script.revision;
                RevisionRow {
                    id: revision.id.clone(),
                    message: revision.message.clone(),
                    path: script.path.clone(),
                    created: revision.created.clone(),
                    labels: revision.branch_labels.clone(),
                    branches: branches(project, &revision.id),
                    is_base: revision.down_revisions.is_empty(),
                    is_merge: revision.down_revisions.len() > 1,
                    is_reversible: script.downgrade.is_some(),
                    is_faulty: faulty.contains(script.path.as_str()),
                    parents: names.parents(revision),
                    lane: number(row.lane.min(MOST_LANES - 1)),
                    color: number(row.color),
                    edges: row.edges.iter().filter_map(lane_edge).collect(),
                    ..RevisionRow::default()
                }
            })
            .collect();
        for row in 0..rows.len() {
            for parent in rows[row].parents.clone() {
                if let Some(below) = parent.row {
                    let children = &mut rows[below as usize].children;
                    children.push((number(row), parent.is_dependency));
                }
            }
        }
        for row in &mut rows {
            let followers = row.children.iter().filter(|&&(_, it)| !it).count();
            row.is_head = followers == 0;
            row.is_branch_point = followers > 1;
        }
        Self {
            name,
            link,
            files: number(files),
            bytes: project
                .scripts()
                .iter()
                .map(|it| it.text.len() as u64)
                .sum(),
            heads: rows
                .iter()
                .filter(|row| row.is_head)
                .map(|row| row.id.clone())
                .collect(),
            is_sound: project.history().is_ok(),
            rows,
        }
    }
}

/// The paths that an error names: where it is, and the other places that belong to it.
fn faulty(project: &Project) -> HashSet<&str> {
    let errors = project.diagnostics().iter().filter(|it| it.is_error());
    errors
        .flat_map(|error| {
            let related = error.related.iter().map(|it| &it.location);
            error.location.iter().chain(related)
        })
        .map(|location| location.path.as_str())
        .collect()
}

/// The labels of the branches that a revision is on; none where the history has faults.
fn branches(project: &Project, id: &str) -> Vec<String> {
    project
        .history()
        .map(|history| history.branch_labels(id))
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn lane_edge(edge: &Edge) -> Option<LaneEdge> {
    (edge.from < MOST_LANES && edge.to < MOST_LANES).then(|| LaneEdge {
        from: number(edge.from),
        to: number(edge.to),
        color: number(edge.color),
        is_dependency: edge.kind == EdgeKind::Dependency,
        is_stub: !matches!(edge.end, EdgeEnd::Revision(_)),
    })
}

pub(super) fn number(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

/// Which row an id or a label means.
struct Names<'project> {
    rows: HashMap<&'project str, u32>,
}

impl<'project> Names<'project> {
    fn of(revisions: &'project [Revision], row_of_script: &[u32]) -> Self {
        let mut rows = HashMap::with_capacity(revisions.len());
        for (revision, &row) in revisions.iter().zip(row_of_script) {
            rows.entry(revision.id.as_str()).or_insert(row);
        }
        for (revision, &row) in revisions.iter().zip(row_of_script) {
            for label in &revision.branch_labels {
                rows.entry(label.as_str()).or_insert(row);
            }
        }
        Self { rows }
    }

    fn parents(&self, revision: &Revision) -> Vec<Parent> {
        let named = |is_dependency| {
            move |id: &String| Parent {
                id: id.clone(),
                row: self.rows.get(id.as_str()).copied(),
                is_dependency,
            }
        };
        let direct = revision.down_revisions.iter().map(named(false));
        direct
            .chain(revision.depends_on.iter().map(named(true)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use limbeck_planner::source::File;

    use super::*;

    fn overview(files: &[(&str, &str)]) -> Overview {
        let files = files
            .iter()
            .map(|(path, header)| {
                let text = format!("{header}\n\n-- migrate:up\nSELECT 1;\n");
                File::new(*path, text)
            })
            .collect();
        Overview::of(&Project::load(files), "test".to_owned(), None, 3)
    }

    #[test]
    fn rows_know_their_neighbours() {
        let overview = overview(&[
            ("v/a_.sql", "-- revision: aaaa\n-- branch_labels: shop"),
            ("v/b_.sql", "-- revision: bbbb\n-- down_revision: aaaa"),
            ("v/c_.sql", "-- revision: cccc\n-- depends_on: shop"),
        ]);
        let ids: Vec<&str> = overview.rows.iter().map(|row| row.id.as_str()).collect();
        let row = |id: &str| &overview.rows[overview.row_of(id).expect("a row")];
        assert_eq!(ids.len(), 3);
        assert!(row("aaaa").is_base && !row("aaaa").is_head);
        assert_eq!(row("aaaa").children.len(), 2);
        assert_eq!(
            overview.rows[row("cccc").parents[0].row.expect("a row") as usize].id,
            "aaaa"
        );
        assert!(row("cccc").is_head && row("cccc").is_base);
        assert!(!row("bbbb").is_reversible);
    }

    #[test]
    fn every_script_that_an_error_names_has_it() {
        let overview = overview(&[
            ("v/a_.sql", "-- revision: aaaa"),
            ("v/b_.sql", "-- revision: aaaa"),
            ("v/c_.sql", "-- revision: cccc\n-- down_revision: aaaa"),
        ]);
        let mut faulty: Vec<(&str, bool)> = overview
            .rows
            .iter()
            .map(|row| (row.path.as_str(), row.is_faulty))
            .collect();
        faulty.sort_unstable();
        assert_eq!(
            faulty,
            [("v/a_.sql", true), ("v/b_.sql", true), ("v/c_.sql", false)]
        );
    }
}
