//! The lock that a run holds from its first look at the database to its last word.

mod file;

use std::time::{Duration, Instant};

use limbeck_planner::plan::VersionTable;
use limbeck_planner::sql::{Dialect, literal};
use sha2::{Digest as _, Sha256};

use crate::database::{DatabaseError, Session};
use crate::error::{CommandError, ErrorKind};
use crate::output::Output;
use crate::url::FileUrl;

use file::FileLock;

/// How long a run waits for another, where nothing else is said.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_mins(1);

/// The pauses between two looks at the lock grow from the first to the second.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// A lock that is held.
#[derive(Debug)]
pub enum Lock {
    /// A session's advisory lock on a PostgreSQL server.
    Postgresql {
        /// Its key.
        key: i64,
    },
    /// A session's named lock on a MySQL server.
    Mysql {
        /// Its name.
        name: String,
    },
    /// The operating system's lock on a file beside the database.
    File(FileLock),
}

/// How long to wait, and where to say so.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    /// After how long to give up.
    pub timeout: Duration,
    /// Where to say that it waits.
    pub output: Output,
}

impl Lock {
    /// Takes the lock on an SQLite file, before the file is opened.
    pub async fn on_file(url: &FileUrl, waiting: Waiting) -> Result<Self, CommandError> {
        poll(waiting, async || {
            Ok(FileLock::try_take(&url.path)?.map(Self::File))
        })
        .await
    }

    /// Takes the lock of a server's session, for the version table as the database itself spells
    /// it.
    ///
    /// It asks again and again instead of waiting inside the database: a session that waits there
    /// holds a snapshot, and `CREATE INDEX CONCURRENTLY` of the run that has the lock would wait
    /// for that session in turn.
    pub async fn on_server(
        session: &mut Session,
        table: &VersionTable,
        waiting: Waiting,
    ) -> Result<Self, CommandError> {
        let lock = match session.dialect() {
            Dialect::Mysql => Self::Mysql { name: name(table) },
            Dialect::Postgresql | Dialect::Sqlite => Self::Postgresql { key: key(table) },
        };
        let take = lock.take_sql();
        let taken = poll(waiting, async || {
            let answer = session.value(&take).await?;
            Ok(matches!(answer.as_deref(), Some("1" | "true" | "t")).then_some(()))
        });
        taken.await?;
        Ok(lock)
    }

    fn take_sql(&self) -> String {
        match self {
            Self::Postgresql { key } => format!("SELECT pg_try_advisory_lock({key})::text"),
            Self::Mysql { name } => format!(
                "SELECT CAST(GET_LOCK({}, 0) AS CHAR)",
                literal(name, Dialect::Mysql)
            ),
            Self::File(_) => String::new(),
        }
    }

    /// Refuses to go on where the session no longer holds the lock: behind a pooler that hands
    /// out another session for each transaction, or after a script that released it.
    pub async fn verify(&self, session: &mut Session) -> Result<(), CommandError> {
        let sql = match self {
            Self::File(_) => return Ok(()),
            // The two halves of the key are how the catalogue shows a key of 64 bits.
            Self::Postgresql { key } => format!(
                "SELECT count(*)::text FROM pg_catalog.pg_locks WHERE locktype = 'advisory' \
                 AND pid = pg_backend_pid() AND granted AND objsubid = 1 \
                 AND (classid::bigint << 32) | objid::bigint = {key}"
            ),
            Self::Mysql { name } => format!(
                "SELECT CAST(IS_USED_LOCK({}) = CONNECTION_ID() AS CHAR)",
                literal(name, Dialect::Mysql)
            ),
        };
        if session.value(&sql).await?.as_deref() == Some("1") {
            return Ok(());
        }
        Err(CommandError::new(
            ErrorKind::LockLost,
            "the database session no longer holds the lock of this run",
        )
        .hint(
            "connect to the server itself: a pooler in transaction mode (PgBouncer) cannot hold a \
             session's lock",
        )
        .hint("a script must not release the session's locks (`DISCARD ALL`, `RELEASE_ALL_LOCKS`)"))
    }

    /// Gives the lock back. The end of the session or of the process would, too.
    pub async fn release(self, session: &mut Session) -> Result<(), DatabaseError> {
        match self {
            Self::Postgresql { key } => session
                .execute(&format!("SELECT pg_advisory_unlock({key})"))
                .await
                .map(drop),
            Self::Mysql { name } => session
                .execute(&format!(
                    "DO RELEASE_LOCK({})",
                    literal(&name, Dialect::Mysql)
                ))
                .await
                .map(drop),
            Self::File(lock) => {
                drop(lock);
                Ok(())
            }
        }
    }
}

/// Asks `try_take` until it gives something or time is up.
async fn poll<T>(
    waiting: Waiting,
    mut try_take: impl AsyncFnMut() -> Result<Option<T>, CommandError>,
) -> Result<T, CommandError> {
    let start = Instant::now();
    let mut pause = FIRST_PAUSE;
    let mut told = false;
    loop {
        if let Some(taken) = try_take().await? {
            return Ok(taken);
        }
        if start.elapsed() >= waiting.timeout {
            return Err(CommandError::new(
                ErrorKind::LockTimeout,
                format!(
                    "another run held the database for {} s",
                    waiting.timeout.as_secs()
                ),
            )
            .fact("seconds", waiting.timeout.as_secs())
            .hint("wait for it to end, or wait longer with `--lock-timeout SECONDS`"));
        }
        if !told {
            told = true;
            waiting.output.message(&format!(
                "Waiting up to {} s for another run on this database to end",
                waiting.timeout.as_secs()
            ));
        }
        let remaining = waiting.timeout.saturating_sub(start.elapsed());
        tokio::time::sleep(pause.min(remaining)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// A key that the runs on one version table share. Advisory locks are each database's own.
fn key(table: &VersionTable) -> i64 {
    let hash = hash(&["postgresql", &name_in_full(table)]);
    i64::from_be_bytes([
        hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7],
    ])
}

/// A name that the runs on one version table share. Named locks are the whole server's, and have
/// at most 64 characters.
fn name(table: &VersionTable) -> String {
    let hash = hash(&["mysql", &name_in_full(table)]);
    let hex: String = hash
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("limbeck:{hex}")
}

fn name_in_full(table: &VersionTable) -> String {
    format!(
        "{}.{}",
        table.schema.as_deref().unwrap_or_default(),
        table.name
    )
}

fn hash(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"limbeck");
    for part in parts {
        hash.update([0]);
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_on_one_table_share_a_lock_and_others_do_not() {
        let table = |name: &str, schema: Option<&str>| VersionTable {
            name: name.to_owned(),
            schema: schema.map(str::to_owned),
        };
        let usual = table("alembic_version", Some("public"));
        // Other versions of Limbeck must meet the same lock: these never change.
        assert_eq!(key(&usual), 6_073_240_567_540_805_041);
        assert_eq!(name(&usual), "limbeck:7c33171e95661874e813ad06236cd14d");
        let shop = table("alembic_version", Some("shop"));
        assert_ne!(key(&usual), key(&shop));
        assert_ne!(name(&usual), name(&shop));
        assert_ne!(name(&usual), name(&table("shop_version", Some("public"))));
    }
}
