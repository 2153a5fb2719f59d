//! Trunk's page beside this builder's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::tools::shared::{TRUNK, WASM_BINDGEN};
use crate::workspace::Workspace;
use crate::{build, process};

/// Builds the page both ways, and fails unless every file is the same to the byte.
pub(super) fn compare(workspace: &Workspace) -> Result<()> {
    let trunk = TRUNK.ensure()?;
    let wasm_bindgen = WASM_BINDGEN.ensure()?;
    let ours = build::page(workspace)?;
    let theirs = workspace.made("page-by-trunk");
    fs::create_dir_all(&theirs).with_context(|| format!("cannot make {}", theirs.display()))?;
    let old_path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(
        [wasm_bindgen]
            .into_iter()
            .chain(std::env::split_paths(&old_path)),
    )?;
    let mut command = Command::new(trunk.join("trunk"));
    command
        .args(["build", "--offline", "--dist"])
        .arg(&theirs)
        .current_dir(workspace.root())
        .env("PATH", path)
        // Trunk takes the usual value, 1, for a mistake.
        .env_remove("NO_COLOR");
    process::run(&mut command)?;

    let (ours, theirs) = (files(&ours)?, files(&theirs)?);
    let addresses = ours.keys().chain(theirs.keys());
    let mut different: Vec<_> = addresses
        .filter(|address| ours.get(*address) != theirs.get(*address))
        .map(|address| address.display().to_string())
        .collect();
    different.sort();
    different.dedup();
    if !different.is_empty() {
        bail!(
            "Trunk and cargo xtask build give different pages; different are {}",
            different.join(", ")
        );
    }
    Ok(())
}

/// The files below `folder`, by their paths in it.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries =
            fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes =
                    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                files.insert(path.strip_prefix(folder)?.to_owned(), bytes);
            }
        }
    }
    Ok(files)
}
