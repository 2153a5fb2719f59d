use std::collections::{BTreeMap, BTreeSet};

use sqlparser::ast::{AssignmentTarget, BinaryOperator, Expr, FromTable, Statement, Update};

use super::given_key::{GivenKey, keys};
use super::literal::{literal, name, telling};
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
    pub(super) keys: BTreeSet<GivenKey>,
}

/// What is known of the rows that a statement changes: nothing where it has to do with more than one
/// table, or gives a key a value that is not written out.
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
                wanted: told(&equalities(delete.selection.as_ref(), dialect)),
                keys: BTreeSet::new(),
            }
        }
        _ => unknown,
    }
}

/// What is known of the rows that an `UPDATE` changes; `None` where it gives a part of a key a value
/// that is not written out, or gives values to more than whole columns.
fn updated(update: &Update, keys: &[Vec<Name>], dialect: Dialect) -> Option<ChangedRows> {
    let mut wanted = equalities(update.selection.as_ref(), dialect);
    let mut given: BTreeMap<Name, Option<String>> = BTreeMap::new();
    for assignment in &update.assignments {
        let AssignmentTarget::ColumnName(target) = &assignment.target else {
            return None;
        };
        // In PostgreSQL, what stands before a period is the column, and behind it a part of that.
        if dialect == Dialect::Postgresql && target.0.len() > 1 {
            return None;
        }
        let column = name(target.0.last()?.as_ident()?, dialect);
        given.insert(column, literal(&assignment.value));
    }
    let values = |column: &Name| match given.get(column) {
        Some(value) => value.clone(),
        None => wanted.get(column).and_then(|value| literal(value)),
    };
    let given_keys = keys
        .iter()
        .filter(|key| key.iter().any(|column| given.contains_key(column)))
        .map(|key| GivenKey::of(key, values))
        .collect::<Option<_>>()?;
    wanted.retain(|column, _| !given.contains_key(column));
    Some(ChangedRows {
        wanted: told(&wanted),
        keys: given_keys,
    })
}

fn told(values: &BTreeMap<Name, &Expr>) -> BTreeMap<Name, String> {
    let told = values.iter();
    told.filter_map(|(column, value)| Some((column.clone(), telling(value)?)))
        .collect()
}

/// The columns that have to be equal to what is written out.
fn equalities(selection: Option<&Expr>, dialect: Dialect) -> BTreeMap<Name, &Expr> {
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

fn equality<'sql>(
    column: &Expr,
    value: &'sql Expr,
    dialect: Dialect,
) -> Option<(Name, &'sql Expr)> {
    let column = match column {
        Expr::Identifier(column) => column,
        Expr::CompoundIdentifier(parts) => parts.last()?,
        _ => return None,
    };
    literal(value)?;
    Some((name(column, dialect), value))
}
