//! What conflicts between branches cost: by how long the branches are, by how long the history below
//! them is, and for a thousand branches at once. `cargo xtask bench` runs it.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use limbeck_planner::conflict::{FirstHead, conflict, survey};
use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

const DIALECT: Dialect = Dialect::Postgresql;

/// How many open branches there are at once.
const BRANCHES: usize = 1_000;

fn main() {
    println!("| history below | branches | question | seconds | ratio |");
    println!("| ---: | --- | --- | ---: | --- |");
    two_branches();
    many_branches(10_000);
    stale_branch(10_000);
    seeds();
}

/// Two branches, short and long, on a short history and on a long one.
fn two_branches() {
    let mut short = None;
    for (below, length) in [(1_000, 10), (10_000, 10), (10_000, 100)] {
        let mut files: Vec<File> = (0..below).map(trunk).collect();
        for branch in 0..2 {
            files.extend((0..length).map(|index| of_branch(below, branch, index)));
        }
        let project = Project::load(files);
        let history = project.history().expect("the history has no faults");
        let (left, right) = (branch_id(0, length - 1), branch_id(1, length - 1));
        let mut evolution = Evolution::new(history, DIALECT);
        let first = timed(|| conflict(&project, &mut evolution, &left, &right));
        let again = (0..5).map(|_| timed(|| conflict(&project, &mut evolution, &left, &right)));
        let again = again.min().unwrap_or_default();
        let branches = format!("2 of {length} revisions");
        print(below, &branches, "asked first", first, "");
        let ratio = short.map_or_else(
            || "1".to_owned(),
            |short: Duration| format!("{:.1}", again.as_secs_f64() / short.as_secs_f64()),
        );
        short.get_or_insert(again);
        print(below, &branches, "asked again", again, &ratio);
    }
}

/// Many branches of one revision each, of which some collide with their neighbour.
fn many_branches(below: usize) {
    let mut files: Vec<File> = (0..below).map(trunk).collect();
    files.extend((0..BRANCHES).map(|branch| of_branch(below, branch, 0)));
    let start = Instant::now();
    let project = Project::load(files);
    let loaded = start.elapsed();
    let history = project.history().expect("the history has no faults");
    let heads: Vec<String> = (0..BRANCHES).map(|branch| branch_id(branch, 0)).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mut evolution = Evolution::new(history, DIALECT);
    let replayed = timed(|| evolution.schema_at(&project, &[&id(below - 1)]));
    let surveyed = timed(|| black_box(survey(&project, &mut evolution, &heads, FirstHead::Branch)));
    let found = survey(&project, &mut evolution, &heads, FirstHead::Branch);
    assert_eq!(found.pairs.len(), BRANCHES / 10);
    let branches = format!("{BRANCHES} of 1 revision");
    print(below, &branches, "files to project", loaded, "1");
    let ratio = |it: Duration| format!("{:.1}", it.as_secs_f64() / loaded.as_secs_f64());
    print(
        below,
        &branches,
        "the schema below them",
        replayed,
        &ratio(replayed),
    );
    print(
        below,
        &branches,
        "every pair of them",
        surveyed,
        &ratio(surveyed),
    );
}

/// The same branches, and one that nobody has touched since the first revision.
fn stale_branch(below: usize) {
    let mut files: Vec<File> = (0..below).map(trunk).collect();
    files.extend((0..BRANCHES).map(|branch| of_branch(below, branch, 0)));
    files.push(script("stale", &id(0), "CREATE TABLE stale (id integer)"));
    let project = Project::load(files);
    let history = project.history().expect("the history has no faults");
    let heads: Vec<String> = (0..BRANCHES).map(|branch| branch_id(branch, 0)).collect();
    let heads = heads.iter().map(String::as_str);
    let heads: Vec<&str> = heads.chain(["stale"]).collect();
    let mut evolution = Evolution::new(history, DIALECT);
    let replayed = timed(|| evolution.schema_at(&project, &[&id(below - 1)]));
    let surveyed = timed(|| black_box(survey(&project, &mut evolution, &heads, FirstHead::Branch)));
    let ratio = surveyed.as_secs_f64() / replayed.as_secs_f64();
    print(
        below,
        &format!("{BRANCHES} and a stale one"),
        "every pair of them, by the schema below them",
        surveyed,
        &format!("{ratio:.1}"),
    );
}

/// Two branches that write rows of one table, a few and many.
fn seeds() {
    let mut few = None;
    for statements in [500, 5_000] {
        let seed = |branch: usize| {
            let lines = (0..statements)
                .map(|row| format!("UPDATE settings SET value = '{branch}' WHERE id = {row}"));
            lines.collect::<Vec<String>>().join(";\n")
        };
        let project = Project::load(vec![
            script("root", "", "CREATE TABLE settings (id integer, value text)"),
            script("one", "root", &seed(1)),
            script("other", "root", &seed(2)),
        ]);
        let history = project.history().expect("the history has no faults");
        let mut evolution = Evolution::new(history, DIALECT);
        let took = timed(|| {
            let found = conflict(&project, &mut evolution, "one", "other");
            found.map(|it| it.diagnostics())
        });
        let ratio = few.map_or_else(
            || "1".to_owned(),
            |few: Duration| format!("{:.1}", took.as_secs_f64() / few.as_secs_f64()),
        );
        few.get_or_insert(took);
        let branches = format!("2 of {statements} UPDATEs of one table");
        print(1, &branches, "asked first, with what is told", took, &ratio);
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn print(below: usize, branches: &str, question: &str, took: Duration, ratio: &str) {
    println!(
        "| {below} | {branches} | {question} | {:.4} | {ratio} |",
        took.as_secs_f64()
    );
}

/// A revision of the line that everything branches from: every tenth makes a table, the others add a
/// column to it.
fn trunk(index: usize) -> File {
    let table = index / 10;
    let sql = match index % 10 {
        0 => format!("CREATE TABLE t{table} (id integer PRIMARY KEY)"),
        column => format!("ALTER TABLE t{table} ADD COLUMN c{column} text"),
    };
    let parent = index.checked_sub(1).map(id).unwrap_or_default();
    script(&id(index), &parent, &sql)
}

/// A revision of a branch: a column of a table of its own. The first of every ten branches wants the
/// column that the second one wants.
fn of_branch(below: usize, branch: usize, index: usize) -> File {
    let parent = match index {
        0 => id(below - 1),
        _ => branch_id(branch, index - 1),
    };
    let owner = if branch % 10 == 1 { branch - 1 } else { branch };
    let table = owner % (below / 10);
    let sql = format!("ALTER TABLE t{table} ADD COLUMN b{owner}_{index} integer");
    script(&branch_id(branch, index), &parent, &sql)
}

fn script(id: &str, parent: &str, sql: &str) -> File {
    let text = format!("-- revision: {id}\n-- down_revision: {parent}\n\n-- migrate:up\n{sql};\n");
    File::new(format!("versions/{id}_.sql"), text)
}

fn id(index: usize) -> String {
    format!("{index:012x}")
}

fn branch_id(branch: usize, index: usize) -> String {
    format!("b{branch:05x}{index:06x}")
}
