use std::collections::HashMap;

use limbeck_planner::schema::{
    Column, ColumnValue, DataType, Expression, GeneratedStorage, Nullability, Table,
};
use limbeck_planner::sql::literal;

use super::{DIALECT, Flavor, Reader, column_name};
use crate::database::DatabaseError;
use crate::introspect::row::Row;

/// The columns of the tables, in order.
pub(super) async fn read(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLLATION_NAME, \
         CHARACTER_SET_NAME, COLUMN_COMMENT, EXTRA, GENERATION_EXPRESSION, COLUMN_DEFAULT, \
         DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {} \
         ORDER BY TABLE_NAME, ORDINAL_POSITION",
        reader.database()
    );
    let flavor = reader.flavor;
    for mut row in reader.rows(&sql).await? {
        if let Some(table) = tables.get_mut(&row.text()) {
            table.columns.push(column(&mut row, flavor));
        }
    }
    Ok(())
}

fn column(row: &mut Row, flavor: Flavor) -> Column {
    let name = column_name(&row.text());
    let data_type = DataType::new(row.text());
    let nullability = if row.is_so() {
        Nullability::Nullable
    } else {
        Nullability::NotNull
    };
    let collation = row.optional();
    let character_set = row.optional();
    let comment = row.comment();
    let extra = row.text();
    let lower = extra.to_ascii_lowercase();
    let generated = row.optional().filter(|it| !it.is_empty());
    let default = row.optional();
    let plain_type = row.text();
    let on_update = lower
        .find("on update ")
        .map(|at| Expression::new(&extra[at + "on update ".len()..]));
    let value = if let Some(expression) = generated {
        ColumnValue::Generated {
            expression: Expression::new(expression),
            storage: if lower.contains("stored") {
                GeneratedStorage::Stored
            } else {
                GeneratedStorage::Virtual
            },
        }
    } else if lower.contains("auto_increment") {
        ColumnValue::AutoIncrement
    } else {
        let is_expression = flavor == Flavor::MariaDb || lower.contains("default_generated");
        ColumnValue::Given(default.map(|text| default_value(&text, is_expression, &plain_type)))
    };
    Column {
        nullability,
        value,
        on_update,
        collation,
        character_set,
        comment,
        ..Column::new(name, data_type)
    }
}

/// A default as a statement would have it. MariaDB shows it so; MySQL shows a literal's value
/// alone, and only `CURRENT_TIMESTAMP` and what stands in parentheses as expressions.
fn default_value(text: &str, is_expression: bool, plain_type: &str) -> Expression {
    let is_bare = is_expression
        || text.to_ascii_uppercase().starts_with("CURRENT_TIMESTAMP")
        || text.starts_with("b'")
        || text.starts_with("0x");
    let is_number = matches!(
        plain_type,
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "decimal" | "float" | "double"
    ) && text.parse::<f64>().is_ok();
    if is_bare || is_number {
        Expression::new(text)
    } else {
        Expression::new(literal(text, DIALECT))
    }
}
