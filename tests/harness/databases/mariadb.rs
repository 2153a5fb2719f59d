use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context as _, Result, anyhow, ensure};

use super::server::{Server, as_user};
use super::{Database, PASSWORD, find_program, output_of, unique_name};

/// The variable that names a server to use instead of a private one.
const URL_VARIABLE: &str = "LIMBECK_TEST_MYSQL_URL";

/// A database on a MariaDB or MySQL server.
#[derive(Debug)]
pub struct MariaDb {
    name: String,
}

/// How the server is reached.
#[derive(Debug)]
struct Address {
    user: String,
    password: String,
    host: String,
    port: String,
    _server: Option<Server>,
}

fn address() -> Result<&'static Address> {
    static ADDRESS: OnceLock<Result<Address, String>> = OnceLock::new();
    ADDRESS
        .get_or_init(|| start().map_err(|error| format!("{error:#}")))
        .as_ref()
        .map_err(|error| anyhow!("MariaDB: {error}"))
}

fn start() -> Result<Address> {
    if let Ok(url) = std::env::var(URL_VARIABLE) {
        return parse(&url).with_context(|| {
            format!("{URL_VARIABLE} has the form mysql://user:password@host:port/")
        });
    }
    let server = Server::start("mariadb", prepare, command, |folder, port| {
        // The socket is there before the accounts are.
        folder.join("socket").exists() && {
            let mut ping = Command::new("mysql");
            ping.args(["--no-defaults", "--user=tester", "--host=127.0.0.1"])
                .arg(format!("--port={port}"))
                .args(["--execute", "SELECT 1"])
                .env("MYSQL_PWD", PASSWORD)
                .stdin(Stdio::null());
            ping.output().is_ok_and(|output| output.status.success())
        }
    })?;
    Ok(Address {
        user: "tester".to_owned(),
        password: PASSWORD.to_owned(),
        host: "127.0.0.1".to_owned(),
        port: server.port.to_string(),
        _server: Some(server),
    })
}

fn parse(url: &str) -> Option<Address> {
    let (_, rest) = url.split_once("://")?;
    let (credentials, place) = rest.rsplit_once('@')?;
    let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
    let place = place.split('/').next()?;
    let (host, port) = place.split_once(':').unwrap_or((place, "3306"));
    Some(Address {
        user: user.to_owned(),
        password: password.to_owned(),
        host: host.to_owned(),
        port: port.to_owned(),
        _server: None,
    })
}

fn program(names: &[&str]) -> Result<PathBuf> {
    find_program(names, &["/usr/sbin".into(), "/usr/local/sbin".into()])
}

fn prepare(folder: &Path) -> Result<()> {
    fs::write(
        folder.join("accounts.sql"),
        format!(
            "CREATE USER 'tester'@'%' IDENTIFIED BY '{PASSWORD}';\n\
             GRANT ALL ON *.* TO 'tester'@'%' WITH GRANT OPTION;\n"
        ),
    )?;
    let output = as_user(&program(&["mariadb-install-db", "mysql_install_db"])?)
        .arg("--no-defaults")
        .args(["--auth-root-authentication-method=normal", "--skip-test-db"])
        .arg(format!("--datadir={}", folder.join("data").display()))
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()?;
    ensure!(
        output.status.success(),
        "mariadb-install-db failed: {}",
        String::from_utf8_lossy(&output.stdout)
    );
    Ok(())
}

fn command(folder: &Path, port: u16) -> Command {
    let server = program(&["mariadbd", "mysqld"]).unwrap_or_else(|_| "mariadbd".into());
    let mut command = as_user(&server);
    let in_folder = |name: &str| folder.join(name).display().to_string();
    command
        .arg("--no-defaults")
        .arg(format!("--datadir={}", in_folder("data")))
        .arg(format!("--socket={}", in_folder("socket")))
        .arg(format!("--pid-file={}", in_folder("pid")))
        .arg(format!("--init-file={}", in_folder("accounts.sql")))
        .arg(format!("--port={port}"))
        .args(["--bind-address=127.0.0.1", "--skip-name-resolve"])
        .args([
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=64M",
        ])
        .args(["--character-set-server=utf8mb4", "--max-connections=200"]);
    command
}

impl MariaDb {
    /// A new, empty database.
    pub fn create() -> Result<Self> {
        let name = unique_name();
        let database = Self { name };
        let mut client = Self::server_client()?;
        let sql = format!("CREATE DATABASE {}", database.name);
        output_of(client.args(["--execute", &sql]).stdin(Stdio::null()))?;
        Ok(database)
    }

    fn server_client() -> Result<Command> {
        let address = address()?;
        let mut client = Command::new("mysql");
        client
            .args(["--no-defaults", "--batch", "--skip-column-names"])
            .arg(format!("--user={}", address.user))
            .arg(format!("--host={}", address.host))
            .arg(format!("--port={}", address.port))
            .args(["--protocol=tcp", "--default-character-set=utf8mb4"])
            .env("MYSQL_PWD", &address.password);
        Ok(client)
    }
}

impl Database for MariaDb {
    fn dialect(&self) -> &'static str {
        "mysql"
    }

    fn url(&self) -> String {
        match address() {
            Ok(it) => format!(
                "mysql+pymysql://{}:{}@{}:{}/{}",
                it.user, it.password, it.host, it.port, self.name
            ),
            Err(_) => String::new(),
        }
    }

    fn client(&self) -> Command {
        match Self::server_client() {
            Ok(mut client) => {
                client.arg(&self.name);
                client
            }
            Err(_) => Command::new("mysql"),
        }
    }

    fn heedless_client(&self) -> Command {
        let mut client = self.client();
        client.arg("--force");
        client
    }

    fn dump(&self) -> Result<String> {
        let address = address()?;
        let mut command = Command::new(program(&["mariadb-dump", "mysqldump"])?);
        command
            .args([
                "--no-defaults",
                "--skip-comments",
                "--skip-dump-date",
                "--compact",
            ])
            .args(["--skip-extended-insert", "--routines", "--triggers"])
            .arg(format!("--user={}", address.user))
            .arg(format!("--host={}", address.host))
            .arg(format!("--port={}", address.port))
            .args(["--protocol=tcp", &self.name])
            .env("MYSQL_PWD", &address.password);
        output_of(&mut command)
    }

    fn sleep(&self, seconds: f64) -> String {
        format!("SELECT SLEEP({seconds})")
    }
}

impl Drop for MariaDb {
    fn drop(&mut self) {
        if let Ok(mut client) = Self::server_client() {
            let sql = format!("DROP DATABASE IF EXISTS {}", self.name);
            let _left = client
                .args(["--execute", &sql])
                .stdin(Stdio::null())
                .output();
        }
    }
}
