use std::collections::{BTreeMap, BTreeSet};

use sqlparser::ast::{AssignmentTarget, BinaryOperator, Expr, FromTable, Statement, Update};

use super::inserted_key::{InsertedKey, keys};
use super::literal::{literal, name, plain};
use crate::operation::{Access, Touch};
use crate::schema::{Name, Table};
use crate::sql::{Dialect, parse};

/// What is known of the rows that a statement changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ChangedRows {
    /// What columns have to be in them: those that the `WHERE` of an `UPDATE` or `DELETE` sets equal to
    /// a value that is written out, as in `WHERE id = 1 AND …`, and that it does not give another
    /// value.
    pub(super) wanted: BTreeMap<Name, String>,
    /// The keys that an `UPDATE` gives one of them.
    pub(super) keys: BTreeSet<InsertedKey>,
}

/// What is known of the rows that a statement changes: nothing where it has to do with more than one
/// table, or makes up a key.
pub(super) fn changed_rows(
    sql: &str,
    touches: &[Touch],
    table: Option<&Table>,
    dialect: Dialect,
) -> ChangedRows {
    let unknown = ChangedRows::default();
    let [touch] = touches else {
        return unknown;
    };
    if !matches!(touch.access, Access::Update | Access::Delete) {
        return unknown;
    }
    let Ok(statements) = parse(sql, dialect) else {
        return unknown;
    };
    match statements.as_slice() {
        [Statement::Update(update)] => {
            let keys = table.map(keys).unwrap_or_default();
            updated(update, &keys, dialect).unwrap_or(unknown)
        }
        [Statement::Delete(delete)] if delete.using.is_none() => {
            let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
            if from.len() != 1 {
                return unknown;
            }
            ChangedRows {
                wanted: plainly(&equalities(delete.selection.as_ref(), dialect)),
                keys: BTreeSet::new(),
            }
        }
        _ => unknown,
    }
}

/// What is known of the rows that an `UPDATE` changes; `None` where it gives a part of a key a value
/// that is not written out.
fn updated(update: &Update, keys: &[Vec<Name>], dialect: Dialect) -> Option<ChangedRows> {
    let mut wanted = equalities(update.selection.as_ref(), dialect);
    let mut given: BTreeMap<Name, Option<String>> = BTreeMap::new();
    for assignment in &update.assignments {
        let AssignmentTarget::ColumnName(target) = &assignment.target else {
            return None;
        };
        let column = name(target.0.last()?.as_ident()?, dialect);
        given.insert(column, literal(&assignment.value));
    }
    let values = |column: &Name| match given.get(column) {
        Some(value) => value.clone(),
        None => wanted.get(column).cloned(),
    };
    let given_keys = keys
        .iter()
        .filter(|key| key.iter().any(|column| given.contains_key(column)))
        .map(|key| InsertedKey::of(key, values))
        .collect::<Option<_>>()?;
    wanted.retain(|column, _| !given.contains_key(column));
    Some(ChangedRows {
        wanted: plainly(&wanted),
        keys: given_keys,
    })
}

fn plainly(values: &BTreeMap<Name, String>) -> BTreeMap<Name, String> {
    values
        .iter()
        .map(|(column, value)| (column.clone(), plain(value)))
        .collect()
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

/// The columns that have to be equal to what is written out.
fn equalities(selection: Option<&Expr>, dialect: Dialect) -> BTreeMap<Name, String> {
    let mut wanted = BTreeMap::new();
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
    wanted
}

fn equality(column: &Expr, value: &Expr, dialect: Dialect) -> Option<(Name, String)> {
    let column = match column {
        Expr::Identifier(column) => column,
        Expr::CompoundIdentifier(parts) => parts.last()?,
        _ => return None,
    };
    Some((name(column, dialect), literal(value)?))
}
