use std::fmt::Write as _;

use crate::operation::Operation;
use crate::render;
use crate::source::SectionTransaction;
use crate::sql::Dialect;

/// The steps of one direction of a generated revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// In order.
    pub steps: Vec<Step>,
    /// Whether they may run inside a transaction.
    pub transaction: SectionTransaction,
}

/// One step, with what a person must know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// What to know before it is.
    pub notes: Vec<Note>,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// An operation, which renders to statements.
    Operation(Box<Operation>),
    /// A statement that is no operation, such as one that copies rows.
    Sql(String),
    /// Nothing: there are only notes.
    Nothing,
}

/// What a person must know of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Rows or values are lost for good.
    LosesData(String),
    /// A person must decide or write something.
    Decide(String),
}

impl Generated {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The statements, each with its terminator, the notes as comments above theirs.
    pub fn sql(&self, dialect: Dialect) -> String {
        let mut sql = String::new();
        for step in &self.steps {
            if !sql.is_empty() {
                sql.push('\n');
            }
            for note in &step.notes {
                let (word, text) = match note {
                    Note::LosesData(text) => ("LOSES DATA", text),
                    Note::Decide(text) => ("DECIDE", text),
                };
                // A name may hold either, and PostgreSQL ends a comment at both.
                for (number, line) in text.split(['\n', '\r']).enumerate() {
                    let _infallible = match number {
                        0 => writeln!(sql, "-- {word}: {line}"),
                        _ => writeln!(sql, "-- {line}"),
                    };
                }
            }
            for statement in step.action.statements(dialect) {
                sql.push_str(&statement);
                sql.push_str(";\n");
            }
        }
        sql
    }
}

impl Action {
    /// The statements, without terminators.
    pub fn statements(&self, dialect: Dialect) -> Vec<String> {
        match self {
            Self::Operation(operation) => render::statements(operation, dialect),
            Self::Sql(sql) => vec![sql.clone()],
            Self::Nothing => Vec::new(),
        }
    }
}
