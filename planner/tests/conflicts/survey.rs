//! Many branches at once.

use limbeck_planner::conflict::{FirstHead, conflict, survey};
use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;
use proptest::prelude::*;
use proptest::sample::select;

use crate::two_branches::script;

const DIALECT: Dialect = Dialect::Postgresql;

fn evolution(project: &Project) -> Evolution {
    Evolution::new(project.history().expect("it is a history"), DIALECT)
}

/// A trunk of `length` revisions, and branches that leave it wherever they say.
fn history(length: usize, branches: &[(usize, String)]) -> Project {
    let trunk = (0..length).map(|number| {
        let parent = number.checked_sub(1).map(|it| format!("t{it}"));
        let mut sql = format!("CREATE TABLE trunk_{number} (id integer, x integer);");
        if number == 0 {
            sql.push_str("\nCREATE VIEW reading AS SELECT x FROM trunk_0;");
        }
        script(&format!("t{number}"), &parent.unwrap_or_default(), &sql)
    });
    let branches = branches
        .iter()
        .enumerate()
        .map(|(number, (from, sql))| script(&format!("b{number}"), &format!("t{from}"), sql));
    let files: Vec<File> = trunk.chain(branches).collect();
    Project::load(files)
}

fn heads(length: usize, branches: usize) -> Vec<String> {
    let trunk = format!("t{}", length - 1);
    let branches = (0..branches).map(|number| format!("b{number}"));
    std::iter::once(trunk).chain(branches).collect()
}

#[test]
fn only_what_meets_is_looked_at() {
    let mut branches: Vec<(usize, String)> = (0..300)
        .map(|number| {
            let sql = format!("ALTER TABLE trunk_0 ADD COLUMN c{number} integer;");
            (number % 20, sql)
        })
        .collect();
    branches[7].1 = "ALTER TABLE trunk_3 RENAME COLUMN x TO y;".to_owned();
    branches[7].0 = 3;
    branches[200].0 = 3;
    branches[200].1 = "CREATE INDEX ON trunk_3 (x);".to_owned();
    branches[250].1 = "CREATE TABLE trunk_19 (id integer);".to_owned();
    branches[250].0 = 4;
    let project = history(20, &branches);
    let heads = heads(20, branches.len());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let found = survey(&project, &mut evolution(&project), &heads, FirstHead::Trunk);
    let pairs: Vec<(&str, &str, &str)> = found
        .pairs
        .iter()
        .map(|pair| {
            let (left, right) = (heads[pair.left], heads[pair.right]);
            (left, right, pair.conflict.verdict.name())
        })
        .collect();
    assert_eq!(
        pairs,
        [
            ("t19", "b250", "cannot_both_apply"),
            ("b7", "b200", "order_matters")
        ]
    );
}

fn table() -> impl Strategy<Value = &'static str> {
    select(vec!["trunk_0", "trunk_1", "other"])
}

fn column() -> impl Strategy<Value = &'static str> {
    select(vec!["x", "y"])
}

fn name() -> impl Strategy<Value = &'static str> {
    select(vec!["n", "m", "trunk_1"])
}

fn postgresql_statement() -> BoxedStrategy<String> {
    prop_oneof![
        (table(), column()).prop_map(|(table, column)| format!(
            "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT 1;"
        )),
        table().prop_map(|table| format!("DROP TABLE IF EXISTS {table} CASCADE;")),
        table().prop_map(|table| format!("DO $$ BEGIN PERFORM 1 FROM {table}; END $$;")),
        (table(), name(), column()).prop_map(|(table, name, column)| format!(
            "ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE ({column});"
        )),
        (table(), column())
            .prop_map(|(table, column)| format!("ALTER TABLE {table} ADD UNIQUE ({column});")),
        (table(), table()).prop_map(|(table, other)| format!(
            "ALTER TABLE {table} ADD FOREIGN KEY (x) REFERENCES {other} (id);"
        )),
        Just("ALTER TABLE other INHERIT trunk_1;".to_owned()),
        name().prop_map(|name| format!("CREATE SCHEMA {name};")),
        name().prop_map(|name| format!("DROP SCHEMA IF EXISTS {name} CASCADE;")),
        (name(), table())
            .prop_map(|(name, table)| format!("CREATE TABLE {name}.{table} (id integer);")),
        (table(), name())
            .prop_map(|(table, name)| format!("ALTER TABLE {table} SET SCHEMA {name};")),
        name().prop_map(|name| format!("SET search_path = {name};")),
        name().prop_map(|name| format!("CREATE SEQUENCE {name};")),
        name().prop_map(|name| format!("DROP SEQUENCE IF EXISTS {name};")),
        name().prop_map(|name| format!("CREATE TYPE {name} AS ENUM ('a');")),
        name().prop_map(|name| format!("DROP TYPE IF EXISTS {name};")),
        (table(), name())
            .prop_map(|(table, name)| format!("ALTER TABLE {table} ADD COLUMN z {name};")),
        name().prop_map(|name| format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$;"
        )),
        name().prop_map(|name| format!("DROP FUNCTION IF EXISTS {name}();")),
        (name(), table(), name()).prop_map(|(name, table, routine)| format!(
            "CREATE TRIGGER {name} BEFORE UPDATE ON {table} EXECUTE FUNCTION {routine}();"
        )),
        (name(), table())
            .prop_map(|(name, table)| format!("DROP TRIGGER IF EXISTS {name} ON {table};")),
    ]
    .boxed()
}

