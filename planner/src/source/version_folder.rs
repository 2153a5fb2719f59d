use std::collections::HashSet;

/// The folder that the file at `path` lies in; empty for the folder that was opened.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Which folders hold scripts, told by the files that declare a revision.
///
/// When somebody opens a whole repository, it may hold SQL that is no migration: a schema, test
/// data. A file without a header is a fault only beside scripts, or where there is no script at
/// all to tell by.
#[derive(Debug)]
pub(super) struct VersionFolders<'path>(HashSet<&'path str>);

impl<'path> VersionFolders<'path> {
    /// The folders of the scripts at `declaring`, paths of files that declare a revision.
    pub(super) fn of(declaring: impl Iterator<Item = &'path str>) -> Self {
        Self(declaring.map(folder_of).collect())
    }

    /// Whether a file at `path` ought to be a script.
    pub(super) fn expect_script_at(&self, path: &str) -> bool {
        self.0.is_empty() || self.0.contains(folder_of(path))
    }
}
