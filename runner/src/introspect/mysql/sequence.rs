use limbeck_planner::schema::{Sequence, SequenceOptions};
use limbeck_planner::sql::{identifier, literal};

use super::{DIALECT, Reader, relation_name};
use crate::database::DatabaseError;

/// The sequences (MariaDB). Each is a table of one row, which says how it counts.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT TABLE_NAME, TABLE_COMMENT FROM information_schema.TABLES \
         WHERE TABLE_SCHEMA = {} AND TABLE_TYPE = 'SEQUENCE'",
        reader.database()
    );
    let mut names = Vec::new();
    for mut row in reader.rows(&sql).await? {
        names.push((row.text(), row.comment()));
    }
    if names.is_empty() {
        return Ok(());
    }
    let selects: Vec<String> = names
        .iter()
        .map(|(name, _)| {
            format!(
                "SELECT {}, start_value, increment, minimum_value, maximum_value, cache_size, \
                 cycle_option FROM {}",
                literal(name, DIALECT),
                identifier(name, DIALECT)
            )
        })
        .collect();
    for mut row in reader.rows(&selects.join(" UNION ALL ")).await? {
        let name = row.text();
        let options = SequenceOptions {
            start: row.number(),
            increment: row.number(),
            minimum: row.number(),
            maximum: row.number(),
            cache: row.number(),
            cycle: row.is_so(),
        };
        let comment = names
            .iter()
            .find(|(it, _)| *it == name)
            .and_then(|(_, comment)| comment.clone());
        let sequence = Sequence {
            options,
            comment,
            ..Sequence::default()
        };
        let name = relation_name(&name, DIALECT);
        reader.schema.put_sequence(name.into(), sequence);
    }
    Ok(())
}
