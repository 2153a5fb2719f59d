//! Statements whose effect is unknown, and what may have been touched by them.

use std::fmt::Write as _;

use limbeck_planner::compare::compare;
use limbeck_planner::schema::Uncertainty;
use limbeck_planner::sql::Dialect;

use crate::{evolution, line, told};

/// What is uncertain after `statements`, and why.
fn causes(dialect: Dialect, statements: &str) -> String {
    let project = line(&[
        ("CREATE TABLE account (id integer, name text);", ""),
        (statements, ""),
    ]);
    let schema = evolution(&project, dialect).schema_at(&project, &["r2"]);
    tell(schema.uncertainty())
}

fn tell(uncertainty: &Uncertainty) -> String {
    let mut all = String::new();
    for cause in uncertainty.causes() {
        writeln!(all, "{cause:?}").expect("it is a string");
    }
    all
}

#[test]
fn of_unknown_effect() {
    let mut all = String::new();
    for (dialect, statement) in [
        (
            Dialect::Postgresql,
            "DO $$ BEGIN EXECUTE 'ALTER TABLE account ADD COLUMN a int'; END $$;",
        ),
        (
            Dialect::Postgresql,
            "DO $$ BEGIN UPDATE account SET name = 'x'; END $$;",
        ),
        (
            Dialect::Postgresql,
            "CREATE FUNCTION wipe() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE account; PERFORM more(); END $$;
            CREATE FUNCTION more() RETURNS void LANGUAGE sql AS 'DROP TABLE further';
            CREATE FUNCTION outside() RETURNS void LANGUAGE sql AS 'SELECT wipe()';
            DO $$ BEGIN PERFORM outside(); END $$;",
        ),
        (
            Dialect::Postgresql,
            "CREATE FUNCTION run(text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE $1; END $$;
            DO $$ BEGIN PERFORM run('DROP TABLE account'); END $$;",
        ),
        (Dialect::Postgresql, "SELECT make_partitions();"),
        (Dialect::Postgresql, "CALL make_everything('account');"),
        (
            Dialect::Postgresql,
            "CREATE TABLE copied AS SELECT * FROM account;",
        ),
        (Dialect::Postgresql, "ALTER TABLE account FROBNICATE;"),
        (Dialect::Postgresql, "FROBNICATE account;"),
        (
            Dialect::Mysql,
            "PREPARE s FROM 'DROP TABLE account'; EXECUTE s;",
        ),
        (Dialect::Mysql, "CALL make_everything();"),
        (
            Dialect::Sqlite,
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'text', 'blob');",
        ),
        (Dialect::Sqlite, "ATTACH DATABASE 'other.db' AS other;"),
    ] {
        writeln!(all, "{statement}\n{}", causes(dialect, statement)).expect("it is a string");
    }
    insta::assert_snapshot!(all);
}

/// What a routine does that a called routine calls is as uncertain as what the called one does.
#[test]
fn calls_inside_of_calls() {
    let routines = "CREATE FUNCTION wipe() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE account; END $$;
        CREATE FUNCTION outside() RETURNS void LANGUAGE sql AS 'SELECT wipe()';";
    for call in [
        "SELECT outside();",
        "DO $$ BEGIN PERFORM outside(); END $$;",
    ] {
        let up = format!("{routines} {call}");
        let project = line(&[("CREATE TABLE account (id integer);", ""), (&up, "")]);
        let schema = evolution(&project, Dialect::Postgresql).schema_at(&project, &["r2"]);
        let (account, _) = schema.tables().next().expect("it is there");
        assert!(
            schema.uncertainty().of_name(&account.name).is_some(),
            "{call}"
        );
    }
}

/// What is uncertain is neither a fault nor a difference.
#[test]
fn nothing_is_guessed() {
    let dynamic = "DO $$ BEGIN EXECUTE 'DROP TABLE account'; END $$;";
    let project = line(&[
        ("CREATE TABLE account (id integer);", "DROP TABLE account;"),
        (dynamic, "CREATE TABLE account (id integer);"),
        ("CREATE TABLE account (id text);", "DROP TABLE account;"),
    ]);
    assert_eq!(told(&project, Dialect::Postgresql), "");
    let mut evolution = evolution(&project, Dialect::Postgresql);
    let [before, behind] = ["r1", "r2"].map(|id| evolution.schema_at(&project, &[id]));
    assert_eq!(compare(&before, &behind), []);
}

/// A counter is no part of a schema, and nothing that is unknown.
#[test]
fn a_counter_is_no_part_of_a_schema() {
    assert_eq!(
        causes(Dialect::Mysql, "ALTER TABLE account AUTO_INCREMENT = 100;"),
        ""
    );
}
