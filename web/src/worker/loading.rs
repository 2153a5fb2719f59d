//! From files to a project.

use limbeck_planner::project::Project;
use limbeck_planner::source::VersionFolders;

use super::overview::number;
use super::protocol::OpenError;
use super::reading::Read;

/// The project of what was read, or why it is none to show.
pub(super) fn load(read: &Read) -> Result<Project, OpenError> {
    let (name, is_served) = (read.name.clone(), read.served.is_some());
    if read.count() == 0 && !is_served {
        return Err(match read.unreadable.first() {
            Some(entry) => OpenError::Unreadable {
                name,
                reason: entry.reason.clone(),
            },
            None => nothing(name),
        });
    }
    let project = project(read);
    if project.scripts().is_empty() && project.diagnostics().is_empty() && !is_served {
        return Err(OpenError::NoScripts {
            name,
            files: number(read.count()),
            some: read.some_others.clone(),
        });
    }
    Ok(project)
}

/// The project of what was read, even of nothing.
pub(super) fn project(read: &Read) -> Project {
    let files = read.files.clone();
    let mut project = match read.folders {
        VersionFolders::Named => Project::load_versions(files),
        VersionFolders::Guessed => Project::load(files),
    };
    project.tell_unreadable(read.unreadable.clone());
    project
}

/// Nothing was picked.
pub(super) const fn nothing(name: String) -> OpenError {
    OpenError::Empty { name }
}
