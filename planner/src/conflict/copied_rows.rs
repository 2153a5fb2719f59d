use sqlparser::ast::{CopySource, Statement};

use super::inserted_rows::{InsertedRow, LeavesOut, columns_without_list};
use super::literal::{name, telling_text};
use crate::schema::{Name, Table};
use crate::sql::Dialect;

/// The rows that follow `COPY … FROM stdin`, in [PostgreSQL's text format][1]; `None` where the statement
/// asks for another one. Nulls and what is written with a backslash are left out.
///
/// [1]: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
pub(super) fn copied_rows(
    copy: &Statement,
    data: &str,
    table: &Table,
    dialect: Dialect,
) -> Option<Vec<InsertedRow>> {
    let Statement::Copy {
        source: CopySource::Table { columns, .. },
        options,
        legacy_options,
        ..
    } = copy
    else {
        return None;
    };
    if !options.is_empty() || !legacy_options.is_empty() {
        return None;
    }
    let columns: Vec<Name> = if columns.is_empty() {
        columns_without_list(table, LeavesOut::Computed)
    } else {
        columns.iter().map(|it| name(it, dialect)).collect()
    };
    let row = |line: &str| {
        let mut row = InsertedRow::default();
        let values = columns.iter().zip(line.split('\t'));
        for (column, value) in values.filter(|(_, value)| !value.contains('\\')) {
            row.literals.insert(column.clone(), value.to_owned());
            row.telling
                .extend(telling_text(value).map(|value| (column.clone(), value)));
        }
        row
    };
    Some(data.lines().map(row).collect())
}
