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

/// Copies `examples/shop` to the target folder, with a SQLite database that is some revisions
/// behind. Gives the folder.
///
/// What somebody changed in the demo since the last start is replaced.
pub(crate) fn make(workspace: &Workspace, runner: &Path) -> Result<PathBuf> {
    let folder = workspace.made("demo");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot remove the last demo, {}", folder.display()))?;
    }
    copy(&workspace.path("examples/shop"), &folder)?;
    let limbeck = |arguments: &[&str]| {
        let mut command = Command::new(runner);
        command
            .args(arguments)
            .current_dir(&folder)
            .env("LIMBECK_DATABASE_URL", "sqlite:///shop.db");
        process::read(&mut command)
    };
    let revision = revision_behind(&limbeck(&["history", "--format", "json"])?)?;
    limbeck(&["upgrade", &revision])?;
    Ok(folder)
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
