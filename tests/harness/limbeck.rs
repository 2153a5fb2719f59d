//! The `limbeck` command under test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::io::{AsyncBufReadExt as _, BufReader};

/// The command's program, with the page inside: `$LIMBECK_TEST_COMMAND`.
pub fn program() -> Result<PathBuf> {
    crate::path_from("LIMBECK_TEST_COMMAND")
}

/// The command in `folder`, without variables that would change what it does.
pub fn command(folder: &Path) -> Result<Command> {
    let mut command = Command::new(program()?);
    command
        .current_dir(folder)
        .env_remove("LIMBECK_DATABASE_URL")
        .env_remove("LIMBECK_CONFIG")
        .stdin(Stdio::null());
    Ok(command)
}

/// Runs the command with `arguments` in `folder`, whatever comes of it.
pub fn output(folder: &Path, arguments: &[&str]) -> Result<Output> {
    let mut command = command(folder)?;
    command
        .args(arguments)
        .output()
        .context("cannot run limbeck")
}

/// Runs the command with `arguments` in `folder`, which must succeed. Gives its standard output.
pub fn run(folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = output(folder, arguments)?;
    ensure!(
        output.status.success(),
        "limbeck {} failed ({}):\n{}\n{}",
        arguments.join(" "),
        output.status,
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
    String::from_utf8(output.stdout).context("limbeck printed something other than UTF-8")
}

/// A running `limbeck serve`; it ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    _process: tokio::process::Child,
}

impl Server {
    /// Serves the project in `folder` on a free port.
    pub async fn start(folder: &Path) -> Result<Self> {
        let mut command = command(folder)?;
        command
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped());
        let mut process = tokio::process::Command::from(command)
            .kill_on_drop(true)
            .spawn()
            .context("cannot run limbeck serve")?;
        let stdout = process
            .stdout
            .take()
            .context("limbeck serve has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        while let Some(line) = lines.next_line().await? {
            let words = line.split_whitespace();
            if let Some(url) = words
                .clone()
                .find(|word| word.starts_with("http://127.0.0.1:"))
            {
                let url = url.to_owned();
                // What it prints later would otherwise fill the pipe and stop it.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Self {
                    url,
                    _process: process,
                });
            }
        }
        bail!("limbeck serve ended without saying its address")
    }

    /// Where the page is.
    pub fn url(&self) -> &str {
        &self.url
    }
}
