use std::ffi::OsStr;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};

use limbeck_planner::source::{File, Unreadable, is_script_path};
use walkdir::{DirEntry, WalkDir};

use crate::error::{CommandError, ErrorKind, io_reason};

/// What the version locations hold.
#[derive(Debug, Default)]
pub struct Found {
    /// The scripts.
    pub files: Vec<File>,
    /// What may be a script, or a folder of some, and could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// Reads every script below `folder` into `found`; `prefix` is the folder's shown path.
///
/// Links are followed, as they are where a project shares scripts. What cannot be read, as a link
/// that leads nowhere or back to a folder above itself, is told with the rest.
pub fn read_folder(folder: &Path, prefix: &str, found: &mut Found) -> Result<(), CommandError> {
    if !folder.exists() {
        return Err(CommandError::new(
            ErrorKind::File,
            format!("the version location `{}` does not exist", folder.display()),
        )
        .fact("path", folder.display().to_string())
        .hint(
            "make the folder, since git keeps no empty ones, or mend `version_locations` in the \
                configuration",
        ));
    }
    let mut entries = WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(Some(entry.file_name())));
    let location = Location { folder, prefix };
    let mut scripts = Vec::new();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if location.is_below(&entry) => {
                let above = entry.path().canonicalize().unwrap_or_default();
                let shown = format!("{}/", location.shown(entry.path()));
                let reason = format!(
                    "it is a link that leads back to `{}`, which holds it",
                    above.display()
                );
                found.unreadable.push(Unreadable::new(shown, reason));
                entries.skip_current_dir();
            }
            Ok(entry) => match location.script(entry) {
                Entry::Script(shown, path) => scripts.push((shown, path)),
                // To read a pipe is to wait for whoever writes to it.
                Entry::NoFile(shown) => found.unreadable.push(Unreadable::new(
                    shown,
                    "it is a pipe, a socket or a device, and no file",
                )),
                Entry::Other => {}
            },
            Err(error) if is_other_link(&error) => {}
            Err(error) => found.unreadable.push(location.unreadable(&error)?),
        }
    }
    // The order is that of the file system until here.
    scripts.sort_unstable();
    found
        .unreadable
        .sort_by(|one, other| one.path.cmp(&other.path));
    for script in read_files(&scripts) {
        match script {
            Ok(file) => found.files.push(file),
            Err(entry) => found.unreadable.push(entry),
        }
    }
    Ok(())
}

/// An entry of a folder.
enum Entry {
    /// A script: its shown and its real path.
    Script(String, PathBuf),
    /// What is called as a script, and is no file; its shown path.
    NoFile(String),
    /// Anything else.
    Other,
}

/// A version location.
#[derive(Debug, Clone, Copy)]
struct Location<'project> {
    folder: &'project Path,
    /// Its shown path.
    prefix: &'project str,
}

impl Location<'_> {
    /// The shown path of what is below it.
    fn shown(&self, path: &Path) -> String {
        // Whatever walks through the folder writes its path before what it finds.
        let (whole, folder) = (path.to_string_lossy(), self.folder.to_string_lossy());
        let below = whole.strip_prefix(&*folder).unwrap_or(&whole);
        let below = below.trim_start_matches(std::path::is_separator);
        let prefix = self.prefix.trim_end_matches('/');
        let mut shown = String::with_capacity(prefix.len() + 1 + below.len());
        shown.push_str(prefix);
        if !self.prefix.is_empty() && !below.is_empty() {
            shown.push('/');
        }
        let parts = below.split(std::path::is_separator);
        for (index, part) in parts.enumerate() {
            if index > 0 {
                shown.push('/');
            }
            shown.push_str(part);
        }
        shown
    }

    /// Whether an entry is a link to a folder that the location is below: all in it would be found
    /// twice.
    fn is_below(&self, entry: &DirEntry) -> bool {
        let real = |path: &Path| path.canonicalize().ok();
        entry.path_is_symlink()
            && entry.depth() > 0
            && entry.file_type().is_dir()
            && real(self.folder)
                .zip(real(entry.path()))
                .is_some_and(|(folder, target)| folder.starts_with(target))
    }

    /// What an entry is.
    fn script(&self, entry: DirEntry) -> Entry {
        let shown = self.shown(entry.path());
        let kind = entry.file_type();
        if kind.is_dir() || !is_script_path(&shown) {
            Entry::Other
        } else if kind.is_file() {
            Entry::Script(shown, entry.into_path())
        } else {
            Entry::NoFile(shown)
        }
    }

    /// What could not be read. Where that is the location itself, there is no project.
    fn unreadable(&self, error: &walkdir::Error) -> Result<Unreadable, CommandError> {
        let path = error.path().unwrap_or(self.folder);
        if error.depth() == 0 {
            return Err(match error.io_error() {
                Some(reason) => CommandError::file("read", path, reason),
                None => {
                    CommandError::new(ErrorKind::File, format!("cannot read `{}`", path.display()))
                }
            });
        }
        let mut shown = self.shown(path);
        let reason = match (error.loop_ancestor(), error.io_error()) {
            (Some(ancestor), _) => format!(
                "it is a link that leads back to `{}`, which holds it",
                self.shown(ancestor)
            ),
            (None, Some(reason)) if path.is_symlink() => {
                format!(
                    "it is a link, and cannot be followed: {}",
                    io_reason(reason)
                )
            }
            (None, reason) => reason.map(io_reason).unwrap_or_default(),
        };
        if error.loop_ancestor().is_some() || path.is_dir() {
            shown.push('/');
        }
        Ok(Unreadable::new(shown, reason))
    }
}

/// Fewer files than this are read sooner than a thread starts.
const FILES_FOR_A_THREAD: usize = 256;

/// Reads files, given as their shown and their real paths, in the same order.
///
/// Most of the time for a large history goes into the system's calls, and the processors share
/// them.
fn read_files(found: &[(String, PathBuf)]) -> Vec<Result<File, Unreadable>> {
    let read = |chunk: &[(String, PathBuf)]| {
        let files = chunk.iter().map(|(shown, path)| match std::fs::read(path) {
            Ok(bytes) => Ok(File::new(shown.as_str(), bytes)),
            Err(error) => Err(Unreadable::new(shown.as_str(), io_reason(&error))),
        });
        files.collect::<Vec<_>>()
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = found.len().div_ceil(threads).max(FILES_FOR_A_THREAD);
    if found.len() <= share {
        return read(found);
    }
    let shares = std::thread::scope(|scope| {
        let readers: Vec<_> = found
            .chunks(share)
            .map(|chunk| scope.spawn(|| read(chunk)))
            .collect();
        let shares = readers.into_iter().map(|reader| {
            // A panic in a reader is one here.
            reader.join().unwrap_or_else(|panic| resume_unwind(panic))
        });
        shares.collect::<Vec<_>>()
    });
    shares.into_iter().flatten().collect()
}

/// Whether an error is about a link that would hold no script wherever it led: a hidden one, such
/// as the link to nowhere by which Emacs locks a file, or one of another kind of file to nowhere.
fn is_other_link(error: &walkdir::Error) -> bool {
    let Some(path) = error.path().filter(|path| path.is_symlink()) else {
        return false;
    };
    let other = path.extension().is_some_and(|extension| extension != "sql");
    is_hidden(path.file_name()) || (other && error.loop_ancestor().is_none())
}

fn is_hidden(name: Option<&OsStr>) -> bool {
    name.is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

#[cfg(all(test, unix))]
#[path = "read_tests.rs"]
mod tests;
