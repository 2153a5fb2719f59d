//! What replaying a history takes, as a multiple of what the SQL parser alone takes for the same
//! statements. `cargo xtask bench` runs it; it fails where the multiple is above what is allowed.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;
use sqlparser::dialect::{MySqlDialect, PostgreSqlDialect, SQLiteDialect};
use sqlparser::parser::Parser;

/// How many times longer replaying may take than parsing.
const ALLOWED: f64 = 2.0;

/// How often both are measured, in turn. Odd, for the median.
const RUNS: usize = 5;

fn main() -> ExitCode {
    println!("| dialect | revisions | statements | parser alone | replay | ratio |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    let mut is_allowed = true;
    for dialect in [Dialect::Postgresql, Dialect::Mysql, Dialect::Sqlite] {
        for count in [1_000, 10_000] {
            is_allowed &= measure(dialect, count) <= ALLOWED;
        }
    }
    if is_allowed {
        ExitCode::SUCCESS
    } else {
        println!("\nReplaying takes more than {ALLOWED} times what parsing takes.");
        ExitCode::FAILURE
    }
}

/// Measures both and prints their ratio.
fn measure(dialect: Dialect, count: usize) -> f64 {
    let upgrades: Vec<Vec<String>> = (0..count).map(|index| upgrade(index, dialect)).collect();
    let statements = upgrades.iter().map(Vec::len).sum::<usize>();
    let files = upgrades.iter().enumerate();
    let files = files.map(|(index, upgrade)| file(index, upgrade)).collect();
    let project = Project::load(files);
    let history = project.history().expect("the history has no faults");
    let head = id(count - 1);

    let mut parsed = Vec::new();
    let mut replayed = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        for statement in upgrades.iter().flatten() {
            black_box(parse(statement, dialect));
        }
        parsed.push(start.elapsed());

        let start = Instant::now();
        let mut evolution = Evolution::new(history, dialect);
        let schema = evolution.schema_at(&project, &[&head]);
        replayed.push(start.elapsed());
        assert!(schema.uncertainty().is_none(), "everything is known");
        assert_eq!(schema.tables().count(), count);
    }
    let (parsed, replayed) = (median(parsed), median(replayed));
    let ratio = replayed.as_secs_f64() / parsed.as_secs_f64();
    println!(
        "| {dialect} | {count} | {statements} | {:.3} s | {:.3} s | {ratio:.2} |",
        parsed.as_secs_f64(),
        replayed.as_secs_f64(),
    );
    ratio
}

fn parse(statement: &str, dialect: Dialect) -> usize {
    let parsed = match dialect {
        Dialect::Postgresql => Parser::parse_sql(&PostgreSqlDialect {}, statement),
        Dialect::Mysql => Parser::parse_sql(&MySqlDialect {}, statement),
        Dialect::Sqlite => Parser::parse_sql(&SQLiteDialect {}, statement),
    };
    parsed.expect("the parser knows the statements").len()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn id(index: usize) -> String {
    format!("r{index:06}")
}

/// The script of a revision in a line.
fn file(index: usize, upgrade: &[String]) -> File {
    let parent = index.checked_sub(1).map(id).unwrap_or_default();
    let id = id(index);
    let text = format!(
        "-- revision: {id}\n-- down_revision: {parent}\n\n-- migrate:up\n{};\n",
        upgrade.join(";\n")
    );
    File::new(format!("versions/{id}_.sql"), text)
}

/// What a revision does: it makes a table, and changes another that is there.
fn upgrade(index: usize, dialect: Dialect) -> Vec<String> {
    let own = format!("t_{index}");
    let older = index.checked_sub(1 + index % 7);
    let other = older.map_or_else(|| own.clone(), |older| format!("t_{older}"));
    let mut upgrade = vec![
        format!(
            "CREATE TABLE {own} (id INTEGER NOT NULL, name VARCHAR(80) DEFAULT 'nobody' NOT NULL, \
             amount NUMERIC(10, 2) CHECK (amount >= 0 AND amount < 1000000), \
             created TIMESTAMP DEFAULT CURRENT_TIMESTAMP, other_id INTEGER, \
             PRIMARY KEY (id), CONSTRAINT uq_{own} UNIQUE (name, created), \
             CONSTRAINT fk_{own} FOREIGN KEY (other_id) REFERENCES {other} (id) ON DELETE CASCADE)"
        ),
        format!("CREATE INDEX ix_{own} ON {own} (created, amount)"),
        format!("ALTER TABLE {other} ADD COLUMN c_{index} INTEGER DEFAULT 0"),
    ];
    match index % 4 {
        0 => upgrade.push(format!("ALTER TABLE {own} RENAME COLUMN name TO title")),
        1 => upgrade.push(format!(
            "INSERT INTO {own} (id, name, amount) VALUES (1, 'first', 1.5), (2, 'second', 2.5)"
        )),
        2 => upgrade.push(format!(
            "CREATE VIEW v_{index} AS SELECT a.id, a.amount, b.name FROM {own} AS a \
             JOIN {own} AS b ON b.id = a.other_id WHERE a.amount > 100"
        )),
        _ => upgrade.push(format!(
            "UPDATE {own} SET amount = amount + 1 WHERE id > 10"
        )),
    }
    match dialect {
        Dialect::Postgresql => {
            upgrade.push(format!(
                "ALTER TABLE {own} ALTER COLUMN amount SET NOT NULL"
            ));
            upgrade.push(format!("COMMENT ON TABLE {own} IS 'the table {index}'"));
        }
        Dialect::Mysql => {
            upgrade.push(format!(
                "ALTER TABLE {own} MODIFY COLUMN amount NUMERIC(12, 2)"
            ));
        }
        Dialect::Sqlite => upgrade.push(format!("DROP INDEX ix_{own}")),
    }
    upgrade
}
