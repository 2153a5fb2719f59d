//! The project that `cargo xtask start` serves.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;
use crate::workspace::Workspace;

/// How many of the example's revisions the demo's database is behind.
const REVISIONS_BEHIND: usize = 3;

/// A copy of `examples/shop` in the target folder, with a SQLite database that is some revisions
/// behind.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.made("demo")
}

/// Makes the demo. One that is there is somebody's work, and is left alone.
pub(crate) fn make(workspace: &Workspace, runner: &Path) -> Result<()> {
    let example = workspace.path("examples/shop");
    make_in(&folder(workspace), &example, |demo| {
        let limbeck = |arguments: &[&str]| {
            let mut command = Command::new(runner);
            command
                .args(arguments)
                .current_dir(demo)
                .env("LIMBECK_DATABASE_URL", "sqlite:///shop.db");
            process::read(&mut command)
        };
        let revision = revision_behind(&limbeck(&["history", "--format", "json"])?)?;
        limbeck(&["upgrade", &revision]).map(drop)
    })
}

/// Makes a demo of `example` in `folder`, unless that is there. It gets its name once it is whole,
/// so that a start that was interrupted leaves none that is not.
fn make_in(folder: &Path, example: &Path, prepare: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    if folder.exists() {
        return Ok(());
    }
    let unfinished = folder.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)
            .with_context(|| format!("cannot remove {}", unfinished.display()))?;
    }
    copy(example, &unfinished)?;
    prepare(&unfinished)?;
    fs::rename(&unfinished, folder)
        .with_context(|| format!("cannot make the demo, {}", folder.display()))
}

/// The revision that is [`REVISIONS_BEHIND`] the newest, in a history as JSON.
fn revision_behind(history: &str) -> Result<String> {
    let history: serde_json::Value =
        serde_json::from_str(history).context("limbeck history gives no JSON")?;
    let revisions = history
        .as_array()
        .context("limbeck history gives no list")?;
    revisions
        .get(REVISIONS_BEHIND)
        .or(revisions.last())
        .and_then(|revision| revision["revision"].as_str())
        .map(str::to_owned)
        .context("the example has no revisions")
}

/// Copies a folder, without databases that somebody left in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let path = entry
            .with_context(|| format!("cannot read {}", from.display()))?
            .path();
        let Some(name) = path.file_name() else {
            continue;
        };
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else if path.extension() != Some(OsStr::new("db")) {
            fs::copy(&path, to.join(name))
                .with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_that_is_there_is_left_alone() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("limbeck-demo-{}", std::process::id()));
        let (example, demo) = (folder.join("example"), folder.join("demo"));
        fs::create_dir_all(&example)?;
        fs::write(example.join("a.sql"), "as it comes")?;
        let failed = make_in(&demo, &example, |_| anyhow::bail!("interrupted"));
        assert!(failed.is_err() && !demo.exists());
        make_in(&demo, &example, |_| Ok(()))?;
        fs::write(demo.join("a.sql"), "somebody's work")?;
        make_in(&demo, &example, |_| Ok(()))?;
        assert_eq!(fs::read_to_string(demo.join("a.sql"))?, "somebody's work");
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
