use limbeck_planner::schema::{Trigger, TriggerEvent, TriggerLevel, TriggerState, TriggerTiming};

use super::{DIALECT, Reader, relation_name};
use crate::database::DatabaseError;

/// The triggers.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT TRIGGER_NAME, EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, ACTION_TIMING, \
         EVENT_MANIPULATION, ACTION_STATEMENT FROM information_schema.TRIGGERS \
         WHERE TRIGGER_SCHEMA = {}",
        reader.database()
    );
    for mut row in reader.rows(&sql).await? {
        let name = relation_name(&row.text(), DIALECT);
        let (database, table) = (row.text(), row.text());
        let trigger = Trigger {
            table: reader.qualified(&database, &table),
            timing: match row.text().as_str() {
                "BEFORE" => TriggerTiming::Before,
                _ => TriggerTiming::After,
            },
            events: vec![match row.text().as_str() {
                "INSERT" => TriggerEvent::Insert,
                "DELETE" => TriggerEvent::Delete,
                _ => TriggerEvent::Update {
                    columns: Vec::new(),
                },
            }],
            level: TriggerLevel::Row,
            condition: None,
            action: row.text(),
            follows_rename: false,
            characteristics: String::new(),
            state: TriggerState::Enabled,
            comment: None,
        };
        reader.schema.put_trigger(name, trigger);
    }
    Ok(())
}
