use super::{SessionEffect, is_in_schema};
use crate::sql::Dialect;
use crate::sql::statement::words::Words;

/// The pragmas that change the file, or do something to it at once.
/// <https://www.sqlite.org/pragma.html>
const OF_THE_FILE: [&str; 6] = [
    "APPLICATION_ID",
    "INCREMENTAL_VACUUM",
    "OPTIMIZE",
    "SCHEMA_VERSION",
    "USER_VERSION",
    "WAL_CHECKPOINT",
];

pub(super) fn effect(sql: &str, words: &Words) -> SessionEffect {
    match words.first() {
        "PRAGMA" if OF_THE_FILE.iter().any(|name| words.contain(name)) => SessionEffect::Nothing,
        "PRAGMA" if words.contain("DEFER_FOREIGN_KEYS") => SessionEffect::Passing,
        "PRAGMA" | "ATTACH" | "DETACH" => SessionEffect::Setting,
        "CREATE"
            if words.start_with("CREATE TEMP|TEMPORARY")
                || is_in_schema(sql, Dialect::Sqlite, &["temp"]) =>
        {
            SessionEffect::State
        }
        "INSERT" | "REPLACE" => SessionEffect::Insertion,
        _ => SessionEffect::Nothing,
    }
}
