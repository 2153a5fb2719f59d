//! `cargo xtask build`: the page, and the runner that carries it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use crate::console;
use crate::flags::Build;
use crate::tools::toolchain;
use crate::workspace::Workspace;
use crate::{cargo, process};

/// How the runner is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Soon ready; what `start` and the tests use.
    Development,
    /// Fast; what people install.
    Release,
}

/// Builds both, and says where they are.
pub(crate) fn run(workspace: &Workspace, flags: &Build) -> Result<ExitCode> {
    let profile = if flags.release {
        Profile::Release
    } else {
        Profile::Development
    };
    toolchain::ensure_wasm(workspace)?;
    let page = console::stage("Building the page", || page(workspace))?;
    let runner = console::stage("Building the runner with the page inside", || {
        runner(workspace, profile)
    })?;
    console::print(format_args!("page:   {}", page.display()));
    console::print(format_args!("runner: {}", runner.display()));
    Ok(ExitCode::SUCCESS)
}

/// Builds the page without Trunk. Gives the folder that holds it.
pub(crate) fn page(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.page();
    let mut command = cargo::command(workspace, "run");
    command
        .args(["--package", "xtask-page", "--", "--source", ".", "--out"])
        .arg(&folder);
    process::run(&mut command)?;
    Ok(folder)
}

/// Builds the runner with the page inside, which must be there. Gives its path.
pub(crate) fn runner(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let mut command = cargo::command(workspace, "build");
    command.args(["--package", "limbeck", "--bin", "limbeck"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    cargo::build_program(&mut command, "limbeck")
}
