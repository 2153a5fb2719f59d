//! What is said of two branches is what SQLite does with them, in either order.

use limbeck_planner::conflict::{CollisionKind, Failure, Verdict};
use limbeck_planner::sql::Dialect;
use proptest::prelude::*;
use proptest::sample::select;
use rusqlite::Connection;

use crate::two_branches::{between, text, two_branches};

const BASE: &str = "CREATE TABLE a (id integer PRIMARY KEY, x integer, y text DEFAULT 'y');
CREATE TABLE b (id integer PRIMARY KEY, x integer, a_id integer);
CREATE INDEX i ON a (x);
CREATE VIEW v AS SELECT id, y FROM a;
INSERT INTO a (id, x, y) VALUES (1, 10, 'one'), (2, 20, 'two');
INSERT INTO b (id, x, a_id) VALUES (1, 1, 1);
";

/// One of a few dozen statements over a handful of names, so that two of them often meet.
fn statement() -> impl Strategy<Value = String> {
    let table = || select(vec!["a", "b", "c"]);
    let column = || select(vec!["x", "y", "z"]);
    let index = || select(vec!["i", "j"]);
    let view = || select(vec!["v", "w"]);
    prop_oneof![
        (table(), column()).prop_map(|(table, column)| format!(
            "ALTER TABLE {table} ADD COLUMN {column} integer DEFAULT 5"
        )),
        (table(), column())
            .prop_map(|(table, column)| format!("ALTER TABLE {table} DROP COLUMN {column}")),
        (table(), column(), column()).prop_map(|(table, from, to)| format!(
            "ALTER TABLE {table} RENAME COLUMN {from} TO {to}"
        )),
        (table(), table()).prop_map(|(from, to)| format!("ALTER TABLE {from} RENAME TO {to}")),
        table().prop_map(|table| format!("DROP TABLE {table}")),
        table().prop_map(|table| format!("DROP TABLE IF EXISTS {table}")),
        table().prop_map(|table| format!("CREATE TABLE {table} (id integer, x integer, z text)")),
        table().prop_map(|table| format!(
            "CREATE TABLE IF NOT EXISTS {table} (id integer, y integer)"
        )),
        (index(), table(), column()).prop_map(|(index, table, column)| format!(
            "CREATE INDEX {index} ON {table} ({column})"
        )),
        (index(), table(), column()).prop_map(|(index, table, column)| format!(
            "CREATE UNIQUE INDEX IF NOT EXISTS {index} ON {table} ({column})"
        )),
        index().prop_map(|index| format!("DROP INDEX {index}")),
        (view(), table(), column()).prop_map(|(view, table, column)| format!(
            "CREATE VIEW {view} AS SELECT {column} FROM {table}"
        )),
        view().prop_map(|view| format!("DROP VIEW {view}")),
        view().prop_map(|view| format!("DROP VIEW IF EXISTS {view}")),
        (table(), column())
            .prop_map(|(table, column)| format!("UPDATE {table} SET {column} = {column} || '1'")),
        (table(), column(), column()).prop_map(|(table, column, other)| format!(
            "UPDATE {table} SET {column} = 3 WHERE {other} = 10"
        )),
        (table(), column())
            .prop_map(|(table, column)| format!("INSERT INTO {table} ({column}) VALUES (10)")),
        table().prop_map(|table| format!("INSERT INTO {table} VALUES (7, 8, 9)")),
        (table(), column())
            .prop_map(|(table, column)| format!("DELETE FROM {table} WHERE {column} = 10")),
        (table(), table(), column()).prop_map(|(to, from, column)| format!(
            "INSERT INTO {to} ({column}) SELECT {column} FROM {from}"
        )),
    ]
}

fn database() -> Connection {
    let connection = Connection::open_in_memory().expect("SQLite opens");
    connection.execute_batch(BASE).expect("the base is right");
    connection
}

/// Of `statements`, those that run where their own branch has come so far, and leave every view whole.
fn runnable(statements: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for statement in statements {
        let connection = database();
        kept.push(statement);
        let runs = kept.iter().all(|it| connection.execute_batch(it).is_ok());
        if !runs || broken_view(&connection).is_some() {
            kept.pop();
        }
    }
    kept
}

fn broken_view(connection: &Connection) -> Option<String> {
    let mut views = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'view'")
        .expect("the schema can be read");
    let names = views.query_map([], |row| row.get::<_, String>(0));
    let names: Result<Vec<String>, _> = names.expect("it runs").collect();
    let is_broken = |name: &String| {
        let query = format!("SELECT * FROM {name}");
        connection.prepare(&query).is_err()
    };
    names.expect("they are names").into_iter().find(is_broken)
}

