//! The offline scripts, as a DBA reads them. That they run is for `tests/databases`.

use limbeck_planner::export::{OfflineOptions, offline_script, offline_sql};
use limbeck_planner::plan::{
    Direction, Order, Plan, RevisionStep, TransactionMode, VersionOperation, VersionTable,
};
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::{Dialect, Piece, split};

const FIRST: &str = "\
-- revision: a1
-- message: create account

-- migrate:up
CREATE TABLE account (
    id INTEGER NOT NULL -- the key
);
-- The first of them.
INSERT INTO account VALUES (1) -- no terminator, and a comment
-- migrate:down
DROP TABLE account;
";

const SECOND: &str = "\
-- revision: b2
-- down_revision: a1

-- migrate:up transaction:false
CREATE INDEX ix_account ON account (id);
-- migrate:down transaction:false
DROP INDEX ix_account;
";

fn plan(dialect: Dialect) -> Plan {
    let project = Project::load(vec![
        File::new("versions/a1_create_account.sql", FIRST),
        File::new("versions/b2_.sql", SECOND),
    ]);
    let order = Order {
        direction: Direction::Upgrade,
        from: Vec::new(),
        to: vec!["b2".to_owned()],
        steps: vec![
            RevisionStep {
                revision: "a1".to_owned(),
                direction: Direction::Upgrade,
                from: Vec::new(),
                to: vec!["a1".to_owned()],
                version_operations: vec![VersionOperation::Insert {
                    revision: "a1".to_owned(),
                }],
            },
            RevisionStep {
                revision: "b2".to_owned(),
                direction: Direction::Upgrade,
                from: vec!["a1".to_owned()],
                to: vec!["b2".to_owned()],
                version_operations: vec![VersionOperation::Update {
                    from: "a1".to_owned(),
                    to: "b2".to_owned(),
                }],
            },
        ],
    };
    Plan::build(&project, order, dialect).expect("the scripts are sound")
}

fn script(dialect: Dialect, transaction: TransactionMode) -> String {
    let options = OfflineOptions {
        transaction,
        version_table: VersionTable::default(),
    };
    offline_sql(&plan(dialect), &options)
}

#[test]
fn postgresql() {
    insta::assert_snapshot!(script(Dialect::Postgresql, TransactionMode::Step));
}

#[test]
fn mysql() {
    insta::assert_snapshot!(script(Dialect::Mysql, TransactionMode::Step));
}

#[test]
fn sqlite() {
    insta::assert_snapshot!(script(Dialect::Sqlite, TransactionMode::Step));
}

#[test]
fn one_transaction_for_all() {
    insta::assert_snapshot!(script(Dialect::Postgresql, TransactionMode::All));
}

#[test]
fn no_transaction() {
    insta::assert_snapshot!(script(Dialect::Postgresql, TransactionMode::None));
}

#[test]
fn a_downgrade_from_two_rows() {
    let project = Project::load(vec![File::new("versions/a1_create_account.sql", FIRST)]);
    let order = Order {
        direction: Direction::Downgrade,
        from: vec!["a1".to_owned(), "it's".to_owned()],
        to: vec!["it's".to_owned()],
        steps: vec![RevisionStep {
            revision: "a1".to_owned(),
            direction: Direction::Downgrade,
            from: vec!["a1".to_owned()],
            to: Vec::new(),
            version_operations: vec![VersionOperation::Delete {
                revision: "a1".to_owned(),
            }],
        }],
    };
    for dialect in Dialect::ALL {
        let plan = Plan::build(&project, order.clone(), dialect).expect("the script is sound");
        let script = offline_sql(&plan, &OfflineOptions::default());
        insta::assert_snapshot!(format!("a_downgrade_from_two_rows_{dialect}"), script);
    }
}

