//! Finds where statements end: gives each lexeme its part in the script.

mod client_command;
mod copy;
mod delimiter;
mod mysql;
mod postgresql;
mod sqlite;
mod statement;

use std::ops::Range;

use super::Dialect;
use super::lexer::{Closing, Lexeme, LexemeKind, Lexer};
use super::split::{Fault, FaultKind, Terminator};
use copy::Copy;
use statement::{Semicolon, Statement};

/// A stretch of a script with the part that it plays there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) kind: ElementKind,
    /// Empty only for the data of a `COPY` that has none.
    pub(super) span: Range<usize>,
}

/// What an [`Element`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementKind {
    /// A comment, white space, or a part of a statement.
    Lexeme(LexemeKind),
    /// What ends a statement, or stands alone.
    Terminator(Terminator),
    /// A `DELIMITER` line of MySQL's client, from the word to the end of the line.
    DelimiterLine,
    /// The data of the `COPY … FROM stdin` that has just ended.
    CopyData,
    /// The `\.` behind the data.
    CopyEnd,
    /// A comment that the client leaves out and a server would not take for one.
    ClientComment,
    /// A line for the client, or what stands where nothing may; there is a fault for it.
    Misplaced,
}

/// Walks over a range of a text. The spans of its elements follow each other without gaps.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'text> {
    text: &'text str,
    start: usize,
    dialect: Dialect,
    lexer: Lexer<'text>,
    statement: Statement,
    /// Whether the statement has a first lexeme.
    begun: bool,
    copy: Copy,
    faults: Vec<Fault>,
    /// How many bytes were looked at beside those that the lexer read.
    #[cfg(test)]
    looked_ahead: usize,
}

impl<'text> Scanner<'text> {
    pub(super) fn new(text: &'text str, range: Range<usize>, dialect: Dialect) -> Self {
        Self {
            text: &text[..range.end],
            start: range.start,
            dialect,
            lexer: Lexer::new(text, range, dialect),
            statement: Statement::new(dialect),
            begun: false,
            copy: Copy::None,
            faults: Vec::new(),
            #[cfg(test)]
            looked_ahead: 0,
        }
    }

    /// What was wrong with the text, once all of it is read; in the order of the text.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults;
        faults.sort_by_key(|fault| fault.span.start);
        faults
    }

    fn report(&mut self, kind: FaultKind, span: Range<usize>) {
        self.faults.push(Fault { kind, span });
    }

    /// What has not been read of the line. It costs as much as that is long, so nothing may ask for
    /// it at each word.
    fn line_ahead(&mut self) -> &'text str {
        let rest = self.lexer.rest();
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        #[cfg(test)]
        {
            self.looked_ahead += line.len();
        }
        line
    }

    /// Reads on to the end of the line and makes one element of it, from `start` on.
    fn rest_of_line(&mut self, start: usize, kind: ElementKind) -> Element {
        let line = self.line_ahead();
        let line = line.strip_suffix('\r').unwrap_or(line);
        self.lexer.skip_to(self.lexer.position() + line.len());
        Element {
            kind,
            span: start..self.lexer.position(),
        }
    }

    /// The part that `lexeme` plays, which is neither white space nor a comment.
    fn part(&mut self, lexeme: Lexeme) -> Element {
        let Lexeme { kind, span } = lexeme;
        if self.is_client_command(kind, &span) {
            let element = self.rest_of_line(span.start, ElementKind::Misplaced);
            self.report(FaultKind::ClientCommand, element.span.clone());
            return element;
        }
        if self.is_client_comment(kind, &span) {
            return self.rest_of_line(span.start, ElementKind::ClientComment);
        }
        if kind == LexemeKind::Word
            && let Some(element) = self.delimiter_line(&span)
        {
            return element;
        }
        let mut terminator = match kind {
            LexemeKind::Delimiter => Some(Terminator::Delimiter),
            LexemeKind::Semicolon if self.lexer.delimiter().is_some() => None,
            LexemeKind::Semicolon => {
                let ends = self.statement.accept_semicolon() == Semicolon::EndsStatement;
                ends.then_some(Terminator::Semicolon)
            }
            _ => None,
        };
        if self.lexer.conditional_comment().is_some() {
            terminator = None;
        }
        if let Some(terminator) = terminator {
            if self.statement.takes_copy_data() {
                self.copy = Copy::Line;
            }
            self.next_statement();
            return Element {
                kind: ElementKind::Terminator(terminator),
                span,
            };
        }
        self.begun = true;
        if kind != LexemeKind::Semicolon {
            self.statement.accept(kind, &span, &self.text[span.clone()]);
        }
        Element {
            kind: ElementKind::Lexeme(kind),
            span,
        }
    }

    /// Whether only spaces and tabs stand before `position` on its line, as far as that is in the
    /// range.
    fn at_line_start(&self, position: usize) -> bool {
        let before = self.text[self.start..position].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    fn next_statement(&mut self) {
        self.statement = Statement::new(self.dialect);
        self.begun = false;
    }

    /// Reports what is still open at the end of the text, unless a quote or comment has taken the
    /// rest of it, which says more.
    fn finish(&mut self) {
        if let Some(start) = self.lexer.conditional_comment() {
            self.report(FaultKind::UnterminatedComment, start..start + "/*".len());
        } else if self.lexer.delimiter().is_none()
            && self
                .faults
                .last()
                .is_none_or(|fault| !fault.kind.takes_the_rest())
            && let Some(fault) = self.statement.unclosed()
        {
            self.faults.push(fault);
        }
        self.next_statement();
    }
}

impl Iterator for Scanner<'_> {
    type Item = Element;

    fn next(&mut self) -> Option<Element> {
        if let Some(element) = self.copy_element() {
            return Some(element);
        }
        let Some(lexeme) = self.lexer.next() else {
            self.finish();
            return None;
        };
        if let Some((kind, opening)) = unterminated(lexeme.kind) {
            let start = lexeme.span.start;
            self.report(kind, start..start + opening);
        }
        if lexeme.kind.is_trivia() {
            return Some(Element {
                kind: ElementKind::Lexeme(lexeme.kind),
                span: lexeme.span,
            });
        }
        Some(self.part(lexeme))
    }
}

/// The fault that a lexeme has, and how many bytes open what is not closed.
fn unterminated(kind: LexemeKind) -> Option<(FaultKind, usize)> {
    let (fault, closing) = match kind {
        LexemeKind::String(closing) => (FaultKind::UnterminatedString, closing),
        LexemeKind::QuotedIdentifier(closing) => (FaultKind::UnterminatedIdentifier, closing),
        LexemeKind::BlockComment(closing) => (FaultKind::UnterminatedComment, closing),
        LexemeKind::DollarQuote(closing) => (FaultKind::UnterminatedDollarQuote, closing),
        _ => return None,
    };
    match closing {
        Closing::Closed => None,
        Closing::Missing { opening } => Some((fault, opening)),
    }
}

impl FaultKind {
    /// Whether nothing behind the opening could be read for what it is.
    fn takes_the_rest(self) -> bool {
        matches!(
            self,
            Self::UnterminatedString
                | Self::UnterminatedIdentifier
                | Self::UnterminatedComment
                | Self::UnterminatedDollarQuote
        )
    }
}
