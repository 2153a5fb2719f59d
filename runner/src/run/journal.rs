//! The record of how far a step came that the database cannot undo as a whole.
//!
//! A step inside a transaction needs none: it is there with its version row, or not at all. Where
//! statements commit one by one (MySQL's DDL, a section marked `transaction:false`, or
//! `--transaction none`), a table of one row says before each statement that it is about to run.
//! A run that is killed leaves the row behind, and the next run reads in it which statement may
//! or may not have run. The table exists only while such a step runs, so that neither Alembic nor
//! its autogenerate ever meets it in a database that is at rest.

use limbeck_planner::plan::{Step, VersionTable};
use limbeck_planner::sql::{Dialect, literal};
use sha2::{Digest as _, Sha256};

use super::record::{DoneStatements, Record, State, hexadecimal};
use super::session::SessionSettings;
use crate::database::{DatabaseError, Session, VersionRows};
use crate::error::{CommandError, ErrorKind};

/// The name of the table beside Alembic's own version table.
const TABLE: &str = "limbeck_progress";

/// The most bytes that every database has room for in a name.
const LONGEST_NAME: usize = 63;

/// The name of the table beside a version table. Projects that share a database have version
/// tables of their own, run at the same time, and must not share this one: a name that is too long
/// is told apart by its hash.
fn table_name(version_table: &str) -> String {
    if version_table == VersionTable::default().name {
        return TABLE.to_owned();
    }
    let name = format!("{TABLE}_{version_table}");
    if name.len() <= LONGEST_NAME {
        return name;
    }
    let hash = &hexadecimal(&Sha256::digest(version_table))[..16];
    let room = LONGEST_NAME - hash.len() - 1;
    format!("{}_{hash}", &name[..name.floor_char_boundary(room)])
}

/// The table in one database.
#[derive(Debug, Clone)]
pub struct Journal {
    table: VersionTable,
    dialect: Dialect,
    exists: bool,
    done: DoneStatements,
}

impl Journal {
    /// Looks for the table beside the version table.
    pub async fn locate(session: &mut Session, rows: &VersionRows) -> Result<Self, DatabaseError> {
        let beside = VersionTable {
            name: table_name(&rows.table().name),
            schema: rows.table().schema.clone(),
        };
        let found = VersionRows::locate(session, &beside).await?;
        Ok(Self {
            exists: found.exists(),
            table: found.table().clone(),
            dialect: session.dialect(),
            done: DoneStatements::default(),
        })
    }

    /// What an earlier run left behind.
    pub async fn read(&self, session: &mut Session) -> Result<Option<Record>, CommandError> {
        if !self.exists {
            return Ok(None);
        }
        let rows = session
            .rows(&format!(
                "SELECT revision, direction, version_from, CAST(statement AS CHAR(20)), state, \
                 done_sha256, session FROM {}",
                self.name()
            ))
            .await?;
        match rows.as_slice() {
            [] => Ok(None),
            [row] => Record::parse(row)
                .map(Some)
                .ok_or_else(|| self.unreadable()),
            _ => Err(self.unreadable()),
        }
    }

    /// The error for a record that says nothing: a step is unfinished, and nobody knows which.
    fn unreadable(&self) -> CommandError {
        CommandError::new(
            ErrorKind::InterruptedEarlier,
            format!(
                "an earlier run left a step unfinished, and the table `{}` that says how far it \
                 came cannot be read",
                self.table.name
            ),
        )
        .fact("table", self.table.name.clone())
        .hint("look at the table and at what the scripts made")
        .hint(
            "bring the database to a revision by hand and record it: `limbeck stamp REVISION` \
             removes the table, too",
        )
    }

    /// Makes the table where it does not exist.
    pub async fn create(&mut self, session: &mut Session) -> Result<(), DatabaseError> {
        if !self.exists {
            // A record that a rollback does not take back would be no record.
            let engine = match self.dialect {
                Dialect::Mysql => " ENGINE = InnoDB",
                Dialect::Postgresql | Dialect::Sqlite => "",
            };
            session
                .execute(&format!(
                    "CREATE TABLE {} (\n    revision VARCHAR(255) NOT NULL,\n    direction \
                     VARCHAR(9) NOT NULL,\n    version_from TEXT NOT NULL,\n    statement INTEGER \
                     NOT NULL,\n    state VARCHAR(7) NOT NULL,\n    done_sha256 VARCHAR(64) NOT \
                     NULL,\n    session TEXT NOT NULL\n){engine}",
                    self.name()
                ))
                .await?;
            self.exists = true;
        }
        Ok(())
    }

    /// Writes the first row for a step, whose first `statement` statements are done; `settings` are
    /// those of the scripts before it.
    pub async fn start(
        &mut self,
        session: &mut Session,
        step: &Step,
        version_from: &[String],
        statement: usize,
        settings: &SessionSettings,
    ) -> Result<(), CommandError> {
        self.done = DoneStatements::default();
        let done_sha256 = self.done.sha256(step, statement);
        let text = |value: &str| literal(value, self.dialect);
        let settings = settings.encode().map_err(|error| {
            CommandError::new(
                ErrorKind::Program,
                format!("the session's settings cannot be written down: {error}"),
            )
        })?;
        session
            .execute(&format!(
                "INSERT INTO {} (revision, direction, version_from, statement, state, \
                 done_sha256, session) VALUES ({}, {}, {}, {statement}, {}, {}, {})",
                self.name(),
                text(&step.order.revision),
                text(step.order.direction.name()),
                text(&version_from.join(",")),
                text(State::Ready.name()),
                text(&done_sha256),
                text(&settings),
            ))
            .await?;
        Ok(())
    }

    /// Writes down what comes next, and what is known of it.
    pub async fn note(
        &mut self,
        session: &mut Session,
        step: &Step,
        statement: usize,
        state: State,
    ) -> Result<(), DatabaseError> {
        let done_sha256 = self.done.sha256(step, statement);
        session
            .execute(&format!(
                "UPDATE {} SET statement = {statement}, state = {}, done_sha256 = {}",
                self.name(),
                literal(state.name(), self.dialect),
                literal(&done_sha256, self.dialect),
            ))
            .await
            .map(drop)
    }

    /// Empties the table: the step is whole, or somebody says that it no longer matters.
    pub async fn clear(&self, session: &mut Session) -> Result<(), DatabaseError> {
        if !self.exists {
            return Ok(());
        }
        session
            .execute(&format!("DELETE FROM {}", self.name()))
            .await
            .map(drop)
    }

    /// Removes the table, which is empty.
    pub async fn remove(&mut self, session: &mut Session) -> Result<(), DatabaseError> {
        if self.exists {
            session
                .execute(&format!("DROP TABLE {}", self.name()))
                .await?;
            self.exists = false;
        }
        Ok(())
    }

    fn name(&self) -> String {
        self.table.qualified_name(self.dialect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_version_tables_share_a_record() {
        assert_eq!(table_name("alembic_version"), "limbeck_progress");
        assert_eq!(table_name("shop_version"), "limbeck_progress_shop_version");
        let long = "a".repeat(60);
        let names = [
            table_name(&format!("{long}_1")),
            table_name(&format!("{long}_2")),
            table_name(&"ä".repeat(40)),
        ];
        assert_ne!(names[0], names[1]);
        for name in names {
            assert!(name.len() <= LONGEST_NAME, "{name}");
        }
    }
}
