//! SQLite, through `sqlx`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _};

use super::{DatabaseError, Purpose, Refusal};
use crate::url::{FileAccess, FileUrl};

/// How long SQLite waits for another program that writes to the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The code of what another program's lock is in the way of, as [`map`] writes it.
const BUSY: &str = "SQLite 5";

/// How many of SQLite's instructions pass between two looks at the interrupter.
const INSTRUCTIONS_BETWEEN_LOOKS: i32 = 10_000;

/// Stops the statement that a connection is running.
#[derive(Debug, Clone, Default)]
pub struct Interrupter(Arc<AtomicBool>);

impl Interrupter {
    /// Stops it, within some ten thousand of SQLite's instructions.
    pub fn interrupt(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Opens the file; for changes it is made where it does not exist and the URL allows.
///
/// Foreign keys are not enforced, which is SQLite's own default and what `sqlite3` and Alembic
/// do: a script that rebuilds a table would otherwise delete the rows that refer to it.
pub async fn open(
    file: &FileUrl,
    purpose: Purpose,
) -> Result<(SqliteConnection, Interrupter), DatabaseError> {
    let path = &file.path;
    let create = purpose == Purpose::Change && file.access == FileAccess::Create;
    let exists = path.exists();
    if path.is_dir() {
        return Err(DatabaseError::CannotOpen {
            path: path.clone(),
            reason: "it is a folder".to_owned(),
        });
    }
    if !exists {
        if let Some(folder) = path.parent()
            && !folder.as_os_str().is_empty()
            && !folder.is_dir()
        {
            return Err(DatabaseError::NoSuchFolder { path: path.clone() });
        }
        if !create {
            return Err(DatabaseError::NoSuchFile {
                path: path.clone(),
                access: file.access,
            });
        }
    }
    if purpose == Purpose::Change
        && (file.access == FileAccess::ReadOnly || (exists && is_read_only(path)))
    {
        return Err(DatabaseError::ReadOnly { path: path.clone() });
    }
    let mut connection = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(create)
        .read_only(purpose == Purpose::Read)
        .foreign_keys(false)
        .busy_timeout(BUSY_TIMEOUT)
        .connect()
        .await
        .map_err(|error| cannot_open(path, &error))?;
    let interrupter = Interrupter::default();
    let stop = interrupter.0.clone();
    connection
        .lock_handle()
        .await
        .map_err(|error| cannot_open(path, &error))?
        .set_progress_handler(INSTRUCTIONS_BETWEEN_LOOKS, move || {
            !stop.swap(false, Ordering::Relaxed)
        });
    // SQLite looks into the file at the first statement only.
    execute(&mut connection, "SELECT count(*) FROM sqlite_master")
        .await
        .map_err(|error| match error {
            DatabaseError::Refusal(refusal) if refusal.code.as_deref() == Some(BUSY) => {
                DatabaseError::Locked { path: path.clone() }
            }
            error => DatabaseError::CannotOpen {
                path: path.clone(),
                reason: error.to_string(),
            },
        })?;
    Ok((connection, interrupter))
}

fn is_read_only(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly())
}

fn cannot_open(path: &Path, error: &sqlx::Error) -> DatabaseError {
    DatabaseError::CannotOpen {
        path: path.to_owned(),
        reason: error
            .as_database_error()
            .map_or_else(|| error.to_string(), |error| error.message().to_owned()),
    }
}

/// Sends one statement.
pub async fn execute(connection: &mut SqliteConnection, sql: &str) -> Result<u64, DatabaseError> {
    refuse_nul_byte(sql)?;
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .map(|outcome| outcome.rows_affected())
        .map_err(|error| map(&error))
}

/// SQLite reads no further than a NUL byte, and the driver would send the rest for ever.
fn refuse_nul_byte(sql: &str) -> Result<(), DatabaseError> {
    if sql.contains('\0') {
        return Err(DatabaseError::Refusal(Box::new(Refusal {
            message: "the statement has a NUL byte, and SQLite reads no further".to_owned(),
            ..Refusal::default()
        })));
    }
    Ok(())
}

/// Sends one query.
pub async fn rows(
    connection: &mut SqliteConnection,
    sql: &str,
) -> Result<Vec<Vec<Option<String>>>, DatabaseError> {
    refuse_nul_byte(sql)?;
    let rows = sqlx::raw_sql(AssertSqlSafe(sql))
        .fetch_all(connection)
        .await
        .map_err(|error| map(&error))?;
    rows.iter()
        .map(|row| {
            (0..row.len())
                .map(|column| row.try_get_unchecked(column).map_err(|error| map(&error)))
                .collect()
        })
        .collect()
}

fn map(error: &sqlx::Error) -> DatabaseError {
    match error.as_database_error() {
        Some(found) => DatabaseError::Refusal(Box::new(Refusal {
            message: found.message().to_owned(),
            code: found.code().map(|code| format!("SQLite {code}")),
            ..Refusal::default()
        })),
        None => DatabaseError::Lost {
            reason: error.to_string(),
        },
    }
}
