//! Real databases: private servers that end with the test process, and a database for each test.

mod mariadb;
mod postgresql;
mod server;
mod sqlite;

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, ensure};

pub use mariadb::MariaDb;
pub use postgresql::Postgresql;
pub use sqlite::Sqlite;

/// The password of the servers that the tests start. No output may ever hold it.
pub const PASSWORD: &str = "hunter2-geheim";

/// One empty database of a test's own.
pub trait Database {
    /// The name that `--dialect` takes.
    fn dialect(&self) -> &'static str;

    /// Its URL, as SQLAlchemy spells it, with the password where there is one.
    fn url(&self) -> String;

    /// The database's own client, set to stop at the first error; it reads SQL from its standard
    /// input and prints rows without headers, with tabs between the columns.
    fn client(&self) -> Command;

    /// The same client as people start it who forget to have it stop: it goes on after an error.
    fn heedless_client(&self) -> Command;

    /// Everything in it, schema and rows, as the database's own tool dumps it.
    fn dump(&self) -> Result<String>;

    /// A query that runs for so many seconds.
    fn sleep(&self, seconds: f64) -> String;

    /// Runs SQL with the client, which must succeed; gives what it prints, without the last line
    /// break.
    fn query(&self, sql: &str) -> Result<String> {
        let output = self.run_sql(sql)?;
        ensure!(
            output.status.success(),
            "{sql}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
    }

    /// Runs SQL with the client, whatever comes of it.
    fn run_sql(&self, sql: &str) -> Result<Output> {
        let mut client = self.client();
        feed(&mut client, sql)
    }

    /// Runs SQL with the client that goes on after errors.
    fn run_sql_heedlessly(&self, sql: &str) -> Result<Output> {
        feed(&mut self.heedless_client(), sql)
    }

    /// The version table's rows, sorted.
    fn versions(&self) -> Result<Vec<String>> {
        let rows = self.query("SELECT version_num FROM alembic_version ORDER BY version_num")?;
        Ok(rows.lines().map(str::to_owned).collect())
    }
}

/// Runs a program with `input` on its standard input.
pub fn feed(command: &mut Command, input: &str) -> Result<Output> {
    use std::io::Write as _;

    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", command.get_program().display()))?;
    let mut stdin = child.stdin.take().context("the program has no input")?;
    let input = input.to_owned();
    // A program that stops early closes its input; its exit status tells.
    let writer = std::thread::spawn(move || {
        let _closed = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output()?;
    let _joined = writer.join();
    Ok(output)
}

/// A name that no other database of this test run has.
fn unique_name() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("test_{}_{count}", std::process::id())
}

/// The output of a program that must succeed.
fn output_of(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot run {}", command.get_program().display()))?;
    ensure!(
        output.status.success(),
        "{} failed: {}",
        command.get_program().display(),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// The first of `names` that is a program on the PATH or in one of `folders`.
fn find_program(names: &[&str], folders: &[std::path::PathBuf]) -> Result<std::path::PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<_> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| {
            on_path
                .iter()
                .chain(folders)
                .map(move |folder| folder.join(name))
        })
        .find(|program| program.is_file())
        .with_context(|| format!("none of these is installed: {}", names.join(", ")))
}

/// The folders `bin` of every version below `folder`, the newest last.
fn version_folders(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut folders: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    folders.sort();
    folders
}
