//! Where scripts name what their revisions are, follow and own.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::Location;
use crate::source::{LineIndex, Script};

/// A list in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum List {
    DownRevision,
    DependsOn,
    BranchLabels,
}

/// Finds places in scripts. A script is indexed once, however many places of it are asked for:
/// one line can have as many faults as it has names.
pub(super) struct Places<'scripts> {
    scripts: &'scripts [Script],
    lines: HashMap<usize, LineIndex<'scripts>>,
    /// Where each name stands first in a list of a script.
    names: HashMap<(usize, List), HashMap<&'scripts str, Range<usize>>>,
}

impl<'scripts> Places<'scripts> {
    pub(super) fn new(scripts: &'scripts [Script]) -> Self {
        Self {
            scripts,
            lines: HashMap::new(),
            names: HashMap::new(),
        }
    }

    /// Where the script at `index` says which revision it is.
    pub(super) fn revision(&mut self, index: usize) -> Location {
        self.location(index, self.scripts[index].header.revision.clone())
    }

    /// Where it says what its revision follows, or else what that depends on.
    pub(super) fn parents(&mut self, index: usize) -> Location {
        let header = &self.scripts[index].header;
        let span = header
            .down_revision
            .as_ref()
            .or(header.depends_on.as_ref())
            .unwrap_or(&header.revision);
        self.location(index, span.clone())
    }

    /// Where it names the revision of the script at `other`: as what it follows, or else as what it
    /// depends on, by its id or by a label.
    pub(super) fn link(&mut self, index: usize, other: usize) -> (List, Location) {
        let scripts = self.scripts;
        let (script, other) = (&scripts[index].revision, &scripts[other].revision);
        if script.down_revisions.contains(&other.id) {
            let list = List::DownRevision;
            return (list, self.name(index, list, &other.id));
        }
        let names = std::iter::once(&other.id).chain(&other.branch_labels);
        let name = names
            .into_iter()
            .find(|name| script.depends_on.contains(name))
            .unwrap_or(&other.id);
        let list = List::DependsOn;
        (list, self.name(index, list, name))
    }

    /// Where it has `name` in `list`, or else where it says which revision it is.
    pub(super) fn name(&mut self, index: usize, list: List, name: &str) -> Location {
        let script = &self.scripts[index];
        let names = self
            .names
            .entry((index, list))
            .or_insert_with(|| names(script, list));
        let span = names.get(name).unwrap_or(&script.header.revision).clone();
        self.location(index, span)
    }

    fn location(&mut self, index: usize, span: Range<usize>) -> Location {
        let script = &self.scripts[index];
        self.lines
            .entry(index)
            .or_insert_with(|| LineIndex::new(&script.text))
            .location(&script.path, span)
    }
}

/// Where each name in `list` stands first.
fn names(script: &Script, list: List) -> HashMap<&str, Range<usize>> {
    let header = &script.header;
    let span = match list {
        List::DownRevision => &header.down_revision,
        List::DependsOn => &header.depends_on,
        List::BranchLabels => &header.branch_labels,
    };
    let mut names = HashMap::new();
    let Some(span) = span else {
        return names;
    };
    let mut start = span.start;
    for part in script.text[span.clone()].split(',') {
        let name = part.trim();
        let at = start + (part.len() - part.trim_start().len());
        start += part.len() + 1;
        names.entry(name).or_insert(at..at + name.len());
    }
    names
}
