//! What these tests share.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use limbeck_tests::databases::Database;
use limbeck_tests::limbeck;
use limbeck_tests::projects::TestProject;

/// Makes three tests of one that takes a database: one for each kind.
macro_rules! on_every_database {
    ($($(#[$attribute:meta])* fn $name:ident($database:ident) $body:block)+) => {
        $(
            $(#[$attribute])*
            mod $name {
                use super::*;

                fn check($database: &dyn limbeck_tests::databases::Database) -> anyhow::Result<()> $body

                #[test]
                fn sqlite() -> anyhow::Result<()> {
                    check(&limbeck_tests::databases::Sqlite::create()?)
                }

                #[test]
                fn postgresql() -> anyhow::Result<()> {
                    check(&limbeck_tests::databases::Postgresql::create()?)
                }

                #[test]
                fn mariadb() -> anyhow::Result<()> {
                    check(&limbeck_tests::databases::MariaDb::create()?)
                }
            }
        )+
    };
}
pub(crate) use on_every_database;

/// How long something may take that happens soon.
const PATIENCE: Duration = Duration::from_mins(1);

/// A script of an upgrade alone, or with a way back.
pub(crate) fn script(id: &str, down_revision: &str, up: &str, down: &str) -> String {
    format!(
        "-- revision: {id}\n-- down_revision: {down_revision}\n-- message: {id}\n\n\
         -- migrate:up\n{up}\n\n-- migrate:down\n{down}\n"
    )
}

/// Writes a script.
pub(crate) fn write(
    project: &TestProject,
    id: &str,
    down_revision: &str,
    up: &str,
    down: &str,
) -> Result<()> {
    project.write(&format!("{id}_.sql"), &script(id, down_revision, up, down))
}

/// A line of three: the second runs outside a transaction.
pub(crate) fn line(project: &TestProject) -> Result<()> {
    write(
        project,
        "a1",
        "",
        "CREATE TABLE a (x INTEGER);",
        "DROP TABLE a;",
    )?;
    project.write(
        "b2_.sql",
        "-- revision: b2\n-- down_revision: a1\n\n-- migrate:up transaction:false\n\
         CREATE TABLE b (x INTEGER);\nINSERT INTO a VALUES (2);\n\n\
         -- migrate:down transaction:false\nDROP TABLE b;\n",
    )?;
    write(
        project,
        "c3",
        "b2",
        "INSERT INTO a VALUES (3);\nCREATE TABLE c (x INTEGER);",
        "DROP TABLE c;\nDELETE FROM a;",
    )
}

/// Exports the SQL of a command.
pub(crate) fn export(
    project: &TestProject,
    database: &dyn Database,
    arguments: &[&str],
) -> Result<String> {
    let export = ["--sql", "--dialect", database.dialect()];
    limbeck::run(project.path(), &[arguments, &export[..]].concat())
}

/// Writes a script whose upgrade runs outside a transaction, without a way back.
pub(crate) fn write_outside(
    project: &TestProject,
    id: &str,
    down_revision: &str,
    up: &str,
) -> Result<()> {
    let text = format!(
        "-- revision: {id}\n-- down_revision: {down_revision}\n-- message: {id}\n\n\
         -- migrate:up transaction:false\n{up}\n"
    );
    project.write(&format!("{id}_.sql"), &text)
}

/// Replaces a part of a script, which it must have.
pub(crate) fn mend(project: &TestProject, id: &str, from: &str, to: &str) -> Result<()> {
    let path = project.versions().join(format!("{id}_.sql"));
    let text = std::fs::read_to_string(&path)?;
    ensure!(text.contains(from), "`{from}` is not in {}", path.display());
    Ok(std::fs::write(&path, text.replacen(from, to, 1))?)
}

/// What the command prints on standard error, where it must fail with this status.
pub(crate) fn fails(folder: &Path, arguments: &[&str], status: i32) -> Result<String> {
    let output = limbeck::output(folder, arguments)?;
    let stderr = String::from_utf8(output.stderr)?;
    ensure!(
        output.status.code() == Some(status),
        "limbeck {} ended with {}:\n{stderr}",
        arguments.join(" "),
        output.status
    );
    Ok(stderr)
}

/// Starts the command; it runs beside the test.
pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Result<Child> {
    limbeck::command(folder)?
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start limbeck")
}

/// Waits until a query gives something other than nothing.
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    while !is_so()? {
        if start.elapsed() > PATIENCE {
            bail!("it did not come to pass: {what}");
        }
        thread::sleep(Duration::from_millis(15));
    }
    Ok(())
}

/// Sends a signal to a process.
pub(crate) fn signal(child: &Child, name: &str) -> Result<()> {
    let status = Command::new("kill")
        .args(["-s", name, &child.id().to_string()])
        .status()?;
    ensure!(status.success(), "cannot send {name}");
    Ok(())
}

/// Everything that a process printed.
pub(crate) fn printed(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Fails with the lines that differ.
pub(crate) fn same(expected: &str, found: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    let missing = expected
        .lines()
        .filter(|line| !found.lines().any(|it| it == *line));
    let extra = found
        .lines()
        .filter(|line| !expected.lines().any(|it| it == *line));
    let missing: String = missing.map(|line| format!("- {line}\n")).collect();
    let extra: String = extra.map(|line| format!("+ {line}\n")).collect();
    bail!("it is not the same:\n{missing}{extra}(the order of the lines may differ, too)")
}