#[derive(Debug)]
enum Outcome {
    /// The schema, and the rows.
    Done(Vec<String>, Vec<String>),
    /// The revision and the number of the statement, and what SQLite says.
    Failed(&'static str, usize, String),
}

fn run(order: [(&'static str, &[String]); 2]) -> Outcome {
    let connection = database();
    for (revision, statements) in order {
        for (number, statement) in statements.iter().enumerate() {
            if let Err(error) = connection.execute_batch(statement) {
                return Outcome::Failed(revision, number, error.to_string());
            }
        }
    }
    let texts = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).expect("it is SQL");
        let width = statement.column_count();
        let rows = statement.query_map([], |row| {
            let values: Result<Vec<_>, _> = (0..width)
                .map(|column| row.get::<_, rusqlite::types::Value>(column))
                .collect();
            Ok(format!("{:?}", values?))
        });
        let rows = rows.expect("it runs");
        rows.map(|row| row.expect("it has values")).collect()
    };
    let schema = texts(
        "SELECT type, name, tbl_name, NULL FROM sqlite_master WHERE type <> 'table'
         UNION ALL SELECT 'column', m.name, c.name, c.type || coalesce(c.dflt_value, '')
         FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table'
         UNION ALL SELECT 'index', m.name, c.name, i.\"unique\"
         FROM sqlite_master m JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c
         WHERE m.type = 'table'
         UNION ALL SELECT 'view', name, sql, NULL FROM sqlite_master WHERE type = 'view'
         ORDER BY 1, 2, 3, 4",
    );
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .and_then(|mut statement| {
            let names = statement.query_map([], |row| row.get(0))?;
            names.collect()
        })
        .expect("the schema can be read");
    let mut rows = Vec::new();
    for table in tables {
        // Which row gets which number depends on the order, and nobody minds.
        let columns: Vec<String> = connection
            .prepare(&format!(
                "SELECT name FROM pragma_table_info('{table}') WHERE name <> 'id' ORDER BY name"
            ))
            .and_then(|mut statement| {
                let names = statement.query_map([], |row| row.get(0))?;
                names.collect()
            })
            .expect("the table can be read");
        let list: String = columns.iter().map(|it| format!(", {it}")).collect();
        let mut found = texts(&format!("SELECT '{table}'{list} FROM {table}"));
        found.sort();
        rows.extend(found);
    }
    Outcome::Done(schema, rows)
}

/// Whether SQLite refuses rows, and not what the schema is.
fn is_about_rows(message: &str) -> bool {
    let about_rows = [
        "constraint failed",
        "datatype mismatch",
        "values were supplied",
    ];
    about_rows.iter().any(|it| message.contains(it))
}

fn check(left: &[String], right: &[String]) -> Result<(), TestCaseError> {
    let script = |statements: &[String]| -> String {
        let lines = statements.iter().map(|it| format!("{it};\n"));
        lines.collect()
    };
    let project = two_branches(BASE, &script(left), &script(right));
    let conflict = between(&project, Dialect::Sqlite);
    let said = format!("{}\nleft {left:#?}\nright {right:#?}", text(&conflict));
    let (left_first, right_first): (&[Failure], &[Failure]) = match &conflict.verdict {
        Verdict::OrderMatters {
            left_first,
            right_first,
            ..
        }
        | Verdict::CannotBothApply {
            left_first,
            right_first,
        } => (left_first, right_first),
        _ => (&[], &[]),
    };
    let matters_for_rows = conflict
        .collisions
        .iter()
        .any(|it| it.kind.is_about_rows() || it.kind == CollisionKind::RemovedAndUsed);
    let outcomes = [
        run([("left", left), ("right", right)]),
        run([("right", right), ("left", left)]),
    ];
    for (outcome, failures) in outcomes.iter().zip([left_first, right_first]) {
        match outcome {
            Outcome::Failed(_, _, message) if is_about_rows(message) => {
                prop_assert!(matters_for_rows, "rows: {message}\n{said}");
            }
            // Which columns a view can have, the model does not work out.
            Outcome::Failed(_, _, message)
                if message.contains("error in view") && message.contains("no such column") =>
            {
                prop_assert!(!conflict.collisions.is_empty(), "{message}\n{said}");
            }
            Outcome::Failed(revision, number, message) => {
                // The scripts' statements begin on their fourth line.
                let line = 5 + number;
                let is_said = |it: &Failure| it.revision == *revision && it.line == line;
                prop_assert!(
                    failures.iter().any(is_said),
                    "not said: {revision}:{line} {message}\n{said}"
                );
            }
            Outcome::Done(..) => {
                prop_assert!(failures.is_empty(), "nothing fails\n{said}");
            }
        }
    }
    if let [
        Outcome::Done(schema, rows),
        Outcome::Done(other_schema, other_rows),
    ] = &outcomes
        && (schema != other_schema || rows != other_rows)
    {
        prop_assert!(
            !conflict.verdict.is_independent(),
            "{schema:#?}\n{rows:#?}\n{other_schema:#?}\n{other_rows:#?}\n{said}"
        );
    }
    // Whatever fails or differs is explained.
    if !conflict.verdict.is_independent() {
        prop_assert!(!conflict.collisions.is_empty(), "unexplained\n{said}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn sqlite_does_what_is_said(
        left in proptest::collection::vec(statement(), 1..4),
        right in proptest::collection::vec(statement(), 1..4),
    ) {
        check(&runnable(left), &runnable(right))?;
    }
}
