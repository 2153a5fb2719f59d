//! What each part runs.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::count::Count;
use super::part::Part;
use super::trunk;
use crate::build::{self, Profile};
use crate::tools::shared::WASM_BINDGEN;
use crate::tools::system::Program;
use crate::tools::{javascript, python, system, toolchain};
use crate::workspace::Workspace;
use crate::{cargo, console, generate, process};

/// The planner's optional features.
const FEATURES: &str = "limbeck-planner/json-schema,limbeck-planner/javascript";

/// What proptest draws its cases from: a number, or `random`.
const PROPERTY_SEED: &str = "PROPTEST_RNG_SEED";

/// Runs `part`, getting what it needs first.
pub(super) fn run(workspace: &Workspace, part: Part) -> Result<Count> {
    match part {
        Part::Format => Ok(check(
            cargo::command(workspace, "fmt").args(["--all", "--check"]),
        )),
        Part::Lint => Ok(lint(workspace)),
        Part::Unit => unit(workspace),
        Part::Generated => generate::check(workspace).map(|()| Count::SUCCESS),
        Part::JavaScript => {
            system::ensure(&[system::NODE])?;
            let wasm_bindgen = WASM_BINDGEN.ensure()?.join("wasm-bindgen");
            let mut command = suite(workspace, "javascript");
            test(command.env("LIMBECK_TEST_WASM_BINDGEN", wasm_bindgen))
        }
        Part::Databases => databases(workspace),
        Part::Alembic => {
            let mut command = suite(workspace, "alembic");
            ORACLE.give(&mut command, workspace);
            test(command.env("LIMBECK_TEST_ALEMBIC_PYTHON", python::ensure(workspace)?))
        }
        Part::Browser => browser(workspace),
        Part::Page => trunk::compare(workspace).map(|()| Count::SUCCESS),
    }
}

fn lint(workspace: &Workspace) -> Count {
    let mut count = check(
        cargo::command(workspace, "clippy")
            .args(["--workspace", "--all-targets", "--all-features"])
            .args(["--", "--deny", "warnings"]),
    );
    count += check(
        cargo::command(workspace, "clippy")
            .args(["--package", "limbeck-web", "--package", "limbeck-planner"])
            .args(["--features", "limbeck-planner/javascript"])
            .args(["--target", toolchain::WASM])
            .args(["--", "--deny", "warnings"]),
    );
    count += check(
        cargo::command(workspace, "doc")
            .args([
                "--workspace",
                "--no-deps",
                "--quiet",
                "--features",
                FEATURES,
            ])
            .env("RUSTDOCFLAGS", "--deny warnings"),
    );
    count
}

fn unit(workspace: &Workspace) -> Result<Count> {
    let mut command = test_command(workspace);
    // The end-to-end tests' libraries would turn on features of others that the runner is not
    // shipped with, such as another order of JSON's keys.
    command
        .args(["--workspace", "--exclude", "limbeck-tests"])
        .args(["--features", FEATURES]);
    CORPUS.give(&mut command, workspace);
    test(&mut command)
}

fn databases(workspace: &Workspace) -> Result<Count> {
    system::ensure(&database_programs())?;
    let python = python::ensure(workspace)?;
    build::page(workspace)?;
    let runner = build::runner(workspace, Profile::Development)?;
    let mut command = suite(workspace, "databases");
    CORPUS.give(&mut command, workspace);
    test(
        command
            .env("LIMBECK_TEST_ALEMBIC_PYTHON", python)
            .env("LIMBECK_TEST_COMMAND", runner),
    )
}

