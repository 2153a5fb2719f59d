use super::{Guard, Lookup, needs_row};
use crate::plan::VersionOperation;
use crate::sql::{Dialect, literal};

/// A block that raises an exception, in a transaction of its own, which ends one that the client
/// began around the script (`psql -1`); and one for clients that go on, which ends the session.
pub(super) fn start(guard: &Guard<'_>, from: &[String]) -> String {
    let mismatch = guard.mismatch(from, "        ");
    let keep = match guard.lookup {
        Lookup::ByName => String::new(),
        Lookup::AsAtStart => format!(
            "    PERFORM set_config('limbeck.schema', relnamespace::regnamespace::text, false)\n        \
                 FROM pg_catalog.pg_class WHERE oid = {}::regclass;\n",
            literal(&guard.table(), Dialect::Postgresql)
        ),
    };
    let without_table = guard
        .refusal_without_table(from)
        .map_or_else(String::new, |refusal| {
            format!(
                "    IF to_regclass({}) IS NULL THEN\n        \
                     RAISE EXCEPTION USING MESSAGE = {refusal};\n    \
                 END IF;\n",
                literal(&guard.table(), Dialect::Postgresql)
            )
        });
    let check = block(&format!(
        "BEGIN\n\
             {without_table}    \
             IF {mismatch}\n    \
             THEN\n        \
                 RAISE EXCEPTION USING MESSAGE = {refusal}\n            \
                     || (SELECT coalesce(string_agg(version_num, ', ' ORDER BY version_num), 'base')\n                \
                         FROM {table});\n    \
             END IF;\n{keep}\
         END\n",
        refusal = guard.refusal(from),
        table = guard.table(),
    ));
    let disconnect = block(&format!(
        "BEGIN\n    \
             IF {mismatch}\n    \
             THEN\n        \
                 RAISE EXCEPTION 'limbeck: the database is not at this script''s start';\n    \
             END IF;\n\
         EXCEPTION WHEN OTHERS THEN\n    \
             PERFORM pg_terminate_backend(pg_backend_pid());\n\
         END\n"
    ));
    format!(
        "BEGIN;\n{check}COMMIT;\n-- A client that goes on after that error loses its connection \
         here, and behind each step that\n-- was rolled back.\n{disconnect}"
    )
}

/// One block, so that all rows change or none.
pub(super) fn change(guard: &Guard<'_>, operations: &[VersionOperation]) -> String {
    if let ([only], Lookup::ByName) = (operations, guard.lookup)
        && !needs_row(only)
    {
        let sql = guard.table.operation_sql(only, Dialect::Postgresql);
        return format!("{sql};\n");
    }
    let mut body = String::new();
    for operation in operations {
        let sql = guard.table.operation_sql(operation, Dialect::Postgresql);
        body.extend(["    ", &sql, ";\n"]);
        if needs_row(operation) {
            body.push_str(
                "    IF NOT FOUND THEN\n        \
                     RAISE EXCEPTION 'limbeck: a version row was not there';\n    \
                 END IF;\n",
            );
        }
    }
    block(&looked_up(guard, &body))
}

/// A block that ends the session unless the change is there, for clients that went on after an
/// error that rolled it back.
pub(super) fn confirm(guard: &Guard<'_>, last: &VersionOperation) -> String {
    let (is_missing, id) = match last {
        VersionOperation::Insert { revision: id } | VersionOperation::Update { to: id, .. } => {
            ("NOT EXISTS", id)
        }
        VersionOperation::Delete { revision: id } => ("EXISTS", id),
    };
    let body = format!(
        "    IF {is_missing} (SELECT 1 FROM {} WHERE version_num = {}) THEN\n        \
             PERFORM pg_terminate_backend(pg_backend_pid());\n    \
         END IF;\n",
        guard.table(),
        literal(id, Dialect::Postgresql)
    );
    block(&looked_up(guard, &body))
}

/// `body` as a block in which the version table's name means what it meant at the start. The search
/// path is put back for the statements behind it, and the session's own holds again behind the
/// transaction. Where a script reset what the guard kept, it reset the search path with it.
fn looked_up(guard: &Guard<'_>, body: &str) -> String {
    match guard.lookup {
        Lookup::ByName => format!("BEGIN\n{body}END\n"),
        Lookup::AsAtStart => format!(
            "DECLARE\n    \
                 path text := current_setting('search_path');\n\
             BEGIN\n    \
                 PERFORM set_config('search_path',\n        \
                     coalesce(nullif(current_setting('limbeck.schema', true), ''), path), true);\n\
             {body}    \
                 PERFORM set_config('search_path', path, true);\n\
             END\n"
        ),
    }
}

/// `body` as a `DO` statement, in dollar quotes that it does not hold.
fn block(body: &str) -> String {
    let mut tag = "limbeck".to_owned();
    while body.contains(&format!("${tag}$")) {
        tag.push('_');
    }
    format!("DO ${tag}$\n{body}${tag}$;\n")
}
