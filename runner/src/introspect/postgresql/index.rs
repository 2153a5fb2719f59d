use std::collections::HashMap;

use limbeck_planner::schema::{Index, Object, Table, View};

use super::{DIALECT, IS_NOT_OF_SYSTEM, Reader, column_name};
use crate::database::DatabaseError;
use crate::introspect::definition;

/// The indexes of tables, but for those of constraints.
pub(super) async fn of_tables(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    for (owner, index) in read(reader, "'r', 'p', 'f'").await? {
        if let Some(table) = tables.get_mut(&owner) {
            table.indexes.push(index);
        }
    }
    Ok(())
}

/// The indexes of materialized views.
pub(super) async fn of_views(
    reader: &mut Reader<'_>,
    views: &mut HashMap<String, View>,
) -> Result<(), DatabaseError> {
    for (owner, index) in read(reader, "'m'").await? {
        if let Some(view) = views.get_mut(&owner) {
            view.indexes.push(index);
        }
    }
    Ok(())
}

/// The indexes of relations of these kinds with the numbers of their owners, in the order in which
/// they were made.
async fn read(reader: &mut Reader<'_>, kinds: &str) -> Result<Vec<(String, Index)>, DatabaseError> {
    let sql = format!(
        "SELECT i.indrelid::text, x.relname::text, pg_catalog.pg_get_indexdef(i.indexrelid), \
         pg_catalog.obj_description(i.indexrelid, 'pg_class') \
         FROM pg_catalog.pg_index AS i \
         JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid \
         JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         WHERE c.relkind IN ({kinds}) AND {IS_NOT_OF_SYSTEM} AND NOT EXISTS (\
         SELECT FROM pg_catalog.pg_constraint AS k \
         WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')) \
         ORDER BY i.indexrelid"
    );
    let mut indexes = Vec::new();
    for mut row in reader.rows(&sql).await? {
        let owner = row.text();
        let Some(table) = reader.relations.get(&owner).cloned() else {
            continue;
        };
        let name = column_name(&row.text());
        if let Some(index) = definition::index(&row.text(), DIALECT) {
            indexes.push((
                owner,
                Index {
                    name,
                    comment: row.comment(),
                    ..index
                },
            ));
        } else {
            let object = Object::Index { table, index: name };
            definition::mark_unreadable(&mut reader.schema, &object);
        }
    }
    Ok(indexes)
}
