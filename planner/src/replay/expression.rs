//! Names in expressions. They are found by their tokens, which needs no parser.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::schema::{Expression, Name, NameKind, Quoting};
use crate::sql::lexer::{LexemeKind, Lexer};
use crate::sql::{Dialect, identifier, is_reserved};

use super::column_name::each_column;

/// The columns among `columns` that `expression` names.
pub(crate) fn columns_in<'columns>(
    expression: &Expression,
    columns: impl IntoIterator<Item = &'columns Name>,
    dialect: Dialect,
) -> Vec<&'columns Name> {
    let mut names = BTreeSet::new();
    each_column(&expression.text, dialect, |name, _| {
        names.insert(name);
    });
    let columns = columns.into_iter();
    columns.filter(|column| names.contains(column)).collect()
}

/// Whether `expression` names `column`.
pub(crate) fn mentions(expression: &Expression, column: &Name, dialect: Dialect) -> bool {
    !columns_in(expression, [column], dialect).is_empty()
}

/// Every name in a text, without the names of functions that it calls.
pub(crate) fn names_in(text: &str, dialect: Dialect) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    each_name(text, dialect, |name, _| {
        names.insert(name);
    });
    names
}

/// The columns that a trigger's text names of the rows that it acts for: those behind `NEW.` and
/// `OLD.`.
pub(crate) fn columns_of_rows(text: &str, dialect: Dialect) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    each_name(text, dialect, |name, span| {
        let before = text[..span.start].strip_suffix('.').unwrap_or_default();
        let is_of_word = |it: char| it.is_alphanumeric() || it == '_';
        let word = before.rsplit(|it| !is_of_word(it)).next();
        if word.is_some_and(|it| it.eq_ignore_ascii_case("new") || it.eq_ignore_ascii_case("old")) {
            names.insert(name);
        }
    });
    names
}

/// `expression` with the column `from` replaced by `to` wherever it stands.
pub(crate) fn rename(
    expression: &Expression,
    from: &Name,
    to: &Name,
    dialect: Dialect,
) -> Expression {
    let mut spans = Vec::new();
    each_column(&expression.text, dialect, |name, span| {
        if name == *from {
            spans.push(span);
        }
    });
    Expression::new(with_name(&expression.text, &spans, to, dialect))
}

/// A statement, or a part of one, with `from` replaced by `to` wherever it stands as a name.
pub(crate) fn rename_in_statement(text: &str, from: &Name, to: &Name, dialect: Dialect) -> String {
    let mut spans = Vec::new();
    each_name(text, dialect, |name, span| {
        let is_bare = text[span.clone()].starts_with(|it: char| it.is_alphabetic());
        let is_keyword = is_bare && is_reserved(&text[span.clone()].to_ascii_lowercase(), dialect);
        if name == *from && (!is_keyword || text[..span.start].ends_with('.')) {
            spans.push(span);
        }
    });
    with_name(text, &spans, to, dialect)
}

/// `text` with a name at each of these places.
fn with_name(text: &str, spans: &[Range<usize>], name: &Name, dialect: Dialect) -> String {
    let mut renamed = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans {
        renamed.push_str(&text[done..span.start]);
        renamed.push_str(&identifier(name.as_str(), dialect));
        done = span.end;
    }
    renamed.push_str(&text[done..]);
    renamed
}

fn each_name(text: &str, dialect: Dialect, mut found: impl FnMut(Name, Range<usize>)) {
    let mut lexemes = Lexer::new(text, 0..text.len(), dialect)
        .filter(|lexeme| !lexeme.kind.is_trivia())
        .peekable();
    while let Some(lexeme) = lexemes.next() {
        let is_call = lexemes
            .peek()
            .is_some_and(|next| next.kind == LexemeKind::OpenParenthesis);
        let word = &text[lexeme.span.clone()];
        let name = match lexeme.kind {
            LexemeKind::Word if !is_call => Name::new(word, Quoting::Bare, NameKind::Part, dialect),
            LexemeKind::QuotedIdentifier(_) => {
                let inner = crate::operation::unquoted(word, lexeme.kind);
                Name::new(&inner, Quoting::Quoted, NameKind::Part, dialect)
            }
            _ => continue,
        };
        found(name, lexeme.span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text, Quoting::Bare, NameKind::Part, Dialect::Postgresql)
    }

    #[test]
    fn columns_are_told_from_functions() {
        let expression = Expression::new("lower(a) = \"B\" AND c > 'd'");
        let all = ["lower", "a", "b", "c", "d"].map(name);
        let found = columns_in(&expression, &all, Dialect::Postgresql);
        assert_eq!(found, [&name("a"), &name("c")]);
    }

    #[test]
    fn names_are_replaced_and_nothing_else() {
        let expression = Expression::new("a + lower(A) + b.a + 'a' + ab");
        let renamed = rename(&expression, &name("a"), &name("order"), Dialect::Postgresql);
        assert_eq!(
            renamed.text,
            "\"order\" + lower(\"order\") + b.\"order\" + 'a' + ab"
        );
    }
}
