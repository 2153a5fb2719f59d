use limbeck_planner::plan::{Direction, RevisionStep, Statement};
use limbeck_planner::sql::Terminator;

use super::super::check::check_transactions;
use super::*;
use crate::error::ErrorKind;

fn step(revision: &str, transaction: SectionTransaction, statements: &[&str]) -> Step {
    Step {
        order: RevisionStep {
            revision: revision.to_owned(),
            direction: Direction::Upgrade,
            from: Vec::new(),
            to: vec![revision.to_owned()],
            version_operations: Vec::new(),
        },
        message: String::new(),
        path: format!("{revision}.sql"),
        sha256: String::new(),
        transaction,
        statements: statements
            .iter()
            .enumerate()
            .map(|(index, sql)| Statement {
                sql: (*sql).to_owned(),
                code_start: 0,
                terminator: Terminator::Semicolon,
                copy_data: None,
                line: index + 5,
                column: 1,
            })
            .collect(),
    }
}

fn plan(dialect: Dialect, steps: Vec<Step>) -> Plan {
    Plan {
        dialect,
        direction: Direction::Upgrade,
        from: Vec::new(),
        to: Vec::new(),
        steps,
    }
}

fn three(dialect: Dialect) -> Plan {
    plan(
        dialect,
        vec![
            step("a", SectionTransaction::Inside, &["UPDATE t SET a = 1"]),
            step(
                "b",
                SectionTransaction::Inside,
                &["INSERT INTO t VALUES (1)"],
            ),
            step("c", SectionTransaction::Outside, &["VACUUM"]),
            step("d", SectionTransaction::Inside, &["CREATE TABLE u (a int)"]),
        ],
    )
}

#[test]
fn a_transaction_for_each_step() {
    assert_eq!(
        units(
            &three(Dialect::Sqlite),
            TransactionMode::Step,
            FirstStep::Whole
        ),
        [
            Unit::Atomic(0..1),
            Unit::Atomic(1..2),
            Unit::Stepwise(2),
            Unit::Atomic(3..4),
        ]
    );
}

#[test]
fn one_transaction_around_all() {
    assert_eq!(
        units(
            &three(Dialect::Postgresql),
            TransactionMode::All,
            FirstStep::Whole
        ),
        [Unit::Atomic(0..2), Unit::Stepwise(2), Unit::Atomic(3..4),]
    );
}

#[test]
fn none_and_an_unfinished_step() {
    let units_of = |mode, first| units(&three(Dialect::Sqlite), mode, first);
    assert_eq!(units_of(TransactionMode::None, FirstStep::Whole).len(), 4);
    assert_eq!(
        units_of(TransactionMode::All, FirstStep::Resumed)[..2],
        [Unit::Stepwise(0), Unit::Atomic(1..2)]
    );
}

#[test]
fn mysql_undoes_rows_alone() {
    assert_eq!(
        units(
            &three(Dialect::Mysql),
            TransactionMode::Step,
            FirstStep::Whole
        ),
        [
            Unit::Atomic(0..1),
            Unit::Atomic(1..2),
            Unit::Stepwise(2),
            Unit::Stepwise(3),
        ]
    );
}

#[test]
fn transactions_of_a_scripts_own_are_refused_inside_ours() {
    let statements = ["BEGIN", "UPDATE t SET a = 1", "COMMIT"];
    let inside = plan(
        Dialect::Sqlite,
        vec![step("a", SectionTransaction::Inside, &statements)],
    );
    let error = check_transactions(&inside, TransactionMode::Step).unwrap_err();
    assert_eq!(error.kind, ErrorKind::TransactionConflict);
    assert_eq!(error.place.as_ref().unwrap().to_string(), "a.sql:5:1");
    assert!(check_transactions(&inside, TransactionMode::None).is_ok());
    let outside = plan(
        Dialect::Sqlite,
        vec![step("a", SectionTransaction::Outside, &statements)],
    );
    assert!(check_transactions(&outside, TransactionMode::Step).is_ok());
    let open = plan(
        Dialect::Sqlite,
        vec![step("a", SectionTransaction::Outside, &statements[..2])],
    );
    let error = check_transactions(&open, TransactionMode::Step).unwrap_err();
    assert!(
        error.message.contains("does not end it"),
        "{}",
        error.message
    );
}
