//! The scripts of a project, read from disk.

mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use limbeck_planner::diagnostic::{Diagnostic, Severity};
use limbeck_planner::history::{Fault, History};
use limbeck_planner::project::Project;
use limbeck_planner::source::is_script_path;

use crate::config::Config;
use crate::error::{CommandError, ErrorKind};
use crate::output::Output;
use crate::render;

pub use read::{Found, read_folder};

/// A project on disk: its configuration, and what the planner makes of its scripts.
#[derive(Debug)]
pub struct OpenProject {
    /// Where it is and what it says.
    pub config: Config,
    /// The scripts and their history.
    pub planner: Project,
}

impl OpenProject {
    /// Reads every script below the version locations.
    ///
    /// A script that is not sound, or that cannot be read, is a diagnostic, not an error; a version
    /// location that cannot be read is an error.
    pub fn open(config: Config) -> Result<Self, CommandError> {
        let found = files(&config)?;
        let mut planner = Project::load_versions(found.files);
        planner.tell_unreadable(found.unreadable);
        Ok(Self { config, planner })
    }

    /// The history of the scripts that could be read, for whoever only shows it: of the others, it
    /// warns.
    pub fn seen_history(&self, output: Output) -> Result<&History, CommandError> {
        let history = self.planner.history();
        let history = history.map_err(|faults| self.faulty_history(faults))?;
        if let Err(unread) = self.refuse_unread_scripts() {
            let told: String = unread
                .diagnostics
                .iter()
                .map(|it| render::diagnostic(it, &unread.sources))
                .collect();
            let message = format!("{}: this is without it\n{told}", unread.message);
            output.warning(message.trim_end());
        }
        Ok(history)
    }

    /// The history, or an error that shows all that keeps the scripts from being one.
    pub fn history(&self) -> Result<&History, CommandError> {
        self.refuse_unread_scripts()?;
        self.planner
            .history()
            .map_err(|faults| self.faulty_history(faults))
    }

    /// The path on disk of a script that the planner knows as `path`.
    pub fn path_on_disk(&self, path: &str) -> PathBuf {
        self.config.root.join(path)
    }

    /// Adds diagnostics to an error, with the texts that they point into.
    pub fn explain(
        &self,
        error: CommandError,
        diagnostics: impl IntoIterator<Item = Diagnostic>,
    ) -> CommandError {
        let mut error = error.with_diagnostics(diagnostics);
        let places = error.diagnostics.iter().flat_map(|diagnostic| {
            let related = diagnostic.related.iter().map(|related| &related.location);
            diagnostic.location.iter().chain(related)
        });
        let paths: BTreeSet<&str> = places.map(|location| location.path.as_str()).collect();
        let sources = paths.into_iter().filter_map(|path| {
            let bytes = std::fs::read(self.path_on_disk(path)).ok()?;
            Some((path.to_owned(), String::from_utf8(bytes).ok()?))
        });
        error.sources = sources.collect();
        error
    }

    /// A script that cannot be read might be any revision, the next one included: nothing is
    /// planned or written around it.
    fn refuse_unread_scripts(&self) -> Result<(), CommandError> {
        let unread: Vec<Diagnostic> = self.planner.errors_in_unread_files().cloned().collect();
        if unread.is_empty() {
            return Ok(());
        }
        Err(self.unread(unread))
    }

    /// The error for scripts that have no place in the history.
    pub fn unread(&self, diagnostics: Vec<Diagnostic>) -> CommandError {
        let paths: BTreeSet<&str> = diagnostics
            .iter()
            .filter_map(|diagnostic| Some(diagnostic.location.as_ref()?.path.as_str()))
            .collect();
        let paths: Vec<&str> = paths.into_iter().collect();
        let message = match paths.as_slice() {
            [path] if path.ends_with('/') => {
                format!("the scripts in `{path}` have no place in the history")
            }
            [path] => format!("the script `{path}` has no place in the history"),
            paths => format!("{} scripts have no place in the history", paths.len()),
        };
        self.explain(
            CommandError::new(ErrorKind::FaultyScript, message),
            diagnostics,
        )
    }

    fn faulty_history(&self, faults: &[Fault]) -> CommandError {
        // What each is, the diagnostics say.
        let message = format!("the history has {}", render::count(faults.len(), "fault"));
        let errors = self.planner.diagnostics().iter();
        let errors = errors.filter(|it| it.severity == Severity::Error).cloned();
        self.explain(CommandError::new(ErrorKind::FaultyHistory, message), errors)
    }
}

/// The texts of the scripts that diagnostics point into, by their paths.
pub fn sources<'found>(
    project: &Project,
    diagnostics: impl IntoIterator<Item = &'found Diagnostic>,
) -> BTreeMap<String, String> {
    let paths: BTreeSet<&str> = diagnostics
        .into_iter()
        .flat_map(|diagnostic| {
            let related = diagnostic.related.iter().map(|it| &it.location);
            diagnostic.location.iter().chain(related)
        })
        .map(|location| location.path.as_str())
        .collect();
    let scripts = project.scripts().iter();
    scripts
        .filter(|script| paths.contains(script.path.as_str()))
        .map(|script| (script.path.clone(), script.text.clone()))
        .collect()
}

/// The files below every version location, with paths relative to the configuration's folder.
pub fn files(config: &Config) -> Result<Found, CommandError> {
    let mut found = Found::default();
    for location in &config.settings.version_locations {
        let folder = config.root.join(location);
        let prefix = prefix(location);
        if !is_script_path(&format!("{prefix}/a.sql")) {
            return Err(CommandError::new(
                ErrorKind::Configuration,
                format!(
                    "the version location `{location}` is hidden: a part of it begins with a dot"
                ),
            ));
        }
        read_folder(&folder, &prefix, &mut found)?;
    }
    // One location may lie inside another; each script counts once.
    found.files.sort_by(|one, other| one.path.cmp(&other.path));
    found.files.dedup_by(|one, other| one.path == other.path);
    let unreadable = &mut found.unreadable;
    unreadable.sort_by(|one, other| one.path.cmp(&other.path));
    unreadable.dedup_by(|one, other| one.path == other.path);
    Ok(found)
}

/// `location` as scripts' paths show it: with `/` between the parts, and without `./`.
fn prefix(location: &str) -> String {
    let mut shown = String::new();
    for part in Path::new(location).components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::RootDir => shown.push('/'),
            part => {
                if !shown.is_empty() && !shown.ends_with('/') {
                    shown.push('/');
                }
                shown.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_shown_as_short_as_they_can_be() {
        assert_eq!(prefix("migrations/versions"), "migrations/versions");
        assert_eq!(prefix("./migrations//versions/"), "migrations/versions");
        assert_eq!(prefix("."), "");
        assert_eq!(prefix("/srv/app"), "/srv/app");
        assert_eq!(prefix("../shared"), "../shared");
    }
}
