use limbeck_planner::schema::{OtherKind, OtherName, OtherObject};
use limbeck_planner::sql::literal;

use super::{DIALECT, Reader, part_name};
use crate::database::DatabaseError;

/// The scheduled events, each as a statement would have it behind its name.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT EVENT_NAME, EXECUTE_AT, INTERVAL_VALUE, INTERVAL_FIELD, STARTS, ENDS, \
         ON_COMPLETION, STATUS, EVENT_COMMENT, EVENT_DEFINITION \
         FROM information_schema.EVENTS WHERE EVENT_SCHEMA = {}",
        reader.database()
    );
    for mut row in reader.rows(&sql).await? {
        let name = part_name(&row.text(), DIALECT);
        let mut text = "ON SCHEDULE".to_owned();
        let at = row.optional();
        let every = (row.optional(), row.optional());
        let (starts, ends) = (row.optional(), row.optional());
        if let Some(at) = at {
            text = format!("{text} AT {}", literal(&at, DIALECT));
        }
        if let (Some(value), Some(field)) = every {
            text = format!("{text} EVERY {value} {field}");
        }
        for (word, time) in [("STARTS", starts), ("ENDS", ends)] {
            if let Some(time) = time {
                text = format!("{text} {word} {}", literal(&time, DIALECT));
            }
        }
        if row.text() == "PRESERVE" {
            text.push_str(" ON COMPLETION PRESERVE");
        }
        match row.text().as_str() {
            "DISABLED" => text.push_str(" DISABLE"),
            "SLAVESIDE_DISABLED" | "REPLICA_SIDE_DISABLED" => text.push_str(" DISABLE ON SLAVE"),
            _ => {}
        }
        if let Some(comment) = row.comment() {
            text = format!("{text} COMMENT {}", literal(&comment, DIALECT));
        }
        text = format!("{text} DO {}", row.text());
        let name = OtherName {
            kind: OtherKind::Event,
            table: None,
            name: name.into(),
        };
        let object = OtherObject {
            text,
            comment: None,
        };
        reader.schema.put_other(name, object);
    }
    Ok(())
}
