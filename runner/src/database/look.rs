use limbeck_planner::plan::VersionTable;

use super::{DatabaseError, Purpose, Session, VersionRows};
use crate::url::DatabaseUrl;

/// A database that is looked at, and not changed.
#[derive(Debug)]
pub struct Look {
    /// The connection.
    pub session: Session,
    /// The version table.
    pub rows: VersionRows,
    /// The revisions that it records, in the order of its rows.
    pub current: Vec<String>,
}

impl Look {
    /// Looks at a database; none where it is an SQLite file that does not exist yet, which is at
    /// base and is not made.
    pub async fn at(
        url: &DatabaseUrl,
        table: &VersionTable,
    ) -> Result<Option<Self>, DatabaseError> {
        let mut session = match Session::open(url, Purpose::Read).await {
            Ok(session) => session,
            Err(DatabaseError::NoSuchFile { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let rows = VersionRows::locate(&mut session, table).await?;
        let current = rows.read(&mut session).await?;
        Ok(Some(Self {
            session,
            rows,
            current,
        }))
    }
}
