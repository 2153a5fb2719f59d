//! PostgreSQL, through `sqlx`.

use std::time::Duration;

use limbeck_planner::sql::Dialect;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgDatabaseError, PgErrorPosition};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _};

use super::error::{no_connection, reason};
use super::tls;
use super::{DatabaseError, Position, Refusal};
use crate::url::ServerUrl;

/// How long a server may take to answer, where the URL says nothing.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// Connects as libpq would: what the URL leaves out comes from the `PG…` variables and the
/// password file.
pub async fn connect(url: &ServerUrl) -> Result<PgConnection, DatabaseError> {
    let (options, timeout) = options(url)?;
    let address = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    match tokio::time::timeout(timeout, options.connect()).await {
        Ok(Ok(mut connection)) => {
            if let Some(sql) = time_zone_sql(url) {
                execute(&mut connection, &sql).await?;
            }
            Ok(connection)
        }
        Ok(Err(error)) => Err(connect_error(error, &options, address)),
        Err(_) => Err(DatabaseError::Unreachable {
            address,
            reason: format!("no answer within {} s", timeout.as_secs()),
        }),
    }
}

fn options(url: &ServerUrl) -> Result<(PgConnectOptions, Duration), DatabaseError> {
    let mut options = PgConnectOptions::new().application_name("limbeck");
    if let Some(mode) = tls::postgresql::ssl_mode(url)? {
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
            "sslrootcert" if value != tls::postgresql::SYSTEM => options.ssl_root_cert(value),
            "sslcert" => options.ssl_client_cert(value),
            "sslkey" => options.ssl_client_key(value),
            "application_name" => options.application_name(value),
            "options" => options.options(session_options(value)),
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

/// The settings of `-c name=value -c other=value`, the form in which libpq takes them.
fn session_options(value: &str) -> Vec<(String, String)> {
    value
        .split_whitespace()
        .filter_map(|part| {
            let part = match part.strip_prefix("--") {
                Some(long) => long,
                None => part.strip_prefix("-c").unwrap_or(part),
            };
            let (name, value) = part.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        })
        .collect()
}

fn connect_error(error: sqlx::Error, options: &PgConnectOptions, address: String) -> DatabaseError {
    let code = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .map(std::borrow::Cow::into_owned);
    match code.as_deref() {
        Some("28P01" | "28000") => DatabaseError::PasswordRefused {
            username: options.get_username().to_owned(),
            reason: mapped_message(&error),
        },
        Some("42501") => DatabaseError::NoRight {
            username: options.get_username().to_owned(),
            reason: mapped_message(&error),
        },
        Some("3D000") => DatabaseError::NoSuchDatabase {
            database: options
                .get_database()
                .unwrap_or_else(|| options.get_username())
                .to_owned(),
        },
        Some(_) => map(error),
        None => no_connection(&error, address, Dialect::Postgresql),
    }
}

fn mapped_message(error: &sqlx::Error) -> String {
    error
        .as_database_error()
        .map_or_else(|| error.to_string(), |error| error.message().to_owned())
}

/// Sends one statement.
pub async fn execute(connection: &mut PgConnection, sql: &str) -> Result<u64, DatabaseError> {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .map(|outcome| outcome.rows_affected())
        .map_err(map)
}

/// Sends one query.
pub async fn rows(
    connection: &mut PgConnection,
    sql: &str,
) -> Result<Vec<Vec<Option<String>>>, DatabaseError> {
    let rows = sqlx::raw_sql(AssertSqlSafe(sql))
        .fetch_all(connection)
        .await
        .map_err(map)?;
    rows.iter()
        .map(|row| {
            (0..row.len())
                .map(|column| row.try_get(column).map_err(map))
                .collect()
        })
        .collect()
}

/// Sends a `COPY … FROM stdin` and its data.
pub async fn copy_in(
    connection: &mut PgConnection,
    sql: &str,
    data: &str,
) -> Result<u64, DatabaseError> {
    let mut copy = connection.copy_in_raw(sql).await.map_err(map)?;
    if let Err(error) = copy.send(data.as_bytes()).await {
        // What the server says about the data is worth more than that it did not take it.
        let aborted = copy.abort("the data could not be sent").await;
        return Err(aborted.map_or_else(map, |()| map(error)));
    }
    copy.finish().await.map_err(map)
}

fn map(error: sqlx::Error) -> DatabaseError {
    let sqlx::Error::Database(error) = error else {
        return DatabaseError::Lost {
            reason: reason(&error),
        };
    };
    let Some(found) = error.try_downcast_ref::<PgDatabaseError>() else {
        return DatabaseError::Refusal(Box::new(Refusal {
            message: error.message().to_owned(),
            ..Refusal::default()
        }));
    };
    // 57P01 to 57P03: an administrator ended the session, or the server is going down.
    if found.code().starts_with("57P0") {
        return DatabaseError::Lost {
            reason: found.message().to_owned(),
        };
    }
    DatabaseError::Refusal(Box::new(Refusal {
        message: found.message().to_owned(),
        code: Some(found.code().to_owned()),
        detail: found.detail().map(str::to_owned),
        hint: found.hint().map(str::to_owned),
        context: found.r#where().map(str::to_owned),
        position: match found.position() {
            Some(PgErrorPosition::Original(position)) => Some(Position::Character(position)),
            _ => None,
        },
    }))
}

/// The variable by which libpq sets a session's time zone.
const TIME_ZONE_VARIABLE: &str = "PGTZ";

/// The statement that gives a session the time zone that libpq would give it, if any.
///
/// The driver asks for UTC; without the variable it stays at that.
fn time_zone_sql(url: &ServerUrl) -> Option<String> {
    let from_url = url
        .parameters
        .iter()
        .filter(|(name, _)| name == "options")
        .flat_map(|(_, value)| session_options(value.reveal()))
        .find(|(name, _)| name.eq_ignore_ascii_case("timezone"))
        .map(|(_, value)| value);
    let zone = from_url.or_else(|| std::env::var(TIME_ZONE_VARIABLE).ok())?;
    let literal = limbeck_planner::sql::literal(&zone, limbeck_planner::sql::Dialect::Postgresql);
    Some(format!("SET TIME ZONE {literal}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_options_in_libpqs_forms() {
        assert_eq!(
            session_options(
                "-c search_path=shop -cstatement_timeout=5s --client_min_messages=error"
            ),
            [
                ("search_path".to_owned(), "shop".to_owned()),
                ("statement_timeout".to_owned(), "5s".to_owned()),
                ("client_min_messages".to_owned(), "error".to_owned()),
            ]
        );
    }
}
