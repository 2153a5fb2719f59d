//! `limbeck.toml`: where the scripts are, and which database they are for.

use std::path::{Path, PathBuf};

use limbeck_planner::settings::DEFAULT_LOCATION;
use limbeck_planner::source::is_script_path;

use crate::error::{CommandError, ErrorKind, Place};

pub use limbeck_planner::settings::{FILE_NAME, OneOrMany, Settings};

/// The variable that names another file.
pub const FILE_VARIABLE: &str = "LIMBECK_CONFIG";
/// The variable that holds the database's URL.
pub const URL_VARIABLE: &str = "LIMBECK_DATABASE_URL";

/// The configuration in force, and the folder that its paths are relative to.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder that relative paths and relative SQLite files of the configuration start from.
    pub root: PathBuf,
    /// The file that the settings came from; `None` where the defaults hold.
    pub file: Option<PathBuf>,
    /// What it says.
    pub settings: Settings,
}

/// Finds and reads the configuration: the file given, else `LIMBECK_CONFIG`, else `limbeck.toml`
/// in the current folder or the nearest one above it.
///
/// Without any, the defaults hold where the current folder has `migrations/versions`.
/// `section` is the table whose keys take the place of the top level's.
pub fn load(given: Option<&Path>, section: Option<&str>) -> Result<Config, CommandError> {
    let here = std::env::current_dir()
        .map_err(|error| CommandError::file("enter", Path::new("."), &error))?;
    let named = given.map(Path::to_owned).or_else(|| {
        std::env::var_os(FILE_VARIABLE)
            .filter(|name| !name.is_empty())
            .map(PathBuf::from)
    });
    let file = match named {
        Some(named) if named.is_dir() => Some(named.join(FILE_NAME)),
        Some(named) => Some(named),
        None => here
            .ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|file| file.is_file()),
    };
    match file {
        Some(file) => read(&here, &file, section),
        None if here.join(DEFAULT_LOCATION).is_dir() && section.is_none() => Ok(Config {
            root: here,
            file: None,
            settings: Settings {
                version_locations: vec![DEFAULT_LOCATION.to_owned()],
                ..Settings::default()
            },
        }),
        None => Err(CommandError::new(
            ErrorKind::Configuration,
            format!(
                "there is no `{FILE_NAME}` in `{}` or above it",
                here.display()
            ),
        )
        .hint("run `limbeck init` here to start a project")
        .hint("name a configuration with `--config FILE`")),
    }
}

/// The settings of a folder of scripts without a configuration: the current folder, where a script
/// lies right in it. The defaults hold, and no database is named.
pub fn scripts_here() -> Option<Config> {
    let here = std::env::current_dir().ok()?;
    let mut entries = std::fs::read_dir(&here).ok()?.filter_map(Result::ok);
    entries
        .any(|entry| is_script_path(&entry.file_name().to_string_lossy()))
        .then(|| Config {
            root: here,
            file: None,
            settings: Settings {
                version_locations: vec![".".to_owned()],
                ..Settings::default()
            },
        })
}

fn read(here: &Path, file: &Path, section: Option<&str>) -> Result<Config, CommandError> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        CommandError::file("read", file, &error).of_kind(ErrorKind::Configuration)
    })?;
    let shown = shown_path(here, file);
    let settings = Settings::parse(&text, section).map_err(|fault| {
        let error = CommandError::new(ErrorKind::Configuration, fault.message);
        let error = match fault.offset {
            Some(offset) => {
                let (line, column) =
                    limbeck_planner::source::LineIndex::new(&text).position(offset);
                error.at(Place {
                    path: shown.clone(),
                    line,
                    column: Some(column),
                })
            }
            None => error,
        };
        fault.hint.into_iter().fold(error, CommandError::hint)
    })?;
    let absolute = here.join(file);
    Ok(Config {
        root: absolute.parent().unwrap_or(here).to_owned(),
        file: Some(file.to_owned()),
        settings,
    })
}

/// `file` below `here` without `here` in front of it.
fn shown_path(here: &Path, file: &Path) -> String {
    file.strip_prefix(here)
        .unwrap_or(file)
        .display()
        .to_string()
}
