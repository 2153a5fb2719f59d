//! Values that are written out in statements.

use sqlparser::ast::{Expr, Ident, UnaryOperator, Value};

use crate::schema::{Name, NameKind, Quoting};
use crate::sql::Dialect;

/// A column's name as a statement writes it.
pub(super) fn name(identifier: &Ident, dialect: Dialect) -> Name {
    let quoting = match identifier.quote_style {
        Some(_) => Quoting::Quoted,
        None => Quoting::Bare,
    };
    Name::new(&identifier.value, quoting, NameKind::Part, dialect)
}

/// What an expression is, if it is written out and no null.
pub(super) fn literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Value(value) => match &value.value {
            Value::Null | Value::Placeholder(_) => None,
            Value::Number(number, _) => Some(number.clone()),
            text => Some(
                text.clone()
                    .into_string()
                    .unwrap_or_else(|| text.to_string()),
            ),
        },
        Expr::UnaryOp {
            op: UnaryOperator::Minus,
            expr,
        } => Some(format!("-{}", literal(expr)?)),
        Expr::Cast { expr, .. } | Expr::Nested(expr) => literal(expr),
        _ => None,
    }
}

/// A value by which rows are told apart: two that differ are different for every type and collation.
/// `None` where that is not certain.
///
/// These are whole numbers, truth values, UUIDs, and texts that begin with a letter. All else has many
/// spellings, as dates have, or is rounded by some column.
pub(super) fn telling(expression: &Expr) -> Option<String> {
    let text = match expression {
        Expr::Nested(inner) => return telling(inner),
        Expr::UnaryOp {
            op: UnaryOperator::Minus,
            ..
        } => literal(expression)?,
        Expr::Value(value) => match &value.value {
            Value::Number(..) | Value::Boolean(_) | Value::SingleQuotedString(_) => {
                literal(expression)?
            }
            _ => return None,
        },
        _ => return None,
    };
    telling_text(&text)
}

/// The same for a value as text.
pub(super) fn telling_text(value: &str) -> Option<String> {
    let value = value.trim().to_ascii_lowercase();
    match value.as_str() {
        "t" | "true" | "y" | "yes" | "on" => return Some("1".to_owned()),
        "f" | "false" | "n" | "no" | "off" => return Some("0".to_owned()),
        _ => {}
    }
    let is_number = value.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    if is_number {
        let number: i64 = value.parse().ok()?;
        // A date without signs between its numbers.
        return (value.len() < DATE_DIGITS).then(|| number.to_string());
    }
    let hexadecimal = value.replace(['-', '{', '}'], "");
    if hexadecimal.len() == UUID_DIGITS && hexadecimal.bytes().all(|it| it.is_ascii_hexdigit()) {
        return Some(hexadecimal);
    }
    // Collations may mind no more than letters and digits.
    let is_text = value.is_ascii() && value.starts_with(|it: char| it.is_ascii_alphabetic());
    let kept = value.chars().filter(char::is_ascii_alphanumeric);
    is_text.then(|| kept.collect())
}

/// How many digits a date has that is written as a number.
const DATE_DIGITS: usize = 6;

/// How many digits a UUID has.
const UUID_DIGITS: usize = 32;

#[cfg(test)]
mod tests {
    use super::telling_text;

    #[test]
    fn one_value_in_two_spellings_is_one() {
        for (one, other) in [
            ("TRUE", "t"),
            ("off", "0"),
            ("1", "01"),
            ("A ", "a"),
            (
                "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}",
                "a0eebc999c0b4ef8bb6d6bb9bd380a11",
            ),
            ("O'Neil", "oneil"),
        ] {
            assert_eq!(telling_text(one), telling_text(other));
            assert!(telling_text(one).is_some());
        }
        assert_ne!(telling_text("1"), telling_text("2"));
        assert_ne!(telling_text("a"), telling_text("b"));
    }

    #[test]
    fn what_has_many_spellings_tells_nothing() {
        for value in [
            "2020-01-02",
            "20200102",
            "10:00",
            "1 day",
            "9.999",
            "1_000",
            "Jos\u{e9}",
            "",
            " ",
            "-",
        ] {
            assert_eq!(telling_text(value), None, "{value}");
        }
    }
}
