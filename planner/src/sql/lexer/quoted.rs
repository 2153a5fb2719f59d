use super::lexeme::Closing;
use super::word::{is_tag_part, is_tag_start};
use super::{LexemeKind, Lexer};
use crate::sql::Dialect;

/// Whether a backslash inside a string takes the next character's meaning away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Backslash {
    Escapes,
    IsLiteral,
}

impl Lexer<'_> {
    /// A string whose opening quote stands behind `prefix` bytes, such as the `E` of `E'…'`.
    ///
    /// A backslash escapes in MySQL's strings, where the server is not told
    /// `NO_BACKSLASH_ESCAPES`, and in PostgreSQL's `E'…'` alone.
    pub(super) fn string(&mut self, prefix: usize) -> LexemeKind {
        let escape_string = prefix == 1 && matches!(self.peek(0), b'e' | b'E');
        let backslash = match self.dialect {
            Dialect::Mysql => Backslash::Escapes,
            Dialect::Postgresql if escape_string => Backslash::Escapes,
            Dialect::Postgresql | Dialect::Sqlite => Backslash::IsLiteral,
        };
        LexemeKind::String(self.quoted(prefix, backslash))
    }

    /// An identifier in the quotes that stand behind `prefix` bytes.
    pub(super) fn quoted_identifier(&mut self, prefix: usize) -> LexemeKind {
        LexemeKind::QuotedIdentifier(self.quoted(prefix, Backslash::IsLiteral))
    }

    /// SQLite's `[name]`, in which nothing is an escape.
    pub(super) fn bracketed_identifier(&mut self) -> LexemeKind {
        let rest = self.rest();
        let closing = if let Some(length) = rest.find(']') {
            self.position += length + 1;
            Closing::Closed
        } else {
            self.position += rest.len();
            Closing::Missing { opening: 1 }
        };
        LexemeKind::QuotedIdentifier(closing)
    }

    /// Reads on behind the closing quote. A doubled quote stands for itself.
    fn quoted(&mut self, prefix: usize, backslash: Backslash) -> Closing {
        let bytes = self.text.as_bytes();
        let quote = bytes[self.position + prefix];
        let mut position = self.position + prefix + 1;
        while let Some(&byte) = bytes.get(position) {
            if byte == quote {
                if bytes.get(position + 1) != Some(&quote) {
                    self.position = position + 1;
                    return Closing::Closed;
                }
                position += 2;
            } else if byte == b'\\' && backslash == Backslash::Escapes {
                position += 2;
            } else {
                position += 1;
            }
        }
        self.position = bytes.len();
        Closing::Missing {
            opening: prefix + 1,
        }
    }

    /// The length of the opening `$tag$`, if one stands here:
    /// <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-DOLLAR-QUOTING>.
    pub(super) fn at_dollar_quote(&self) -> Option<usize> {
        if self.dialect != Dialect::Postgresql {
            return None;
        }
        let tag = &self.rest().as_bytes()[1..];
        let length = match tag.first() {
            Some(&first) if is_tag_start(first) => {
                tag.iter().take_while(|&&byte| is_tag_part(byte)).count()
            }
            _ => 0,
        };
        (tag.get(length) == Some(&b'$')).then_some(length + 2)
    }

    /// A dollar quote, whose text nothing escapes.
    pub(super) fn dollar_quote(&mut self) -> LexemeKind {
        let opening = self.at_dollar_quote().unwrap_or(1);
        let (tag, body) = self.rest().split_at(opening);
        let closing = if let Some(length) = body.find(tag) {
            self.position += opening + length + opening;
            Closing::Closed
        } else {
            self.position += opening + body.len();
            Closing::Missing { opening }
        };
        LexemeKind::DollarQuote(closing)
    }
}
