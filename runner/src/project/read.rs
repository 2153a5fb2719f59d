use std::ffi::OsStr;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};

use limbeck_planner::source::{File, is_script_path};
use walkdir::WalkDir;

use crate::error::{CommandError, ErrorKind};

/// Reads every script below `folder` into `files`; `prefix` is the folder's shown path.
///
/// Links are followed, as they are where a project shares scripts; one that leads back to a
/// folder above itself is an error, since it has no end.
pub fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<(), CommandError> {
    if !folder.exists() {
        return Err(CommandError::new(
            ErrorKind::File,
            format!("the version location `{}` does not exist", folder.display()),
        )
        .fact("path", folder.display().to_string())
        .hint("run `limbeck init`, or mend `version_locations` in the configuration"));
    }
    let entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(Some(entry.file_name())));
    let mut found = Vec::new();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if is_other_link(&error) => continue,
            Err(error) => return Err(unreadable(folder, &error)),
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let below: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let below = below.join("/");
        if !is_script_path(&below) {
            continue;
        }
        let path = if prefix.is_empty() {
            below
        } else {
            format!("{}/{below}", prefix.trim_end_matches('/'))
        };
        found.push((path, entry.into_path()));
    }
    files.append(&mut read_files(&found)?);
    Ok(())
}

/// Fewer files than this are read sooner than a thread starts.
const FILES_FOR_A_THREAD: usize = 256;

/// Reads files, given as their shown and their real paths, in the same order.
///
/// Most of the time for a large history goes into the system's calls, and the processors share
/// them.
fn read_files(found: &[(String, PathBuf)]) -> Result<Vec<File>, CommandError> {
    let read = |chunk: &[(String, PathBuf)]| {
        let files = chunk.iter().map(|(shown, path)| {
            let bytes =
                std::fs::read(path).map_err(|error| CommandError::file("read", path, &error))?;
            Ok(File::new(shown.as_str(), bytes))
        });
        files.collect::<Result<Vec<_>, CommandError>>()
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
        shares.collect::<Result<Vec<_>, _>>()
    })?;
    Ok(shares.into_iter().flatten().collect())
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

fn unreadable(folder: &Path, error: &walkdir::Error) -> CommandError {
    let path = error.path().unwrap_or(folder);
    if let Some(ancestor) = error.loop_ancestor() {
        return CommandError::new(
            ErrorKind::File,
            format!(
                "the link `{}` leads back to `{}`, which holds it",
                path.display(),
                ancestor.display()
            ),
        )
        .fact("path", path.display().to_string())
        .hint("remove the link, or make it lead elsewhere");
    }
    match error.io_error() {
        Some(reason) if path.is_symlink() => CommandError::file("follow the link", path, reason)
            .hint("remove the link, or make it lead to a script"),
        Some(reason) => CommandError::file("read", path, reason),
        None => CommandError::new(ErrorKind::File, format!("cannot read `{}`", path.display())),
    }
}

#[cfg(all(test, unix))]
#[path = "read_tests.rs"]
mod tests;
