use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::database::DatabaseError;
use crate::error::{CommandError, ErrorKind};

/// The operating system's lock on a file beside an SQLite database.
///
/// It ends with the process, however that ends, so a killed run leaves no lock behind; at most it
/// leaves the empty file, which the next run uses and removes. Dropping it gives the lock back. It
/// is a file of its own because closing any handle of the database file would drop the locks that
/// SQLite itself has on it.
#[derive(Debug)]
pub struct FileLock {
    /// Open as long as the lock is held.
    _file: File,
    path: PathBuf,
}

impl FileLock {
    /// Takes the lock for the database at `database`; `None` where another process has it.
    pub fn try_take(database: &Path) -> Result<Option<Self>, CommandError> {
        let path = lock_path(database);
        loop {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(|error| cannot_lock(database, &path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => {
                    return Err(cannot_lock(database, &path, &error));
                }
            }
            // Whoever had it may have removed the file in between: then this lock is on a file
            // that nobody else can find, and it counts for nothing.
            if is_at(&file, &path) {
                return Ok(Some(Self { _file: file, path }));
            }
        }
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // The file goes while the lock is held, so that nobody can hold a lock on it by then. Where
        // nothing tells one file from another, it stays: a run that has it open would lock one that
        // the next run does not find.
        if cfg!(unix) {
            let _kept = std::fs::remove_file(&self.path);
        }
    }
}

/// The lock's file: beside the database, whatever name it is reached by.
fn lock_path(database: &Path) -> PathBuf {
    let real = std::fs::canonicalize(database).unwrap_or_else(|_| {
        let folder = database
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        match (std::fs::canonicalize(folder), database.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => database.to_owned(),
        }
    });
    let mut name = real.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".limbeck-lock");
    real.with_file_name(name)
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(found)) => ours.dev() == found.dev() && ours.ino() == found.ino(),
        _ => false,
    }
}

/// Elsewhere no run removes the file, so it is the one.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

fn cannot_lock(database: &Path, path: &Path, error: &std::io::Error) -> CommandError {
    match error.kind() {
        std::io::ErrorKind::NotFound => DatabaseError::NoSuchFolder {
            path: database.to_owned(),
        }
        .into(),
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            let path = database.to_owned();
            if database.exists() {
                DatabaseError::ReadOnly { path }.into()
            } else {
                DatabaseError::ReadOnlyFolder { path }.into()
            }
        }
        _ => CommandError::file("lock", path, error).of_kind(ErrorKind::Database),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        let first = FileLock::try_take(&database).unwrap().unwrap();
        assert!(FileLock::try_take(&database).unwrap().is_none());
        drop(first);
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, usize::from(!cfg!(unix)));
        assert!(FileLock::try_take(&database).unwrap().is_some());
    }

    #[test]
    fn a_file_that_a_killed_run_left_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        std::fs::write(lock_path(&database), "").unwrap();
        assert!(FileLock::try_take(&database).unwrap().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_database_meets_the_same_lock() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        std::fs::write(&database, "").unwrap();
        let link = folder.path().join("b.db");
        std::os::unix::fs::symlink(&database, &link).unwrap();
        let _held = FileLock::try_take(&database).unwrap().unwrap();
        assert!(FileLock::try_take(&link).unwrap().is_none());
    }
}
