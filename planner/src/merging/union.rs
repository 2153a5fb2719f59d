use std::collections::{BTreeMap, BTreeSet};

use crate::source::File;

/// What two folders give together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// Every file of either, sorted by path.
    pub files: Vec<File>,
    /// The paths of those that differ; they are as the left folder has them. Sorted.
    pub differing: BTreeSet<String>,
}

/// Puts two folders together, where nobody knows what they have in common, as git does.
///
/// A file that one of them has is there; so what one of them deleted comes back.
pub fn union(left: Vec<File>, right: Vec<File>) -> Union {
    let mut files: BTreeMap<String, Vec<u8>> = left
        .into_iter()
        .map(|file| (file.path, file.bytes))
        .collect();
    // What was moved is there once.
    let known: BTreeSet<Vec<u8>> = files.values().map(|it| normal(it)).collect();
    let mut differing = BTreeSet::new();
    for File { path, bytes } in right {
        match files.get(&path) {
            None if known.contains(&normal(&bytes)) => {}
            None => {
                files.insert(path, bytes);
            }
            Some(ours) if normal(ours) == normal(&bytes) => {}
            Some(_) => {
                differing.insert(path);
            }
        }
    }
    Union {
        files: files
            .into_iter()
            .map(|(path, bytes)| File { path, bytes })
            .collect(),
        differing,
    }
}

/// A text without how its lines end: a checkout may have changed that.
fn normal(bytes: &[u8]) -> Vec<u8> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.collect::<Vec<_>>().join(&b'\n')
}