/// A statement over a handful of names of tables, and of everything else that has a name.
fn statement(dialect: Dialect) -> BoxedStrategy<String> {
    let everywhere = prop_oneof![
        (table(), column())
            .prop_map(|(table, column)| format!("ALTER TABLE {table} ADD COLUMN {column} text;")),
        (table(), column())
            .prop_map(|(table, column)| format!("ALTER TABLE {table} DROP COLUMN {column};")),
        (table(), column(), column()).prop_map(|(table, from, to)| format!(
            "ALTER TABLE {table} RENAME COLUMN {from} TO {to};"
        )),
        (table(), table()).prop_map(|(from, to)| format!("ALTER TABLE {from} RENAME TO {to};")),
        table().prop_map(|table| format!("DROP TABLE IF EXISTS {table};")),
        table().prop_map(|table| format!("DROP TABLE {table};")),
        table().prop_map(|table| format!("CREATE TABLE {table} (id integer, x integer);")),
        (table(), table()).prop_map(|(table, other)| format!(
            "CREATE TABLE IF NOT EXISTS {table} AS SELECT * FROM {other};"
        )),
        (name(), table(), column()).prop_map(|(name, table, column)| format!(
            "CREATE INDEX {name} ON {table} ({column});"
        )),
        (table(), column()).prop_map(|(table, column)| format!("UPDATE {table} SET {column} = 1;")),
        (table(), 1..3).prop_map(|(table, id)| format!("INSERT INTO {table} (id) VALUES ({id});")),
        (name(), table())
            .prop_map(|(name, table)| format!("CREATE VIEW {name} AS SELECT * FROM {table};")),
        name().prop_map(|name| format!("DROP VIEW IF EXISTS {name};")),
        Just("DROP VIEW reading;".to_owned()),
    ];
    let own = match dialect {
        Dialect::Postgresql => postgresql_statement(),
        Dialect::Mysql => prop_oneof![
            (name(), table(), column()).prop_map(|(name, table, column)| format!(
                "CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW SET NEW.{column} = 1;"
            )),
            name().prop_map(|name| format!("DROP TRIGGER IF EXISTS {name};")),
            (table(), name(), table()).prop_map(|(table, name, other)| format!(
                "ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (x) REFERENCES {other} (id);"
            )),
            (table(), name()).prop_map(|(table, name)| format!(
                "ALTER TABLE {table} ADD CONSTRAINT {name} CHECK (x > 0);"
            )),
            (table(), name())
                .prop_map(|(table, name)| format!("ALTER TABLE {table} DROP CONSTRAINT {name};")),
            (table(), column()).prop_map(|(table, column)| format!(
                "ALTER TABLE {table} MODIFY COLUMN {column} bigint;"
            )),
            table().prop_map(|table| format!("ALTER TABLE {table} ADD PRIMARY KEY (id);")),
            name().prop_map(|name| format!("CREATE PROCEDURE {name}() UPDATE trunk_0 SET x = 1;")),
            name().prop_map(|name| format!("DROP PROCEDURE IF EXISTS {name};")),
            (table(), name()).prop_map(|(table, name)| format!(
                "RENAME TABLE {table} TO {name};"
            )),
            Just("SET FOREIGN_KEY_CHECKS = 0;".to_owned()),
        ]
        .boxed(),
        Dialect::Sqlite => prop_oneof![
            (name(), table(), column()).prop_map(|(name, table, column)| format!(
                "CREATE TRIGGER {name} AFTER UPDATE ON {table} BEGIN UPDATE trunk_0 SET {column} = 1; END;"
            )),
            (name(), table(), table()).prop_map(|(name, table, other)| format!(
                "CREATE TRIGGER {name} AFTER UPDATE ON {table} BEGIN DELETE FROM {other}; END;"
            )),
            name().prop_map(|name| format!("DROP TRIGGER IF EXISTS {name};")),
            name().prop_map(|name| format!("DROP INDEX IF EXISTS {name};")),
            (name(), table())
                .prop_map(|(name, table)| format!("CREATE VIEW {name} AS SELECT y FROM {table};")),
            Just("PRAGMA legacy_alter_table = ON;".to_owned()),
        ]
        .boxed(),
    };
    prop_oneof![everywhere, own].boxed()
}

