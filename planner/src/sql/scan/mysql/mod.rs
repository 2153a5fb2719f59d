//! Which semicolon ends a statement of MySQL or MariaDB where no `DELIMITER` line says so.
//!
//! A stored program's body may hold statements with semicolons of their own. The `mysql` client
//! would cut it at the first; the server takes it whole, and a script that is run by others is
//! often written so. Followed are
//! <https://dev.mysql.com/doc/refman/8.4/en/sql-compound-statements.html> and
//! <https://mariadb.com/kb/en/programmatic-compound-statements/>.

mod blocks;
mod handler;
mod header;

use std::ops::Range;

use super::statement::Semicolon;
use crate::sql::lexer::LexemeKind;
use crate::sql::split::{Fault, FaultKind};
use blocks::Blocks;
use header::{Header, Verdict};

/// A statement, which may turn out to be a stored program with a body.
#[derive(Debug, Clone)]
pub(super) struct Program {
    stage: Stage,
    swallowed_semicolon: bool,
}

#[derive(Debug, Clone)]
enum Stage {
    /// What stands before the body.
    Header(Header),
    /// Inside a body of blocks.
    Body(Blocks),
    /// The next semicolon ends the statement.
    Plain,
}

impl Default for Program {
    fn default() -> Self {
        Self {
            stage: Stage::Header(Header::default()),
            swallowed_semicolon: false,
        }
    }
}

impl Program {
    pub(super) fn accept(&mut self, kind: LexemeKind, span: &Range<usize>, text: &str) {
        match &mut self.stage {
            Stage::Header(header) => match header.accept(kind, text) {
                Verdict::More => {}
                Verdict::Plain => self.stage = Stage::Plain,
                Verdict::Block => self.stage = Stage::Body(Blocks::opened_by(text, span)),
            },
            Stage::Body(blocks) => {
                blocks.accept(kind, span, text);
                if blocks.open().is_none() {
                    self.stage = Stage::Plain;
                }
            }
            Stage::Plain => {}
        }
    }

    pub(super) fn accept_semicolon(&mut self) -> Semicolon {
        match &mut self.stage {
            Stage::Header(_) | Stage::Plain => Semicolon::EndsStatement,
            Stage::Body(blocks) => {
                blocks.accept_semicolon();
                self.swallowed_semicolon = true;
                Semicolon::BelongsToStatement
            }
        }
    }

    pub(super) fn unclosed(&self) -> Option<Fault> {
        match &self.stage {
            Stage::Body(blocks) if self.swallowed_semicolon => blocks.open().map(|span| Fault {
                kind: FaultKind::UnterminatedBody,
                span,
            }),
            _ => None,
        }
    }
}
