//! Database URLs, in SQLAlchemy's spelling and the drivers' own.

mod parse;

use std::fmt;
use std::path::PathBuf;

use limbeck_planner::sql::Dialect;
use thiserror::Error;

pub use limbeck_planner::settings::Secret as Password;

/// Which database to talk to.
///
/// Neither `Debug` nor `Display` shows a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// An SQLite file.
    File(FileUrl),
    /// A server that speaks PostgreSQL's protocol.
    Postgresql(ServerUrl),
    /// A server that speaks MySQL's protocol.
    Mysql(ServerUrl),
}

/// An SQLite file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileUrl {
    /// The file, as it was written: relative paths are relative to whoever wrote the URL.
    pub path: PathBuf,
    /// Whether the URL itself allows no writing (`?mode=ro`).
    pub access: FileAccess,
}

/// What the URL of an SQLite file allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileAccess {
    /// Reading alone: `mode=ro`.
    ReadOnly,
    /// Reading and writing a file that exists: `mode=rw`.
    ReadWrite,
    /// Making the file, too: `mode=rwc`, and what SQLAlchemy does.
    Create,
}

/// A database on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerUrl {
    /// The host's name or address; the driver's default where there is none.
    pub host: Option<String>,
    /// The port; the driver's default where there is none.
    pub port: Option<u16>,
    /// The user; the driver's default where there is none.
    pub username: Option<String>,
    /// The password, if the URL has one.
    pub password: Option<Password>,
    /// The database's name.
    pub database: Option<String>,
    /// What stands behind the `?`, decoded, in order. A value may be a secret (`sslpassword`).
    pub parameters: Vec<(String, Password)>,
}

/// Why a text is not the URL of a database. The text itself is not shown: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UrlError {
    /// Nothing that looks like `name://`.
    #[error("the database URL has no scheme")]
    NoScheme,
    /// A database that Limbeck has no driver for.
    #[error("the database URL names an unknown database `{scheme}`")]
    UnknownScheme {
        /// What stands before `://` or `+`.
        scheme: String,
    },
    /// An SQLite database that ends with the process.
    #[error("an SQLite database in memory ends with the command that opens it")]
    InMemory,
    /// An SQLite URL of the form `sqlite:///file:…?uri=true`.
    #[error("SQLite's `file:` names are not supported in a database URL")]
    SqliteFileName,
    /// A port that is no number.
    #[error("the port `{port}` of the database URL is not a number from 1 to 65535")]
    Port {
        /// What stands there.
        port: String,
    },
    /// A percent-encoded part that is not UTF-8 when it is decoded.
    #[error("the {part} of the database URL is not UTF-8 when it is decoded")]
    Encoding {
        /// Which part.
        part: &'static str,
    },
    /// A parameter with a value that it does not take.
    #[error("the parameter `{name}` of the database URL takes {expected}")]
    Parameter {
        /// The parameter.
        name: String,
        /// What it takes.
        expected: &'static str,
    },
}

impl UrlError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::InMemory => "name a file, as in `sqlite:///app.db`",
            Self::SqliteFileName => "give the plain path, as in `sqlite:///app.db?mode=ro`",
            Self::Encoding { .. } | Self::Port { .. } => {
                "write `@`, `:`, `/`, `?` and `%` inside a user name or password as \
                 `%40`, `%3A`, `%2F`, `%3F` and `%25`"
            }
            Self::Parameter { .. } => "see the database URLs in docs/running.md",
            Self::NoScheme | Self::UnknownScheme { .. } => {
                "use `sqlite:///app.db`, `postgresql://user:password@host/database` or \
                 `mysql://user:password@host/database`; a driver as in `postgresql+psycopg2` is \
                 allowed and ignored"
            }
        }
    }
}

impl DatabaseUrl {
    /// The dialect that the database speaks.
    pub const fn dialect(&self) -> Dialect {
        match self {
            Self::File(_) => Dialect::Sqlite,
            Self::Postgresql(_) => Dialect::Postgresql,
            Self::Mysql(_) => Dialect::Mysql,
        }
    }

    /// The same URL, with a relative SQLite path taken as relative to `folder`.
    #[must_use]
    pub fn relative_to(self, folder: &std::path::Path) -> Self {
        match self {
            Self::File(file) => Self::File(FileUrl {
                path: folder.join(&file.path),
                access: file.access,
            }),
            server => server,
        }
    }
}

/// The URL without its password and without the values of parameters, which may be secret.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(formatter, "sqlite:///{}", file.path.display()),
            Self::Postgresql(server) => write!(formatter, "postgresql://{server}"),
            Self::Mysql(server) => write!(formatter, "mysql://{server}"),
        }
    }
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(username) = &self.username {
            formatter.write_str(username)?;
            if let Some(password) = &self.password {
                write!(formatter, ":{password}")?;
            }
            formatter.write_str("@")?;
        }
        if let Some(host) = &self.host {
            if host.contains(':') {
                write!(formatter, "[{host}]")?;
            } else {
                formatter.write_str(host)?;
            }
        }
        if let Some(port) = self.port {
            write!(formatter, ":{port}")?;
        }
        if let Some(database) = &self.database {
            write!(formatter, "/{database}")?;
        }
        Ok(())
    }
}
