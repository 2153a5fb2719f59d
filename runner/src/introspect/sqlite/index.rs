use std::collections::HashMap;

use limbeck_planner::schema::{Index, Object};

use super::table::Draft;
use super::{DIALECT, Reader, column_name, table_name};
use crate::database::DatabaseError;
use crate::introspect::definition;

/// The indexes of the tables that statements made, in that order.
pub(super) async fn read(
    reader: &mut Reader<'_>,
    drafts: &mut HashMap<String, Draft>,
) -> Result<(), DatabaseError> {
    let sql = "SELECT t.name, i.name \
               FROM pragma_table_list AS t, pragma_index_list(t.name, t.schema) AS i \
               WHERE t.schema = 'main' AND t.type = 'table' AND i.origin = 'c' \
               ORDER BY t.name, i.seq DESC";
    for mut row in reader.rows(sql).await? {
        let table = row.text();
        let Some(draft) = drafts.get_mut(&table) else {
            continue;
        };
        let text = row.text();
        let name = column_name(&text);
        if let Some(index) = definition::index(reader.statement("index", &text), DIALECT) {
            draft.table.indexes.push(Index { name, ..index });
        } else {
            let object = Object::Index {
                table: table_name(&table),
                index: name,
            };
            definition::mark_unreadable(&mut reader.schema, &object);
        }
    }
    Ok(())
}
