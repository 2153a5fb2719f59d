//! Many branches at once.

use std::collections::BTreeSet;

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
        let sql = format!("CREATE TABLE trunk_{number} (id integer, x integer);");
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

fn statement() -> impl Strategy<Value = String> {
    let table = || select(vec!["trunk_0", "trunk_1", "other"]);
    let column = || select(vec!["x", "y"]);
    prop_oneof![
        (table(), column())
            .prop_map(|(table, column)| format!("ALTER TABLE {table} ADD COLUMN {column} text;")),
        (table(), column())
            .prop_map(|(table, column)| format!("ALTER TABLE {table} DROP COLUMN {column};")),
        (table(), column()).prop_map(|(table, column)| format!(
            "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT 1;"
        )),
        (table(), table()).prop_map(|(from, to)| format!("ALTER TABLE {from} RENAME TO {to};")),
        table().prop_map(|table| format!("DROP TABLE IF EXISTS {table} CASCADE;")),
        table().prop_map(|table| format!("CREATE TABLE {table} (id integer);")),
        (table(), column())
            .prop_map(|(table, column)| format!("CREATE INDEX i ON {table} ({column});")),
        (table(), column()).prop_map(|(table, column)| format!("UPDATE {table} SET {column} = 1;")),
        table().prop_map(|table| format!("DO $$ BEGIN PERFORM 1 FROM {table}; END $$;")),
        table().prop_map(|table| format!("CREATE VIEW v AS SELECT * FROM {table};")),
        Just("DROP VIEW IF EXISTS v;".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// What is passed over is independent.
    #[test]
    fn no_conflict_is_missed(
        branches in proptest::collection::vec((0..3_usize, proptest::collection::vec(statement(), 1..3)), 2..6),
    ) {
        let branches: Vec<(usize, String)> = branches
            .into_iter()
            .map(|(from, statements)| (from, statements.join("\n")))
            .collect();
        let project = history(3, &branches);
        let heads = heads(3, branches.len());
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let mut evolution = evolution(&project);
        let found = survey(&project, &mut evolution, &heads, FirstHead::Branch);
        let pairs: BTreeSet<(usize, usize)> =
            found.pairs.iter().map(|pair| (pair.left, pair.right)).collect();
        for left in 0..heads.len() {
            for right in left + 1..heads.len() {
                let alone = conflict(&project, &mut evolution, heads[left], heads[right])
                    .expect("the history has both");
                let surveyed = found.pairs.iter().find(|it| (it.left, it.right) == (left, right));
                if let Some(surveyed) = surveyed {
                    prop_assert_eq!(&surveyed.conflict, &alone);
                }
                let is_independent = alone.verdict.is_independent();
                prop_assert!(
                    is_independent || pairs.contains(&(left, right)),
                    "{} and {}: {:#?}",
                    heads[left],
                    heads[right],
                    alone
                );
            }
        }
    }
}
