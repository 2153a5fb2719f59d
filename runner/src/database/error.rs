use std::path::PathBuf;

use limbeck_planner::plan::Statement;
use limbeck_planner::sql::Dialect;
use thiserror::Error;

use crate::url::FileAccess;

/// What can go wrong between Limbeck and a database.
#[derive(Debug, Error)]
pub enum DatabaseError {
    /// Nothing answers.
    #[error("cannot reach the database at {address}: {reason}")]
    Unreachable {
        /// Host and port, or the socket.
        address: String,
        /// What the operating system or the driver says.
        reason: String,
    },
    /// The server answers, and no connection comes of it that is as safe as the URL asks.
    #[error("there is no TLS connection to the database at {address}: {reason}")]
    Unsafe {
        /// Host and port, or the socket.
        address: String,
        /// What the driver says.
        reason: String,
    },
    /// What answers is no server of the kind that the URL names.
    #[error("what answers at {address} is no {dialect} server")]
    OtherServer {
        /// Host and port, or the socket.
        address: String,
        /// What was expected.
        dialect: Dialect,
    },
    /// The server does not let the user in.
    #[error("the database refuses user `{username}`: {reason}")]
    PasswordRefused {
        /// Who asked.
        username: String,
        /// What the server says.
        reason: String,
    },
    /// The user may log in, and not do this.
    #[error("the database lets user `{username}` not do this: {reason}")]
    NoRight {
        /// Who asked.
        username: String,
        /// What the server says.
        reason: String,
    },
    /// The server has no database of that name.
    #[error("the server has no database `{database}`")]
    NoSuchDatabase {
        /// The name.
        database: String,
    },
    /// There is no such SQLite file, and it is not to be made.
    #[error("the database file `{}` does not exist", path.display())]
    NoSuchFile {
        /// The file.
        path: PathBuf,
        /// Whether the URL lets a change make it.
        access: FileAccess,
    },
    /// The folder of an SQLite file does not exist.
    #[error("the folder of the database file `{}` does not exist", path.display())]
    NoSuchFolder {
        /// The file.
        path: PathBuf,
    },
    /// The file is there, and is no SQLite database or cannot be opened.
    #[error("cannot open the database file `{}`: {reason}", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// Another program has the file locked.
    #[error("the database file `{}` is locked by another program", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error("the database file `{}` is read-only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// There is no file yet, and its folder cannot be written.
    #[error("the folder of the database file `{}` is read-only", path.display())]
    ReadOnlyFolder {
        /// The file.
        path: PathBuf,
    },
    /// The URL asks for something that the driver does not take.
    #[error("the database URL {reason}")]
    Url {
        /// What it asks for.
        reason: String,
    },
    /// The connection broke.
    #[error("the connection to the database broke: {reason}")]
    Lost {
        /// What is known of it.
        reason: String,
    },
    /// The schema that the version table is to be in does not exist.
    #[error("the schema `{schema}` that the version table is to be in does not exist")]
    NoVersionTableSchema {
        /// The schema's name.
        schema: String,
    },
    /// The version table's column holds no id as long as this.
    #[error("the version table has no room for the id `{revision}`: {refusal}")]
    NoRoomForId {
        /// The revision's id.
        revision: String,
        /// What the database says.
        refusal: Box<Refusal>,
    },
    /// The database refused a statement.
    #[error("{0}")]
    Refusal(Box<Refusal>),
}

/// A database's own words about a statement that it refuses.
#[derive(Debug, Clone, PartialEq, Eq, Default, Error)]
#[error("{message}")]
pub struct Refusal {
    /// Its message.
    pub message: String,
    /// Its code: an SQLSTATE, and on MySQL its own number, too.
    pub code: Option<String>,
    /// More about it (PostgreSQL).
    pub detail: Option<String>,
    /// Its own advice (PostgreSQL).
    pub hint: Option<String>,
    /// Which function or which line of data it happened in (PostgreSQL).
    pub context: Option<String>,
    /// Where in the statement.
    pub position: Option<Position>,
}

/// A place in a statement that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// The character, from 1.
    Character(usize),
    /// The line, from 1.
    Line(usize),
}

/// What is behind an error of the connection, in the words of whoever found it.
pub(super) fn reason(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Io(error) => crate::error::io_reason(error),
        sqlx::Error::Tls(error) => format!("TLS: {error}"),
        // Behind the sentence stands where in the driver it was found.
        sqlx::Error::Protocol(said) => said.split(" (sqlx_").next().unwrap_or(said).to_owned(),
        error => error.to_string(),
    }
}

/// Why no connection to a server came about at `address`.
pub(super) fn no_connection(
    error: &sqlx::Error,
    address: String,
    dialect: Dialect,
) -> DatabaseError {
    match error {
        sqlx::Error::Protocol(_) => DatabaseError::OtherServer { address, dialect },
        sqlx::Error::Tls(error) => DatabaseError::Unsafe {
            address,
            reason: certificate_reason(&error.to_string()),
        },
        sqlx::Error::Io(error) if error.to_string().starts_with(BAD_CERTIFICATE) => {
            DatabaseError::Unsafe {
                address,
                reason: certificate_reason(&error.to_string()),
            }
        }
        error => DatabaseError::Unreachable {
            address,
            reason: reason(error),
        },
    }
}

