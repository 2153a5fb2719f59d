use super::Guard;
use crate::plan::place;
use crate::sql::{Dialect, literal};

/// `RAISE` works only in a trigger, so the guard makes one in the temporary database, which is
/// no part of the database file. Its message must be a literal before SQLite 3.47, so a query
/// before it names the actual rows, where they are not the ones expected.
pub(super) fn guard(guard: &Guard<'_>) -> String {
    let message = literal(
        &format!(
            "limbeck: this script starts at {}, and the database is not there",
            place(guard.from)
        ),
        Dialect::Sqlite,
    );
    format!(
        "SELECT {refusal}\n    \
             || coalesce((SELECT group_concat(version_num, ', ') FROM {table}), 'base')\n\
         WHERE {mismatch};\n\
         CREATE TEMP TABLE limbeck_guard (refused INTEGER);\n\
         CREATE TEMP TRIGGER limbeck_guard_refuses BEFORE INSERT ON limbeck_guard WHEN NEW.refused\n\
         BEGIN\n    \
             SELECT RAISE(ABORT, {message});\n\
         END;\n\
         INSERT INTO limbeck_guard\n\
         SELECT {mismatch};\n\
         DROP TABLE limbeck_guard;\n",
        refusal = guard.refusal(),
        table = guard.table(),
        mismatch = guard.mismatch("    "),
    )
}
