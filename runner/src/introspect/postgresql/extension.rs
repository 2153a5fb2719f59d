use limbeck_planner::schema::Extension;

use super::{DIALECT, Reader, part_name, relation_name};
use crate::database::DatabaseError;

/// The extensions, but for PL/pgSQL, which every database has.
///
/// Each may bring a comment of its own, or prescribe a namespace; neither says anything of the
/// schema.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let rows = reader
        .rows(
            "SELECT x.extname::text, x.extversion::text, \
             CASE WHEN n.nspname = v.schema THEN NULL ELSE n.nspname::text END, \
             (SELECT NULLIF(d, v.comment) \
             FROM pg_catalog.obj_description(x.oid, 'pg_extension') AS d) \
             FROM pg_catalog.pg_extension AS x \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = x.extnamespace \
             LEFT JOIN pg_catalog.pg_available_extension_versions AS v \
             ON v.name = x.extname AND v.version = x.extversion \
             WHERE x.extname <> 'plpgsql'",
        )
        .await?;
    for mut row in rows {
        let name = part_name(&row.text(), DIALECT);
        let version = row.optional();
        let namespace = row.optional();
        let namespace = namespace.filter(|it| *it != reader.default_namespace);
        let extension = Extension {
            version,
            namespace: namespace.map(|it| relation_name(&it, DIALECT)),
            comment: row.comment(),
        };
        reader.schema.put_extension(name, extension);
    }
    Ok(())
}
