use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context as _, Result, anyhow, ensure};

use super::server::{Server, as_user};
use super::{Database, PASSWORD, find_program, output_of, unique_name, version_folders};

/// The variable that names a server to use instead of a private one.
const URL_VARIABLE: &str = "LIMBECK_TEST_POSTGRES_URL";

/// A database on a PostgreSQL server.
#[derive(Debug)]
pub struct Postgresql {
    name: String,
}

/// How the server is reached: everything of a URL before the database's name, without a scheme.
#[derive(Debug)]
struct Address {
    authority: String,
    _server: Option<Server>,
}

fn address() -> Result<&'static Address> {
    static ADDRESS: OnceLock<Result<Address, String>> = OnceLock::new();
    ADDRESS
        .get_or_init(|| start().map_err(|error| format!("{error:#}")))
        .as_ref()
        .map_err(|error| anyhow!("PostgreSQL: {error}"))
}

fn start() -> Result<Address> {
    if let Ok(url) = std::env::var(URL_VARIABLE) {
        let (_, rest) = url.split_once("://").context("a URL has `://`")?;
        let authority = rest.split('/').next().unwrap_or(rest).to_owned();
        return Ok(Address {
            authority,
            _server: None,
        });
    }
    let server = Server::start("postgresql", prepare, command, |folder, _| {
        fs::read_to_string(folder.join("data/postmaster.pid"))
            .is_ok_and(|text| text.lines().any(|line| line.trim() == "ready"))
    })?;
    Ok(Address {
        authority: format!("tester:{PASSWORD}@127.0.0.1:{}", server.port),
        _server: Some(server),
    })
}

fn program(name: &str) -> Result<PathBuf> {
    let mut folders = version_folders(Path::new("/usr/lib/postgresql"));
    folders.reverse();
    find_program(&[name], &folders)
}

fn prepare(folder: &Path) -> Result<()> {
    let password = folder.join("password");
    fs::write(&password, PASSWORD)?;
    let output = as_user(&program("initdb")?)
        .args([
            "--auth=scram-sha-256",
            "--username=tester",
            "--encoding=UTF8",
        ])
        .args(["--locale=C", "--no-sync", "--no-instructions"])
        .arg(format!("--pwfile={}", password.display()))
        .arg(format!("--pgdata={}", folder.join("data").display()))
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()?;
    ensure!(
        output.status.success(),
        "initdb failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

fn command(folder: &Path, port: u16) -> Command {
    let mut command = as_user(&program("postgres").unwrap_or_else(|_| "postgres".into()));
    command
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-p", &port.to_string(), "-h", "127.0.0.1"])
        .arg("-k")
        .arg(folder)
        // Whatever the tests kill, it is not the machine.
        .args(["-c", "fsync=off", "-c", "max_connections=200"])
        .args(["-c", "timezone=UTC"]);
    command
}

/// The URL by which the server's own tools reach a database.
fn client_url(database: &str) -> Result<String> {
    Ok(format!("postgresql://{}/{database}", address()?.authority))
}

/// Runs a statement in the server's own database.
fn on_server(sql: &str) -> Result<()> {
    let url = client_url("postgres")?;
    let mut client = Command::new("psql");
    client.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, &url]);
    output_of(client.stdin(Stdio::null())).map(drop)
}

impl Postgresql {
    /// A new, empty database.
    pub fn create() -> Result<Self> {
        let name = unique_name();
        on_server(&format!("CREATE DATABASE {name}"))?;
        Ok(Self { name })
    }
}

impl Database for Postgresql {
    fn dialect(&self) -> &'static str {
        "postgresql"
    }

    fn url(&self) -> String {
        let authority = address().map_or("", |address| address.authority.as_str());
        format!("postgresql+psycopg://{authority}/{}", self.name)
    }

    fn client(&self) -> Command {
        let mut client = self.heedless_client();
        client.args(["-v", "ON_ERROR_STOP=1"]);
        client
    }

    fn heedless_client(&self) -> Command {
        let mut client = Command::new("psql");
        client
            .args(["-X", "-q", "-A", "-t", "-F", "\t", "-d"])
            .arg(client_url(&self.name).unwrap_or_default());
        client
    }

    fn dump(&self) -> Result<String> {
        let mut command = Command::new(program("pg_dump")?);
        command
            .args(["--inserts", "--no-comments", "--restrict-key=tests"])
            .arg(client_url(&self.name)?);
        let text = output_of(&mut command).or_else(|_| {
            // Versions before the restriction of meta-commands do not know the option.
            let mut command = Command::new(program("pg_dump")?);
            output_of(
                command
                    .args(["--inserts", "--no-comments"])
                    .arg(client_url(&self.name)?),
            )
        })?;
        Ok(text
            .lines()
            .filter(|line| !line.starts_with("--") && !line.is_empty())
            .map(|line| format!("{line}\n"))
            .collect())
    }

    fn sleep(&self, seconds: f64) -> String {
        format!("SELECT pg_sleep({seconds})")
    }
}

impl Drop for Postgresql {
    fn drop(&mut self) {
        let _left = on_server(&format!(
            "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            self.name
        ));
    }
}
