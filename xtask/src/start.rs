//! `cargo xtask start`: from a fresh clone to the planner in a browser.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

use crate::build::{self, Profile};
use crate::flags::Start;
use crate::tools::toolchain;
use crate::workspace::Workspace;
use crate::{console, demo};

/// Builds what is not up to date, makes the demo project if there is none, and serves it until Ctrl-C.
pub(crate) fn run(workspace: &Workspace, flags: &Start) -> Result<ExitCode> {
    let start = Instant::now();
    // Nobody waits for the builds to learn that there is nothing to serve.
    let project = flags.project.as_deref().map(project).transpose()?;
    toolchain::ensure_wasm(workspace)?;
    console::stage(
        "Building the page (WebAssembly; some minutes the first time, a second after that)",
        || build::page(workspace),
    )?;
    let runner = console::stage(
        "Building the runner with the page inside (some minutes the first time)",
        || build::runner(workspace, Profile::Development),
    )?;
    let project = match project {
        Some(project) => project,
        None => demo_project(workspace, &runner)?,
    };
    console::note(format_args!(
        "ready after {}",
        console::duration(start.elapsed())
    ));
    console::note(format_args!("the project is {}", project.display()));
    console::note(format_args!("the command is {}", runner.display()));
    serve(&runner, &project, flags)
}

/// The demo project, which is made where there is none.
fn demo_project(workspace: &Workspace, runner: &Path) -> Result<PathBuf> {
    let folder = demo::folder(workspace);
    if folder.exists() {
        console::note(format_args!(
            "the demo project is as the last start left it; remove its folder for a new one"
        ));
    } else {
        console::stage(
            "Making a demo project whose database is behind its scripts",
            || demo::make(workspace, runner),
        )?;
    }
    Ok(folder)
}

/// The folder of a project that was named, if `limbeck serve` finds one there: its configuration is
/// in it or above it, or else its scripts are where they are without one.
fn project(folder: &Path) -> Result<PathBuf> {
    let folder = std::fs::canonicalize(folder)
        .with_context(|| format!("cannot open the project {}", folder.display()))?;
    let entries = std::fs::read_dir(&folder)
        .with_context(|| format!("cannot open the project {}", folder.display()))?;
    let is_configured = folder
        .ancestors()
        .any(|it| it.join("limbeck.toml").is_file());
    let mut entries = entries.filter_map(Result::ok);
    let has_scripts = folder.join("migrations/versions").is_dir()
        || entries.any(|it| it.path().extension().is_some_and(|it| it == "sql"));
    ensure!(
        is_configured || has_scripts,
        "{} has no limbeck.toml, no folder migrations/versions and no SQL scripts: `limbeck init` \
         there begins a project",
        folder.display()
    );
    Ok(folder)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_project_is_refused_before_anything_is_built() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("limbeck-start-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        assert!(project(&folder.join("nowhere")).is_err());
        let refusal = project(&folder).map_err(|error| error.to_string());
        assert!(refusal.is_err_and(|it| it.contains("has no limbeck.toml")));
        std::fs::write(folder.join("a.sql"), "-- revision: a\n")?;
        assert!(project(&folder).is_ok());
        assert!(project(&folder.join("a.sql")).is_err());
        std::fs::remove_file(folder.join("a.sql"))?;
        std::fs::create_dir_all(folder.join("below"))?;
        std::fs::write(folder.join("limbeck.toml"), "")?;
        assert!(project(&folder.join("below")).is_ok());
        std::fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
