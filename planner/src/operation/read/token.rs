use std::ops::Range;

use crate::sql::Dialect;
use crate::sql::lexer::{Closing, LexemeKind, Lexer};

/// A lexeme that says something to a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: LexemeKind,
    pub(super) span: Range<usize>,
}

/// The tokens of a statement, without white space and comments. What stands in a conditional
/// comment of MySQL is there.
pub(super) fn tokens(sql: &str, dialect: Dialect) -> Vec<Token> {
    Lexer::new(sql, 0..sql.len(), dialect)
        .filter(|lexeme| !lexeme.kind.is_trivia())
        .filter(|lexeme| {
            !matches!(
                lexeme.kind,
                LexemeKind::ConditionalCommentStart | LexemeKind::ConditionalCommentEnd
            )
        })
        .map(|lexeme| Token {
            kind: lexeme.kind,
            span: lexeme.span,
        })
        .collect()
}

/// What a quoted identifier or a bare word names.
pub(crate) fn identifier_text(text: &str, kind: LexemeKind) -> String {
    let LexemeKind::QuotedIdentifier(closing) = kind else {
        return text.to_owned();
    };
    // PostgreSQL's `U&"…"`.
    let unprefixed = text.trim_start_matches(['u', 'U']).trim_start_matches('&');
    let has_escapes = unprefixed.len() < text.len();
    let text = unprefixed;
    let Some(quote) = text.chars().next() else {
        return String::new();
    };
    let inner = match closing {
        Closing::Closed => &text[quote.len_utf8()..text.len() - 1],
        Closing::Missing { .. } => &text[quote.len_utf8()..],
    };
    if quote == '[' {
        inner.to_owned()
    } else {
        let inner = inner.replace(&format!("{quote}{quote}"), &quote.to_string());
        if has_escapes {
            without_escapes(&inner)
        } else {
            inner
        }
    }
}

/// A name of PostgreSQL with the characters that its escapes stand for: `\0061`, `\+000061`, `\\`.
fn without_escapes(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        name.push_str(before);
        let digits = match behind.strip_prefix('+') {
            Some(digits) => digits.get(..6),
            None => behind.get(..4),
        };
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if let (Some(character), Some(digits)) = (code.and_then(char::from_u32), digits) {
            name.push(character);
            rest = &behind[digits.len() + usize::from(behind.starts_with('+'))..];
        } else {
            // A doubled backslash is one; anything else, PostgreSQL refuses.
            name.push('\\');
            rest = behind.strip_prefix('\\').unwrap_or(behind);
        }
    }
    name + rest
}

/// The value of a string literal.
pub(super) fn string_value(text: &str, kind: LexemeKind, dialect: Dialect) -> String {
    if let LexemeKind::DollarQuote(closing) = kind {
        let opening = text[1..].find('$').map_or(text.len(), |length| length + 2);
        let end = match closing {
            Closing::Closed => text.len() - opening,
            Closing::Missing { .. } => text.len(),
        };
        return text[opening..end].to_owned();
    }
    let Some(start) = text.find(['\'', '"']) else {
        return text.to_owned();
    };
    let escapes = match dialect {
        Dialect::Mysql => true,
        Dialect::Postgresql => text[..start].eq_ignore_ascii_case("e"),
        Dialect::Sqlite => false,
    };
    let quote = char::from(text.as_bytes()[start]);
    let is_closed = matches!(kind, LexemeKind::String(Closing::Closed));
    let end = if is_closed {
        text.len() - 1
    } else {
        text.len()
    };
    let inner = &text[start + 1..end];
    if !inner.contains(['\\', quote]) {
        return inner.to_owned();
    }
    let mut value = String::with_capacity(inner.len());
    let mut characters = inner.chars().peekable();
    while let Some(character) = characters.next() {
        if character == quote {
            // A quote inside is doubled.
            characters.next();
            value.push(quote);
        } else if character == '\\' && escapes {
            match characters.next() {
                Some('n') => value.push('\n'),
                Some('t') => value.push('\t'),
                Some('r') => value.push('\r'),
                Some('0') if dialect == Dialect::Mysql => value.push('\0'),
                Some('b') => value.push('\u{8}'),
                Some(other) => value.push(other),
                None => {}
            }
        } else {
            value.push(character);
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, dialect: Dialect) -> String {
        let all = tokens(text, dialect);
        assert_eq!(all.len(), 1, "{text}");
        string_value(text, all[0].kind, dialect)
    }

    #[test]
    fn strings_have_their_values() {
        assert_eq!(value("'it''s'", Dialect::Sqlite), "it's");
        assert_eq!(value(r"'a\'", Dialect::Postgresql), r"a\");
        assert_eq!(value(r"E'a\n\'b'", Dialect::Postgresql), "a\n'b");
        assert_eq!(value(r#""a\"b""#, Dialect::Mysql), "a\"b");
        assert_eq!(value("$x$a$$b$x$", Dialect::Postgresql), "a$$b");
        assert_eq!(value("'open", Dialect::Sqlite), "open");
    }

    #[test]
    fn identifiers_lose_their_quotes() {
        let name = |text: &str, dialect| identifier_text(text, tokens(text, dialect)[0].kind);
        assert_eq!(name("\"a\"\"b\"", Dialect::Postgresql), "a\"b");
        assert_eq!(name("`a``b`", Dialect::Mysql), "a`b");
        assert_eq!(name("[a b]", Dialect::Sqlite), "a b");
        assert_eq!(name("u&\"a\"", Dialect::Postgresql), "a");
        assert_eq!(name("\"", Dialect::Postgresql), "");
    }
}
