//! What a merge would give.

use limbeck_planner::merging::{Presence, Sides, union};
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

fn script(id: &str, parent: &str, sql: &str) -> File {
    File::new(
        format!("versions/{id}.sql"),
        format!(
            "-- revision: {id}\n-- down_revision: {parent}\n\n-- migrate:up\n{sql}\n\n-- migrate:down\n"
        ),
    )
}

fn sides(left: Vec<File>, right: Vec<File>) -> Sides {
    let merged = union(left.clone(), right.clone());
    Sides {
        left_name: "feature".to_owned(),
        right_name: "main".to_owned(),
        left: Project::load_versions(left),
        right: Project::load_versions(right),
        merged: Project::load_versions(merged.files),
        unmergeable: merged.differing,
    }
}

fn told(sides: &Sides) -> Vec<String> {
    let preview = sides.preview(Some(Dialect::Postgresql));
    let found = preview.diagnostics.iter();
    found
        .map(|it| format!("{}: {}", it.code, it.message))
        .collect()
}

fn root() -> File {
    script("root", "", "CREATE TABLE users (id integer);")
}

#[test]
fn a_base_that_has_moved_on() {
    let add = "ALTER TABLE users ADD COLUMN name text;";
    let sides = sides(
        vec![root(), script("ours", "root", add)],
        vec![root(), script("theirs", "root", add)],
    );
    let preview = sides.preview(Some(Dialect::Postgresql));
    assert_eq!(preview.left_heads, ["ours"]);
    assert_eq!(preview.right_heads, ["theirs"]);
    assert_eq!(preview.merged_heads, ["ours", "theirs"]);
    assert_eq!(preview.presence["root"], Presence::Both);
    assert_eq!(preview.presence["ours"], Presence::Left);
    assert_eq!(preview.presence["theirs"], Presence::Right);
    assert_eq!(
        told(&sides),
        ["multiple_heads: merged with `main`, the history has 2 heads: ours, theirs"]
    );
    let [conflict] = preview.conflicts.as_slice() else {
        panic!("{:#?}", preview.conflicts);
    };
    assert_eq!(conflict.verdict.name(), "cannot_both_apply");
    assert!(!preview.is_clean());
    // Nobody knows what the statements do, but there are two heads all the same.
    let preview = sides.preview(None);
    assert!(preview.conflicts.is_empty());
    assert!(!preview.is_clean());
}

#[test]
fn a_branch_that_follows_the_base_is_clean() {
    let main = vec![root(), script("theirs", "root", "SELECT 1;")];
    let mut feature = main.clone();
    feature.push(script("ours", "theirs", "SELECT 1;"));
    let sides = sides(feature, main);
    let preview = sides.preview(Some(Dialect::Postgresql));
    assert_eq!(told(&sides), Vec::<String>::new());
    assert_eq!(preview.merged_heads, ["ours"]);
    assert!(preview.is_clean());
    assert_eq!(
        preview.revisions(Presence::Left).collect::<Vec<_>>(),
        ["ours"]
    );
}

#[test]
fn two_heads_that_were_there_before_are_not_told_again() {
    let main = vec![
        root(),
        script("one", "root", "SELECT 1;"),
        script("two", "root", "SELECT 1;"),
    ];
    let sides = sides(main.clone(), main);
    assert_eq!(told(&sides), Vec::<String>::new());
}

#[test]
fn one_id_twice() {
    let other = File::new(
        "versions/other_name.sql",
        "-- revision: ours\n-- down_revision: root\n\n-- migrate:up\nSELECT 2;\n\n-- migrate:down\n",
    );
    let sides = sides(
        vec![root(), script("ours", "root", "SELECT 1;")],
        vec![root(), other],
    );
    let told = told(&sides);
    assert!(told[0].starts_with("duplicate_revision: "), "{told:?}");
    let preview = sides.preview(Some(Dialect::Postgresql));
    assert_eq!(preview.presence["ours"], Presence::Differs);
    assert_eq!(preview.merged_heads, Vec::<String>::new());
    assert!(!preview.is_clean());
}

#[test]
fn one_script_that_both_change() {
    let sides = sides(
        vec![root(), script("same", "root", "SELECT 1;")],
        vec![root(), script("same", "root", "SELECT 2;")],
    );
    assert_eq!(
        told(&sides),
        ["unmergeable: `feature` and `main` both change this script, and git cannot merge it"]
    );
    assert!(!sides.preview(None).is_clean());
}

#[test]
fn one_script_that_one_changes() {
    let before = vec![root(), script("same", "root", "SELECT 1;")];
    let after = vec![root(), script("same", "root", "SELECT 2;")];
    let sides = Sides {
        merged: Project::load_versions(after.clone()),
        unmergeable: std::collections::BTreeSet::new(),
        ..sides(before, after)
    };
    assert_eq!(
        told(&sides),
        [
            "scripts_differ: `feature` and `main` have different scripts of revision `same`; the merge \
          has that of `main`"
        ]
    );
    let preview = sides.preview(None);
    let location = preview.diagnostics[0].location.as_ref();
    let location = location.expect("it is at a place");
    assert_eq!(
        (location.path.as_str(), location.line),
        ("versions/same.sql", 5)
    );
    let text = &sides.merged.script("same").expect("it is there").text;
    assert_eq!(&text[location.span.clone()], "SELECT 2;");
}

#[test]
fn line_ends_and_moved_files_are_no_difference() {
    let mut windows = script("same", "root", "SELECT 1;");
    windows.bytes = String::from_utf8(windows.bytes)
        .expect("it is text")
        .replace('\n', "\r\n")
        .into_bytes();
    let mut moved = script("ours", "root", "SELECT 3;");
    moved.path = "versions/moved/elsewhere.sql".to_owned();
    let sides = sides(
        vec![
            root(),
            script("same", "root", "SELECT 1;"),
            script("ours", "root", "SELECT 3;"),
        ],
        vec![root(), windows, moved],
    );
    let preview = sides.preview(Some(Dialect::Postgresql));
    assert!(preview.presence.values().all(|it| *it == Presence::Both));
    assert_eq!(told(&sides), Vec::<String>::new());
}

#[test]
fn a_parent_that_the_other_side_deleted() {
    // Git merges the deletion, so the merge is not the union.
    let left = vec![
        root(),
        script("one", "root", "SELECT 1;"),
        script("two", "one", "SELECT 1;"),
    ];
    let right = vec![root()];
    let merged = vec![root(), script("two", "one", "SELECT 1;")];
    let sides = Sides {
        left_name: "feature".to_owned(),
        right_name: "main".to_owned(),
        left: Project::load_versions(left),
        right: Project::load_versions(right),
        merged: Project::load_versions(merged),
        unmergeable: std::collections::BTreeSet::new(),
    };
    let told = told(&sides);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("missing_down_revision: "), "{told:?}");
}
