use std::ops::Range;

use super::mysql::Program;
use super::postgresql::Command;
use super::sqlite::Completion;
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;
use crate::sql::split::Fault;

/// What has been read of a statement, as far as it decides which semicolon ends it.
#[derive(Debug, Clone)]
pub(super) enum Statement {
    Postgresql(Command),
    Mysql(Program),
    Sqlite(Completion),
}

/// What a semicolon does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Semicolon {
    EndsStatement,
    /// It ends something inside the statement.
    BelongsToStatement,
}

impl Statement {
    pub(super) fn new(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Postgresql => Self::Postgresql(Command::default()),
            Dialect::Mysql => Self::Mysql(Program::default()),
            Dialect::Sqlite => Self::Sqlite(Completion::default()),
        }
    }

    /// Takes the next lexeme, which is neither white space nor a comment nor a semicolon.
    pub(super) fn accept(&mut self, kind: LexemeKind, span: &Range<usize>, text: &str) {
        match self {
            Self::Postgresql(command) => command.accept(kind, span, text),
            Self::Mysql(program) => program.accept(kind, span, text),
            Self::Sqlite(completion) => completion.accept(kind, span, text),
        }
    }

    /// Takes a semicolon.
    pub(super) fn accept_semicolon(&mut self) -> Semicolon {
        match self {
            Self::Postgresql(command) => command.accept_semicolon(),
            Self::Mysql(program) => program.accept_semicolon(),
            Self::Sqlite(completion) => completion.accept_semicolon(),
        }
    }

    /// Whether data follows on the next line.
    pub(super) fn takes_copy_data(&self) -> bool {
        matches!(self, Self::Postgresql(command) if command.takes_copy_data())
    }

    /// What is open, if a semicolon did not end the statement because of it.
    pub(super) fn unclosed(&self) -> Option<Fault> {
        match self {
            Self::Postgresql(command) => command.unclosed(),
            Self::Mysql(program) => program.unclosed(),
            Self::Sqlite(completion) => completion.unclosed(),
        }
    }
}
