use limbeck_planner::history::History;
use limbeck_planner::plan::{Direction, Step, is_applied};
use sha2::{Digest as _, Sha256};

use super::session::SessionSettings;

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

    /// The name in the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Refused => "refused",
        }
    }
}

impl Record {
    /// The record of a row; none where the row cannot be one.
    pub fn parse(row: &[Option<String>]) -> Option<Self> {
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
pub struct DoneStatements {
    count: usize,
    hash: Sha256,
}

impl DoneStatements {
    /// The hash of the first `count` statements. One more costs what is new.
    pub fn sha256(&mut self, step: &Step, count: usize) -> String {
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

/// Bytes in lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
