use std::collections::{BTreeMap, BTreeSet};

use sqlparser::ast::{AssignmentTarget, Expr, Insert, ObjectNamePart, SetExpr, Statement};

use super::copied_rows::copied_rows;
use super::inserted_key::{InsertedKey, keys};
use super::literal::{literal, name, plain};
use crate::schema::{Name, Table};
use crate::sql::{Dialect, parse};

/// What is known of the rows that a statement inserts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct InsertedRows {
    /// The keys that it writes out.
    pub(super) keys: BTreeSet<InsertedKey>,
    /// The values that it writes out, row by row; `None` where it does not say which rows these are.
    pub(super) given: Option<BTreeSet<BTreeMap<Name, String>>>,
}

/// So many rows of one statement are told apart.
const MOST_ROWS: usize = 1000;

/// What `INSERT … VALUES`, MySQL's `INSERT … SET` and `COPY` write out, the last in `copy_data`; nothing
/// is known of another statement.
pub(super) fn inserted_rows(
    sql: &str,
    copy_data: Option<&str>,
    table: &Table,
    dialect: Dialect,
) -> InsertedRows {
    let parsed = parse(sql, dialect).unwrap_or_default();
    let rows = match (parsed.as_slice(), copy_data) {
        ([Statement::Insert(insert)], None) => rows(insert, table, dialect),
        ([copy @ Statement::Copy { .. }], Some(data)) => copied_rows(copy, data, table, dialect),
        _ => None,
    };
    let Some(rows) = rows else {
        return InsertedRows::default();
    };
    let keys = keys(table);
    let of_rows = rows.iter().flat_map(|row| {
        keys.iter()
            .filter_map(|key| InsertedKey::of(key, |column| row.get(column).cloned()))
    });
    InsertedRows {
        keys: of_rows.collect(),
        given: (rows.len() <= MOST_ROWS).then(|| {
            let plainly = |row: &BTreeMap<Name, String>| {
                row.iter()
                    .map(|(column, value)| (column.clone(), plain(value)))
                    .collect()
            };
            rows.iter().map(plainly).collect()
        }),
    }
}

/// The columns of each row whose values are written out.
fn rows(insert: &Insert, table: &Table, dialect: Dialect) -> Option<Vec<BTreeMap<Name, String>>> {
    let set = assigned(insert, dialect);
    if !set.is_empty() {
        let given = set.into_iter();
        let given = given.filter_map(|(column, value)| Some((column, literal(value)?)));
        return Some(vec![given.collect()]);
    }
    let SetExpr::Values(values) = insert.source.as_ref()?.body.as_ref() else {
        return None;
    };
    let columns: Vec<Name> = if insert.columns.is_empty() {
        table.columns.iter().map(|it| it.name.clone()).collect()
    } else {
        let last = insert.columns.iter().map(|it| it.0.last());
        last.map(|it| Some(name(it.and_then(ObjectNamePart::as_ident)?, dialect)))
            .collect::<Option<_>>()?
    };
    let rows = values.rows.iter().map(|row| {
        let given = columns.iter().zip(row.iter());
        given
            .filter_map(|(column, value)| Some((column.clone(), literal(value)?)))
            .collect()
    });
    Some(rows.collect())
}

/// The columns of MySQL's `INSERT … SET column = value, …`, with their values.
fn assigned(insert: &Insert, dialect: Dialect) -> Vec<(Name, &Expr)> {
    let assignments = insert.assignments.iter();
    let found = assignments.filter_map(|assignment| {
        let AssignmentTarget::ColumnName(target) = &assignment.target else {
            return None;
        };
        let column = target.0.last()?.as_ident()?;
        Some((name(column, dialect), &assignment.value))
    });
    found.collect()
}
