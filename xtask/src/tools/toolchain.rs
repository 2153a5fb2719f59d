//! What Rust's toolchain itself must have.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;
use crate::{cargo, console, process, tools};

/// The compiler's target for the browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the target for the browser to the toolchain in use, if it is not there.
pub(crate) fn ensure_wasm(workspace: &Workspace) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc
        .args(["--print", "target-libdir", "--target", WASM])
        .current_dir(workspace.root());
    let libraries = process::read(&mut rustc)?;
    // The folder may be there with nothing in it.
    if std::fs::read_dir(libraries.trim_end()).is_ok_and(|mut entries| entries.next().is_some()) {
        return Ok(());
    }
    let title = "Adding the compiler's WebAssembly target (the page runs as WebAssembly)";
    add(workspace, title, &["target", "add", WASM])
}

/// Adds rustfmt and clippy, which a minimal toolchain lacks, if they are not there.
pub(crate) fn ensure_linters(workspace: &Workspace) -> Result<()> {
    let is_there = |verb| process::read(cargo::command(workspace, verb).arg("--version")).is_ok();
    if is_there("fmt") && is_there("clippy") {
        return Ok(());
    }
    let title = "Adding rustfmt and clippy to the toolchain";
    add(workspace, title, &["component", "add", "rustfmt", "clippy"])
}

fn add(workspace: &Workspace, title: &str, arguments: &[&str]) -> Result<()> {
    tools::on_path("rustup").with_context(|| {
        let wanted = arguments[2..].join(" and ");
        format!("the toolchain lacks {wanted}, and there is no rustup to add it with")
    })?;
    console::stage(title, || {
        let mut rustup = Command::new("rustup");
        process::run(rustup.args(arguments).current_dir(workspace.root()))
    })
}
