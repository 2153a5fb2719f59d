//! The three databases behind one session.
//!
//! Everything goes through the text protocol: a statement is sent as it was written, one at a
//! time, and nothing is prepared, so that poolers and every kind of statement are met alike.

mod error;
mod explained;
mod look;
mod mysql;
mod postgresql;
mod remedy;
mod sqlite;
mod tls;
mod version_rows;

use limbeck_planner::sql::Dialect;
use sqlx::{Connection as _, MySqlConnection, PgConnection, SqliteConnection};

use crate::url::DatabaseUrl;

pub use error::{DatabaseError, Position, Refusal};
pub use look::Look;
pub use remedy::Remedy;
pub use sqlite::Interrupter;
pub use version_rows::VersionRows;

/// What a session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Reading alone: an SQLite file is opened read-only and never made.
    Read,
    /// Changing the database: an SQLite file is made where its URL allows.
    Change,
}

/// One connection to a database.
#[derive(Debug)]
pub struct Session {
    driver: Driver,
    canceller: Canceller,
}

#[derive(Debug)]
enum Driver {
    Postgresql(PgConnection),
    Mysql(MySqlConnection),
    Sqlite(SqliteConnection),
}

/// Stops the statement that a session is running, from outside the session.
#[derive(Debug, Clone)]
pub enum Canceller {
    /// A server's session, by its number.
    Server {
        /// Where the server is.
        url: DatabaseUrl,
        /// The backend's process, or the connection's number.
        session: u64,
    },
    /// An SQLite connection.
    File(Interrupter),
}

impl Session {
    /// Connects.
    pub async fn open(url: &DatabaseUrl, purpose: Purpose) -> Result<Self, DatabaseError> {
        match url {
            DatabaseUrl::Postgresql(server) => {
                let connection = postgresql::connect(server).await?;
                let mut session = Self {
                    driver: Driver::Postgresql(connection),
                    canceller: Canceller::Server {
                        url: url.clone(),
                        session: 0,
                    },
                };
                session
                    .learn_number(url, "SELECT pg_backend_pid()::text")
                    .await?;
                Ok(session)
            }
            DatabaseUrl::Mysql(server) => {
                let connection = mysql::connect(server).await?;
                let mut session = Self {
                    driver: Driver::Mysql(connection),
                    canceller: Canceller::Server {
                        url: url.clone(),
                        session: 0,
                    },
                };
                session
                    .learn_number(url, "SELECT CAST(CONNECTION_ID() AS CHAR)")
                    .await?;
                Ok(session)
            }
            DatabaseUrl::File(file) => {
                let (connection, interrupter) = sqlite::open(file, purpose).await?;
                Ok(Self {
                    driver: Driver::Sqlite(connection),
                    canceller: Canceller::File(interrupter),
                })
            }
        }
    }

    async fn learn_number(&mut self, url: &DatabaseUrl, sql: &str) -> Result<(), DatabaseError> {
        let number = self.value(sql).await?;
        self.canceller = Canceller::Server {
            url: url.clone(),
            session: number.and_then(|number| number.parse().ok()).unwrap_or(0),
        };
        Ok(())
    }

    /// The dialect that the database speaks.
    pub const fn dialect(&self) -> Dialect {
        match self.driver {
            Driver::Postgresql(_) => Dialect::Postgresql,
            Driver::Mysql(_) => Dialect::Mysql,
            Driver::Sqlite(_) => Dialect::Sqlite,
        }
    }

    /// What stops the statement that this session runs.
    pub fn canceller(&self) -> Canceller {
        self.canceller.clone()
    }

    /// Sends one statement and gives the number of rows that it changed; rows that it returns are
    /// passed over.
    pub async fn execute(&mut self, sql: &str) -> Result<u64, DatabaseError> {
        match &mut self.driver {
            Driver::Postgresql(connection) => postgresql::execute(connection, sql).await,
            Driver::Mysql(connection) => mysql::execute(connection, sql).await,
            Driver::Sqlite(connection) => sqlite::execute(connection, sql).await,
        }
    }

    /// Sends a `COPY … FROM stdin` with its data. Only PostgreSQL has it.
    pub async fn copy_in(&mut self, sql: &str, data: &str) -> Result<u64, DatabaseError> {
        match &mut self.driver {
            Driver::Postgresql(connection) => postgresql::copy_in(connection, sql, data).await,
            Driver::Mysql(_) | Driver::Sqlite(_) => self.execute(sql).await,
        }
    }

    /// The rows that a query gives, each with its columns as texts.
    pub async fn rows(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, DatabaseError> {
        match &mut self.driver {
            Driver::Postgresql(connection) => postgresql::rows(connection, sql).await,
            Driver::Mysql(connection) => mysql::rows(connection, sql).await,
            Driver::Sqlite(connection) => sqlite::rows(connection, sql).await,
        }
    }

    /// The first column of the first row that a query gives.
    pub async fn value(&mut self, sql: &str) -> Result<Option<String>, DatabaseError> {
        let rows = self.rows(sql).await?;
        Ok(rows
            .into_iter()
            .next()
            .and_then(|row| row.into_iter().next())
            .flatten())
    }

    /// Begins a transaction; on SQLite one that holds the write lock from the start.
    pub async fn begin(&mut self) -> Result<(), DatabaseError> {
        let sql = match self.dialect() {
            Dialect::Postgresql => "BEGIN",
            Dialect::Mysql => "START TRANSACTION",
            Dialect::Sqlite => "BEGIN IMMEDIATE",
        };
        self.execute(sql).await.map(drop)
    }

    /// Commits.
    pub async fn commit(&mut self) -> Result<(), DatabaseError> {
        self.execute("COMMIT").await.map(drop)
    }

    /// Rolls back, also where the database already has (some SQLite errors end the transaction).
    pub async fn roll_back(&mut self) -> Result<(), DatabaseError> {
        match self.execute("ROLLBACK").await {
            Err(DatabaseError::Refusal(refusal)) if self.dialect() == Dialect::Sqlite => {
                if refusal.message.contains("no transaction is active") {
                    Ok(())
                } else {
                    Err(DatabaseError::Refusal(refusal))
                }
            }
            outcome => outcome.map(drop),
        }
    }

    /// Says goodbye to the server. That it hears it is not needed.
    pub async fn close(self) {
        let closed = match self.driver {
            Driver::Postgresql(connection) => connection.close().await,
            Driver::Mysql(connection) => connection.close().await,
            Driver::Sqlite(connection) => connection.close().await,
        };
        drop(closed);
    }
}

impl Canceller {
    /// Asks the database to stop the session's statement. That it is stopped shows in the
    /// session, whose statement then fails.
    pub async fn cancel(&self) -> Result<(), DatabaseError> {
        match self {
            Self::File(interrupter) => {
                interrupter.interrupt();
                Ok(())
            }
            Self::Server { url, session } => {
                let sql = match url.dialect() {
                    Dialect::Mysql => format!("KILL QUERY {session}"),
                    _ => format!("SELECT pg_cancel_backend({session})"),
                };
                let mut other = Session::open(url, Purpose::Read).await?;
                let outcome = other.execute(&sql).await;
                other.close().await;
                outcome.map(drop)
            }
        }
    }
}
