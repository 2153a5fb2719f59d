use std::collections::BTreeMap;

use sqlparser::ast::{BinaryOperator, Expr, FromTable, Statement};

use super::inserted_key::{literal, name};
use crate::operation::{Access, Touch};
use crate::schema::Name;
use crate::sql::{Dialect, parse};

/// What columns have to be in the rows that an `UPDATE` or `DELETE` changes: those that its `WHERE`
/// sets equal to a value that is written out, as in `WHERE id = 1 AND …`, and that it does not give
/// another value.
///
/// Nothing is known of a statement that has to do with more than one table.
pub(super) fn wanted_rows(
    sql: &str,
    touches: &[Touch],
    dialect: Dialect,
) -> BTreeMap<Name, String> {
    let mut wanted = BTreeMap::new();
    let [touch] = touches else {
        return wanted;
    };
    if !matches!(touch.access, Access::Update | Access::Delete) {
        return wanted;
    }
    let Ok(statements) = parse(sql, dialect) else {
        return wanted;
    };
    match statements.as_slice() {
        [Statement::Update(update)] => {
            collect(update.selection.as_ref(), dialect, &mut wanted);
            for assignment in &update.assignments {
                let text = assignment.target.to_string();
                // Whatever the target is, the columns that it may be are no longer what they were.
                wanted.retain(|column, _| {
                    !text.to_lowercase().contains(&column.key().to_lowercase())
                });
            }
        }
        [Statement::Delete(delete)] if delete.using.is_none() => {
            let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
            if from.len() == 1 {
                collect(delete.selection.as_ref(), dialect, &mut wanted);
            }
        }
        _ => {}
    }
    wanted
}

/// Places of statements by what has to be in the rows that they change: by the columns, and by their
/// values.
pub(super) struct ByWanted<'rows, Place> {
    found: BTreeMap<Vec<&'rows Name>, ByValues<'rows, Place>>,
}

type ByValues<'rows, Place> = BTreeMap<Vec<&'rows str>, Vec<Place>>;

impl<Place> Default for ByWanted<'_, Place> {
    fn default() -> Self {
        Self {
            found: BTreeMap::new(),
        }
    }
}

impl<'rows, Place: Copy> ByWanted<'rows, Place> {
    /// Adds a place, unless `most` are there that want the same.
    pub(super) fn add(&mut self, wanted: &'rows BTreeMap<Name, String>, place: Place, most: usize) {
        if wanted.is_empty() {
            return;
        }
        let values = wanted.values().map(String::as_str).collect();
        let by_values = self.found.entry(wanted.keys().collect()).or_default();
        let places: &mut Vec<Place> = by_values.entry(values).or_default();
        if places.len() < most {
            places.push(place);
        }
    }

    /// The places of both that want the same of the columns which both name; none of those that have
    /// no column in common. Costs what there are, not their product.
    pub(super) fn meeting(&self, other: &Self) -> Vec<(Place, Place)> {
        let mut meeting = Vec::new();
        for (columns, ours) in &self.found {
            for (other_columns, theirs) in &other.found {
                let common: Vec<&Name> = columns
                    .iter()
                    .filter(|it| other_columns.contains(it))
                    .copied()
                    .collect();
                if common.is_empty() {
                    continue;
                }
                let theirs = projected(theirs, other_columns, &common);
                for (values, ones) in projected(ours, columns, &common) {
                    let others = theirs.get(&values).into_iter().flatten();
                    meeting.extend(
                        others.flat_map(|&other| ones.iter().map(move |&one| (one, other))),
                    );
                }
            }
        }
        meeting
    }
}

/// The places by the values of some of the columns.
fn projected<'rows, Place: Copy>(
    by_values: &ByValues<'rows, Place>,
    columns: &[&Name],
    common: &[&Name],
) -> ByValues<'rows, Place> {
    let mut projected = ByValues::new();
    for (values, places) in by_values {
        let kept = columns.iter().zip(values);
        let kept = kept.filter(|(column, _)| common.contains(column));
        let kept: Vec<&str> = kept.map(|(_, &value)| value).collect();
        let of_kept: &mut Vec<Place> = projected.entry(kept).or_default();
        of_kept.extend(places);
    }
    projected
}

/// The equalities that all have to hold.
fn collect(selection: Option<&Expr>, dialect: Dialect, wanted: &mut BTreeMap<Name, String>) {
    let mut left: Vec<&Expr> = selection.into_iter().collect();
    while let Some(expression) = left.pop() {
        match expression {
            Expr::Nested(inner) => left.push(inner),
            Expr::BinaryOp {
                left: one,
                op: BinaryOperator::And,
                right: other,
            } => left.extend([&**one, &**other]),
            Expr::BinaryOp {
                left: one,
                op: BinaryOperator::Eq,
                right: other,
            } => {
                let found = equality(one, other, dialect).or_else(|| equality(other, one, dialect));
                wanted.extend(found);
            }
            _ => {}
        }
    }
}

fn equality(column: &Expr, value: &Expr, dialect: Dialect) -> Option<(Name, String)> {
    let column = match column {
        Expr::Identifier(column) => column,
        Expr::CompoundIdentifier(parts) => parts.last()?,
        _ => return None,
    };
    Some((name(column, dialect), plain(&literal(value)?)))
}

/// A value without what some database may not mind: case, blanks at the end, how a number or a
/// boolean is written, the signs between the digits of a UUID.
fn plain(value: &str) -> String {
    let value = value.trim_end().to_lowercase();
    match (value.as_str(), value.parse::<f64>()) {
        ("t" | "true" | "y" | "yes" | "on", _) => "1".to_owned(),
        ("f" | "false" | "n" | "no" | "off", _) => "0".to_owned(),
        (_, Ok(number)) => number.to_string(),
        (text, Err(_)) => text.replace(['-', '{', '}'], ""),
    }
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
        ] {
            assert_eq!(plain(one), plain(other));
        }
        assert_ne!(plain("1"), plain("2"));
        assert_ne!(plain("a"), plain("b"));
    }
}
