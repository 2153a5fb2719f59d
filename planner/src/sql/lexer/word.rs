use super::{LexemeKind, Lexer};
use crate::sql::Dialect;

/// Whether an identifier without quotes may start with `byte`. Every byte of a character beyond
/// ASCII may, in all three dialects.
pub(super) fn is_word_start(byte: u8, dialect: Dialect) -> bool {
    let letter = byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii();
    letter || (byte == b'$' && dialect == Dialect::Mysql)
}

/// Whether an identifier without quotes may go on with `byte`.
pub(super) fn is_word_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || !byte.is_ascii()
}

/// Whether the tag of a dollar quote may start with `byte`.
pub(super) fn is_tag_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii()
}

/// Whether the tag of a dollar quote may go on with `byte`.
pub(super) fn is_tag_part(byte: u8) -> bool {
    is_tag_start(byte) || byte.is_ascii_digit()
}

impl Lexer<'_> {
    /// A word, or the string or identifier that it is the prefix of.
    pub(super) fn word(&mut self) -> LexemeKind {
        let start = self.position;
        self.take_while(is_word_part);
        let word = &self.text[start..self.position];
        let quote = self.peek(0);
        let prefixes: &[&str] = match (self.dialect, quote) {
            _ if self.at_delimiter() => &[],
            (Dialect::Postgresql, b'\'') => &["e", "b", "x", "n", "u&"],
            (Dialect::Mysql, b'\'') => &["b", "x", "n"],
            (Dialect::Sqlite, b'\'') => &["x"],
            (Dialect::Postgresql, b'&') => &["u"],
            _ => &[],
        };
        if !prefixes
            .iter()
            .any(|prefix| prefix.eq_ignore_ascii_case(word))
        {
            return LexemeKind::Word;
        }
        match (quote, self.peek(1)) {
            (b'&', b'\'') => {
                self.position = start;
                self.string(2)
            }
            (b'&', b'"') => {
                self.position = start;
                self.quoted_identifier(2)
            }
            (b'&', _) => LexemeKind::Word,
            _ => {
                self.position = start;
                self.string(1)
            }
        }
    }

    /// A number, with whatever letters stick to it: they make it an identifier in MySQL and an
    /// error elsewhere, and divide nothing.
    pub(super) fn number(&mut self) -> LexemeKind {
        let start = self.position;
        self.take_while(|byte| is_word_part(byte) && byte != b'$');
        if self.peek(0) == b'.' && self.peek(1) != b'.' && !self.at_delimiter() {
            self.position += 1;
            self.take_while(|byte| is_word_part(byte) && byte != b'$');
        }
        let number = &self.text.as_bytes()[start..self.position];
        let hexadecimal = number.starts_with(b"0x") || number.starts_with(b"0X");
        let exponent = matches!(number.last(), Some(b'e' | b'E')) && !hexadecimal;
        let sign = matches!(self.peek(0), b'+' | b'-') && self.peek(1).is_ascii_digit();
        if exponent && sign && !self.at_delimiter() {
            self.position += 1;
            self.take_while(|byte| byte.is_ascii_digit());
        }
        LexemeKind::Number
    }

    /// Whether a parameter or a variable starts here.
    pub(super) fn at_parameter(&self) -> bool {
        let (first, second) = (self.peek(0), self.peek(1));
        match self.dialect {
            Dialect::Postgresql => first == b'$' && second.is_ascii_digit(),
            Dialect::Mysql => {
                first == b'?' || (first == b'@' && (second == b'@' || is_word_part(second)))
            }
            Dialect::Sqlite => first == b'?' || is_word_part(second),
        }
    }

    /// A parameter or a variable.
    pub(super) fn parameter(&mut self) -> LexemeKind {
        let (first, dialect) = (self.peek(0), self.dialect);
        self.position += 1;
        match (dialect, first) {
            (Dialect::Mysql, b'?') => {}
            (Dialect::Postgresql, _) | (_, b'?') => self.take_while(|byte| byte.is_ascii_digit()),
            (Dialect::Mysql, _) => {
                self.take_while(|byte| byte == b'@');
                self.take_while(|byte| is_word_part(byte) || byte == b'.');
            }
            (Dialect::Sqlite, _) => self.take_while(is_word_part),
        }
        LexemeKind::Parameter
    }
}
