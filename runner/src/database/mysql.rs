//! MySQL and MariaDB, through `sqlx`.

use std::time::Duration;

use limbeck_planner::sql::{Dialect, literal};
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlDatabaseError};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _};

use super::error::{no_connection, reason};
use super::tls;
use super::{DatabaseError, Position, Refusal};
use crate::url::ServerUrl;

/// How long a server may take to answer, where the URL says nothing.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// Connects with the session's settings left as the server has them, so that a script means what
/// it means to the `mysql` client. Only the character set is said, which is UTF-8, and that each
/// statement outside a transaction commits by itself.
pub async fn connect(url: &ServerUrl) -> Result<MySqlConnection, DatabaseError> {
    let (options, timeout) = options(url)?;
    let address = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    match tokio::time::timeout(timeout, options.connect()).await {
        Ok(Ok(mut connection)) => {
            execute(&mut connection, "SET autocommit = 1").await?;
            restore_mode(&mut connection).await?;
            Ok(connection)
        }
        Ok(Err(error)) => Err(connect_error(error, url, address)),
        Err(_) => Err(DatabaseError::Unreachable {
            address,
            reason: format!("no answer within {} s", timeout.as_secs()),
        }),
    }
}

/// The mode in which white space may stand before a function's parenthesis.
const IGNORE_SPACE: &str = "IGNORE_SPACE";

/// Takes back what the driver asks of every server: a mode that makes functions of some tables'
/// names. A server that has the mode by itself keeps it.
async fn restore_mode(connection: &mut MySqlConnection) -> Result<(), DatabaseError> {
    let modes = rows(connection, "SELECT @@SESSION.sql_mode, @@GLOBAL.sql_mode").await?;
    let Some([Some(session), Some(global)]) = modes.first().map(Vec::as_slice) else {
        return Ok(());
    };
    if !has_mode(session, IGNORE_SPACE) || has_mode(global, IGNORE_SPACE) {
        return Ok(());
    }
    let kept: Vec<&str> = session
        .split(',')
        .filter(|mode| *mode != IGNORE_SPACE)
        .collect();
    let kept = literal(&kept.join(","), Dialect::Mysql);
    execute(connection, &format!("SET sql_mode = {kept}"))
        .await
        .map(drop)
}

fn has_mode(modes: &str, name: &str) -> bool {
    modes.split(',').any(|mode| mode == name)
}

fn options(url: &ServerUrl) -> Result<(MySqlConnectOptions, Duration), DatabaseError> {
    let mut options = MySqlConnectOptions::new()
        .pipes_as_concat(false)
        .no_engine_substitution(false)
        .timezone(None);
    if let Some(mode) = tls::mysql::ssl_mode(url)? {
        options = options.ssl_mode(mode);
    }
    let mut timeout = CONNECT_TIMEOUT;
    if let Some(host) = &url.host {
        options = if host.starts_with('/') {
            options.socket(host)
        } else {
            options.host(host)
        };
    }
    if let Some(port) = url.port {
        options = options.port(port);
    }
    if let Some(username) = &url.username {
        options = options.username(username);
    }
    if let Some(password) = &url.password {
        options = options.password(password.reveal());
    }
    if let Some(database) = &url.database {
        options = options.database(database);
    }
    for (name, value) in &url.parameters {
        let value = value.reveal();
        options = match name.as_str() {
            "ssl_ca" | "ssl-ca" => options.ssl_ca(value),
            "ssl_cert" | "ssl-cert" => options.ssl_client_cert(value),
            "ssl_key" | "ssl-key" => options.ssl_client_key(value),
            "charset" => options.charset(value),
            "collation" => options.collation(value),
            "unix_socket" | "socket" => options.socket(value),
            "connect_timeout" => {
                timeout = value
                    .parse()
                    .ok()
                    .filter(|&seconds| seconds > 0)
                    .map_or(CONNECT_TIMEOUT, Duration::from_secs);
                options
            }
            // Other parameters are a Python driver's own and do not change what a script means.
            _ => options,
        };
    }
    Ok((options, timeout))
}

