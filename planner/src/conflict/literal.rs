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

/// A value without what some database may not mind: case, blanks at the end, how a number, a boolean or
/// a date is written, the signs between the digits of a UUID.
pub(super) fn plain(value: &str) -> String {
    let value = value.trim_end().to_lowercase();
    match (value.as_str(), value.parse::<f64>()) {
        ("t" | "true" | "y" | "yes" | "on", _) => "1".to_owned(),
        ("f" | "false" | "n" | "no" | "off", _) => "0".to_owned(),
        (_, Ok(number)) => number.to_string(),
        (text, Err(_)) => moment(text).unwrap_or_else(|| text.replace(['-', '{', '}'], "")),
    }
}

/// A date, with its time if there is one: its numbers, of which noughts at the end say nothing.
fn moment(text: &str) -> Option<String> {
    let is_between = |it: char| matches!(it, '-' | '/' | '.' | ':' | ' ' | 't');
    let numbers: Option<Vec<u64>> = text.split(is_between).map(|it| it.parse().ok()).collect();
    let mut numbers = numbers.filter(|it| it.len() >= 3 && it[0] >= 1000)?;
    while numbers.len() > 3 && numbers.last() == Some(&0) {
        numbers.pop();
    }
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    Some(numbers.join("-"))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn one_value_in_two_spellings_is_one() {
        for (one, other) in [
            ("TRUE", "t"),
            ("off", "0"),
            ("1", "01.0"),
            ("A ", "a"),
            ("{A0EE-BC99}", "a0eebc99"),
            ("2020-01-02", "2020-1-2"),
            ("2020-01-02", "2020-01-02T00:00:00"),
        ] {
            assert_eq!(plain(one), plain(other));
        }
        assert_ne!(plain("1"), plain("2"));
        assert_ne!(plain("a"), plain("b"));
        assert_ne!(plain("2020-01-02"), plain("2020-01-20"));
        assert_ne!(plain("2020-01-02 00:10"), plain("2020-01-02 10:00"));
    }
}
