//! Runs cargo in the workspace.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::process;
use crate::workspace::Workspace;

/// The cargo that runs this program, or the one on the PATH.
pub(crate) fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// A cargo command in the workspace.
pub(crate) fn command(workspace: &Workspace, verb: &str) -> Command {
    let mut command = Command::new(program());
    command.arg(verb).current_dir(workspace.root());
    // Once there is a page, every command names it, or cargo would compile the runner anew
    // whenever one that does follows one that does not. Before that none may: cargo cannot watch
    // a folder that is not there, and would keep a runner without the page when it appears.
    let page = workspace.page();
    if page.join("index.html").is_file() {
        command.env("LIMBECK_PAGE", page);
    } else {
        command.env_remove("LIMBECK_PAGE");
    }
    command
}

/// Runs a `cargo build`, and gives the path of the program called `name` that it built.
///
/// Cargo is asked for the path, because the target folder can be configured in many ways.
pub(crate) fn build_program(command: &mut Command, name: &str) -> Result<PathBuf> {
    command
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit());
    let mut path = None;
    let status = process::read_lines(command, |line| {
        let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else {
            return;
        };
        if message["reason"] == "compiler-artifact" && message["target"]["name"] == name {
            path = message["executable"]
                .as_str()
                .map(PathBuf::from)
                .or(path.take());
        }
    })?;
    process::check(command, status)?;
    path.with_context(|| format!("cargo does not say where it put {name}"))
}
