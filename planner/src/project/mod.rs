//! A set of files, read: the scripts, their history, and what is wrong with either.

mod alike_ids;
mod faults;
mod order_check;
mod places;
mod same_path;
mod sql_check;
mod way_back;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::history::{Fault, History, Revision};
use crate::source::{self, File, Script, Unreadable, VersionFolders};
use places::Places;

/// Everything that the planner knows of a folder of scripts.
#[derive(Debug, Clone)]
pub struct Project {
    scripts: Vec<Script>,
    /// Where the script of each id is among the scripts; the first, where an id is double.
    places: HashMap<String, usize>,
    history: Result<History, Vec<Fault>>,
    diagnostics: Vec<Diagnostic>,
}

impl Project {
    /// Reads the files of a folder that may hold other SQL beside its scripts, which is passed
    /// over. Otherwise, it is [`Self::load_versions`].
    pub fn load(files: Vec<File>) -> Self {
        Self::read(files, VersionFolders::Guessed)
    }

    /// Reads the files of version folders, each of which ought to be a script, in the order of
    /// their sorted paths, whatever order they come in.
    ///
    /// It never fails: what cannot be read is a diagnostic, and the rest is there. Linear in the
    /// bytes, and no statement is looked at yet. Of files with one path that differ, none is read.
    pub fn load_versions(files: Vec<File>) -> Self {
        Self::read(files, VersionFolders::Named)
    }

    /// Tells of what could not be read at all. Every plan is refused while there is such a thing,
    /// since it may be a revision or hold one.
    pub fn tell_unreadable(&mut self, entries: Vec<Unreadable>) {
        let entries = entries.into_iter().map(Unreadable::diagnostic);
        self.diagnostics.extend(entries);
        self.diagnostics
            .sort_by(|one, other| place(one).cmp(&place(other)));
    }

    fn read(mut files: Vec<File>, folders: VersionFolders) -> Self {
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let (files, mut diagnostics) = same_path::settle(files);
        let (scripts, found) = source::read(files, folders);
        diagnostics.extend(found);
        let revisions: Vec<Revision> = scripts
            .iter()
            .map(|script| script.revision.clone())
            .collect();
        let mut places = HashMap::with_capacity(scripts.len());
        for (index, revision) in revisions.iter().enumerate() {
            places.entry(revision.id.clone()).or_insert(index);
        }
        let history = History::build(revisions);
        match &history {
            Ok(history) => {
                let places_in_text = &mut Places::new(&scripts);
                diagnostics.extend(faults::multiple_heads(history, &places, places_in_text));
            }
            Err(found) => {
                let places_in_text = &mut Places::new(&scripts);
                let told = found.iter();
                diagnostics.extend(told.map(|fault| faults::explain(fault, places_in_text)));
            }
        }
        diagnostics.sort_by(|one, other| place(one).cmp(&place(other)));
        Self {
            scripts,
            places,
            history,
            diagnostics,
        }
    }

    /// The scripts that have a place in the history, in load order.
    pub fn scripts(&self) -> &[Script] {
        &self.scripts
    }

    /// The script of the revision with exactly this id; the first, where there are several.
    pub fn script(&self, id: &str) -> Option<&Script> {
        self.places.get(id).map(|&index| &self.scripts[index])
    }

    /// The history, or what keeps the revisions from being one. The faults are also among the
    /// diagnostics, with their places.
    pub fn history(&self) -> Result<&History, &[Fault]> {
        self.history.as_ref().map_err(Vec::as_slice)
    }

    /// What is worth telling, in the order of paths and places; what has no place comes first.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What is worth telling of the file at `path`, in the order of its places. Logarithmic in
    /// the number of diagnostics.
    pub fn diagnostics_in(&self, path: &str) -> &[Diagnostic] {
        let start = self.diagnostics.partition_point(|it| path_of(it) < path);
        let end = self.diagnostics.partition_point(|it| path_of(it) <= path);
        &self.diagnostics[start..end]
    }

    /// The errors in the file at `path`.
    pub fn errors_in(&self, path: &str) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics_in(path).iter().filter(|it| it.is_error())
    }

    /// The errors in files that have no place in the history because they could not be read.
    ///
    /// A plan that is made in spite of them may leave a revision out.
    pub fn errors_in_unread_files(&self) -> impl Iterator<Item = &Diagnostic> {
        let read: HashSet<&str> = self.scripts.iter().map(|it| it.path.as_str()).collect();
        self.diagnostics.iter().filter(move |diagnostic| {
            let path = path_of(diagnostic);
            diagnostic.is_error() && !path.is_empty() && !read.contains(path)
        })
    }
}

/// The path of a diagnostic's place; empty for what has none.
fn path_of(diagnostic: &Diagnostic) -> &str {
    diagnostic
        .location
        .as_ref()
        .map_or("", |location| location.path.as_str())
}

fn place(diagnostic: &Diagnostic) -> (&str, usize, Code) {
    let start = diagnostic
        .location
        .as_ref()
        .map_or(0, |location| location.span.start);
    (path_of(diagnostic), start, diagnostic.code)
}
