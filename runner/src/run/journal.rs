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

use crate::database::{DatabaseError, Session, VersionRows};

/// The name of the table beside Alembic's own version table.
const TABLE: &str = "limbeck_progress";

/// The most characters that every database has room for in a name.
const LONGEST_NAME: usize = 63;

/// The name of the table beside a version table. Projects that share a database have version
/// tables of their own, run at the same time, and must not share this one.
fn table_name(version_table: &str) -> String {
    if version_table == VersionTable::default().name {
        return TABLE.to_owned();
    }
    let name = format!("{TABLE}_{version_table}");
    name.chars().take(LONGEST_NAME).collect()
}

/// What the table's row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The revision of the step.
    pub revision: String,
    /// `upgrade` or `downgrade`.
    pub direction: String,
    /// The version rows before the step, sorted, with commas between them.
    pub version_from: String,
    /// The index of the first statement that is not known to be done.
    pub statement: usize,
    /// What is known of that statement.
    pub state: State,
    /// A hash of the statements before it, which tells whether they were edited since.
    pub done_sha256: String,
}

/// What is known of the statement that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has not run: the run stopped before it, or the database refused or undid it.
    Ready,
    /// It was sent, and the answer is not recorded.
    Running,
}

impl State {
    const fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
        }
    }
}

/// The table in one database.
#[derive(Debug, Clone)]
pub struct Journal {
    table: VersionTable,
    dialect: Dialect,
    exists: bool,
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
        })
    }

    /// What an earlier run left behind.
    pub async fn read(&self, session: &mut Session) -> Result<Option<Record>, DatabaseError> {
        if !self.exists {
            return Ok(None);
        }
        let rows = session
            .rows(&format!(
                "SELECT revision, direction, version_from, CAST(statement AS CHAR(20)), state, \
                 done_sha256 FROM {}",
                self.name()
            ))
            .await?;
        let Some(row) = rows.into_iter().next() else {
            return Ok(None);
        };
        let mut columns = row.into_iter().map(Option::unwrap_or_default);
        let mut next = || columns.next().unwrap_or_default();
        Ok(Some(Record {
            revision: next(),
            direction: next(),
            version_from: next(),
            statement: next().trim().parse().unwrap_or(0),
            state: if next() == State::Ready.name() {
                State::Ready
            } else {
                State::Running
            },
            done_sha256: next(),
        }))
    }

    /// Makes the table where it does not exist.
    pub async fn create(&mut self, session: &mut Session) -> Result<(), DatabaseError> {
        if !self.exists {
            session
                .execute(&format!(
                    "CREATE TABLE {} (\n    revision VARCHAR(255) NOT NULL,\n    direction \
                     VARCHAR(9) NOT NULL,\n    version_from TEXT NOT NULL,\n    statement INTEGER \
                     NOT NULL,\n    state VARCHAR(7) NOT NULL,\n    done_sha256 VARCHAR(64) NOT \
                     NULL\n)",
                    self.name()
                ))
                .await?;
            self.exists = true;
        }
        Ok(())
    }

    /// Writes the first row for a step.
    pub async fn start(
        &self,
        session: &mut Session,
        step: &Step,
        version_from: &[String],
        statement: usize,
        state: State,
    ) -> Result<(), DatabaseError> {
        let text = |value: &str| literal(value, self.dialect);
        session
            .execute(&format!(
                "INSERT INTO {} (revision, direction, version_from, statement, state, \
                 done_sha256) VALUES ({}, {}, {}, {statement}, {}, {})",
                self.name(),
                text(&step.order.revision),
                text(step.order.direction.name()),
                text(&version_from.join(",")),
                text(state.name()),
                text(&done_sha256(step, statement)),
            ))
            .await
            .map(drop)
    }

    /// Writes down what comes next, and what is known of it.
    pub async fn note(
        &self,
        session: &mut Session,
        step: &Step,
        statement: usize,
        state: State,
    ) -> Result<(), DatabaseError> {
        session
            .execute(&format!(
                "UPDATE {} SET statement = {statement}, state = {}, done_sha256 = {}",
                self.name(),
                literal(state.name(), self.dialect),
                literal(&done_sha256(step, statement), self.dialect),
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

impl Record {
    /// Whether anything of the step may have taken effect.
    pub fn has_begun(&self) -> bool {
        self.statement > 0 || self.state == State::Running
    }

    /// Whether nobody knows how far the step came.
    pub fn is_uncertain(&self) -> bool {
        self.state == State::Running
    }

    /// Whether it is about this step.
    pub fn is_about(&self, step: &Step) -> bool {
        self.revision == step.order.revision && self.direction == step.order.direction.name()
    }

    /// Whether the statements that ran are still those of `step`.
    pub fn fits(&self, step: &Step) -> bool {
        self.statement <= step.statements.len()
            && self.done_sha256 == done_sha256(step, self.statement)
    }

    /// Whether the database's version rows are still those from before the step.
    pub fn starts_at(&self, current: &[String]) -> bool {
        let mut sorted = current.to_vec();
        sorted.sort();
        self.version_from == sorted.join(",")
    }
}

/// A hash of the first `count` statements, each with its length so that no two lists are alike.
fn done_sha256(step: &Step, count: usize) -> String {
    let mut hash = Sha256::new();
    for statement in step.statements.iter().take(count) {
        hash.update(statement.sql.len().to_le_bytes());
        hash.update(statement.sql.as_bytes());
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
