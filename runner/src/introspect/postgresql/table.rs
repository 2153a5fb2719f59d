use std::collections::HashMap;

use limbeck_planner::schema::{PartitionOf, Persistence, QualifiedName, RowSecurity, Table};

use super::{IS_NOT_OF_SYSTEM, Reader, column, constraint, index, parameters, stands_alone};
use crate::database::DatabaseError;

/// The tables with everything that is in them.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let mut tables = tables(reader).await?;
    parents(reader, &mut tables).await?;
    column::read(reader, &mut tables).await?;
    constraint::of_tables(reader, &mut tables).await?;
    index::of_tables(reader, &mut tables).await?;
    for (oid, table) in tables {
        if let Some(name) = reader.relations.get(&oid) {
            reader.schema.put_table(name.clone(), table);
        }
    }
    Ok(())
}

/// The tables by their numbers, with what `pg_class` says of them.
async fn tables(reader: &mut Reader<'_>) -> Result<HashMap<String, Table>, DatabaseError> {
    let sql = format!(
        "SELECT c.oid::text, n.nspname::text, c.relname::text, c.relpersistence::text, \
         c.relrowsecurity::text, c.relforcerowsecurity::text, \
         CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END, \
         pg_catalog.pg_get_expr(c.relpartbound, c.oid), \
         pg_catalog.array_to_json(c.reloptions)::text, \
         pg_catalog.array_to_json(t.reloptions)::text, \
         pg_catalog.obj_description(c.oid, 'pg_class') \
         FROM pg_catalog.pg_class AS c \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         LEFT JOIN pg_catalog.pg_class AS t ON t.oid = c.reltoastrelid \
         WHERE c.relkind IN ('r', 'p', 'f') AND {IS_NOT_OF_SYSTEM} AND {}",
        stands_alone("pg_class", "c.oid")
    );
    let mut tables = HashMap::new();
    for mut row in reader.rows(&sql).await? {
        let oid = row.text();
        let (namespace, name) = (row.text(), row.text());
        if reader.is_own(&name) {
            continue;
        }
        let persistence = match row.text().as_str() {
            "u" => Persistence::Unlogged,
            "t" => Persistence::Temporary,
            _ => Persistence::Logged,
        };
        let row_security = match (row.is_so(), row.is_so()) {
            (true, true) => RowSecurity::Forced,
            (true, false) => RowSecurity::Enabled,
            (false, true) => RowSecurity::Dormant,
            (false, false) => RowSecurity::Disabled,
        };
        let partition_by = row.optional();
        let bound = row.optional();
        let mut options: std::collections::BTreeMap<String, String> =
            parameters(&row.list()).collect();
        let of_toast = row.list();
        options.extend(
            parameters(&of_toast).map(|(option, value)| (format!("toast.{option}"), value)),
        );
        let name = reader.qualified(&namespace, &name);
        reader.relations.insert(oid.clone(), name.clone());
        tables.insert(
            oid,
            Table {
                persistence,
                row_security,
                partition_by,
                // Whose partition it is comes later.
                partition_of: bound.map(|bound| PartitionOf {
                    parent: name,
                    bound,
                }),
                options,
                comment: row.comment(),
                ..Table::default()
            },
        );
    }
    Ok(tables)
}

/// The tables that others have their columns from.
async fn parents(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    let rows = reader
        .rows(
            "SELECT i.inhrelid::text, n.nspname::text, c.relname::text \
             FROM pg_catalog.pg_inherits AS i \
             JOIN pg_catalog.pg_class AS c ON c.oid = i.inhparent \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
             ORDER BY i.inhrelid, i.inhseqno",
        )
        .await?;
    for mut row in rows {
        let child = row.text();
        let (namespace, name) = (row.text(), row.text());
        let parent: QualifiedName = reader.qualified(&namespace, &name);
        let Some(table) = tables.get_mut(&child) else {
            continue;
        };
        match &mut table.partition_of {
            Some(place) => place.parent = parent,
            None => table.inherits.push(parent),
        }
    }
    Ok(())
}
