//! New files on disk.

mod script;

use std::fs::{OpenOptions, Permissions};
use std::io::Write as _;
use std::path::Path;

use crate::error::{CommandError, ErrorKind};

pub use script::{NewRevision, new_id, write_script};

/// Writes a file that does not exist yet; what exists is never written over.
pub fn new_file(path: &Path, text: &str) -> Result<(), CommandError> {
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(CommandError::new(
                ErrorKind::File,
                format!("`{}` exists already", path.display()),
            )
            .fact("path", path.display().to_string()));
        }
        Err(error) => return Err(CommandError::file("write", path, &error)),
    };
    file.write_all(text.as_bytes()).map_err(|error| {
        // Half a file would be a fault that nobody made.
        let _gone = std::fs::remove_file(path);
        CommandError::file("write", path, &error)
    })
}

/// Writes a file, over what was there; in a regular file the new text is there as a whole or not at
/// all. A link stays a link and a device a device: what is behind them takes the text.
pub fn replace_file(path: &Path, text: &str) -> Result<(), CommandError> {
    let written = match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => match std::fs::canonicalize(path) {
            Ok(real) => replace_whole(&real, text, Some(metadata.permissions())),
            // The file has no name, as the output of a command that runs can be.
            Err(_) => write_into(path, text),
        },
        Ok(_) => write_into(path, text),
        // A link to nowhere: the file that it leads to is made.
        Err(_) if path.is_symlink() => std::fs::write(path, text),
        Err(_) => replace_whole(path, text, None),
    };
    written.map_err(|error| CommandError::file("write", path, &error))
}

/// Writes a file beside `path`, and gives it that name once it is whole.
fn replace_whole(path: &Path, text: &str, permissions: Option<Permissions>) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let written = std::fs::write(&beside, text)
        .and_then(|()| match permissions {
            Some(permissions) => std::fs::set_permissions(&beside, permissions),
            None => Ok(()),
        })
        .and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _gone = std::fs::remove_file(&beside);
    }
    written
}

/// Writes into something that is no regular file, such as a pipe.
fn write_into(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(text.as_bytes())
}
