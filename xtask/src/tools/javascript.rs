//! Packages of the JavaScript world that the tests use.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tools::system;
use crate::workspace::Workspace;
use crate::{console, process};

/// The accessibility checker that the browser tests put into the page.
const AXE: &str = "axe-core@4.14.1";

/// The checker's script, fetched if it is not there.
pub(crate) fn ensure_axe(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.made("javascript");
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if script.is_file() {
        return Ok(script);
    }
    system::ensure(&[system::NODE, system::NPM])?;
    console::stage(
        "Fetching axe-core, which checks the page's accessibility",
        || {
            fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
            let mut npm = Command::new("npm");
            npm.args([
                "install",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--prefix",
            ])
            .arg(&folder)
            .arg(AXE);
            process::run(&mut npm)
        },
    )?;
    Ok(script)
}
