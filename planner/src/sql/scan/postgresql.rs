use std::ops::Range;

use super::statement::Semicolon;
use crate::sql::lexer::LexemeKind;
use crate::sql::split::{Fault, FaultKind};

/// What `psql` follows to find the end of a command: parentheses, in which a rule's actions end
/// with semicolons, and the `BEGIN ATOMIC … END` body of a function or procedure.
///
/// <https://www.postgresql.org/docs/current/sql-createrule.html>,
/// <https://www.postgresql.org/docs/current/sql-createfunction.html>
#[derive(Debug, Clone, Default)]
pub(super) struct Command {
    head: Head,
    parentheses: usize,
    /// Where the outermost open parenthesis stands.
    parenthesis: Range<usize>,
    /// `BEGIN ATOMIC` and the `CASE`s inside it that have no `END` yet.
    blocks: usize,
    /// Where the `BEGIN` stands.
    begin: Range<usize>,
    previous: Previous,
    swallowed_semicolon: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Head {
    #[default]
    Start,
    Create,
    CreateOr,
    CreateOrReplace,
    /// `CREATE FUNCTION` or `CREATE PROCEDURE`.
    Routine,
    Copy,
    CopyFromStdin,
    Other,
}

/// The lexeme before, where it takes a keyword's meaning away or gives it one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Previous {
    #[default]
    Other,
    Begin,
    From,
    /// `AS` or a period: a name follows.
    BeforeName,
}

impl Command {
    pub(super) fn accept(&mut self, kind: LexemeKind, span: &Range<usize>, text: &str) {
        match kind {
            LexemeKind::OpenParenthesis => {
                if self.parentheses == 0 {
                    self.parenthesis = span.clone();
                }
                self.parentheses += 1;
            }
            LexemeKind::CloseParenthesis => self.parentheses = self.parentheses.saturating_sub(1),
            LexemeKind::Word => return self.accept_word(span, text),
            _ => {}
        }
        self.previous = match kind {
            LexemeKind::Period => Previous::BeforeName,
            _ => Previous::Other,
        };
    }

    fn accept_word(&mut self, span: &Range<usize>, word: &str) {
        let is = |keyword| word.eq_ignore_ascii_case(keyword);
        self.head = match self.head {
            Head::Start if is("CREATE") => Head::Create,
            Head::Start if is("COPY") => Head::Copy,
            Head::Create if is("OR") => Head::CreateOr,
            Head::CreateOr if is("REPLACE") => Head::CreateOrReplace,
            Head::Create | Head::CreateOrReplace if is("FUNCTION") || is("PROCEDURE") => {
                Head::Routine
            }
            Head::Copy
                if self.previous == Previous::From && self.parentheses == 0 && is("STDIN") =>
            {
                Head::CopyFromStdin
            }
            head @ (Head::Routine | Head::Copy | Head::CopyFromStdin) => head,
            _ => Head::Other,
        };
        let previous = self.previous;
        self.previous = match () {
            () if is("BEGIN") => Previous::Begin,
            () if is("FROM") => Previous::From,
            () if is("AS") => Previous::BeforeName,
            () => Previous::Other,
        };
        if self.head != Head::Routine || self.parentheses > 0 || previous == Previous::BeforeName {
            return;
        }
        if self.blocks == 0 {
            if is("BEGIN") {
                self.begin = span.clone();
            } else if is("ATOMIC") && previous == Previous::Begin {
                self.blocks = 1;
            }
        } else if is("CASE") {
            self.blocks += 1;
        } else if is("END") {
            self.blocks -= 1;
        }
    }

    pub(super) fn accept_semicolon(&mut self) -> Semicolon {
        self.previous = Previous::Other;
        if self.parentheses == 0 && self.blocks == 0 {
            Semicolon::EndsStatement
        } else {
            self.swallowed_semicolon = true;
            Semicolon::BelongsToStatement
        }
    }

    pub(super) fn takes_copy_data(&self) -> bool {
        self.head == Head::CopyFromStdin
    }

    pub(super) fn unclosed(&self) -> Option<Fault> {
        let (kind, span) = match (self.parentheses, self.blocks) {
            _ if !self.swallowed_semicolon => return None,
            (0, 0) => return None,
            (0, _) => (FaultKind::UnterminatedBody, &self.begin),
            (_, _) => (FaultKind::UnclosedParenthesis, &self.parenthesis),
        };
        Some(Fault {
            kind,
            span: span.clone(),
        })
    }
}