fn browser(workspace: &Workspace) -> Result<Count> {
    system::ensure(&database_programs())?;
    system::ensure(&[system::CHROMIUM, system::CHROMEDRIVER])?;
    let axe = javascript::ensure_axe(workspace)?;
    let page = build::page(workspace)?;
    let runner = build::runner(workspace, Profile::Development)?;
    let mut command = suite(workspace, "browser");
    // Each browser is many processes by itself.
    command.args(["--", "--test-threads=2"]);
    test(
        command
            .env("LIMBECK_TEST_AXE", axe)
            .env("LIMBECK_TEST_PAGE", page)
            .env("LIMBECK_TEST_COMMAND", runner)
            .envs(
                system::CHROMIUM
                    .find()
                    .map(|path| ("LIMBECK_TEST_CHROMIUM", path)),
            )
            .envs(
                system::CHROMEDRIVER
                    .find()
                    .map(|path| ("LIMBECK_TEST_CHROMEDRIVER", path)),
            ),
    )
}

/// What the tests on real databases start, and export scripts to. A server that a variable names
/// need not be installed.
fn database_programs() -> Vec<Program> {
    let servers = [
        ("LIMBECK_TEST_POSTGRES_URL", system::POSTGRES),
        ("LIMBECK_TEST_MYSQL_URL", system::MARIADBD),
    ];
    let is_unset = |name: &str| std::env::var_os(name).is_none();
    let servers = servers.into_iter().filter(|(name, _)| is_unset(name));
    [system::PSQL, system::MYSQL, system::SQLITE3]
        .into_iter()
        .chain(servers.map(|(_, program)| program))
        .collect()
}

/// A command that runs tests, all of them whatever fails.
fn test_command(workspace: &Workspace) -> Command {
    let mut command = cargo::command(workspace, "test");
    command
        .arg("--no-fail-fast")
        // A failing test says why in a line; where the library stood then is no help.
        .env("RUST_BACKTRACE", "0");
    // A run judges the change, so each draws the same cases. Whoever looks for new ones says so.
    if std::env::var_os(PROPERTY_SEED).is_none() {
        command.env(PROPERTY_SEED, "1975");
    }
    command
}

/// The command that runs one of the end-to-end suites.
fn suite(workspace: &Workspace, name: &str) -> Command {
    let mut command = test_command(workspace);
    command
        .args(["--package", "limbeck-tests", "--test", name])
        .args(["--features", name]);
    command
}

/// Test data that is too large for the clone. The tests that want it are marked `#[ignore]`, and
/// count as skipped where it is missing.
struct Data {
    /// The variable that names it.
    variable: &'static str,
    /// The folder beside the clone where it may stand.
    folder: &'static str,
}

/// SQL scripts of other projects.
const CORPUS: Data = Data {
    variable: "LIMBECK_CORPUS",
    folder: "shared/corpus",
};

/// Recordings of what Alembic sees in real projects.
const ORACLE: Data = Data {
    variable: "LIMBECK_ORACLE",
    folder: "shared/oracle",
};

impl Data {
    /// Where it is, if it is there.
    fn find(&self, workspace: &Workspace) -> Option<PathBuf> {
        if let Some(folder) = std::env::var_os(self.variable) {
            return Some(folder.into());
        }
        let folder = workspace.root().parent()?.join(self.folder);
        folder.is_dir().then_some(folder)
    }

    /// Has `command` run the tests that want the data, if it is there.
    fn give(&self, command: &mut Command, workspace: &Workspace) {
        if let Some(folder) = self.find(workspace) {
            command
                .env(self.variable, folder)
                .args(["--", "--include-ignored"]);
        }
    }
}

/// Runs a command that is one check.
fn check(command: &mut Command) -> Count {
    match process::run(command) {
        Ok(()) => Count::SUCCESS,
        Err(error) => {
            console::error(&error);
            Count::FAILURE
        }
    }
}

/// Runs a command that runs tests, and counts them.
fn test(command: &mut Command) -> Result<Count> {
    let mut count = Count::default();
    let status = process::read_lines(command, |line| {
        console::print(line);
        count += Count::from_libtest(line).unwrap_or_default();
    })?;
    if !status.success() && count.failed == 0 {
        // It did not compile, or ended before libtest could say how.
        console::error(&anyhow::anyhow!("{} failed", process::display(command)));
        count += Count::FAILURE;
    }
    Ok(count)
}
