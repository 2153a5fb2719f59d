use std::collections::HashMap;

use limbeck_planner::schema::{
    Column, ColumnValue, DataType, Expression, GeneratedStorage, Identity, IdentityGeneration,
    Nullability, Table,
};

use super::{IS_NOT_OF_SYSTEM, Reader, column_name, sequence};
use crate::database::DatabaseError;
use crate::introspect::row::Row;

/// The name of the collation `o` in the namespace `k`, as a statement would have it.
pub(super) const COLLATION: &str = "CASE WHEN k.nspname IN ('pg_catalog', \
     pg_catalog.current_schema()) THEN o.collname::text ELSE k.nspname || '.' || o.collname END";

/// The columns of the tables, in order.
pub(super) async fn read(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT a.attrelid::text, a.attname::text, \
         pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull::text, \
         CASE WHEN a.attcollation <> t.typcollation THEN {COLLATION} END, \
         pg_catalog.col_description(a.attrelid, a.attnum), \
         pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attgenerated::text, a.attidentity::text, {} \
         FROM pg_catalog.pg_attribute AS a \
         JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid \
         LEFT JOIN pg_catalog.pg_collation AS o ON o.oid = a.attcollation \
         LEFT JOIN pg_catalog.pg_namespace AS k ON k.oid = o.collnamespace \
         LEFT JOIN pg_catalog.pg_attrdef AS d \
         ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
         LEFT JOIN pg_catalog.pg_depend AS i \
         ON a.attidentity <> '' AND i.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass \
         AND i.refobjid = a.attrelid AND i.refobjsubid = a.attnum AND i.deptype = 'i' \
         AND i.classid = 'pg_catalog.pg_class'::pg_catalog.regclass \
         LEFT JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = i.objid \
         WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped \
         AND {IS_NOT_OF_SYSTEM} ORDER BY a.attrelid, a.attnum",
        sequence::OPTIONS
    );
    for mut row in reader.rows(&sql).await? {
        if let Some(table) = tables.get_mut(&row.text()) {
            table.columns.push(column(&mut row));
        }
    }
    Ok(())
}

fn column(row: &mut Row) -> Column {
    let name = column_name(&row.text());
    let data_type = DataType::new(row.text());
    let nullability = if row.is_so() {
        Nullability::NotNull
    } else {
        Nullability::Nullable
    };
    let collation = row.optional();
    let comment = row.comment();
    let expression = row.optional().map(Expression::new);
    let value = match (row.text().as_str(), row.text().as_str(), expression) {
        ("s", _, Some(expression)) => ColumnValue::Generated {
            expression,
            storage: GeneratedStorage::Stored,
        },
        ("v", _, Some(expression)) => ColumnValue::Generated {
            expression,
            storage: GeneratedStorage::Virtual,
        },
        (_, "a", _) => identity(IdentityGeneration::Always, row),
        (_, "d", _) => identity(IdentityGeneration::ByDefault, row),
        (_, _, default) => ColumnValue::Given(default),
    };
    Column {
        nullability,
        value,
        collation,
        comment,
        ..Column::new(name, data_type)
    }
}

fn identity(generation: IdentityGeneration, row: &mut Row) -> ColumnValue {
    ColumnValue::Identity(Identity {
        generation,
        options: sequence::options(row),
    })
}
