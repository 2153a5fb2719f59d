//! The comparison of what is open with the scripts of another branch.

use limbeck_planner::diagnostic::{Code as DiagnosticCode, Diagnostic};
use limbeck_planner::document::DiagnosticDocument;
use limbeck_planner::merging::{Presence, Preview, Sides, union};
use limbeck_planner::source::VersionFolders;
use limbeck_planner::sql::Dialect;
use serde::{Deserialize, Serialize};

use super::loading::{load, project};
use super::overview::Overview;
use super::packed::Packed;
use super::protocol::OpenError;
use super::reading::Read;
use super::{Code, statement};

/// So many scripts that differ are shown beside each other.
const MOST_DIFFERING: usize = 50;

/// So many lines of each stand before the first that differs, and so many from there on.
const AROUND: (usize, usize) = (2, 10);

/// Two branches in one graph, as the page shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// What the branch is called that was open.
    pub left: String,
    /// What the other is called.
    pub right: String,
    /// The heads of the left branch; none where its scripts are no history.
    pub left_heads: Vec<String>,
    /// The heads of the right branch.
    pub right_heads: Vec<String>,
    /// The heads after the merge.
    pub merged_heads: Vec<String>,
    /// What is wrong after the merge and was on neither side.
    pub diagnostics: Vec<DiagnosticDocument>,
}

/// Where a row's revision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Side {
    /// On both branches, with the same script.
    Both,
    /// On both, with scripts that differ.
    Differs,
    /// On the left alone.
    Left,
    /// On the right alone.
    Right,
}

/// A revision whose scripts differ: where they begin to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    /// The revision.
    pub revision: String,
    /// The path on the left.
    pub left_path: String,
    /// The path on the right.
    pub right_path: String,
    /// The lines on the left.
    pub left: Code,
    /// The lines on the right.
    pub right: Code,
}

/// What a comparison adds to the merged project that is open.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Compared {
    /// The branches and what their merge gives.
    pub comparison: Comparison,
    /// The side of each row.
    pub sides: Packed<Vec<Side>>,
    /// The scripts that differ.
    pub differing: Packed<Vec<Differing>>,
}

/// What is compared: the project that was open, and the other branch.
#[derive(Debug)]
pub(super) struct Compare {
    pub(super) first: Read,
    pub(super) other: Read,
    /// How the SQL is read that is shown.
    pub(super) dialect: Dialect,
    sides: Sides,
    preview: Preview,
}

impl Compare {
    /// Puts `other` beside `first`, and gives the files of both with what is known of the first; an
    /// error where `other` alone could not be opened.
    pub(super) fn new(
        first: Read,
        other: Read,
        dialect: Dialect,
    ) -> Result<(Self, Read), OpenError> {
        let right = load(&other)?;
        let left = project(&first);
        let union = union(first.files.clone(), other.files.clone());
        let mut merged = Read {
            files: union.files,
            ..first.clone()
        };
        merged.unreadable.extend(other.unreadable.iter().cloned());
        // Where the one folder's configuration says which files are scripts, the other's may not.
        if other.folders == VersionFolders::Guessed {
            merged.folders = VersionFolders::Guessed;
        }
        let (left_name, right_name) = names(&first.name, &other.name);
        let sides = Sides {
            left_name,
            right_name,
            left,
            right,
            merged: project(&merged),
            unmergeable: union.differing,
        };
        let compare = Self {
            preview: sides.preview(None),
            sides,
            first,
            other,
            dialect,
        };
        Ok((compare, merged))
    }

    /// What is worth telling of the merge: its own, with what only who has both sides can tell.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let is_preview = |it: &Diagnostic| {
            matches!(
                it.code,
                DiagnosticCode::MultipleHeads | DiagnosticCode::Unmergeable
            )
        };
        let new = self
            .preview
            .diagnostics
            .iter()
            .filter(move |it| is_preview(it));
        let is_told = self.preview.diagnostics.iter().any(is_preview);
        let merged = self.sides.merged.diagnostics().iter();
        merged
            .filter(move |it| !(is_told && is_preview(it)))
            .chain(new)
            .chain(&self.first.fault)
    }

    /// What the page is told beside the merged project, whose rows are `overview`'s.
    pub(super) fn told(&self, overview: &Overview) -> Compared {
        let side = |id: &str| {
            self.preview
                .presence
                .get(id)
                .copied()
                .map_or(Side::Both, Side::of)
        };
        let differing = self.preview.revisions(Presence::Differs);
        let differing: Vec<Differing> = differing
            .take(MOST_DIFFERING)
            .filter_map(|id| self.differing(id))
            .collect();
        Compared {
            comparison: Comparison {
                left: self.sides.left_name.clone(),
                right: self.sides.right_name.clone(),
                left_heads: self.preview.left_heads.clone(),
                right_heads: self.preview.right_heads.clone(),
                merged_heads: self.preview.merged_heads.clone(),
                diagnostics: self
                    .preview
                    .diagnostics
                    .iter()
                    .map(DiagnosticDocument::of)
                    .collect(),
            },
            sides: Packed::pack(&overview.rows.iter().map(|row| side(&row.id)).collect()),
            differing: Packed::pack(&differing),
        }
    }

    fn differing(&self, id: &str) -> Option<Differing> {
        let (left, right) = (self.sides.left.script(id)?, self.sides.right.script(id)?);
        let lines = left.text.lines().zip(right.text.lines());
        let line = lines.take_while(|(one, other)| one == other).count();
        let first = line.saturating_sub(AROUND.0);
        let shown = first..line + AROUND.1;
        Some(Differing {
            revision: id.to_owned(),
            left_path: left.path.clone(),
            right_path: right.path.clone(),
            left: statement::lines_of(left, shown.clone(), self.dialect),
            right: statement::lines_of(right, shown, self.dialect),
        })
    }
}

impl Side {
    const fn of(presence: Presence) -> Self {
        match presence {
            Presence::Both => Self::Both,
            Presence::Differs => Self::Differs,
            Presence::Left => Self::Left,
            Presence::Right => Self::Right,
        }
    }

    /// A stable name: `both`, `differs`, `left`, `right`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Differs => "differs",
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}
/// What two folders are called beside each other: two checkouts of one repository often have one name.
fn names(first: &str, other: &str) -> (String, String) {
    if first == other {
        (format!("{first} (left)"), format!("{other} (right)"))
    } else {
        (first.to_owned(), other.to_owned())
    }
}
