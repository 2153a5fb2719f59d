use super::guard::{Guard, Lookup};
use super::writer::{Writer, comment};
use crate::plan::{Stamp, VersionTable, place};
use crate::sql::Dialect;

/// What is in the version table before a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampStart {
    /// The rows that the stamp starts from; a database that is elsewhere is left alone.
    ItsRows,
    /// Whatever it is: every row is deleted first, and the stamp starts from none.
    AnyRows,
}

/// The script that a DBA runs to make `stamp` on `table`. It has the guard that
/// [`offline_script`](super::offline_script) has, unless it starts from any rows.
pub fn stamp_sql(
    stamp: &Stamp,
    start: StampStart,
    table: &VersionTable,
    dialect: Dialect,
) -> String {
    let mut writer = Writer::new(Guard {
        dialect,
        table,
        lookup: Lookup::ByName,
    });
    let from = match start {
        StampStart::ItsRows => comment(&place(&stamp.from)),
        StampStart::AnyRows => "anywhere".to_owned(),
    };
    writer.line(&format!(
        "-- Stamp from {from} to {}",
        comment(&place(&stamp.to))
    ));
    writer.write_usage();
    match start {
        StampStart::ItsRows => writer.write_start(&stamp.from),
        StampStart::AnyRows => writer.write_start_anywhere(),
    }
    writer.begin();
    if start == StampStart::AnyRows {
        let table = table.qualified_name(dialect);
        writer.line(&format!("DELETE FROM {table};"));
        writer.blank_line();
    }
    for step in &stamp.steps {
        writer.line(&format!("-- {}", comment(&step.to_string())));
        writer.change_rows(&step.version_operations);
    }
    writer.commit();
    writer.out
}
