//! What a merge of two branches would give, before anybody merges them.
//!
//! The scripts of either side may be sound, and what the merge gives is not: two heads, one id twice,
//! statements that collide. Whoever has both sides' files, and those of the merge, can ask.

mod union;

use std::collections::{BTreeMap, BTreeSet};

pub use union::{Union, union};

use crate::conflict::{Conflict, conflicts};
use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::evolution::Evolution;
use crate::project::Project;
use crate::source::{File, LineIndex, Script};
use crate::sql::Dialect;

/// The scripts of two branches, and of their merge.
#[derive(Debug, Clone)]
pub struct Sides {
    /// The one branch, as people name it.
    pub left_name: String,
    /// The other, which the one is to be merged with.
    pub right_name: String,
    /// The scripts of the one branch.
    pub left: Project,
    /// The scripts of the other.
    pub right: Project,
    /// The scripts that a merge would give.
    pub merged: Project,
    /// The paths of scripts that git could not merge, and that are in the merge as the left branch
    /// has them.
    pub unmergeable: BTreeSet<String>,
}

/// On which side a revision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// On both, with the same script.
    Both,
    /// On both, with scripts that differ.
    Differs,
    /// On the left alone.
    Left,
    /// On the right alone.
    Right,
}

impl Presence {
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

/// What to do about a script that was changed.
const CHANGE_NOTHING: &str = "a script that a database may have is not changed any more: take one of \
                              the changes back, and write it as a revision of its own";

/// What a merge would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The heads of the left branch; none where its scripts are no history.
    pub left_heads: Vec<String>,
    /// The heads of the right branch.
    pub right_heads: Vec<String>,
    /// The heads after the merge.
    pub merged_heads: Vec<String>,
    /// Each revision of either side, and where it is.
    pub presence: BTreeMap<String, Presence>,
    /// What is wrong after the merge and was on neither side: more heads, one id twice, a script
    /// that git cannot merge.
    pub diagnostics: Vec<Diagnostic>,
    /// What there is between each two heads of the merge; nothing where the dialect is not known.
    pub conflicts: Vec<Conflict>,
}

impl Preview {
    /// Whether the merge may go ahead as it is: it has one head at most and nothing is wrong.
    pub fn is_clean(&self) -> bool {
        let is_bad = |it: &Diagnostic| it.is_error() || it.code == Code::MultipleHeads;
        !self.diagnostics.iter().any(is_bad)
            && self.conflicts.iter().all(|it| !it.verdict.is_conflict())
    }

    /// The revisions that are on one side alone, or differ; in the order of their ids.
    pub fn revisions(&self, presence: Presence) -> impl Iterator<Item = &str> {
        let all = self.presence.iter();
        all.filter(move |(_, it)| **it == presence)
            .map(|(id, _)| id.as_str())
    }
}

impl Sides {
    /// Two folders of scripts, each with what it is called, of which nobody knows what they have in
    /// common: their merge has every file that one of them has.
    pub fn of_folders(left: (String, Vec<File>), right: (String, Vec<File>)) -> Self {
        let union = union(left.1.clone(), right.1.clone());
        Self {
            left_name: left.0,
            right_name: right.0,
            left: Project::load(left.1),
            right: Project::load(right.1),
            merged: Project::load(union.files),
            unmergeable: union.differing,
        }
    }

    /// Says what the merge would give.
    ///
    /// Costs what the scripts are long, and for the conflicts what the revisions are that only one
    /// head has.
    pub fn preview(&self, dialect: Option<Dialect>) -> Preview {
        let merged_heads = heads(&self.merged);
        let found = match (dialect, self.merged.history()) {
            (Some(dialect), Ok(history)) if merged_heads.len() > 1 => {
                let mut evolution = Evolution::new(history, dialect);
                let heads: Vec<&str> = merged_heads.iter().map(String::as_str).collect();
                conflicts(&self.merged, &mut evolution, &heads)
            }
            _ => Vec::new(),
        };
        Preview {
            left_heads: heads(&self.left),
            right_heads: heads(&self.right),
            presence: self.presence(),
            diagnostics: self.diagnostics(),
            merged_heads,
            conflicts: found,
        }
    }

