use limbeck_planner::schema::Namespace;

use super::{DIALECT, FALLBACK, IS_NOT_OF_SYSTEM, Reader, relation_name, stands_alone};
use crate::database::DatabaseError;

/// The namespaces, but for the default one and `public`, which every database has.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT n.nspname::text, pg_catalog.obj_description(n.oid, 'pg_namespace')::text \
         FROM pg_catalog.pg_namespace AS n WHERE {IS_NOT_OF_SYSTEM} AND {}",
        stands_alone("pg_namespace", "n.oid")
    );
    for mut row in reader.rows(&sql).await? {
        let name = row.text();
        if name != reader.default_namespace && name != FALLBACK {
            let comment = row.comment();
            let name = relation_name(&name, DIALECT);
            reader.schema.put_namespace(name, Namespace { comment });
        }
    }
    Ok(())
}
