//! Files that are given under one path.

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::source::{File, is_script_path};

/// Leaves each path with one file at most, and says which have different ones: nobody can tell
/// which of them is meant, so none of them is read. `files` are sorted by path.
pub(super) fn settle(mut files: Vec<File>) -> (Vec<File>, Vec<Diagnostic>) {
    files.dedup();
    let diagnostics: Vec<Diagnostic> = files
        .chunk_by(|one, other| one.path == other.path)
        .filter(|same| same.len() > 1 && is_script_path(&same[0].path))
        .map(|same| several(&same[0].path, same.len()))
        .collect();
    if !diagnostics.is_empty() {
        let mut lengths = files
            .chunk_by(|one, other| one.path == other.path)
            .flat_map(|same| vec![same.len(); same.len()])
            .collect::<Vec<usize>>()
            .into_iter();
        files.retain(|_| lengths.next() == Some(1));
    }
    (files, diagnostics)
}

fn several(path: &str, count: usize) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: Code::DuplicateFile,
        message: format!("there are {count} different files with this path"),
        location: Some(Location {
            path: path.to_owned(),
            span: 0..0,
            line: 1,
            column: 1,
        }),
        related: Vec::new(),
        help: Some("open the folder that holds them both, so that their paths differ".to_owned()),
    }
}
