use std::borrow::Cow;

use crate::sql::Dialect;
use crate::sql::lexer::{LexemeKind, Lexer};

/// `text` with spellings that the parser does not read replaced by others that mean the same.
pub(super) fn readable(text: &str, dialect: Dialect) -> Cow<'_, str> {
    match dialect {
        Dialect::Postgresql => with_trim(text),
        Dialect::Mysql => with_modulo(text),
        Dialect::Sqlite => Cow::Borrowed(text),
    }
}

/// `a MOD b` is `a % b`, and MariaDB's `NEXT VALUE FOR a` is `nextval(a)`.
fn with_modulo(text: &str) -> Cow<'_, str> {
    let dialect = Dialect::Mysql;
    let lexemes: Vec<_> = Lexer::new(text, 0..text.len(), dialect)
        .filter(|lexeme| !lexeme.kind.is_trivia())
        .collect();
    let mut readable = String::new();
    let mut done = 0;
    for (index, lexeme) in lexemes.iter().enumerate() {
        let is_word = lexeme.kind == LexemeKind::Word
            && text[lexeme.span.clone()].eq_ignore_ascii_case("mod");
        let is_call = lexemes
            .get(index + 1)
            .is_some_and(|next| next.kind == LexemeKind::OpenParenthesis);
        let is_operand = index == 0;
        if is_word && !is_call && !is_operand {
            readable.push_str(&text[done..lexeme.span.start]);
            readable.push('%');
            done = lexeme.span.end;
        }
    }
    if done == 0 {
        return with_next_value(text);
    }
    readable.push_str(&text[done..]);
    Cow::Owned(with_next_value(&readable).into_owned())
}

fn with_next_value(text: &str) -> Cow<'_, str> {
    const WORDS: &str = "next value for ";
    let Some(start) = text.to_ascii_lowercase().find(WORDS) else {
        return Cow::Borrowed(text);
    };
    let name = start + WORDS.len();
    let end = text[name..].find([')', ' ', ',']);
    let end = end.map_or(text.len(), |length| name + length);
    let (before, behind) = (&text[..start], &text[end..]);
    Cow::Owned(format!("{before}nextval({}){behind}", &text[name..end]))
}

/// PostgreSQL shows `btrim(a)` as `TRIM(BOTH FROM a)`.
fn with_trim(text: &str) -> Cow<'_, str> {
    let dialect = Dialect::Postgresql;
    let lexemes: Vec<_> = Lexer::new(text, 0..text.len(), dialect)
        .filter(|lexeme| !lexeme.kind.is_trivia())
        .collect();
    let is = |index: usize, word: &str| {
        lexemes.get(index).is_some_and(|lexeme| {
            lexeme.kind == LexemeKind::Word && text[lexeme.span.clone()].eq_ignore_ascii_case(word)
        })
    };
    let mut readable = String::new();
    let mut done = 0;
    for (index, lexeme) in lexemes.iter().enumerate() {
        let opens = lexemes
            .get(index + 1)
            .is_some_and(|next| next.kind == LexemeKind::OpenParenthesis);
        if !is(index, "trim") || !opens || !is(index + 3, "from") {
            continue;
        }
        let function = if is(index + 2, "leading") {
            "ltrim"
        } else if is(index + 2, "trailing") {
            "rtrim"
        } else if is(index + 2, "both") {
            "btrim"
        } else {
            continue;
        };
        readable.push_str(&text[done..lexeme.span.start]);
        readable.push_str(function);
        readable.push('(');
        done = lexemes[index + 3].span.end;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    readable.push_str(&text[done..]);
    Cow::Owned(readable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trim_becomes_a_function() {
        let read = |text| readable(text, Dialect::Postgresql);
        assert_eq!(
            read("length(TRIM(BOTH FROM c)) > 0"),
            "length(btrim( c)) > 0"
        );
        assert_eq!(read("trim(a)"), "trim(a)");
        assert_eq!(read("TRIM(BOTH 'x' FROM c)"), "TRIM(BOTH 'x' FROM c)");
        let read = |text| readable(text, Dialect::Mysql);
        assert_eq!(read("(NEXT VALUE FOR `a`)"), "(nextval(`a`))");
        assert_eq!(read("a mod 3 + mod(a, 2)"), "a % 3 + mod(a, 2)");
    }
}
