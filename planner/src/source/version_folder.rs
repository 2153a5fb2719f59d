use std::collections::HashSet;

/// The folder that the file at `path` lies in; empty for the folder that was opened.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// How it is known which folders hold scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionFolders {
    /// All that there are do, as somebody said: every SQL file ought to be a script.
    Named,
    /// The scripts tell.
    ///
    /// When somebody opens a whole repository, it may hold SQL that is no migration: a schema,
    /// test data. A file without a header is a fault only beside scripts, or where there is no
    /// script at all to tell by.
    Guessed,
}

/// Which folders hold scripts.
#[derive(Debug)]
pub(super) enum Expected<'path> {
    Everywhere,
    In(HashSet<&'path str>),
}

impl<'path> Expected<'path> {
    /// `declaring` are the paths of the files that declare a revision.
    pub(super) fn of(folders: VersionFolders, declaring: impl Iterator<Item = &'path str>) -> Self {
        let found: HashSet<&str> = match folders {
            VersionFolders::Named => return Self::Everywhere,
            VersionFolders::Guessed => declaring.map(folder_of).collect(),
        };
        if found.is_empty() {
            Self::Everywhere
        } else {
            Self::In(found)
        }
    }

    /// Whether a file at `path` ought to be a script.
    pub(super) fn script_at(&self, path: &str) -> bool {
        match self {
            Self::Everywhere => true,
            Self::In(folders) => folders.contains(folder_of(path)),
        }
    }
}