/// A dump empties the search path, and `USE` changes what a name means.
#[test]
fn a_step_that_changes_what_names_mean() {
    let text = |sql| format!("-- revision: b2\n-- down_revision: a1\n\n-- migrate:up\n{sql};\n");
    for (dialect, sql) in [
        (Dialect::Postgresql, "SET search_path TO app"),
        (Dialect::Mysql, "USE app"),
    ] {
        let project = Project::load(vec![
            File::new("versions/a1_create_account.sql", FIRST),
            File::new("versions/b2_.sql", text(sql)),
        ]);
        let order = Order {
            direction: Direction::Upgrade,
            from: vec!["a1".to_owned()],
            to: vec!["b2".to_owned()],
            steps: vec![RevisionStep {
                revision: "b2".to_owned(),
                direction: Direction::Upgrade,
                from: vec!["a1".to_owned()],
                to: vec!["b2".to_owned()],
                version_operations: vec![VersionOperation::Update {
                    from: "a1".to_owned(),
                    to: "b2".to_owned(),
                }],
            }],
        };
        let plan = Plan::build(&project, order, dialect).expect("the script is sound");
        let mut options = OfflineOptions::default();
        let script = offline_sql(&plan, &options);
        insta::assert_snapshot!(
            format!("a_step_that_changes_what_names_mean_{dialect}"),
            script
        );
        // A table whose schema is named is not looked up.
        options.version_table.schema = Some("ops".to_owned());
        assert!(!offline_sql(&plan, &options).contains("limbeck.schema"));
        assert!(!offline_sql(&plan, &options).contains("@limbeck_table"));
    }
}

/// The first line of each step in the script.
fn first_lines(dialect: Dialect, transaction: TransactionMode) -> Vec<String> {
    let options = OfflineOptions {
        transaction,
        ..OfflineOptions::default()
    };
    let script = offline_script(&plan(dialect), &options);
    let starts = script.step_starts.iter();
    starts
        .filter_map(|&start| script.sql[start..].lines().next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn each_step_begins_where_the_script_says_so() {
    for transaction in [TransactionMode::Step, TransactionMode::All] {
        assert_eq!(
            first_lines(Dialect::Mysql, transaction),
            ["-- Running upgrade  -> a1", "-- Running upgrade a1 -> b2"]
        );
    }
}

/// What begins a step's transaction is a part of the step, and not of the one before.
#[test]
fn a_step_begins_with_its_transaction() {
    for (dialect, begin) in [
        (Dialect::Postgresql, "BEGIN;"),
        (Dialect::Sqlite, "BEGIN IMMEDIATE;"),
    ] {
        for transaction in [TransactionMode::Step, TransactionMode::All] {
            // The second runs outside of one.
            assert_eq!(
                first_lines(dialect, transaction),
                [begin, "-- Running upgrade a1 -> b2"],
                "{dialect}"
            );
        }
    }
}

/// A plan file, or a folder of scripts, can hold any id, and a configuration any table.
#[test]
fn nothing_from_outside_breaks_out_of_its_place() {
    let id = "x\nDROP TABLE account;--\\";
    let order = Order {
        direction: Direction::Upgrade,
        from: vec![id.to_owned()],
        to: vec!["a1".to_owned()],
        steps: vec![RevisionStep {
            revision: "a1".to_owned(),
            direction: Direction::Upgrade,
            from: vec![id.to_owned()],
            to: vec!["a1".to_owned()],
            version_operations: vec![VersionOperation::Update {
                from: id.to_owned(),
                to: "a1".to_owned(),
            }],
        }],
    };
    let options = OfflineOptions {
        transaction: TransactionMode::Step,
        version_table: VersionTable {
            name: "a\"`$limbeck$'b".to_owned(),
            schema: Some("it's\\".to_owned()),
        },
    };
    let project = Project::load(vec![File::new("versions/a1_create_account.sql", FIRST)]);
    for dialect in Dialect::ALL {
        let plan = Plan::build(&project, order.clone(), dialect).expect("the script is sound");
        let script = offline_sql(&plan, &options);
        let pieces = split(&script, 0..script.len(), dialect);
        assert_eq!(pieces.faults, []);
        let dropping = |piece: &Piece| {
            script[piece.code_start..piece.span.end].starts_with("DROP TABLE account")
        };
        assert!(!pieces.pieces.iter().any(dropping), "{script}");
        insta::assert_snapshot!(format!("odd_names_{dialect}"), script);
    }
}