    fn presence(&self) -> BTreeMap<String, Presence> {
        let mut presence: BTreeMap<String, Presence> = BTreeMap::new();
        for script in self.left.scripts() {
            let id = &script.revision.id;
            let found = match self.right.script(id) {
                None => Presence::Left,
                Some(other) if same(script, other) => Presence::Both,
                Some(_) => Presence::Differs,
            };
            presence.insert(id.clone(), found);
        }
        for script in self.right.scripts() {
            let id = &script.revision.id;
            presence.entry(id.clone()).or_insert(Presence::Right);
        }
        presence
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut known: BTreeSet<(Code, &str)> = BTreeSet::new();
        for project in [&self.left, &self.right] {
            let told = project.diagnostics().iter();
            known.extend(told.map(|it| (it.code, it.message.as_str())));
        }
        let told = self.merged.diagnostics().iter();
        let is_new = |it: &&Diagnostic| !known.contains(&(it.code, it.message.as_str()));
        let mut new: Vec<Diagnostic> = told
            .filter(is_new)
            .map(|diagnostic| self.after_the_merge(diagnostic))
            .collect();
        new.extend(self.unmergeable.iter().map(|path| self.unmergeable(path)));
        new.extend(self.scripts_that_differ());
        new
    }

    /// A warning for each revision whose scripts differ and merge all the same: a database that ran
    /// the one does not get the other any more. At the first line of the merge that only one has.
    fn scripts_that_differ(&self) -> impl Iterator<Item = Diagnostic> {
        let merged = self.merged.scripts().iter();
        merged.filter_map(|script| {
            let id = &script.revision.id;
            let (left, right) = (self.left.script(id)?, self.right.script(id)?);
            if self.unmergeable.contains(&script.path) || same(left, right) {
                return None;
            }
            let (left_name, right_name) = (&self.left_name, &self.right_name);
            let taken = if same(script, left) {
                format!("the merge has that of `{left_name}`")
            } else if same(script, right) {
                format!("the merge has that of `{right_name}`")
            } else {
                "the merge has a part of each".to_owned()
            };
            let (mut lines, mut start) = (script.text.split_inclusive('\n'), 0);
            let both = left.text.lines().zip(right.text.lines());
            for _ in both.take_while(|(one, other)| one == other) {
                start += lines.next().map_or(0, str::len);
            }
            let length = lines.next().map_or(0, |line| line.trim_end().len());
            Some(Diagnostic {
                severity: Severity::Warning,
                code: Code::ScriptsDiffer,
                message: format!(
                    "`{left_name}` and `{right_name}` have different scripts of revision `{id}`; \
                     {taken}"
                ),
                location: Some(
                    LineIndex::new(&script.text).location(&script.path, start..start + length),
                ),
                related: Vec::new(),
                help: Some(CHANGE_NOTHING.to_owned()),
            })
        })
    }

    /// Several heads are nothing that either side can see, and there is another way out.
    fn after_the_merge(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let mut diagnostic = diagnostic.clone();
        if diagnostic.code == Code::MultipleHeads {
            let other = &self.right_name;
            diagnostic.message = format!("merged with `{other}`, {}", diagnostic.message);
            diagnostic.help = Some(self.way_out(&heads(&self.left), &heads(&self.right)));
        }
        diagnostic
    }

    fn way_out(&self, left: &[String], right: &[String]) -> String {
        let join = "join them after the merge: `limbeck merge heads`";
        match (left, right) {
            ([ours], [theirs]) => format!(
                "put this branch behind the other once `{}` is merged into it: `limbeck rebase {ours} \
                 --onto {theirs}`; or {join}",
                self.right_name
            ),
            _ => join.to_owned(),
        }
    }

    fn unmergeable(&self, path: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: Code::Unmergeable,
            message: format!(
                "`{}` and `{}` both change this script, and git cannot merge it",
                self.left_name, self.right_name
            ),
            location: Some(start_of(path)),
            related: Vec::new(),
            help: Some(CHANGE_NOTHING.to_owned()),
        }
    }
}

fn heads(project: &Project) -> Vec<String> {
    let history = project.history().ok();
    let heads = history.map(crate::history::History::heads);
    let heads = heads.into_iter().flatten();
    heads.map(str::to_owned).collect()
}

/// Whether two scripts have the same text, the ends of lines aside.
fn same(one: &Script, other: &Script) -> bool {
    one.text == other.text || one.text.lines().eq(other.text.lines())
}

fn start_of(path: &str) -> Location {
    Location {
        path: path.to_owned(),
        span: 0..0,
        line: 1,
        column: 1,
    }
}
