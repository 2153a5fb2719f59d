//! `cargo xtask generate`: files that are made from the code, and committed.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use crate::flags::Generate;
use crate::workspace::Workspace;
use crate::{cargo, console, process};

/// A file that a program prints.
struct Generated {
    path: &'static str,
    /// What follows `cargo run`.
    program: &'static [&'static str],
    /// What the program is given.
    argument: &'static str,
}

const FILES: [Generated; 5] = [
    json_schema("docs/plan.schema.json", "plan"),
    json_schema("docs/conflicts.schema.json", "conflicts"),
    json_schema("docs/comparison.schema.json", "comparison"),
    json_schema("docs/database-schema.schema.json", "database-schema"),
    Generated {
        path: "docs/command-line.md",
        program: &["--package=limbeck"],
        argument: "reference",
    },
];

/// The JSON Schema of a document.
const fn json_schema(path: &'static str, document: &'static str) -> Generated {
    Generated {
        path,
        program: &[
            "--package=limbeck-planner",
            "--features=json-schema,javascript",
            "--example=json-schema",
        ],
        argument: document,
    }
}

/// Writes the files, or only looks whether they are stale.
pub(crate) fn run(workspace: &Workspace, flags: &Generate) -> Result<ExitCode> {
    if flags.check {
        check(workspace)?;
        console::print("the generated files are up to date");
        return Ok(ExitCode::SUCCESS);
    }
    for file in &FILES {
        let text = file.generate(workspace)?;
        let path = workspace.path(file.path);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        console::print(format_args!("wrote {}", file.path));
    }
    Ok(ExitCode::SUCCESS)
}

/// Fails if a file is not what the code gives now.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut stale = Vec::new();
    for file in &FILES {
        let text = file.generate(workspace)?;
        if !fs::read_to_string(workspace.path(file.path)).is_ok_and(|present| present == text) {
            stale.push(file.path);
        }
    }
    if !stale.is_empty() {
        bail!("stale: {}; run: cargo xtask generate", stale.join(", "));
    }
    Ok(())
}

impl Generated {
    fn generate(&self, workspace: &Workspace) -> Result<String> {
        let mut command = cargo::command(workspace, "run");
        process::read(
            command
                .arg("--quiet")
                .args(self.program)
                .args(["--", self.argument]),
        )
    }
}
