use super::{Guard, Lookup};
use crate::export::version_table::around_table;
use crate::plan::VersionOperation;
use crate::sql::{Dialect, literal};

/// Prepares what `@limbeck_guard` holds, and runs it.
const RUN: &str = "PREPARE limbeck_guard FROM @limbeck_guard;\n\
                   EXECUTE limbeck_guard;\n";

/// Outside a stored program, MySQL has no statement that fails with a message of one's own, and
/// `SIGNAL` cannot be prepared. So the first statement says what is wrong, where something is,
/// and the next prepares a query on a table that cannot exist, whose name is in the error. For
/// clients that go on, the session then becomes one that can only read.
pub(super) fn start(guard: &Guard<'_>, from: &[String]) -> String {
    let keep = match guard.lookup {
        Lookup::AsAtStart => format!(
            "SET @limbeck_table = CONCAT('`', REPLACE(DATABASE(), '`', '``'), {});\n",
            literal(&format!("`.{}", guard.table()), Dialect::Mysql)
        ),
        Lookup::ByName => String::new(),
    };
    let reason = "the database is not at this script''s start";
    let without_table = guard
        .refusal_without_table(from)
        .map_or_else(String::new, |refusal| {
            format!(
                "SET @limbeck_matches = {};\n\
             SELECT {refusal} AS refused\n\
             FROM DUAL\n\
             WHERE NOT @limbeck_matches;\n\
             {}{RUN}",
                has_table(guard),
                fail_unless("@limbeck_matches", reason)
            )
        });
    format!(
        "{without_table}\
         SET @limbeck_matches = 0;\n\
         SET @limbeck_matches = NOT ({mismatch});\n\
         SELECT CONCAT({refusal},\n    \
             coalesce((SELECT group_concat(version_num ORDER BY version_num SEPARATOR ', ') FROM {table}),\n        \
                 'base')) AS refused\n\
         FROM DUAL\n\
         WHERE NOT @limbeck_matches;\n\
         {fail}{RUN}\
         -- A client that goes on after that error gets a session that can only read.\n\
         SET @limbeck_guard = IF(@limbeck_matches, 'DO 0', 'SET SESSION TRANSACTION READ ONLY');\n\
         {RUN}{keep}",
        mismatch = guard.mismatch(from, "    "),
        refusal = guard.refusal(from),
        table = guard.table(),
        fail = fail_unless("@limbeck_matches", reason),
    )
}

/// A condition that holds where the version table is there. Where no database is in use, what asks
/// for the table says so.
fn has_table(guard: &Guard<'_>) -> String {
    let name = literal(&guard.table.name, Dialect::Mysql);
    let (no_database, schema) = match &guard.table.schema {
        Some(schema) => ("", literal(schema, Dialect::Mysql)),
        None => ("DATABASE() IS NULL OR ", "DATABASE()".to_owned()),
    };
    format!(
        "{no_database}EXISTS (SELECT 1 FROM information_schema.tables\n    \
             WHERE table_schema = {schema} AND table_name = {name})"
    )
}

/// Each change, with a check that the row is there: before one that deletes it, since nothing tells
/// afterwards, and behind one that moves it. How many rows a statement met, a client can find out
/// only at once, and some ask something else in between.
pub(super) fn change(guard: &Guard<'_>, operations: &[VersionOperation]) -> String {
    let mut sql = String::new();
    for operation in operations {
        let change = match guard.lookup {
            Lookup::AsAtStart => {
                let (before, behind) = around_table(operation, Dialect::Mysql);
                run_on_table(before, &behind)
            }
            Lookup::ByName => {
                let change = guard.table.operation_sql(operation, Dialect::Mysql);
                format!("{change};\n")
            }
        };
        match operation {
            VersionOperation::Insert { .. } => sql.push_str(&change),
            VersionOperation::Delete { revision } => {
                sql.push_str(&expect(guard, revision));
                sql.push_str(&change);
            }
            VersionOperation::Update { to, .. } => {
                sql.push_str(&change);
                sql.push_str(&expect(guard, to));
            }
        }
    }
    sql
}

/// Fails unless the version table has the row `id`.
fn expect(guard: &Guard<'_>, id: &str) -> String {
    let filter = format!(" WHERE version_num = {})", literal(id, Dialect::Mysql));
    let reason = "a version row was not there";
    match guard.lookup {
        Lookup::ByName => {
            let exists = format!("EXISTS (SELECT 1 FROM {}{filter}", guard.table());
            format!("{}{RUN}", fail_unless(&exists, reason))
        }
        Lookup::AsAtStart => {
            let into = format!("{filter} INTO @limbeck_matches");
            let exists = run_on_table("SELECT EXISTS (SELECT 1 FROM ", &into);
            format!("{exists}{}{RUN}", fail_unless("@limbeck_matches", reason))
        }
    }
}

/// Runs a statement on the version table that the guard found at the start.
fn run_on_table(before: &str, behind: &str) -> String {
    let behind = literal(behind, Dialect::Mysql);
    format!("SET @limbeck_guard = CONCAT('{before}', @limbeck_table, {behind});\n{RUN}")
}

/// Sets `@limbeck_guard` to what fails unless `condition` holds. `reason` is text inside quotes.
fn fail_unless(condition: &str, reason: &str) -> String {
    format!(
        "SET @limbeck_guard = IF({condition}, 'DO 0',\n    \
             'SELECT 1 FROM `limbeck: {reason}`');\n"
    )
}
