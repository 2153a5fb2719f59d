use std::collections::{BTreeMap, BTreeSet};

use sqlparser::ast::{AssignmentTarget, Expr, Insert, ObjectNamePart, SetExpr, Statement};

use super::copied_rows::copied_rows;
use super::given_key::{GivenKey, keys};
use super::literal::{literal, name, telling};
use crate::schema::{ColumnValue, Name, Table};
use crate::sql::{Dialect, parse};

/// What is known of the rows that a statement inserts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct InsertedRows {
    /// The keys that it writes out.
    pub(super) keys: BTreeSet<GivenKey>,
    /// The values by which its rows are told from others; `None` where it does not say which rows these
    /// are.
    pub(super) given: Option<BTreeSet<BTreeMap<Name, String>>>,
}

/// A row that is inserted.
#[derive(Debug, Default)]
pub(super) struct InsertedRow {
    /// The values that are written out.
    pub(super) literals: BTreeMap<Name, String>,
    /// Those by which it is told from other rows.
    pub(super) telling: BTreeMap<Name, String>,
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
            .filter_map(|key| GivenKey::of(key, |column| row.literals.get(column).cloned()))
    });
    InsertedRows {
        keys: of_rows.collect(),
        given: (rows.len() <= MOST_ROWS)
            .then(|| rows.iter().map(|row| row.telling.clone()).collect()),
    }
}

/// The columns that a statement gives values to where it names none: SQLite, and PostgreSQL's `COPY`,
/// leave out those that are computed.
pub(super) fn columns_without_list(table: &Table, leaves_out: LeavesOut) -> Vec<Name> {
    let columns = table.columns.iter().filter(|column| {
        let is_computed = matches!(column.value, ColumnValue::Generated { .. });
        !(is_computed && leaves_out == LeavesOut::Computed)
    });
    columns.map(|it| it.name.clone()).collect()
}

/// Which columns a statement without a list of columns leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeavesOut {
    None,
    Computed,
}

/// The rows whose values are written out.
fn rows(insert: &Insert, table: &Table, dialect: Dialect) -> Option<Vec<InsertedRow>> {
    let set = assigned(insert, dialect);
    if !set.is_empty() {
        return Some(vec![row(set.into_iter(), table, dialect)]);
    }
    let SetExpr::Values(values) = insert.source.as_ref()?.body.as_ref() else {
        return None;
    };
    let columns: Vec<Name> = if insert.columns.is_empty() {
        let leaves_out = match dialect {
            Dialect::Sqlite => LeavesOut::Computed,
            Dialect::Postgresql | Dialect::Mysql => LeavesOut::None,
        };
        columns_without_list(table, leaves_out)
    } else {
        let last = insert.columns.iter().map(|it| it.0.last());
        last.map(|it| Some(name(it.and_then(ObjectNamePart::as_ident)?, dialect)))
            .collect::<Option<_>>()?
    };
    let rows = values.rows.iter().map(|values| {
        let given = columns.iter().cloned().zip(values.iter());
        row(given, table, dialect)
    });
    Some(rows.collect())
}

fn row<'sql>(
    given: impl Iterator<Item = (Name, &'sql Expr)>,
    table: &Table,
    dialect: Dialect,
) -> InsertedRow {
    let mut row = InsertedRow::default();
    for (column, value) in given {
        let counts = table
            .column(&column)
            .is_some_and(|it| it.value == ColumnValue::AutoIncrement);
        let Some(text) = literal(value) else {
            continue;
        };
        if dialect == Dialect::Mysql && counts && text == "0" {
            // It stands for the next number.
            continue;
        }
        row.literals.insert(column.clone(), text);
        row.telling
            .extend(telling(value).map(|value| (column, value)));
    }
    row
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
