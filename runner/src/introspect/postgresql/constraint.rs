use std::collections::HashMap;

use limbeck_planner::schema::{Constraint, Object, Table};

use super::{DIALECT, Reader, column_name};
use crate::database::DatabaseError;
use crate::introspect::definition;

/// The constraints of the tables, in the order in which they were made.
///
/// A foreign key to a table with partitions has another constraint for each of them, which nobody
/// wrote. What PostgreSQL 18 keeps for `NOT NULL` the columns say.
pub(super) async fn of_tables(
    reader: &mut Reader<'_>,
    tables: &mut HashMap<String, Table>,
) -> Result<(), DatabaseError> {
    let sql = "SELECT k.conrelid::text, k.conname::text, pg_catalog.pg_get_constraintdef(k.oid), \
               pg_catalog.obj_description(k.oid, 'pg_constraint') \
               FROM pg_catalog.pg_constraint AS k \
               LEFT JOIN pg_catalog.pg_constraint AS p ON p.oid = k.conparentid \
               WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conrelid <> 0 \
               AND p.conrelid IS DISTINCT FROM k.conrelid ORDER BY k.oid";
    for mut row in reader.rows(sql).await? {
        let oid = row.text();
        let Some(table) = tables.get_mut(&oid) else {
            continue;
        };
        let name = column_name(&row.text());
        match definition::constraint(&name, &row.text(), DIALECT) {
            Some(constraint) => table.constraints.push(Constraint {
                comment: row.comment(),
                ..constraint
            }),
            None => {
                if let Some(table) = reader.relations.get(&oid).cloned() {
                    let object = Object::Constraint {
                        table,
                        constraint: name,
                    };
                    definition::mark_unreadable(&mut reader.schema, &object);
                }
            }
        }
    }
    Ok(())
}

/// The checks of the domains, by the domains' numbers.
pub(super) async fn of_domains(
    reader: &mut Reader<'_>,
) -> Result<HashMap<String, Vec<Constraint>>, DatabaseError> {
    let sql = "SELECT k.contypid::text, k.conname::text, pg_catalog.pg_get_constraintdef(k.oid), \
               pg_catalog.obj_description(k.oid, 'pg_constraint') \
               FROM pg_catalog.pg_constraint AS k \
               WHERE k.contype = 'c' AND k.contypid <> 0 ORDER BY k.oid";
    let mut constraints: HashMap<String, Vec<Constraint>> = HashMap::new();
    for mut row in reader.rows(sql).await? {
        let domain = row.text();
        let name = column_name(&row.text());
        if let Some(constraint) = definition::constraint(&name, &row.text(), DIALECT) {
            let comment = row.comment();
            constraints.entry(domain).or_default().push(Constraint {
                comment,
                ..constraint
            });
        }
    }
    Ok(constraints)
}
