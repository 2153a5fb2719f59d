//! `cargo xtask bench`: Limbeck beside Alembic, and the planner alone.

mod history;
mod measure;
mod projects;
mod table;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::build::{self, Profile};
use crate::console;
use crate::flags::Bench;
use crate::tools::{python, toolchain};
use crate::workspace::Workspace;
use crate::{cargo, process};

use history::{History, Shape};
use measure::{Comparison, compare};
use projects::{ALEMBIC, LIMBECK};

/// How often each command is measured, unless the flags say otherwise. Odd, for the median.
const RUNS: usize = 5;

/// The sizes of the histories, unless the flags say otherwise.
const REVISIONS: &str = "1000,10000";

/// Measures and prints the tables.
pub(crate) fn run(workspace: &Workspace, flags: &Bench) -> Result<ExitCode> {
    if !flags.only_planner {
        compare_with_alembic(workspace, flags)?;
    }
    planner_alone(workspace)?;
    Ok(ExitCode::SUCCESS)
}

fn compare_with_alembic(workspace: &Workspace, flags: &Bench) -> Result<()> {
    let runs = flags.runs.unwrap_or(RUNS);
    ensure!(runs > 0, "--runs must be at least 1");
    let counts = flags.revisions.as_deref().unwrap_or(REVISIONS);
    let counts = counts
        .split(',')
        .map(|count| {
            let count = count.trim();
            count
                .parse::<usize>()
                .with_context(|| format!("`{count}` is not a number of revisions"))
        })
        .collect::<Result<Vec<_>>>()?;

    toolchain::ensure_wasm(workspace)?;
    let python = python::ensure(workspace)?;
    console::stage("Building the page", || build::page(workspace))?;
    let limbeck = console::stage("Building the runner, optimised", || {
        build::runner(workspace, Profile::Release)
    })?;

    let mut comparisons = Vec::new();
    for count in counts {
        for shape in Shape::ALL {
            let folder = workspace.made(&format!("bench/{count}-{}", shape.name()));
            let title = format!("{count} revisions, {}", shape.description());
            comparisons.extend(console::stage(&title, || {
                let history = History::generate(count, shape);
                projects::write(&history, &folder)?;
                let commands = Commands {
                    limbeck: &limbeck,
                    python: &python,
                    folder: &folder,
                };
                Ok([
                    commands.compare(&title, "heads", &["heads"], runs)?,
                    commands.compare(
                        &title,
                        "upgrade head --sql",
                        &["upgrade", "head", "--sql"],
                        runs,
                    )?,
                ])
            })?);
        }
    }
    console::print(table::render(&comparisons, runs));
    Ok(())
}

/// The two programs, and the folder that holds the same history for each.
struct Commands<'bench> {
    limbeck: &'bench Path,
    python: &'bench Path,
    folder: &'bench Path,
}

impl Commands<'_> {
    /// Measures one command of both.
    fn compare(
        &self,
        history: &str,
        name: &str,
        arguments: &[&str],
        runs: usize,
    ) -> Result<Comparison> {
        let limbeck_output = self.folder.join("limbeck.out");
        let alembic_output = self.folder.join("alembic.out");
        let mut limbeck = Command::new(self.limbeck);
        limbeck
            .args(arguments)
            .current_dir(self.folder.join(LIMBECK));
        let mut alembic = Command::new(self.python);
        alembic
            .args(["-m", "alembic"])
            .args(arguments)
            .current_dir(self.folder.join(ALEMBIC));
        let run = |command: &mut Command, output: &Path| {
            let file = fs::File::create(output)
                .with_context(|| format!("cannot write {}", output.display()))?;
            let status = command
                .stdin(Stdio::null())
                .stdout(file)
                .stderr(Stdio::null())
                .status()
                .with_context(|| format!("cannot run {}", process::display(command)))?;
            process::check(command, status)
        };
        let comparison = compare(
            history,
            name,
            runs,
            || run(&mut limbeck, &limbeck_output),
            || run(&mut alembic, &alembic_output),
        )?;
        projects::expect_same_work(&limbeck_output, &alembic_output)?;
        Ok(comparison)
    }
}

/// Measures the planner by itself: `planner/benches`.
fn planner_alone(workspace: &Workspace) -> Result<()> {
    for (title, bench) in [
        ("The planner alone", "limits"),
        ("Replaying a history, beside the SQL parser alone", "replay"),
        ("Conflicts of two branches, and of a thousand", "branches"),
    ] {
        let mut command = cargo::command(workspace, "bench");
        console::stage(title, || {
            process::run(command.args(["--package", "limbeck-planner", "--bench", bench]))
        })?;
    }
    Ok(())
}