/// A dialect, and what each branch does, with the place on the trunk where it leaves.
fn branches() -> impl Strategy<Value = (Dialect, Vec<(usize, String)>)> {
    let dialect = select(vec![Dialect::Postgresql, Dialect::Mysql, Dialect::Sqlite]);
    dialect.prop_flat_map(|dialect| {
        let script = proptest::collection::vec(statement(dialect), 1..3);
        let script = script.prop_map(|statements| statements.join("\n"));
        let branches = proptest::collection::vec((0..3_usize, script), 2..6);
        (Just(dialect), branches)
    })
}

fn check(dialect: Dialect, branches: &[(usize, String)]) -> Result<(), TestCaseError> {
    let project = history(3, branches);
    let heads = heads(3, branches.len());
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let history = project.history().expect("it is a history");
    let mut evolution = Evolution::new(history, dialect);
    let found = survey(&project, &mut evolution, &heads, FirstHead::Branch);
    for left in 0..heads.len() {
        for right in left + 1..heads.len() {
            let alone = conflict(&project, &mut evolution, heads[left], heads[right])
                .expect("the history has both");
            let surveyed = found
                .pairs
                .iter()
                .find(|it| (it.left, it.right) == (left, right));
            if let Some(surveyed) = surveyed {
                prop_assert_eq!(&surveyed.conflict, &alone);
            }
            prop_assert!(
                alone.verdict.is_independent() || surveyed.is_some(),
                "{} and {} of {:#?}: {:#?}",
                heads[left],
                heads[right],
                branches,
                alone
            );
        }
    }
    Ok(())
}

/// What two statements have to do with each other where no table has both of their names.
#[test]
fn no_second_name_is_missed() {
    let cases = [
        (
            Dialect::Mysql,
            "CREATE TRIGGER n BEFORE UPDATE ON trunk_0 FOR EACH ROW SET NEW.x = 1;",
            "CREATE TRIGGER n BEFORE UPDATE ON trunk_1 FOR EACH ROW SET NEW.x = 1;",
        ),
        (
            Dialect::Sqlite,
            "CREATE TRIGGER n AFTER UPDATE ON trunk_0 BEGIN SELECT 1; END;",
            "CREATE TRIGGER n AFTER UPDATE ON trunk_1 BEGIN SELECT 1; END;",
        ),
        (
            Dialect::Postgresql,
            "ALTER TABLE trunk_0 ADD CONSTRAINT n UNIQUE (x);",
            "ALTER TABLE trunk_1 ADD CONSTRAINT n UNIQUE (x);",
        ),
        (
            Dialect::Postgresql,
            "CREATE SCHEMA n;",
            "CREATE TABLE n.m (id integer);",
        ),
        (
            Dialect::Postgresql,
            "DROP FUNCTION IF EXISTS n();",
            "CREATE FUNCTION n() RETURNS integer LANGUAGE sql AS 'SELECT 1';",
        ),
        (
            Dialect::Mysql,
            "DROP TRIGGER IF EXISTS n;",
            "CREATE TRIGGER n BEFORE UPDATE ON trunk_1 FOR EACH ROW SET NEW.x = 1;",
        ),
        (
            Dialect::Sqlite,
            "DROP TABLE trunk_0;",
            "ALTER TABLE trunk_1 RENAME TO n;",
        ),
    ];
    for (dialect, left, right) in cases {
        let branches = [
            (2, left.to_owned()),
            (2, right.to_owned()),
            (2, "CREATE TABLE apart (id integer);".to_owned()),
        ];
        let project = history(3, &branches);
        let mut evolution = Evolution::new(project.history().expect("it is one"), dialect);
        let found = survey(
            &project,
            &mut evolution,
            &["b0", "b1", "b2"],
            FirstHead::Branch,
        );
        let pairs: Vec<(usize, usize)> = found.pairs.iter().map(|it| (it.left, it.right)).collect();
        assert_eq!(pairs, [(0, 1)], "{left} {right}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    /// What is passed over is independent.
    #[test]
    fn no_conflict_is_missed((dialect, branches) in branches()) {
        check(dialect, &branches)?;
    }
}
