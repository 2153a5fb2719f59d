//! The record of how far a step came that the database cannot undo as a whole.
//!
//! A step inside a transaction needs none: it is there with its version row, or not at all. Where
//! statements commit one by one (MySQL's DDL, a section marked `transaction:false`, or
//! `--transaction none`), a table of one row says before each statement that it is about to run.
//! A run that is killed leaves the row behind, and the next run reads in it which statement may
//! or may not have run. The table exists only while such a step runs, so that neither Alembic nor
//! its autogenerate ever meets it in a database that is at rest.

use limbeck_planner::history::History;
use limbeck_planner::plan::{Direction, Step, VersionTable, is_applied};
use limbeck_planner::sql::{Dialect, literal};
use sha2::{Digest as _, Sha256};

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
    /// What the scripts before the step set in the session.
    pub session: SessionSettings,
}

/// What is known of the statement that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has not run: the run stopped before it, or the database refused or undid it.
    Ready,
    /// It was sent, and the answer is not recorded.
    Running,
    /// The database refused it, and a part of it may have stayed all the same.
    Refused,
}

impl State {
    const ALL: [Self; 3] = [Self::Ready, Self::Running, Self::Refused];

    const fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Refused => "refused",
        }
    }
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
            session
                .execute(&format!(
                    "CREATE TABLE {} (\n    revision VARCHAR(255) NOT NULL,\n    direction \
                     VARCHAR(9) NOT NULL,\n    version_from TEXT NOT NULL,\n    statement INTEGER \
                     NOT NULL,\n    state VARCHAR(7) NOT NULL,\n    done_sha256 VARCHAR(64) NOT \
                     NULL,\n    session TEXT NOT NULL\n)",
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

impl Record {
    /// The record of a row; none where the row cannot be one.
    fn parse(row: &[Option<String>]) -> Option<Self> {
        let [
            Some(revision),
            Some(direction),
            Some(version_from),
            Some(statement),
            Some(state),
            Some(done_sha256),
            Some(session),
        ] = row
        else {
            return None;
        };
        Some(Self {
            revision: revision.clone(),
            direction: direction.clone(),
            version_from: version_from.clone(),
            statement: statement.trim().parse().ok()?,
            state: State::ALL.into_iter().find(|it| it.name() == state)?,
            done_sha256: done_sha256.clone(),
            session: SessionSettings::decode(session)?,
        })
    }

    /// Whether anything of the step may have taken effect.
    pub fn has_begun(&self) -> bool {
        self.statement > 0 || self.is_uncertain()
    }

    /// Whether nobody knows how far the step came.
    pub fn is_uncertain(&self) -> bool {
        self.state != State::Ready
    }

    /// Whether it is about this step.
    pub fn is_about(&self, step: &Step) -> bool {
        self.revision == step.order.revision && self.direction == step.order.direction.name()
    }

    /// Whether the statements that ran are still those of `step`.
    pub fn fits(&self, step: &Step) -> bool {
        self.statement <= step.statements.len()
            && self.done_sha256 == DoneStatements::default().sha256(step, self.statement)
    }

    /// Whether the step is whole by now, in a database that is at `current`: somebody else has
    /// finished it. Rows of other branches say nothing of it. Without a history, the rows alone
    /// tell.
    pub fn is_whole(&self, current: &[String], history: Option<&History>) -> bool {
        let applied = history
            .and_then(|history| is_applied(history, current, &self.revision))
            .unwrap_or_else(|| current.contains(&self.revision));
        applied == (self.direction == Direction::Upgrade.name())
    }
}

/// The statements of a step that are done, of which only the hash is kept: each with its length, so
/// that no two lists are alike.
#[derive(Debug, Clone, Default)]
struct DoneStatements {
    count: usize,
    hash: Sha256,
}

impl DoneStatements {
    /// The hash of the first `count` statements. One more costs what is new.
    fn sha256(&mut self, step: &Step, count: usize) -> String {
        if count < self.count {
            *self = Self::default();
        }
        for statement in step.statements.iter().take(count).skip(self.count) {
            for text in [Some(&statement.sql), statement.copy_data.as_ref()]
                .into_iter()
                .flatten()
            {
                self.hash.update(text.len().to_le_bytes());
                self.hash.update(text.as_bytes());
            }
        }
        self.count = count;
        hexadecimal(&self.hash.clone().finalize())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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

    #[test]
    fn a_damaged_record_is_none() {
        let settings = SessionSettings::default().encode().unwrap();
        let row = |state: &str, statement: &str, session: &str| {
            ["a", "upgrade", "", statement, state, "", session]
                .map(|column| Some(column.to_owned()))
        };
        assert!(Record::parse(&row("ready", "3", &settings)).is_some());
        assert!(Record::parse(&row("refused", " 3 ", &settings)).is_some());
        assert!(Record::parse(&row("ready", "", &settings)).is_none());
        assert!(Record::parse(&row("ready", "-1", &settings)).is_none());
        assert!(Record::parse(&row("done", "3", &settings)).is_none());
        assert!(Record::parse(&row("ready", "3", "?")).is_none());
        assert!(Record::parse(&[None]).is_none());
    }
}
