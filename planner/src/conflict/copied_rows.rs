use std::collections::BTreeMap;

use sqlparser::ast::{CopySource, Statement};

use super::literal::name;
use crate::schema::{Name, Table};
use crate::sql::Dialect;

/// The columns of each row that follows `COPY … FROM stdin`, in [PostgreSQL's text format][1]; `None`
/// where the statement asks for another one. Nulls and what is written with a backslash are left out.
///
/// [1]: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
pub(super) fn copied_rows(
    copy: &Statement,
    data: &str,
    table: &Table,
    dialect: Dialect,
) -> Option<Vec<BTreeMap<Name, String>>> {
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
        table.columns.iter().map(|it| it.name.clone()).collect()
    } else {
        columns.iter().map(|it| name(it, dialect)).collect()
    };
    let row = |line: &str| {
        let values = columns.iter().zip(line.split('\t'));
        values
            .filter(|(_, value)| !value.contains('\\'))
            .map(|(column, value)| (column.clone(), value.to_owned()))
            .collect()
    };
    Some(data.lines().map(row).collect())
}
