//! The files that declare a schema.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use limbeck_planner::declared::declare;
use limbeck_planner::schema::{Name, Schema};
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

use crate::config::Config;
use crate::error::{CommandError, ErrorKind};
use crate::project::{Found, OpenProject, read_folder};

/// The files that declare the project's schema: those that were typed, else the configuration's.
pub fn paths(project: &OpenProject, typed: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    if !typed.is_empty() {
        return Ok(typed.to_vec());
    }
    let configured = configured(&project.config);
    if configured.is_empty() {
        return Err(
            CommandError::new(ErrorKind::Configuration, "no schema is declared").hint(
                "give `--schema PATH`, or add `schema`, a file or a folder of SQL files, to the \
                 configuration",
            ),
        );
    }
    Ok(configured)
}

/// The files that the configuration says declare the schema, and folders of them.
pub fn configured(config: &Config) -> Vec<PathBuf> {
    let paths = config.settings.schema.texts().iter();
    paths.map(|path| config.root.join(path)).collect()
}

/// A path as people see it: from the configuration's folder on where it is below that, as those of
/// scripts are.
pub(super) fn shown(config: &Config, path: &Path) -> String {
    let below = path.strip_prefix(&config.root);
    below.unwrap_or(path).display().to_string()
}

/// The files at `paths`, and in the folders there.
pub fn files(config: &Config, paths: &[PathBuf]) -> Result<Vec<File>, CommandError> {
    let mut files = Vec::new();
    for path in paths {
        read_path(path, &shown(config, path), &mut files)?;
    }
    Ok(files)
}

/// The schema that files and folders of files declare.
pub(super) fn read(
    project: &OpenProject,
    paths: &[PathBuf],
    dialect: Dialect,
    default: Option<Name>,
) -> Result<Schema, CommandError> {
    let files = files(&project.config, paths)?;
    let sources: BTreeMap<String, String> = files
        .iter()
        .filter_map(|file| {
            let text = String::from_utf8(file.bytes.clone()).ok()?;
            Some((file.path.clone(), text))
        })
        .collect();
    let declared = declare(files, dialect, default);
    if declared.diagnostics.is_empty() {
        return Ok(declared.schema);
    }
    let message = match declared.diagnostics.len() {
        1 => "the declared schema has a fault".to_owned(),
        faults => format!("the declared schema has {faults} faults"),
    };
    let mut error =
        CommandError::new(ErrorKind::SchemaInvalid, message).with_diagnostics(declared.diagnostics);
    error.sources = sources;
    Err(error)
}

fn read_path(path: &Path, shown: &str, files: &mut Vec<File>) -> Result<(), CommandError> {
    if path.is_dir() {
        let mut found = Found::default();
        read_folder(path, shown, &mut found)?;
        // A schema of which a part is missing would have that part dropped.
        if let Some(unread) = found.unreadable.first() {
            let message = format!("cannot read `{}`: {}", unread.path, unread.reason);
            return Err(CommandError::new(ErrorKind::File, message)
                .fact("path", unread.path.clone())
                .hint("make it readable, or remove it"));
        }
        files.append(&mut found.files);
        return Ok(());
    }
    let bytes = std::fs::read(path).map_err(|error| CommandError::file("read", path, &error))?;
    files.push(File::new(shown, bytes));
    Ok(())
}