fn connect_error(error: sqlx::Error, url: &ServerUrl, address: String) -> DatabaseError {
    let number = error
        .as_database_error()
        .and_then(|error| error.try_downcast_ref::<MySqlDatabaseError>())
        .map(MySqlDatabaseError::number);
    let username = || url.username.clone().unwrap_or_else(|| "root".to_owned());
    let said = |error: &sqlx::Error| {
        error
            .as_database_error()
            .map(|error| error.message().to_owned())
            .unwrap_or_default()
    };
    match number {
        // Access denied for the user, and by the way of logging in.
        Some(1045 | 1698) => DatabaseError::PasswordRefused {
            username: username(),
            reason: said(&error),
        },
        // Access denied to the database.
        Some(1044) => DatabaseError::NoRight {
            username: username(),
            reason: said(&error),
        },
        // Unknown database.
        Some(1049) => DatabaseError::NoSuchDatabase {
            database: url.database.clone().unwrap_or_default(),
        },
        Some(_) => map(error, ""),
        None => no_connection(&error, address, Dialect::Mysql),
    }
}

/// Sends one statement.
pub async fn execute(connection: &mut MySqlConnection, sql: &str) -> Result<u64, DatabaseError> {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .map(|outcome| outcome.rows_affected())
        .map_err(|error| map(error, sql))
}

/// Sends one query.
pub async fn rows(
    connection: &mut MySqlConnection,
    sql: &str,
) -> Result<Vec<Vec<Option<String>>>, DatabaseError> {
    let rows = sqlx::raw_sql(AssertSqlSafe(sql))
        .fetch_all(connection)
        .await
        .map_err(|error| map(error, sql))?;
    rows.iter()
        .map(|row| (0..row.len()).map(|column| text(row, column)).collect())
        .collect()
}

/// A column as text. Names in the catalogue have a binary collation on some servers, and then
/// come as bytes.
fn text(row: &sqlx::mysql::MySqlRow, column: usize) -> Result<Option<String>, DatabaseError> {
    let bytes: Option<Vec<u8>> = row
        .try_get_unchecked(column)
        .map_err(|error| map(error, ""))?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

fn map(error: sqlx::Error, sql: &str) -> DatabaseError {
    let sqlx::Error::Database(error) = error else {
        return DatabaseError::Lost {
            reason: reason(&error),
        };
    };
    let message = error.message().to_owned();
    let found = error.try_downcast_ref::<MySqlDatabaseError>();
    let number = found.map(MySqlDatabaseError::number);
    // The server is going down, or an administrator ended the session.
    if matches!(
        number,
        Some(1053 | 1927 | 1152 | 1153 | 1158 | 1159 | 1160 | 1161)
    ) {
        return DatabaseError::Lost { reason: message };
    }
    DatabaseError::Refusal(Box::new(Refusal {
        position: position(&message, sql),
        code: found.map(|found| match found.code() {
            Some(state) => format!("{} (SQLSTATE {state})", found.number()),
            None => found.number().to_string(),
        }),
        message,
        ..Refusal::default()
    }))
}

/// The place that MySQL's syntax errors end with: `… near 'x y' at line 3`.
///
/// The text is what stands at the place, cut after 80 characters. The line is that of the parser's
/// last look ahead, which may be behind it, so the text says more.
fn position(message: &str, sql: &str) -> Option<Position> {
    let (message, line) = message.rsplit_once("' at line ")?;
    let line: usize = line.parse().ok()?;
    let (_, near) = message.split_once("near '")?;
    if near.is_empty() {
        return Some(Position::Character(sql.trim_end().chars().count()));
    }
    let found = sql
        .match_indices(near)
        .map(|(start, _)| &sql[..start])
        .take_while(|before| before.matches('\n').count() < line)
        .last();
    Some(match found {
        Some(before) => Position::Character(before.chars().count() + 1),
        None => Position::Line(line),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_syntax_error() {
        let sql = "CREATE TABLE a (\n  b INTEGER,\n  c INTEGER NOT NOLL\n)";
        let place = |message| position(message, sql);
        assert_eq!(
            place("You have an error … near 'NOLL\n)' at line 4"),
            Some(Position::Character(47))
        );
        assert_eq!(place("… near 'gone' at line 3"), Some(Position::Line(3)));
        assert_eq!(place("… near '' at line 4"), Some(Position::Character(52)));
        assert_eq!(place("Table 'a' doesn't exist"), None);
    }
}
