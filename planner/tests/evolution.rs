//! How the schema evolves where not everything about it is known.

use std::collections::BTreeSet;

use limbeck_planner::compare::Change;
use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::schema::{Name, NameKind, Object, QualifiedName};
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

const DIALECT: Dialect = Dialect::Postgresql;

/// A history whose second revision may do anything.
fn project() -> Project {
    let script = |id: &str, parent: &str, up: &str| {
        let parent = if parent.is_empty() {
            String::new()
        } else {
            format!("-- down_revision: {parent}\n")
        };
        let text = format!("-- revision: {id}\n{parent}\n-- migrate:up\n{up}\n");
        File::new(format!("versions/{id}_.sql"), text)
    };
    Project::load(vec![
        script("a1", "", "CREATE TABLE t (id INTEGER);"),
        script(
            "b2",
            "a1",
            "DO $$ BEGIN EXECUTE 'DROP TABLE ' || name; END $$;",
        ),
        script("c3", "b2", "ALTER TABLE t ADD COLUMN name TEXT;"),
    ])
}

fn column() -> Object {
    let name = |text| Name::stored(text, NameKind::Part, DIALECT);
    Object::Column {
        table: QualifiedName::unqualified(name("t")),
        column: name("name"),
    }
}

#[test]
fn what_changes_behind_the_unknown_is_probable() {
    let project = project();
    let history = project.history().expect("it is sound");
    let mut evolution = Evolution::new(history, DIALECT);
    assert!(evolution.changes(&project, "c3").is_empty());
    let probable = evolution.probable_changes(&project, "c3");
    assert_eq!(probable.len(), 1);
    assert_eq!(probable[0].object, column());
    assert_eq!(probable[0].change, Change::OnlyRight);
}

#[test]
fn who_changed_the_uncertain_is_known() {
    let project = project();
    let history = project.history().expect("it is sound");
    let mut evolution = Evolution::new(history, DIALECT);
    let origins = evolution.origins(&project, &["c3"], &BTreeSet::from([column()]));
    let origin = origins.get(&column()).expect("it is made by a statement");
    assert_eq!((origin.revision.as_str(), origin.line), ("c3", 5));
}

/// Two branches that add one column to one table, and what becomes of them.
fn branches(end: &[(&str, &str, &str)]) -> Vec<String> {
    let add = "ALTER TABLE t ADD COLUMN name TEXT;";
    let begin = [
        ("a1", "", "CREATE TABLE t (id INTEGER);"),
        ("b2", "a1", add),
        ("c3", "a1", add),
    ];
    let script = |&(id, parents, up): &(&str, &str, &str)| {
        File::new(
            format!("versions/{id}_.sql"),
            format!("-- revision: {id}\n-- down_revision: {parents}\n\n-- migrate:up\n{up}\n"),
        )
    };
    let project = Project::load(begin.iter().chain(end).map(script).collect());
    let history = project.history().expect("it is sound");
    let found = Evolution::new(history, DIALECT).diagnostics(&project);
    found
        .iter()
        .map(|it| {
            let at = it.location.as_ref().expect("it has a place");
            format!("{}:{}: {}", at.path, at.line, it.message)
        })
        .collect()
}

#[test]
fn branches_that_cannot_both_be_applied_are_told_before_and_behind_their_merge() {
    let told = ["versions/b2_.sql:5: behind another branch, column `t.name` exists already"];
    assert_eq!(branches(&[]), told);
    assert_eq!(branches(&[("d4", "b2, c3", "SELECT 1;")]), told);
    // What a branch tells by itself is told once.
    let twice = "CREATE TABLE u (id INTEGER); CREATE TABLE u (id INTEGER);";
    assert_eq!(
        branches(&[("e5", "c3", twice)]),
        [told[0], "versions/e5_.sql:5: table `u` exists already"]
    );
}
