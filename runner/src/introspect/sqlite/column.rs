use std::collections::HashMap;

use limbeck_planner::schema::{
    Column, ColumnValue, Constraint, DataType, Expression, Key, Nullability, Rule,
};

use super::table::Draft;
use super::{Reader, column_name};
use crate::database::DatabaseError;

/// The columns of the tables, in order, and the primary keys.
///
/// The statement alone says what a generated column is computed from, what counts by itself, and
/// which collation a column has.
pub(super) async fn read(
    reader: &mut Reader<'_>,
    drafts: &mut HashMap<String, Draft>,
) -> Result<(), DatabaseError> {
    let sql = "SELECT t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk \
               FROM pragma_table_list AS t, pragma_table_xinfo(t.name, t.schema) AS c \
               WHERE t.schema = 'main' AND t.type = 'table' AND c.hidden <> 1 \
               ORDER BY t.name, c.cid";
    let mut keys: HashMap<String, Vec<(i128, Column)>> = HashMap::new();
    for mut row in reader.rows(sql).await? {
        let table = row.text();
        let Some(draft) = drafts.get_mut(&table) else {
            continue;
        };
        let name = column_name(&row.text());
        let stated = draft.stated.column(&name);
        let data_type = row.text();
        let nullability = if row.is_so() {
            Nullability::NotNull
        } else {
            Nullability::Nullable
        };
        let default = row.optional().map(Expression::new);
        let value = match stated.map(|column| &column.value) {
            Some(value @ (ColumnValue::Generated { .. } | ColumnValue::AutoIncrement)) => {
                value.clone()
            }
            _ => ColumnValue::Given(default),
        };
        let column = Column {
            nullability,
            value,
            collation: stated.and_then(|column| column.collation.clone()),
            ..Column::new(name, DataType::new(without_generated(&data_type)))
        };
        if let Some(place) = row.number().filter(|place| *place > 0) {
            keys.entry(table).or_default().push((place, column.clone()));
        }
        draft.table.columns.push(column);
    }
    for (table, mut columns) in keys {
        columns.sort_by_key(|(place, _)| *place);
        if let Some(draft) = drafts.get_mut(&table) {
            let names = columns.into_iter().map(|(_, column)| column.name);
            let constraint = primary_key(draft, Key::of_columns(names));
            draft.table.constraints.push(constraint);
        }
    }
    Ok(())
}

/// The primary key, with its name and the orders of its parts from the statement.
fn primary_key(draft: &Draft, key: Key) -> Constraint {
    let stated = draft.stated.constraints.iter().find(|constraint| {
        matches!(&constraint.rule, Rule::PrimaryKey(stated)
            if stated.columns().eq(key.columns()))
    });
    stated
        .cloned()
        .unwrap_or_else(|| Constraint::new(Rule::PrimaryKey(key)))
}

/// The type of a generated column, which SQLite shows with the words that make it one.
fn without_generated(data_type: &str) -> &str {
    let length = data_type.len().saturating_sub(" GENERATED ALWAYS".len());
    match data_type.get(length..) {
        Some(tail) if tail.eq_ignore_ascii_case(" GENERATED ALWAYS") => &data_type[..length],
        _ => data_type,
    }
}
