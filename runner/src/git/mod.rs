//! The scripts of other commits, straight from git's objects: nothing is checked out, nothing is
//! fetched, and nothing is written to the repository.

mod error;
mod merge;
mod reference;
mod snapshot;
mod union;

use std::path::{Component, Path, PathBuf};

pub use error::GitError;
pub use snapshot::{Snapshot, path_in_repository};
pub use union::Own;

use crate::config::Config;

/// Objects that are read again and again, in bytes.
const OBJECT_CACHE: usize = 16 * 1024 * 1024;

/// The repository that a project is in.
pub struct Repository {
    git: gix::Repository,
    /// The project's folder, from the top of the repository.
    root: PathBuf,
    locations: Vec<Location>,
}

/// A version location.
#[derive(Debug, Clone)]
struct Location {
    /// As the configuration has it.
    name: String,
    /// From the top of the repository.
    path: PathBuf,
}

impl Repository {
    /// Opens the repository around a project. What is written to it is kept in memory alone.
    pub fn open(config: &Config) -> Result<Self, GitError> {
        let Found { git, top, root } = find(config)?;
        let locations = config
            .settings
            .version_locations
            .iter()
            .map(|name| location(name, &root, &top))
            .collect::<Result<_, _>>()?;
        let mut git = git.with_object_memory();
        git.object_cache_size_if_unset(OBJECT_CACHE);
        Ok(Self {
            git,
            root,
            locations,
        })
    }
}

/// Where a project is, from the top of its repository; `None` where it is in none.
pub fn root_in_repository(config: &Config) -> Option<PathBuf> {
    find(config).ok().map(|found| found.root)
}

struct Found {
    git: gix::Repository,
    top: PathBuf,
    /// The project's folder, from the top.
    root: PathBuf,
}

fn find(config: &Config) -> Result<Found, GitError> {
    let no_repository = |reason: String| GitError::NoRepository {
        root: config.root.display().to_string(),
        reason,
    };
    let git = gix::discover(&config.root).map_err(|error| no_repository(error.to_string()))?;
    let top = git
        .workdir()
        .ok_or_else(|| no_repository("it is a bare repository".to_owned()))?;
    let canonical = |path: &Path| {
        path.canonicalize()
            .map_err(|error| no_repository(error.to_string()))
    };
    let (top, project) = (canonical(top)?, canonical(&config.root)?);
    let root = project
        .strip_prefix(&top)
        .unwrap_or(Path::new(""))
        .to_owned();
    Ok(Found { git, top, root })
}

fn location(name: &str, root: &Path, top: &Path) -> Result<Location, GitError> {
    let outside = || GitError::Outside {
        location: name.to_owned(),
    };
    let given = Path::new(name);
    let joined = match given.strip_prefix(top) {
        Ok(below) => below.to_owned(),
        Err(_) if given.is_absolute() => return Err(outside()),
        Err(_) => root.join(given),
    };
    let mut path = PathBuf::new();
    for part in joined.components() {
        match part {
            Component::Normal(part) => path.push(part),
            Component::ParentDir if path.pop() => {}
            Component::CurDir => {}
            _ => return Err(outside()),
        }
    }
    Ok(Location {
        name: name.to_owned(),
        path,
    })
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
