//! Build tools that are compiled once and shared by later runs and other clones.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::{cargo, console, process, tools};

/// A build tool from crates.io at a fixed version.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    /// Whether the package's own lock file still resolves.
    locked: bool,
    /// What it is needed for.
    purpose: &'static str,
    /// How long it compiles on a machine with 2 cores.
    minutes: u32,
}

/// Trunk, the page's usual builder.
pub(crate) const TRUNK: Tool = Tool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    locked: true,
    purpose: "the page built by Trunk is compared with the page built without it",
    minutes: 10,
};

/// The program that Trunk writes bindings with. The version is that of `wasm-bindgen` in
/// `Cargo.lock`, or it refuses.
pub(crate) const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
    locked: false,
    purpose: "Trunk and the planner's JavaScript tests write bindings with it",
    minutes: 3,
};

impl Tool {
    /// The folder that holds the tool at the right version, installing it if it is not there.
    pub(crate) fn ensure(self) -> Result<PathBuf> {
        if let Some(program) = tools::on_path(self.program)
            && self.is_right_version(&mut Command::new(&program))
            && let Some(folder) = program.parent()
        {
            return Ok(folder.to_owned());
        }
        let root = folder()?.join(format!("{}-{}", self.package, self.version));
        let bin = root.join("bin");
        if self.is_right_version(&mut Command::new(bin.join(self.program))) {
            return Ok(bin);
        }
        let title = format!(
            "Compiling {} {} (about {} minutes, once): {}",
            self.package, self.version, self.minutes, self.purpose
        );
        console::stage(&title, || {
            console::note(format_args!(
                "it goes to {}, for other clones too; LIMBECK_TOOLS names another folder",
                root.display()
            ));
            let mut install = Command::new(cargo::program());
            install
                .args(["install", self.package, "--version", self.version, "--root"])
                .arg(&root)
                // A target folder set for the project must not collect the tools' parts.
                .env_remove("CARGO_TARGET_DIR");
            if self.locked {
                install.arg("--locked");
            }
            process::run(&mut install)
        })?;
        Ok(bin)
    }

    fn is_right_version(self, command: &mut Command) -> bool {
        process::read(command.arg("--version"))
            .is_ok_and(|text| text.split_whitespace().any(|word| word == self.version))
    }
}

/// The folder of the shared tools: `$LIMBECK_TOOLS`, or one in the user's cache.
fn folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("LIMBECK_TOOLS") {
        return Ok(folder.into());
    }
    let cache = env::var_os("XDG_CACHE_HOME")
        .or_else(|| env::var_os("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")))
        .context("there is no cache folder to put tools into: set LIMBECK_TOOLS")?;
    Ok(cache.join("limbeck").join("tools"))
}
