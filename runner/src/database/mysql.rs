//! MySQL and MariaDB, through `sqlx`.

use std::time::Duration;

use sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlDatabaseError, MySqlSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _};

use super::error::reason;
use super::tls::{self, Meaning, Safety};
use super::{DatabaseError, Position, Refusal};
use crate::url::ServerUrl;

/// How long a server may take to answer, where the URL says nothing.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// What the driver changes of a session is taken back: it asks the server to let white space stand
/// before a function's parenthesis, which makes functions of some tables' names.
const SESSION_SETTINGS: &str = "SET autocommit = 1, sql_mode = \
     IF(FIND_IN_SET('IGNORE_SPACE', @@GLOBAL.sql_mode), @@SESSION.sql_mode, \
     TRIM(BOTH ',' FROM REPLACE(CONCAT(',', @@SESSION.sql_mode, ','), ',IGNORE_SPACE,', ',')))";

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
            execute(&mut connection, SESSION_SETTINGS).await?;
            Ok(connection)
        }
        Ok(Err(error)) => Err(connect_error(error, url, address)),
        Err(_) => Err(DatabaseError::Unreachable {
            address,
            reason: format!("no answer within {} s", timeout.as_secs()),
        }),
    }
}

fn options(url: &ServerUrl) -> Result<(MySqlConnectOptions, Duration), DatabaseError> {
    let mut options = MySqlConnectOptions::new()
        .pipes_as_concat(false)
        .no_engine_substitution(false)
        .timezone(None);
    if let Some(mode) = ssl_mode(url)? {
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

/// How safe the connection has to be, if the URL says so.
fn ssl_mode(url: &ServerUrl) -> Result<Option<MySqlSslMode>, DatabaseError> {
    Ok(tls::safety(url, ssl_meaning)?.map(|safety| match safety {
        Safety::Plain => MySqlSslMode::Disabled,
        Safety::Allowed | Safety::Preferred => MySqlSslMode::Preferred,
        Safety::Required => MySqlSslMode::Required,
        Safety::TrustedServer => MySqlSslMode::VerifyCa,
        Safety::TrustedHost => MySqlSslMode::VerifyIdentity,
    }))
}

/// What a parameter asks for, as MySQL's client, MariaDB's and Python's drivers spell it.
fn ssl_meaning(name: &str, value: &str) -> Result<Meaning, DatabaseError> {
    match name.replace('-', "_").as_str() {
        "ssl_mode" | "sslmode" => named_safety(value).map(Meaning::AtLeast),
        "ssl" => tls::switch(name, value, Safety::Required),
        "ssl_disabled" => tls::switch(name, value, Safety::Plain),
        "ssl_ca" => Ok(Meaning::AtLeast(Safety::TrustedServer)),
        "ssl_verify_cert" => tls::switch(name, value, Safety::TrustedServer),
        "ssl_verify_identity" | "ssl_verify_server_cert" | "ssl_check_hostname" => {
            tls::switch(name, value, Safety::TrustedHost)
        }
        "ssl_cert" | "ssl_key" => Ok(Meaning::Nothing),
        other if other.starts_with("ssl") || other.starts_with("tls") => Ok(Meaning::Unknown),
        _ => Ok(Meaning::Other),
    }
}

fn named_safety(value: &str) -> Result<Safety, DatabaseError> {
    match value.to_ascii_uppercase().replace('-', "_").as_str() {
        "DISABLED" => Ok(Safety::Plain),
        "PREFERRED" => Ok(Safety::Preferred),
        "REQUIRED" => Ok(Safety::Required),
        "VERIFY_CA" => Ok(Safety::TrustedServer),
        "VERIFY_IDENTITY" => Ok(Safety::TrustedHost),
        _ => Err(DatabaseError::Url {
            reason: "has an `ssl_mode` that is none of `DISABLED`, `PREFERRED`, `REQUIRED`, \
                     `VERIFY_CA` and `VERIFY_IDENTITY`"
                .to_owned(),
        }),
    }
}

fn connect_error(error: sqlx::Error, url: &ServerUrl, address: String) -> DatabaseError {
    let number = error
        .as_database_error()
        .and_then(|error| error.try_downcast_ref::<MySqlDatabaseError>())
        .map(MySqlDatabaseError::number);
    match number {
        // Access denied: for the user, for the database, and by the way of logging in.
        Some(1044 | 1045 | 1698) => DatabaseError::PasswordRefused {
            username: url.username.clone().unwrap_or_else(|| "root".to_owned()),
            reason: error
                .as_database_error()
                .map(|error| error.message().to_owned())
                .unwrap_or_default(),
        },
        // Unknown database.
        Some(1049) => DatabaseError::NoSuchDatabase {
            database: url.database.clone().unwrap_or_default(),
        },
        Some(_) => map(error, ""),
        None => DatabaseError::Unreachable {
            address,
            reason: reason(&error),
        },
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
    use crate::url::DatabaseUrl;

    fn mode(parameters: &str) -> Result<Option<MySqlSslMode>, String> {
        let url = format!("mysql://me@host/db?{parameters}");
        let Ok(DatabaseUrl::Mysql(server)) = url.parse() else {
            panic!("{url} is a URL");
        };
        ssl_mode(&server).map_err(|error| error.to_string())
    }

    #[test]
    fn the_strictest_wish_counts_whatever_the_order() {
        use MySqlSslMode::{Disabled, Preferred, Required, VerifyCa, VerifyIdentity};

        for (wishes, expected) in [
            (
                &["ssl_mode=VERIFY_IDENTITY", "ssl_ca=ca.pem"][..],
                VerifyIdentity,
            ),
            (&["ssl_ca=ca.pem", "ssl=true"], VerifyCa),
            (&["ssl_verify_cert=true", "ssl=true", "ssl_key=k"], VerifyCa),
            (
                &["ssl-check-hostname=1", "ssl-mode=required"],
                VerifyIdentity,
            ),
            (&["ssl_mode=PREFERRED", "ssl_verify_cert=false"], Preferred),
            (&["ssl=yes", "charset=utf8mb4"], Required),
            (&["ssl_disabled=true", "ssl=false"], Disabled),
        ] {
            let mut reversed = wishes.to_vec();
            reversed.reverse();
            for order in [wishes, &reversed] {
                let found = mode(&order.join("&")).unwrap();
                assert_eq!(
                    format!("{found:?}"),
                    format!("{:?}", Some(expected)),
                    "{order:?}"
                );
            }
        }
        assert!(mode("charset=utf8mb4").unwrap().is_none());
    }

    #[test]
    fn wishes_that_cannot_be_met_are_refused() {
        for parameters in [
            "ssl_mode=DISABLED&ssl_ca=ca.pem",
            "ssl=true&ssl_disabled=true",
            "ssl_cipher=AES256",
            "tls_versions=TLSv1.3",
            "ssl_mode=sometimes",
            "ssl_verify_cert=perhaps",
        ] {
            mode(parameters).expect_err(parameters);
        }
    }

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
