//! What the planner takes for large histories, station by station, beside what the SQL parser
//! alone takes for the same statements. `cargo xtask bench` runs it.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::hint::black_box;
use std::time::Instant;

use limbeck_planner::export::{OfflineOptions, offline_sql};
use limbeck_planner::history::{History, Revision};
use limbeck_planner::plan::{self, Plan};
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;

fn main() {
    println!("| revisions | station | seconds |");
    println!("| ---: | --- | ---: |");
    for count in [10_000, 100_000] {
        measure(count);
    }
}

fn measure(count: usize) {
    let line = |station: &str, start: Instant| {
        println!(
            "| {count} | {station} | {:.3} |",
            start.elapsed().as_secs_f64()
        );
    };

    let files: Vec<File> = (0..count).map(file).collect();
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();

    let start = Instant::now();
    for index in 0..count {
        black_box(Parser::parse_sql(&PostgreSqlDialect {}, &statement(index)))
            .expect("the parser knows CREATE TABLE");
    }
    line("the SQL parser alone, for comparison", start);

    let start = Instant::now();
    let project = Project::load(files);
    line(&format!("files to project ({})", kilobytes(bytes)), start);

    let revisions: Vec<Revision> = project
        .scripts()
        .iter()
        .map(|script| script.revision.clone())
        .collect();
    let start = Instant::now();
    let history = History::build(revisions).expect("the history has no faults");
    line("of that, revisions to history", start);

    let start = Instant::now();
    let order = plan::upgrade(&history, &[], "head").expect("there is one head");
    assert_eq!(order.steps.len(), count);
    line("base to head, in order", start);

    let start = Instant::now();
    let plan = Plan::build(&project, order, Dialect::Postgresql).expect("every step has a script");
    line("order to plan", start);

    let start = Instant::now();
    let sql = offline_sql(&plan, &OfflineOptions::default());
    line(&format!("plan to SQL ({})", kilobytes(sql.len())), start);
}

fn kilobytes(bytes: usize) -> String {
    format!("{} kB", bytes / 1000)
}

/// The revision's script. Fifteen revisions in a hundred merge two branches.
fn file(index: usize) -> File {
    let down_revisions: Vec<String> = parents(index).into_iter().map(id).collect();
    let text = format!(
        "-- revision: {id}\n-- down_revision: {}\n-- message: create a table\n\n\
         -- migrate:up\n{};\n\n-- migrate:down\nDROP TABLE t_{id};\n",
        down_revisions.join(", "),
        statement(index),
        id = id(index),
    );
    File::new(format!("versions/{}_create_a_table.sql", id(index)), text)
}

fn statement(index: usize) -> String {
    let id = id(index);
    format!("CREATE TABLE t_{id} (id INTEGER NOT NULL, name VARCHAR(80), PRIMARY KEY (id))")
}

/// Three diamonds in every 20 revisions; the last of each 20 merges, so every multiple of 20 has
/// one head.
fn parents(index: usize) -> Vec<usize> {
    let place = index % 20;
    let start = index - place + [0, 7, 14][place / 7];
    match index - start {
        0 => index.checked_sub(1).into_iter().collect(),
        1 | 3 => vec![start],
        _ if matches!(place, 6 | 13 | 19) => vec![start + 2, index - 1],
        _ => vec![index - 1],
    }
}

/// Twelve hexadecimal digits that differ for every index and stand in no order.
fn id(index: usize) -> String {
    let scattered = (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) & 0xffff_ffff_ffff;
    format!("{scattered:012x}")
}
