use std::process::Stdio;

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// So often it is started until it gets a port.
const STARTS: usize = 5;

/// A running ChromeDriver; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct ChromeDriver {
    port: u16,
    _process: Child,
}

impl ChromeDriver {
    /// Starts one on a free port.
    ///
    /// It takes one port of IPv4 and the same of IPv6, and ends where somebody else has taken the
    /// second one in between. So it is started again then.
    pub(super) async fn start() -> Result<Self> {
        for _ in 0..STARTS {
            if let Some(driver) = Self::try_start().await? {
                return Ok(driver);
            }
        }
        bail!("ChromeDriver ended {STARTS} times without saying its port")
    }

    async fn try_start() -> Result<Option<Self>> {
        let program = crate::path_from("LIMBECK_TEST_CHROMEDRIVER")?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let stdout = process
            .stdout
            .take()
            .context("ChromeDriver has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some(port) = line
                .strip_prefix("ChromeDriver was started successfully on port ")
                .and_then(|rest| rest.trim_end_matches('.').parse().ok())
            {
                // What it prints later would otherwise fill the pipe and stop it.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Some(Self {
                    port,
                    _process: process,
                }));
            }
        }
        Ok(None)
    }

    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}
