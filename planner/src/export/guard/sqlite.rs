use super::{Guard, needs_row};
use crate::plan::VersionOperation;
use crate::sql::{Dialect, literal};

/// `RAISE` works only in a trigger, and its message must be a literal before SQLite 3.47; the name
/// of a constraint that fails is in the error, too. The table is in the temporary database, which is
/// no part of the database file.
pub(super) const PREPARE: &str = "\
CREATE TEMP TABLE IF NOT EXISTS limbeck_guard (
    id INTEGER PRIMARY KEY,
    matches INTEGER
        CONSTRAINT \"limbeck: the database is not at this script's start\" CHECK (matches),
    changed INTEGER CONSTRAINT \"limbeck: a version row was not there\" CHECK (changed = 1),
    missing INTEGER REFERENCES limbeck_guard (id) DEFERRABLE INITIALLY DEFERRED
);
";

/// A query names the actual rows, where they are not the ones expected, and the next statement
/// fails. For clients that go on, a transaction then begins that cannot be committed, because a row
/// in it refers to none; whatever runs behind it is undone when the client ends.
pub(super) fn start(guard: &Guard<'_>, from: &[String]) -> String {
    let mismatch = guard.mismatch(from, "    ");
    let without_table = guard
        .refusal_without_table(from)
        .map_or_else(String::new, |refusal| {
            let missing = is_missing(guard);
            format!(
                "SELECT {refusal}\nWHERE {missing};\n\
             INSERT INTO limbeck_guard (matches) SELECT 0\nWHERE {missing};\n"
            )
        });
    format!(
        "{without_table}\
         SELECT {refusal}\n    \
             || coalesce((SELECT group_concat(version_num, ', ') FROM {table}), 'base')\n\
         WHERE {mismatch};\n\
         INSERT INTO limbeck_guard (matches) SELECT NOT ({mismatch});\n\
         -- A client that goes on after that error gets a transaction that cannot be committed.\n\
         PRAGMA foreign_keys = ON;\n\
         BEGIN;\n\
         INSERT INTO limbeck_guard (missing) VALUES (0);\n\
         DELETE FROM limbeck_guard WHERE id = last_insert_rowid() AND NOT ({mismatch});\n\
         COMMIT;\n\
         -- Foreign keys are not enforced while the script runs, as in `limbeck upgrade`.\n\
         PRAGMA foreign_keys = OFF;\n",
        refusal = guard.refusal(from),
        table = guard.table(),
    )
}

/// A condition that holds where the version table is not there.
fn is_missing(guard: &Guard<'_>) -> String {
    let literal = |name: &str| literal(name, Dialect::Sqlite);
    let name = literal(&guard.table.name);
    let schema = match &guard.table.schema {
        Some(schema) => format!(", {}", literal(schema)),
        None => String::new(),
    };
    format!("NOT EXISTS (SELECT 1 FROM pragma_table_info({name}{schema}))")
}

/// Each change, with a check of how many rows it met. It rolls back, but not the transaction that
/// must not end.
pub(super) fn change(guard: &Guard<'_>, operations: &[VersionOperation]) -> String {
    let mut sql = String::new();
    for operation in operations {
        let change = guard.table.operation_sql(operation, Dialect::Sqlite);
        sql.extend([&change, ";\n"]);
        if needs_row(operation) {
            sql.push_str(
                "INSERT OR ROLLBACK INTO limbeck_guard (changed)\n\
                 SELECT changes() WHERE NOT EXISTS (SELECT 1 FROM limbeck_guard WHERE missing = 0);\n",
            );
        }
    }
    sql
}
