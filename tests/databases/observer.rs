//! Watches a run from a second connection, faster than a client program could.

use anyhow::Result;
use limbeck_tests::databases::Database;
use sqlx::mysql::MySqlConnection;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _};
use tokio::runtime::{Builder, Runtime};

/// A second connection.
pub(crate) struct Observer {
    runtime: Runtime,
    connection: Connection,
}

enum Connection {
    Postgresql(PgConnection),
    Mysql(MySqlConnection),
    /// Opened for every look: the file may not exist yet.
    Sqlite(String),
}

const RUNNING_IN_POSTGRESQL: &str = "SELECT max(substring(query from 'mark-([0-9a-z]+)')) \
     FROM pg_stat_activity WHERE datname = current_database() \
     AND pid <> pg_backend_pid() AND state = 'active'";

const RUNNING_IN_MYSQL: &str = "SELECT MAX(REGEXP_SUBSTR(info, 'mark-[0-9a-z]+')) \
     FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()";

const VERSIONS: &str = "SELECT version_num FROM alembic_version";
const STATEMENT: &str = "SELECT CAST(statement AS CHAR(9)) FROM limbeck_progress";
const STATE: &str = "SELECT state FROM limbeck_progress";

impl Observer {
    pub(crate) fn new(database: &dyn Database) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let url = database
            .url()
            .replace("+psycopg", "")
            .replace("+pymysql", "");
        let connection = match database.dialect() {
            "postgresql" => Connection::Postgresql(runtime.block_on(PgConnection::connect(&url))?),
            "mysql" => Connection::Mysql(runtime.block_on(MySqlConnection::connect(&url))?),
            _ => Connection::Sqlite(url.trim_start_matches("sqlite:///").to_owned()),
        };
        Ok(Self {
            runtime,
            connection,
        })
    }

    /// What can be told of a run: the version rows, the record of an unfinished step, and the
    /// marked statement that runs. What cannot be read, such as a table that is not there yet, is
    /// empty.
    pub(crate) fn look(&mut self) -> String {
        let running = match self.connection {
            Connection::Postgresql(_) => self.values(RUNNING_IN_POSTGRESQL),
            Connection::Mysql(_) => self.values(RUNNING_IN_MYSQL),
            Connection::Sqlite(_) => String::new(),
        };
        format!(
            "at [{}] record [{} {}] running [{running}]",
            self.values(VERSIONS),
            self.values(STATEMENT),
            self.values(STATE)
        )
    }

    /// The first column of every row, joined.
    fn values(&mut self, sql: &str) -> String {
        let sql = AssertSqlSafe(sql);
        let values = self.runtime.block_on(async {
            let values: Vec<Option<String>> = match &mut self.connection {
                Connection::Postgresql(connection) => {
                    let rows = sqlx::raw_sql(sql).fetch_all(connection).await?;
                    rows.iter()
                        .map(|row| row.try_get(0))
                        .collect::<Result<_, _>>()?
                }
                Connection::Mysql(connection) => {
                    let rows = sqlx::raw_sql(sql).fetch_all(connection).await?;
                    rows.iter()
                        .map(|row| row.try_get_unchecked(0))
                        .collect::<Result<_, _>>()?
                }
                Connection::Sqlite(path) => {
                    let options = SqliteConnectOptions::new().filename(path).read_only(true);
                    let mut connection: SqliteConnection = options.connect().await?;
                    let rows = sqlx::raw_sql(sql).fetch_all(&mut connection).await?;
                    connection.close().await?;
                    rows.iter()
                        .map(|row| row.try_get_unchecked(0))
                        .collect::<Result<_, _>>()?
                }
            };
            Ok::<_, sqlx::Error>(values)
        });
        let values = values.unwrap_or_default();
        values.into_iter().flatten().collect::<Vec<_>>().join(",")
    }
}
