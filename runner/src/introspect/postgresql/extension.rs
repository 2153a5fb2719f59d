use limbeck_planner::schema::Extension;

use super::{DIALECT, Reader, part_name, relation_name};
use crate::database::DatabaseError;

/// The extensions, but for PL/pgSQL, which every database has.
///
/// Each brings a comment of its own, which says nothing of the schema.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let rows = reader
        .rows(
            "SELECT x.extname::text, x.extversion::text, n.nspname::text \
             FROM pg_catalog.pg_extension AS x \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = x.extnamespace \
             WHERE x.extname <> 'plpgsql'",
        )
        .await?;
    for mut row in rows {
        let name = part_name(&row.text(), DIALECT);
        let version = row.optional();
        let namespace = row.text();
        let is_default = namespace == reader.default_namespace;
        let extension = Extension {
            version,
            namespace: (!is_default).then(|| relation_name(&namespace, DIALECT)),
            comment: None,
        };
        reader.schema.put_extension(name, extension);
    }
    Ok(())
}
