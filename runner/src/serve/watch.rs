//! Notices changes: of the scripts and the configuration on disk, and of where the database is.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher as _};
use tokio::sync::{mpsc, watch};

use super::api;
use crate::config::Config;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::side;

/// Changes that follow each other within this time are one: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// How often the database is asked where it is.
const DATABASE_PAUSE: Duration = Duration::from_secs(3);

/// Follows the project of `context`; the number that comes out counts the changes.
pub fn follow(context: Context) -> Result<watch::Receiver<u64>, CommandError> {
    let (count, generation) = watch::channel(1);
    let (changed, mut changes) = mpsc::channel::<()>(16);
    follow_files(&context, changed.clone())?;
    tokio::spawn(follow_database(context, changed));
    tokio::spawn(async move {
        while changes.recv().await.is_some() {
            while let Ok(Some(())) = tokio::time::timeout(QUIET, changes.recv()).await {}
            count.send_modify(|count| *count += 1);
        }
    });
    Ok(generation)
}

/// Watches the configuration's folder, the version locations and what declares the schema, as they
/// are at the start.
fn follow_files(context: &Context, changed: mpsc::Sender<()>) -> Result<(), CommandError> {
    let config = context.shown_config()?;
    let file = config.file.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let matters = match &event {
            Ok(event) => matters(event, file.as_deref()),
            // Events were lost; what changed is not known, but something did.
            Err(_) => true,
        };
        if matters {
            // When the queue is full, a change is on its way already.
            let _full = changed.try_send(());
        }
    })
    .map_err(|error| cannot_watch(&config.root, &error))?;
    for (folder, mode) in folders(&config) {
        watcher
            .watch(&folder, mode)
            .map_err(|error| cannot_watch(&folder, &error))?;
    }
    // The watcher works as long as it is there; it is needed until the process ends.
    tokio::spawn(async move {
        let _watcher = watcher;
        std::future::pending::<()>().await;
    });
    Ok(())
}

fn folders(config: &Config) -> Vec<(PathBuf, RecursiveMode)> {
    let locations = config.settings.version_locations.iter();
    let mut folders: Vec<_> = locations
        .map(|location| config.root.join(location))
        .filter(|folder| folder.is_dir())
        .map(|folder| (folder, RecursiveMode::Recursive))
        .collect();
    // An editor may put another file in the place of one that declares the schema, so it is its
    // folder that is watched.
    for path in side::configured_paths(config) {
        let (folder, mode) = if path.is_dir() {
            (path, RecursiveMode::Recursive)
        } else {
            let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
            (folder, RecursiveMode::NonRecursive)
        };
        let is_watched = folders.iter().any(|(it, _)| folder.starts_with(it));
        if folder.is_dir() && !is_watched {
            folders.push((folder, mode));
        }
    }
    let real = |folder: &Path| folder.canonicalize().ok();
    // A folder that is watched twice is watched as it was said last.
    if folders
        .iter()
        .all(|(folder, _)| real(folder) != real(&config.root))
    {
        folders.push((config.root.clone(), RecursiveMode::NonRecursive));
    }
    folders
}

/// Whether an event is about a script, a folder, or the configuration. Reading is no change, and
/// neither is what SQLite writes beside its file.
fn matters(event: &Event, config: Option<&Path>) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    event.paths.iter().any(|path| {
        let is_config = config.is_some_and(|config| path.file_name() == config.file_name());
        let extension = path.extension();
        is_config || extension.is_none() || extension.is_some_and(|extension| extension == "sql")
    })
}

fn cannot_watch(folder: &Path, error: &notify::Error) -> CommandError {
    CommandError::new(
        ErrorKind::File,
        format!("cannot follow changes in `{}`: {error}", folder.display()),
    )
}

/// Asks the database again and again. An error is a change, too, when it comes and when it goes.
async fn follow_database(context: Context, changed: mpsc::Sender<()>) {
    let mut last = None;
    loop {
        let found = match context.shown_config() {
            Ok(config) => api::current(&context, &config)
                .await
                .map_err(|error| error.message.clone()),
            Err(error) => Err(error.message.clone()),
        };
        let differs = last.as_ref().is_some_and(|last| *last != found);
        last = Some(found);
        if differs && changed.send(()).await.is_err() {
            return;
        }
        tokio::time::sleep(DATABASE_PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, ModifyKind};

    use super::*;

    #[test]
    fn reading_and_sqlite_do_not_matter() {
        let event = |kind, path: &str| Event::new(kind).add_path(PathBuf::from(path));
        let modified = EventKind::Modify(ModifyKind::Any);
        let config = Path::new("/p/limbeck.toml");
        assert!(matters(&event(modified, "/p/versions/a.sql"), Some(config)));
        assert!(matters(&event(modified, "/p/limbeck.toml"), Some(config)));
        assert!(!matters(&event(modified, "/p/app.db-wal"), Some(config)));
        assert!(!matters(
            &event(EventKind::Access(AccessKind::Any), "/p/versions/a.sql"),
            Some(config)
        ));
    }
}
