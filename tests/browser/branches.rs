//! Two branches of one project, as two folders.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use limbeck_tests::browser::Tab;
use tempfile::TempDir;

use crate::actions::open_folder;

/// A table that both branches have.
pub(crate) const ACCOUNT: &str = "CREATE TABLE account (id INTEGER PRIMARY KEY, age INTEGER);";

/// The folders `main` and `feature`, which go away when this is dropped.
#[derive(Debug)]
pub(crate) struct Branches {
    folder: TempDir,
}

impl Branches {
    /// Both with the revision `a1`, which makes the table `account`.
    pub(crate) fn new() -> Result<Self> {
        let branches = Self {
            folder: TempDir::new().context("cannot make a folder for branches")?,
        };
        for branch in ["main", "feature"] {
            branches.revision(branch, "a1", "", ACCOUNT)?;
        }
        Ok(branches)
    }

    /// The one with `b2` and the other with `c3` behind `a1`, each of which does what is said.
    pub(crate) fn parting(main: &str, feature: &str) -> Result<Self> {
        let branches = Self::new()?;
        branches.revision("main", "b2", "a1", main)?;
        branches.revision("feature", "c3", "a1", feature)?;
        Ok(branches)
    }

    /// Where a branch's folder is.
    pub(crate) fn path(&self, branch: &str) -> PathBuf {
        self.folder.path().join(branch)
    }

    /// Writes a file into a branch.
    pub(crate) fn write(&self, branch: &str, name: &str, text: &str) -> Result<()> {
        let path = self.path(branch).join("versions").join(name);
        fs::create_dir_all(path.parent().context("it is in a folder")?)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Writes a script into a branch.
    pub(crate) fn revision(&self, branch: &str, id: &str, parent: &str, sql: &str) -> Result<()> {
        let down = match parent {
            "" => String::new(),
            parent => format!("-- down_revision: {parent}\n"),
        };
        let text = format!(
            "-- revision: {id}\n{down}-- message: change {id}\n\n-- migrate:up\n{sql}\n\n\
             -- migrate:down\nSELECT 1;\n"
        );
        self.write(branch, &format!("{id}.sql"), &text)
    }

    /// Opens `main` and compares it with `feature`.
    pub(crate) async fn compare(&self, tab: &Tab) -> Result<()> {
        open_folder(tab, &self.path("main")).await?;
        tab.find("#graph-grid").await?;
        self.compare_again(tab).await?;
        tab.find("#compare-bar").await?;
        Ok(())
    }

    /// Compares what is open with `feature`. What is shown then is for the test.
    pub(crate) async fn compare_again(&self, tab: &Tab) -> Result<()> {
        let input = tab.find("#compare-input").await?;
        input
            .send_keys(self.path("feature").to_string_lossy())
            .await?;
        Ok(())
    }
}