/// What the TLS library's refusal of a certificate begins with.
const BAD_CERTIFICATE: &str = "invalid peer certificate: ";

/// The reason in words: the library gives the name of a variant, as in `UnknownIssuer`.
fn certificate_reason(said: &str) -> String {
    let Some(name) = said.strip_prefix(BAD_CERTIFICATE) else {
        return said.to_owned();
    };
    let mut words = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        words.push(character.to_ascii_lowercase());
    }
    format!("the server's certificate is not valid: {words}")
}

impl DatabaseError {
    /// Whether the connection is of no more use.
    pub const fn is_connection_gone(&self) -> bool {
        matches!(
            self,
            Self::Lost { .. }
                | Self::Unreachable { .. }
                | Self::Unsafe { .. }
                | Self::OtherServer { .. }
        )
    }
}

impl Refusal {
    /// Whether it is for the lack of a schema.
    pub fn lacks_schema(&self) -> bool {
        // SQLite, which names a schema by the database that is attached, has no code of its own.
        let is_sqlite = self.message.ends_with(".sqlite_master");
        matches!(self.number(), "3F000" | "1049") || is_sqlite
    }

    /// Whether a value is too long for its column.
    pub fn is_of_length(&self) -> bool {
        matches!(self.number(), "22001" | "1406")
    }

    /// Its code without what MySQL's SQLSTATE adds; empty where it has none.
    pub(super) fn number(&self) -> &str {
        let code = self.code.as_deref().unwrap_or_default();
        code.split_once(' ').map_or(code, |(number, _)| number)
    }

    /// What it says beside its message, line by line.
    pub fn notes(&self) -> Vec<String> {
        [
            ("code", &self.code),
            ("detail", &self.detail),
            ("hint of the database", &self.hint),
            ("context", &self.context),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}: {}", value.as_deref()?)))
        .collect()
    }

    /// The same as fields.
    pub fn facts(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut facts = serde_json::Map::new();
        facts.insert("database_message".to_owned(), self.message.clone().into());
        if let Some(code) = &self.code {
            facts.insert("database_code".to_owned(), code.clone().into());
        }
        if let Some(detail) = &self.detail {
            facts.insert("database_detail".to_owned(), detail.clone().into());
        }
        facts
    }

    /// The line and the column in its script that the position in `statement` is at. Without a
    /// position it is where the statement starts, behind the comments before it.
    pub fn place(&self, statement: &Statement) -> (usize, usize) {
        let (line, column) = (statement.line, statement.column);
        match self.position {
            None => statement.code_place(),
            // A server that reads over comments has its lines begin behind them.
            Some(Position::Line(at)) => {
                let (code_line, code_column) = statement.code_place();
                match line + at.saturating_sub(1) {
                    line if line > code_line => (line, 1),
                    _ => (code_line, code_column),
                }
            }
            Some(Position::Character(at)) => {
                let before: String = statement.sql.chars().take(at.saturating_sub(1)).collect();
                match before.rsplit_once('\n') {
                    None => (line, column + before.chars().count()),
                    Some((_, last)) => (
                        line + before.matches('\n').count(),
                        last.chars().count() + 1,
                    ),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use limbeck_planner::sql::Terminator;

    use super::*;

    #[test]
    fn positions_become_places_in_the_script() {
        let at = |position| Refusal {
            position,
            ..Refusal::default()
        };
        let statement = |sql: &str, code_start| Statement {
            sql: sql.to_owned(),
            code_start,
            terminator: Terminator::Semicolon,
            copy_data: None,
            line: 9,
            column: 5,
        };
        let sql = statement("SELECT a,\n  bée\nFROM c", 0);
        assert_eq!(at(None).place(&sql), (9, 5));
        let commented = statement("-- a\n/* é */ SELECT", 14);
        assert_eq!(at(None).place(&commented), (10, 9));
        assert_eq!(at(Some(Position::Line(1))).place(&commented), (10, 9));
        assert_eq!(at(Some(Position::Line(2))).place(&commented), (10, 9));
        assert_eq!(at(Some(Position::Character(8))).place(&sql), (9, 12));
        assert_eq!(at(Some(Position::Character(13))).place(&sql), (10, 3));
        assert_eq!(at(Some(Position::Character(17))).place(&sql), (11, 1));
        assert_eq!(at(Some(Position::Line(1))).place(&sql), (9, 5));
        assert_eq!(at(Some(Position::Line(3))).place(&sql), (11, 1));
    }

    #[test]
    fn no_name_of_the_drivers_own_is_shown() {
        let told = |error: sqlx::Error| {
            no_connection(&error, "db:5432".to_owned(), Dialect::Postgresql).to_string()
        };
        let certificate = std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            "invalid peer certificate: UnknownIssuer",
        );
        assert_eq!(
            told(sqlx::Error::Io(certificate)),
            "there is no TLS connection to the database at db:5432: the server's certificate is not \
             valid: unknown issuer"
        );
        assert_eq!(
            told(sqlx::Error::Tls("server does not support TLS".into())),
            "there is no TLS connection to the database at db:5432: server does not support TLS"
        );
        assert_eq!(
            told(sqlx::Error::Protocol(
                "unexpected response from SSLRequest: 0x64 (sqlx_postgres::connection::tls:95)"
                    .into()
            )),
            "what answers at db:5432 is no postgresql server"
        );
    }
}
