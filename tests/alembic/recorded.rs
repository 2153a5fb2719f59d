//! Real projects' histories, as Alembic was recorded to see them.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use limbeck_planner::history::{History, Revision};
use limbeck_planner::plan::{self, Order};
use serde::Deserialize;

/// A `*.graph.json` file.
#[derive(Deserialize)]
struct Recording {
    revisions: Vec<Recorded>,
    heads: Vec<String>,
    bases: Vec<String>,
    branch_points: Vec<String>,
    merge_points: Vec<String>,
    walk_order: Vec<String>,
    history_lines: Vec<String>,
    upgrade_order: Vec<String>,
    upgrade_short_log: Vec<String>,
    downgrade_order: Vec<String>,
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
struct Recorded {
    revision: String,
    down_revision: Names,
    depends_on: Names,
    branch_labels: Names,
    branch_labels_resolved: Vec<String>,
    doc: String,
}

/// What a Python script gives as nothing, one name or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    None(()),
    One(String),
    Several(Vec<String>),
}

/// What lies between two revisions.
#[derive(Deserialize)]
struct Pair {
    lower: String,
    upper: String,
    upgrade: Vec<String>,
    downgrade: Vec<String>,
    upgrade_short_log: Vec<String>,
}

impl Names {
    fn list(&self) -> Vec<String> {
        match self {
            Self::None(()) => Vec::new(),
            Self::One(name) => vec![name.clone()],
            Self::Several(names) => names.clone(),
        }
    }
}

/// The recordings in `folder`.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in folder
        .read_dir()
        .with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".graph.json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Compares everything that is recorded in `file`.
pub fn compare(file: &Path) -> Result<()> {
    let recording: Recording = serde_json::from_str(&std::fs::read_to_string(file)?)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let revisions = recording.revisions.iter().map(|it| Revision {
        id: it.revision.clone(),
        down_revisions: it.down_revision.list(),
        depends_on: it.depends_on.list(),
        branch_labels: it.branch_labels.list(),
        message: it.doc.clone(),
        created: None,
    });
    let history = History::build(revisions.collect()).expect("a real history is sound");
    assert_eq!(history.heads(), recording.heads);
    assert_eq!(history.bases(), recording.bases);
    let ids = || recording.revisions.iter().map(|it| it.revision.as_str());
    let branch_points: Vec<&str> = ids().filter(|id| history.is_branch_point(id)).collect();
    assert_eq!(branch_points, recording.branch_points);
    let merge_points: Vec<&str> = ids().filter(|id| history.is_merge_point(id)).collect();
    assert_eq!(merge_points, recording.merge_points);
    for it in &recording.revisions {
        assert_eq!(
            history.branch_labels(&it.revision),
            it.branch_labels_resolved
        );
    }
    let listed = history.newest_first();
    let walked: Vec<&str> = listed.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(walked, recording.walk_order);
    let lines: Vec<String> = listed.iter().map(|it| line(&history, it)).collect();
    assert_eq!(lines, recording.history_lines);

    let up = plan::upgrade(&history, &[], "heads")?;
    assert_eq!(steps(&up), recording.upgrade_order);
    assert_eq!(short_log(&up), recording.upgrade_short_log);
    let down = plan::downgrade(&history, &up.to, "base")?;
    assert_eq!(steps(&down), recording.downgrade_order);
    for pair in &recording.pairs {
        let up = plan::upgrade(&history, std::slice::from_ref(&pair.lower), &pair.upper)?;
        assert_eq!(steps(&up), pair.upgrade);
        assert_eq!(short_log(&up), pair.upgrade_short_log);
        let down = plan::downgrade(&history, std::slice::from_ref(&pair.upper), &pair.lower)?;
        assert_eq!(steps(&down), pair.downgrade);
    }
    Ok(())
}

fn steps(order: &Order) -> Vec<&str> {
    order.steps.iter().map(|it| it.revision.as_str()).collect()
}

fn short_log(order: &Order) -> Vec<String> {
    let steps = order.steps.iter();
    steps
        .map(|it| {
            let direction = it.direction.name();
            format!("{direction} {} -> {}", it.from.join(", "), it.to.join(", "))
        })
        .collect()
}

/// A line of `alembic history`.
fn line(history: &History, revision: &Revision) -> String {
    let id = &revision.id;
    let mut line = match &revision.down_revisions[..] {
        [] => "<base>".to_owned(),
        parents => parents.join(", "),
    };
    let in_brackets = |names: String| match names.as_str() {
        "" => String::new(),
        names => format!(" ({names})"),
    };
    line += &in_brackets(revision.depends_on.join(", "));
    line = line + " -> " + id + &in_brackets(history.branch_labels(id).join(", "));
    for (is, word) in [
        (history.is_effective_head(id), " (head)"),
        (
            history.is_head(id) && !history.is_effective_head(id),
            " (effective head)",
        ),
        (history.is_branch_point(id), " (branchpoint)"),
        (history.is_merge_point(id), " (mergepoint)"),
    ] {
        if is {
            line += word;
        }
    }
    line + ", " + &revision.message
}
