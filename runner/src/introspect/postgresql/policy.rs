use limbeck_planner::schema::{OtherKind, OtherName, OtherObject};
use limbeck_planner::sql::identifier;

use super::{DIALECT, Reader, part_name};
use crate::database::DatabaseError;

/// The policies of tables, each as a statement would have it behind the table.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = "SELECT p.polrelid::text, p.polname::text, p.polpermissive::text, p.polcmd::text, \
               (SELECT pg_catalog.json_agg(r.rolname ORDER BY r.rolname) \
               FROM pg_catalog.pg_roles AS r WHERE r.oid = ANY (p.polroles))::text, \
               pg_catalog.pg_get_expr(p.polqual, p.polrelid), \
               pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), \
               pg_catalog.obj_description(p.oid, 'pg_policy') \
               FROM pg_catalog.pg_policy AS p";
    for mut row in reader.rows(sql).await? {
        let Some(table) = reader.relations.get(&row.text()).cloned() else {
            continue;
        };
        let name = part_name(&row.text(), DIALECT);
        let mode = if row.is_so() {
            "PERMISSIVE"
        } else {
            "RESTRICTIVE"
        };
        let command = match row.text().as_str() {
            "r" => "SELECT",
            "a" => "INSERT",
            "w" => "UPDATE",
            "d" => "DELETE",
            _ => "ALL",
        };
        let roles = row.list();
        let roles: Vec<String> = roles.iter().map(|it| identifier(it, DIALECT)).collect();
        let roles = if roles.is_empty() {
            "PUBLIC".to_owned()
        } else {
            roles.join(", ")
        };
        let mut text = format!("AS {mode} FOR {command} TO {roles}");
        for (clause, expression) in [("USING", row.optional()), ("WITH CHECK", row.optional())] {
            if let Some(expression) = expression {
                text = format!("{text} {clause} ({expression})");
            }
        }
        let comment = row.comment();
        let name = OtherName {
            kind: OtherKind::Policy,
            table: Some(table),
            name: name.into(),
        };
        reader.schema.put_other(name, OtherObject { text, comment });
    }
    Ok(())
}
