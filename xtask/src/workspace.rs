//! Where things are.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::{cargo, process};

/// The folders of this clone.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Finds them, wherever the command was started.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask is not inside the workspace")?
            .to_owned();
        let mut command = Command::new(cargo::program());
        command
            .args(["metadata", "--no-deps", "--format-version=1"])
            .current_dir(&root);
        let metadata: serde_json::Value = serde_json::from_str(&process::read(&mut command)?)
            .context("cargo metadata gives no JSON")?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target folder")?
            .into();
        Ok(Self { root, target })
    }

    /// The folder that holds the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A file or folder of the clone.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The folder of the page, whether it is built or not.
    pub(crate) fn page(&self) -> PathBuf {
        self.made("page")
    }

    /// A file or folder below `target/limbeck`, where the commands keep what they make.
    pub(crate) fn made(&self, path: &str) -> PathBuf {
        self.target.join("limbeck").join(path)
    }
}
