//! `cargo xtask start`: from a fresh clone to the planner in a browser.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::build::{self, Profile};
use crate::flags::Start;
use crate::tools::toolchain;
use crate::workspace::Workspace;
use crate::{console, demo};

/// Builds what is not up to date, makes the demo project, and serves it until Ctrl-C.
pub(crate) fn run(workspace: &Workspace, flags: &Start) -> Result<ExitCode> {
    let start = Instant::now();
    toolchain::ensure_wasm(workspace)?;
    console::stage(
        "Building the page (WebAssembly; some minutes the first time, a second after that)",
        || build::page(workspace),
    )?;
    let runner = console::stage(
        "Building the runner with the page inside (some minutes the first time)",
        || build::runner(workspace, Profile::Development),
    )?;
    let project = match &flags.project {
        Some(project) => std::fs::canonicalize(project)
            .with_context(|| format!("cannot open the project {}", project.display()))?,
        None => console::stage(
            "Making a demo project whose database is behind its scripts",
            || demo::make(workspace, &runner),
        )?,
    };
    console::note(format_args!(
        "ready after {}",
        console::duration(start.elapsed())
    ));
    console::note(format_args!("the project is {}", project.display()));
    console::note(format_args!("the command is {}", runner.display()));
    serve(&runner, &project, flags)
}

/// Hands over to `limbeck serve`, so that Ctrl-C and the like reach it alone.
fn serve(runner: &Path, project: &Path, flags: &Start) -> Result<ExitCode> {
    let mut command = Command::new(runner);
    command.arg("serve").current_dir(project);
    if let Some(port) = flags.port {
        command.args(["--port", &port.to_string()]);
    }
    if !flags.no_open {
        command.arg("--open");
    }
    replace(&mut command)
}

#[cfg(unix)]
fn replace(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec()).with_context(|| format!("cannot run {}", crate::process::display(command)))
}

#[cfg(not(unix))]
fn replace(command: &mut Command) -> Result<ExitCode> {
    crate::process::run(command).map(|()| ExitCode::SUCCESS)
}
