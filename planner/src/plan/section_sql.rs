use super::{fault, transaction_check};
use crate::diagnostic::Diagnostic;
use crate::source::{LineIndex, Script, Section};
use crate::sql::{Dialect, Terminator, split};

/// One SQL statement, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Exactly as it was written, the comments before it included, without its terminator.
    pub sql: String,
    /// Where in [`Statement::sql`] the statement itself starts, behind the comments before it.
    pub code_start: usize,
    /// What ended it in the script.
    pub terminator: Terminator,
    /// The data lines of a `COPY … FROM stdin`, without the closing line.
    pub copy_data: Option<String>,
    /// The line of its first byte in the script, from 1.
    pub line: usize,
    /// The column of its first byte in characters, from 1.
    pub column: usize,
}

impl Statement {
    /// The statement without the comments before it.
    pub fn code(&self) -> &str {
        &self.sql[self.code_start..]
    }

    /// The line and the column in the script, both from 1, at which it starts behind the comments
    /// before it.
    pub fn code_place(&self) -> (usize, usize) {
        let comments = &self.sql[..self.code_start];
        match comments.rsplit_once('\n') {
            Some((above, last)) => (
                self.line + above.matches('\n').count() + 1,
                last.chars().count() + 1,
            ),
            None => (self.line, self.column + comments.chars().count()),
        }
    }
}

/// What a section of a script holds for one dialect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionSql {
    /// Its statements, in order.
    pub statements: Vec<Statement>,
    /// What is worth telling about its text, in the order of its places, the faults of splitting
    /// first. A section with an error does not plan.
    pub diagnostics: Vec<Diagnostic>,
}

impl SectionSql {
    /// Splits `section` of `script`. Linear in the text of the script; nothing is parsed.
    pub fn read(script: &Script, section: &Section, dialect: Dialect) -> Self {
        let split = split(&script.text, section.body.clone(), dialect);
        let lines = LineIndex::new(&script.text);
        let mut diagnostics: Vec<Diagnostic> = split
            .faults
            .into_iter()
            .map(|fault| fault::diagnostic(fault, &script.path, &lines))
            .collect();
        let mut statements = Vec::with_capacity(split.pieces.len());
        for piece in split.pieces {
            let sql = &script.text[piece.span.clone()];
            let transaction = transaction_check::message(sql, section.transaction, dialect);
            diagnostics.extend(transaction.map(|telling| {
                let code = piece.code_start..piece.span.end;
                telling.at(lines.location(&script.path, code))
            }));
            let (line, column) = lines.position(piece.span.start);
            statements.push(Statement {
                sql: sql.to_owned(),
                code_start: piece.code_start - piece.span.start,
                terminator: piece.terminator,
                copy_data: piece.copy_data.map(|data| script.text[data].to_owned()),
                line,
                column,
            });
        }
        Self {
            statements,
            diagnostics,
        }
    }
}
