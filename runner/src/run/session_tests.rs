use limbeck_planner::plan::{Direction, RevisionStep, Statement};
use limbeck_planner::sql::Terminator;

use super::*;

fn step(statements: &[&str]) -> Step {
    Step {
        order: RevisionStep {
            revision: "a".to_owned(),
            direction: Direction::Upgrade,
            from: Vec::new(),
            to: Vec::new(),
            version_operations: Vec::new(),
        },
        message: String::new(),
        path: "a.sql".to_owned(),
        sha256: String::new(),
        transaction: SectionTransaction::Outside,
        statements: statements
            .iter()
            .enumerate()
            .map(|(index, sql)| Statement {
                sql: (*sql).to_owned(),
                code_start: 0,
                terminator: Terminator::Semicolon,
                copy_data: None,
                line: index + 1,
                column: 1,
            })
            .collect(),
    }
}

#[test]
fn settings_keep_the_transaction_that_decides_over_them() {
    let set = |statements: &[&str], dialect| {
        let step = step(statements);
        let outside = SectionTransaction::Outside;
        statements_that_set(&step, statements.len(), outside, dialect).join("; ")
    };
    let postgresql = |statements: &[&str]| set(statements, Dialect::Postgresql);
    assert_eq!(
        postgresql(&["SET a = 1", "SELECT 1", "RESET b"]),
        "SET a = 1; RESET b"
    );
    assert_eq!(
        postgresql(&["BEGIN", "INSERT INTO t VALUES (1)", "COMMIT"]),
        ""
    );
    assert_eq!(
        postgresql(&["BEGIN", "SAVEPOINT s", "SET a = 1", "ROLLBACK TO s", "END"]),
        "BEGIN; SAVEPOINT s; SET a = 1; ROLLBACK TO s; COMMIT"
    );
    assert_eq!(
        postgresql(&[
            "BEGIN",
            "SET a = 1",
            "ROLLBACK AND CHAIN",
            "SELECT 1",
            "COMMIT"
        ]),
        "BEGIN; SET a = 1; ROLLBACK"
    );
    assert_eq!(
        set(&["BEGIN", "SET a = 1", "ROLLBACK"], Dialect::Mysql),
        "SET a = 1"
    );
}

#[test]
fn a_pragma_that_did_nothing_is_not_run_again() {
    let step = step(&["PRAGMA foreign_keys = ON", "PRAGMA cache_size = 7"]);
    let inside = statements_that_set(&step, 2, SectionTransaction::Inside, Dialect::Sqlite);
    assert_eq!(inside, ["PRAGMA cache_size = 7"]);
    let outside = statements_that_set(&step, 2, SectionTransaction::Outside, Dialect::Sqlite);
    assert_eq!(outside.len(), 2);
}

#[test]
fn what_scripts_set_alike_is_kept_once() {
    let mut settings = SessionSettings::default();
    let mut add = |sql: &str| {
        settings.add(&step(&[sql]), SectionTransaction::Inside, Dialect::Mysql);
    };
    add("SET a = 1");
    add("SET a = 2");
    add("SET a = 1");
    add("SET sql_mode = CONCAT(@@sql_mode, ',ANSI')");
    assert_eq!(
        settings.statements().collect::<Vec<_>>(),
        ["SET a = 2", "SET a = 1"]
    );
    assert_eq!(settings.computed(), Some("a.sql:1"));
    let text = settings.encode().unwrap();
    assert_eq!(SessionSettings::decode(&text), Some(settings));
    assert_eq!(SessionSettings::decode("{}"), None);
}

#[test]
fn what_another_session_misses() {
    let missed = |statements: &[&str], start| missed(&step(statements), start, Dialect::Mysql);
    let computed = [
        "INSERT INTO t VALUES (1)",
        "SET @a = LAST_INSERT_ID()",
        "SELECT @a",
    ];
    assert_eq!(missed(&computed, 0), None);
    assert_eq!(missed(&computed, 1), Some(Missed::Insertion(1)));
    assert_eq!(missed(&computed, 2), Some(Missed::State(1)));
    assert_eq!(missed(&computed, 3), None);
    let inserted = [
        "CREATE TABLE t (a INT)",
        "INSERT INTO t VALUES (1)",
        "INSERT INTO u VALUES (LAST_INSERT_ID())",
    ];
    assert_eq!(missed(&inserted, 1), None);
    assert_eq!(missed(&inserted, 2), Some(Missed::Insertion(2)));
}
