use limbeck_planner::schema::{Object, Trigger, TriggerState};

use super::{DIALECT, Reader, relation_name};
use crate::database::DatabaseError;
use crate::introspect::definition;

/// The triggers, but for those of constraints and for those that partitions have from their table.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = "SELECT g.tgrelid::text, g.tgname::text, pg_catalog.pg_get_triggerdef(g.oid), \
               g.tgenabled::text, pg_catalog.obj_description(g.oid, 'pg_trigger') \
               FROM pg_catalog.pg_trigger AS g WHERE NOT g.tgisinternal \
               AND COALESCE(pg_catalog.to_jsonb(g) ->> 'tgparentid', '0') = '0'";
    for mut row in reader.rows(sql).await? {
        let Some(table) = reader.relations.get(&row.text()).cloned() else {
            continue;
        };
        let name = relation_name(&row.text(), DIALECT);
        let found = definition::trigger(&row.text(), DIALECT);
        let state = match row.text().as_str() {
            "D" => TriggerState::Disabled,
            "R" => TriggerState::Replica,
            "A" => TriggerState::Always,
            _ => TriggerState::Enabled,
        };
        if let Some(trigger) = found {
            let trigger = Trigger {
                table,
                state,
                comment: row.comment(),
                ..trigger
            };
            reader.schema.put_trigger(name, trigger);
        } else {
            let object = Object::Trigger {
                table,
                trigger: name,
            };
            definition::mark_unreadable(&mut reader.schema, &object);
        }
    }
    Ok(())
}
