//! Objects that need each other in a circle, and chains of them that are long: no script panics the
//! planner, and none keeps it for ever.

use std::fmt::Write as _;

use limbeck_planner::sql::Dialect;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{line, told};

/// How long the chains are: a level of recursion each would not fit on a test's stack.
const LONG: usize = 1500;

#[test]
fn views_that_read_each_other() {
    let up = "CREATE VIEW a AS SELECT 1 AS x; CREATE VIEW b AS SELECT x FROM a;
        CREATE OR REPLACE VIEW a AS SELECT x FROM b;
        DROP VIEW a CASCADE;
        CREATE VIEW b AS SELECT 1 AS x;";
    assert_eq!(told(&line(&[(up, "")]), Dialect::Postgresql), "");
}

#[test]
fn tables_that_would_have_their_columns_from_each_other() {
    let up = "CREATE TABLE a (x int); CREATE TABLE b () INHERITS (a);
        ALTER TABLE a INHERIT b;
        ALTER TABLE a ALTER COLUMN x SET NOT NULL;
        ALTER TABLE a RENAME COLUMN x TO x;
        CREATE TABLE p (x int) PARTITION BY LIST (x);
        CREATE TABLE q (x int) PARTITION BY LIST (x);
        ALTER TABLE p ATTACH PARTITION q DEFAULT;
        ALTER TABLE q ATTACH PARTITION p DEFAULT;
        DROP TABLE p;
        CREATE TABLE q (x int);";
    insta::assert_snapshot!(told(&line(&[(up, "")]), Dialect::Postgresql));
}

/// The name of an ancestor that is made anew below its own descendant.
#[test]
fn tables_that_take_an_ancestors_name() {
    let up = "CREATE TABLE a (x int); CREATE TABLE b () INHERITS (a);
        CREATE TABLE a () INHERITS (b);
        ALTER TABLE a ADD COLUMN y int;
        ALTER TABLE b ALTER COLUMN x SET NOT NULL;
        DROP TABLE b CASCADE;";
    insta::assert_snapshot!(told(&line(&[(up, "")]), Dialect::Postgresql));
}

fn chain(of: impl Fn(usize) -> String, end: &str) {
    let mut up = String::new();
    for number in 1..LONG {
        let _ = writeln!(up, "{}", of(number));
    }
    up.push_str(end);
    assert_eq!(told(&line(&[(&up, "")]), Dialect::Postgresql), "");
}

#[test]
fn a_long_chain_of_views() {
    chain(
        |it| match it {
            1 => "CREATE VIEW v1 AS SELECT 1 AS x;".to_owned(),
            _ => format!("CREATE VIEW v{it} AS SELECT x FROM v{};", it - 1),
        },
        "DROP VIEW v1 CASCADE; CREATE VIEW v2 AS SELECT 1 AS x;",
    );
}

#[test]
fn a_long_chain_of_children() {
    chain(
        |it| match it {
            1 => "CREATE TABLE t1 (x int);".to_owned(),
            _ => format!("CREATE TABLE t{it} () INHERITS (t{});", it - 1),
        },
        "ALTER TABLE t1 ALTER COLUMN x SET NOT NULL; ALTER TABLE t1 ADD COLUMN y int;
        ALTER TABLE t1 RENAME COLUMN x TO z; ALTER TABLE t1499 DROP CONSTRAINT IF EXISTS k;
        DROP TABLE t1 CASCADE; CREATE TABLE t2 (x int);",
    );
}

#[test]
fn a_long_chain_of_partitions() {
    chain(
        |it| match it {
            1 => "CREATE TABLE t1 (x int) PARTITION BY LIST (x);".to_owned(),
            _ => format!(
                "CREATE TABLE t{it} PARTITION OF t{} DEFAULT PARTITION BY LIST (x);",
                it - 1
            ),
        },
        "ALTER TABLE t1 ADD CONSTRAINT k UNIQUE (x); ALTER TABLE t1 DROP CONSTRAINT k;
        CREATE INDEX i ON t1 (x); DROP INDEX i;
        DROP TABLE t1; CREATE TABLE t2 (x int);",
    );
}

#[test]
fn a_long_chain_of_domains() {
    chain(
        |it| match it {
            1 => "CREATE DOMAIN d1 AS text;".to_owned(),
            _ => format!("CREATE DOMAIN d{it} AS d{};", it - 1),
        },
        "DROP DOMAIN d1 CASCADE; CREATE DOMAIN d2 AS text;",
    );
}

fn statement() -> impl Strategy<Value = String> {
    let name = || prop::sample::select(vec!["a", "b", "c", "d"]);
    prop_oneof![
        name().prop_map(|it| format!("CREATE TABLE {it} (x int) PARTITION BY LIST (x);")),
        (name(), name()).prop_map(|(it, of)| format!("CREATE TABLE {it} () INHERITS ({of});")),
        (name(), name()).prop_map(|(it, of)| format!(
            "CREATE TABLE {it} PARTITION OF {of} DEFAULT PARTITION BY LIST (x);"
        )),
        (name(), name())
            .prop_map(|(it, of)| format!("CREATE OR REPLACE VIEW {it} AS SELECT x FROM {of};")),
        (name(), name()).prop_map(|(it, of)| format!("CREATE DOMAIN {it} AS {of};")),
        (name(), name()).prop_map(|(it, of)| format!("ALTER TABLE {it} INHERIT {of};")),
        (name(), name())
            .prop_map(|(it, of)| format!("ALTER TABLE {it} ATTACH PARTITION {of} DEFAULT;")),
        (name(), name()).prop_map(|(it, of)| format!("ALTER TABLE {it} RENAME TO {of};")),
        (name(), name()).prop_map(|(it, of)| format!(
            "ALTER TABLE {it} ADD FOREIGN KEY (x) REFERENCES {of} (x);"
        )),
        name().prop_map(|it| format!("ALTER TABLE {it} ADD COLUMN y int;")),
        name().prop_map(|it| format!("ALTER TABLE {it} ALTER COLUMN x SET NOT NULL;")),
        name().prop_map(|it| format!("ALTER TABLE {it} RENAME COLUMN x TO x;")),
        name().prop_map(|it| format!("ALTER TABLE {it} DROP COLUMN x CASCADE;")),
        name().prop_map(|it| format!("ALTER TABLE {it} ADD CONSTRAINT k UNIQUE (x);")),
        name().prop_map(|it| format!("ALTER TABLE {it} DROP CONSTRAINT k;")),
        name().prop_map(|it| format!("CREATE INDEX i ON {it} (x);")),
        Just("DROP INDEX i;".to_owned()),
        name().prop_map(|it| format!("DROP TABLE {it} CASCADE;")),
        name().prop_map(|it| format!("DROP VIEW {it} CASCADE;")),
        name().prop_map(|it| format!("DROP DOMAIN {it} CASCADE;")),
    ]
}

proptest! {
    #[test]
    fn no_circle_keeps_the_replay(statements in vec(statement(), 0..30)) {
        for dialect in Dialect::ALL {
            told(&line(&[(&statements.concat(), "")]), dialect);
        }
    }
}
