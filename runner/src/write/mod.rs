//! New files on disk.

mod script;

use std::fs::OpenOptions;
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

/// Writes a file, over what was there; the new text is there as a whole or not at all.
pub fn replace_file(path: &Path, text: &str) -> Result<(), CommandError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _gone = std::fs::remove_file(&beside);
        CommandError::file("write", path, &error)
    })
}
