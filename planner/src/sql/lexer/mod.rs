//! Cuts a text into lexemes by the lexical rules of a dialect.
//!
//! Nothing is lost: the spans of the lexemes follow each other without gaps. What only a whole
//! statement can tell (where it ends, whether `COPY` data follows) is the scanner's business.
//!
//! The rules are those of PostgreSQL's `scan.l`, of MySQL's `sql_lex.cc` with its default
//! `sql_mode` (`"` quotes strings, a backslash escapes), and of SQLite's `tokenize.c`.

mod comment;
mod lexeme;
mod quoted;
mod word;

pub(crate) use lexeme::{Closing, Lexeme, LexemeKind};

use std::ops::Range;

use super::Dialect;
use word::is_word_start;

/// Reads lexemes off a range of a text, from left to right, each byte once.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'text> {
    /// The text up to the end of the range, so that spans count from the start of the text.
    text: &'text str,
    position: usize,
    dialect: Dialect,
    /// What ends a statement in place of `;`, where a `DELIMITER` line said so.
    delimiter: Option<&'text str>,
    /// Where the conditional comments (`/*! … */`) start that are open.
    conditional_comments: Vec<usize>,
}

impl<'text> Lexer<'text> {
    pub(crate) fn new(text: &'text str, range: Range<usize>, dialect: Dialect) -> Self {
        Self {
            text: &text[..range.end],
            position: range.start,
            dialect,
            delimiter: None,
            conditional_comments: Vec::new(),
        }
    }

    /// The byte behind the last lexeme.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'text str {
        &self.text[self.position..]
    }

    /// Goes on behind `position`, which somebody else has read up to.
    pub(super) fn skip_to(&mut self, position: usize) {
        debug_assert!(self.position <= position && position <= self.text.len());
        self.position = position;
    }

    /// The delimiter in force, if it is not `;`.
    pub(super) fn delimiter(&self) -> Option<&'text str> {
        self.delimiter
    }

    /// From here on, `delimiter` gives [`LexemeKind::Delimiter`] wherever it stands outside quotes
    /// and comments.
    pub(super) fn set_delimiter(&mut self, delimiter: Option<&'text str>) {
        self.delimiter = delimiter;
    }

    /// Where the outermost open conditional comment starts, if the text is inside one.
    pub(super) fn conditional_comment(&self) -> Option<usize> {
        self.conditional_comments.first().copied()
    }

    /// The byte `offset` bytes ahead; 0 behind the end, which no rule takes for anything.
    fn peek(&self, offset: usize) -> u8 {
        let bytes = self.text.as_bytes();
        bytes.get(self.position + offset).copied().unwrap_or(0)
    }

    /// Goes on to the first byte that is not `wanted`, or to the delimiter.
    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) {
        let bytes = self.text.as_bytes();
        while bytes.get(self.position).is_some_and(|&byte| wanted(byte)) && !self.at_delimiter() {
            self.position += 1;
        }
    }

    fn at_delimiter(&self) -> bool {
        self.delimiter.is_some_and(|delimiter| {
            self.text.as_bytes()[self.position..].starts_with(delimiter.as_bytes())
        })
    }

    fn take(&mut self, length: usize, kind: LexemeKind) -> LexemeKind {
        self.position += length;
        kind
    }

    /// A byte order mark is white space to SQLite everywhere, to the others' clients at the start.
    fn at_byte_order_mark(&self) -> bool {
        (self.position == 0 || self.dialect == Dialect::Sqlite)
            && self.rest().starts_with('\u{feff}')
    }

    fn punctuation(&mut self, first: u8) -> LexemeKind {
        let second = self.peek(1);
        match first {
            b';' => self.take(1, LexemeKind::Semicolon),
            b'(' => self.take(1, LexemeKind::OpenParenthesis),
            b')' => self.take(1, LexemeKind::CloseParenthesis),
            b',' => self.take(1, LexemeKind::Comma),
            b'.' => self.take(1, LexemeKind::Period),
            b'[' | b']' | b'{' | b'}' => self.take(1, LexemeKind::Bracket),
            b'\\' => self.take(1, LexemeKind::Backslash),
            b':' if second == b':' || second == b'=' => self.take(2, LexemeKind::Operator),
            b':' => self.take(1, LexemeKind::Colon),
            b'+' | b'-' | b'*' | b'/' | b'<' | b'>' | b'=' | b'~' | b'!' | b'@' | b'#' | b'%'
            | b'^' | b'&' | b'|' | b'`' | b'?' => self.take(1, LexemeKind::Operator),
            _ => self.take(1, LexemeKind::Other),
        }
    }

    fn lexeme(&mut self, first: u8) -> LexemeKind {
        let mysql = self.dialect == Dialect::Mysql;
        match first {
            _ if is_white_space(first) => {
                self.position += 1;
                self.take_while(is_white_space);
                LexemeKind::WhiteSpace
            }
            _ if self.at_byte_order_mark() => {
                self.take('\u{feff}'.len_utf8(), LexemeKind::WhiteSpace)
            }
            b'-' if self.at_dash_comment() => self.line_comment(),
            b'#' if mysql => self.line_comment(),
            b'/' if self.peek(1) == b'*' => self.block_comment(),
            b'*' if self.peek(1) == b'/' && self.conditional_comment().is_some() => {
                self.conditional_comments.pop();
                self.take(2, LexemeKind::ConditionalCommentEnd)
            }
            b'\'' => self.string(0),
            b'"' if mysql => self.string(0),
            b'"' => self.quoted_identifier(0),
            b'`' if self.dialect != Dialect::Postgresql => self.quoted_identifier(0),
            b'[' if self.dialect == Dialect::Sqlite => self.bracketed_identifier(),
            b'$' if self.at_dollar_quote().is_some() => self.dollar_quote(),
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_ascii_digit() && !mysql => self.number(),
            b'$' | b':' | b'@' | b'?' if self.at_parameter() => self.parameter(),
            _ if is_word_start(first, self.dialect) => self.word(),
            _ => self.punctuation(first),
        }
    }
}

/// A vertical tab is among them for SQLite, too, which wants other white space before it.
fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0b' | b'\x0c')
}

impl Iterator for Lexer<'_> {
    type Item = Lexeme;

    fn next(&mut self) -> Option<Lexeme> {
        let start = self.position;
        let &first = self.text.as_bytes().get(start)?;
        let kind = match self.delimiter {
            Some(delimiter) if self.at_delimiter() => {
                self.take(delimiter.len(), LexemeKind::Delimiter)
            }
            _ => self.lexeme(first),
        };
        debug_assert!(start < self.position && self.text.is_char_boundary(self.position));
        Some(Lexeme {
            kind,
            span: start..self.position,
        })
    }
}
