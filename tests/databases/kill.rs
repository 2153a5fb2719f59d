//! A run is killed at every moment that can be told from outside, and nothing is lost or repeated.

use std::collections::HashSet;
use std::process::Child;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck::run;
use limbeck_tests::projects::TestProject;
use serde_json::Value;

use super::observer::Observer;
use super::support::{fails, on_every_database, printed, same, signal, start, wait_until, write};

/// How long each statement takes: long enough to be seen and killed.
const SLOW: f64 = 0.3;

/// A history in which every statement is slow and leaves a trace that shows when it runs twice.
fn slow_history(database: &dyn Database) -> Result<TestProject> {
    let project = TestProject::new(&database.url())?;
    let sleep = |mark: &str| {
        database
            .sleep(SLOW)
            .replacen("SELECT", &format!("SELECT /* mark-{mark} */"), 1)
    };
    write(
        &project,
        "r1",
        "",
        &format!(
            "CREATE TABLE trace (place VARCHAR(20));\n{};\nINSERT INTO trace VALUES ('r1 first');\n{};\nINSERT INTO trace VALUES ('r1 second');",
            sleep("1a"),
            sleep("1b"),
        ),
        "DROP TABLE trace;",
    )?;
    write(
        &project,
        "r2",
        "r1",
        &format!(
            "INSERT INTO trace VALUES ('r2 first');\n{};\nCREATE TABLE made (a INTEGER);\n{};\nINSERT INTO made VALUES (1);\n{};",
            sleep("2a"),
            sleep("2b"),
            sleep("2c"),
        ),
        "DROP TABLE made;",
    )?;
    write(
        &project,
        "r3",
        "r2",
        &format!(
            "INSERT INTO trace VALUES ('r3 first');\n{};\nUPDATE made SET a = a + 1;\n{};\nINSERT INTO trace VALUES ('r3 second');",
            sleep("3a"),
            sleep("3b"),
        ),
        "",
    )?;
    Ok(project)
}

/// Kills the run as soon as something is seen that was never seen before. Gives whether it was.
fn kill_at_something_new(
    child: &mut Child,
    observer: &mut Observer,
    seen: &mut HashSet<String>,
) -> Result<bool> {
    while child.try_wait()?.is_none() {
        if seen.insert(observer.look()) {
            // The child may be gone by now; then this was the last moment of it.
            let _gone = signal(child, "KILL");
            return Ok(true);
        }
        thread::sleep(Duration::from_millis(3));
    }
    Ok(false)
}

/// Runs until a run ends by itself, killing all before it. Gives the number of those.
fn run_and_kill(project: &TestProject, database: &dyn Database, mode: &str) -> Result<usize> {
    let mut observer = Observer::new(database)?;
    let mut seen = HashSet::from([observer.look()]);
    let mut kills = 0;
    let mut assumption: Option<&str> = None;
    loop {
        let mut arguments = vec!["upgrade", "head", "--transaction", mode, "--format", "json"];
        arguments.extend(assumption.take());
        let mut child = start(project.path(), &arguments)?;
        let killed = kill_at_something_new(&mut child, &mut observer, &mut seen)?;
        let output = child.wait_with_output()?;
        if output.status.success() {
            return Ok(kills);
        }
        if killed && output.status.code().is_none() {
            kills += 1;
            ensure!(kills < 200, "it does not come to an end");
            continue;
        }
        let json: Value = serde_json::from_slice(&output.stdout)
            .with_context(|| format!("no JSON: {}", printed(&output)))?;
        let error = &json["error"];
        ensure!(error["kind"] == "interrupted_earlier", "{json:#}");
        assumption = Some(look_whether_applied(database, error)?);
    }
}

/// What a person does who is asked: looks whether the statement took effect.
fn look_whether_applied(database: &dyn Database, error: &Value) -> Result<&'static str> {
    let statement = error["statement"]
        .as_str()
        .context("the error names its statement")?;
    let table = statement
        .split_whitespace()
        .nth(2)
        .filter(|_| statement.starts_with("CREATE TABLE"))
        .with_context(|| format!("only this is uncertain: {statement}"))?;
    let found = database
        .query(&format!("SELECT count(*) FROM {table}"))
        .is_ok();
    Ok(if found {
        "--assume-applied"
    } else {
        "--assume-not-applied"
    })
}

fn undisturbed(database: &dyn Database, mode: &str) -> Result<String> {
    let project = slow_history(database)?;
    run(project.path(), &["upgrade", "head", "--transaction", mode])?;
    database.dump()
}

fn another(database: &dyn Database) -> Result<Box<dyn Database>> {
    Ok(match database.dialect() {
        "postgresql" => Box::new(Postgresql::create()?),
        "mysql" => Box::new(MariaDb::create()?),
        _ => Box::new(Sqlite::create()?),
    })
}

fn check_mode(database: &dyn Database, mode: &str, at_least: usize) -> Result<()> {
    let expected = undisturbed(&*another(database)?, mode)?;
    let project = slow_history(database)?;
    let kills = run_and_kill(&project, database, mode)?;
    ensure!(
        kills >= at_least,
        "only {kills} kills: the test proves too little"
    );
    same(&expected, &database.dump()?)
}

on_every_database! {
    fn a_transaction_for_each_step(database) {
        // What goes on inside a transaction of SQLite cannot be told from outside.
        let visible = if database.dialect() == "sqlite" { 2 } else { 6 };
        check_mode(database, "step", visible)
    }

    fn one_transaction_around_all(database) {
        let visible = if database.dialect() == "sqlite" { 0 } else { 6 };
        check_mode(database, "all", visible)
    }

    fn no_transactions(database) {
        let visible = if database.dialect() == "sqlite" { 4 } else { 8 };
        check_mode(database, "none", visible)
    }
}

#[test]
fn a_statement_that_was_killed_while_it_changed_the_schema() -> Result<()> {
    // The server goes on with the statement after its client is gone, and nobody hears how it
    // ended: this is the one case in which a person must look.
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "r1",
        "",
        "CREATE TABLE first (a INTEGER);\nCREATE TABLE slow AS SELECT /* mark-1 */ SLEEP(1.0) AS a;\nCREATE TABLE last (a INTEGER);",
        "",
    )?;
    let mut child = start(project.path(), &["upgrade", "head"])?;
    let mut observer = Observer::new(&database)?;
    wait_until("the slow statement runs", || {
        Ok(observer.look().contains("mark-1"))
    })?;
    child.kill()?;
    child.wait()?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    for part in [
        "killed while statement 2 of upgrade `r1` ran: it may or may not have taken effect",
        "r1_.sql:7:1",
        "CREATE TABLE slow",
        "--assume-applied",
        "--assume-not-applied",
    ] {
        ensure!(said.contains(part), "`{part}` is missing:\n{said}");
    }
    let applied = database.query("SELECT count(*) FROM slow").is_ok();
    let flag = if applied {
        "--assume-applied"
    } else {
        "--assume-not-applied"
    };
    run(project.path(), &["upgrade", "head", flag])?;
    ensure!(database.query("SELECT count(*) FROM first, last")? == "0");
    ensure!(database.query("SELECT count(*) FROM slow")? == "1");
    ensure!(database.versions()? == ["r1"]);
    ensure!(!database.dump()?.contains("limbeck"));
    Ok(())
}

#[test]
fn a_section_outside_transactions_with_transactions_of_its_own() -> Result<()> {
    let database = Sqlite::create()?;
    let project = TestProject::new(&database.url())?;
    let slow = database.sleep(0.3);
    project.write(
        "r1_.sql",
        &format!(
            "-- revision: r1\n\n-- migrate:up transaction:false\nCREATE TABLE a (x INTEGER);\n\
             PRAGMA foreign_keys = OFF;\nBEGIN;\nINSERT INTO a VALUES (1);\n{slow};\n\
             INSERT INTO a VALUES (2);\nCOMMIT;\n{slow};\nINSERT INTO a VALUES (3);\n"
        ),
    )?;
    let kills = run_and_kill(&project, &database, "step")?;
    ensure!(kills >= 2, "only {kills} kills");
    ensure!(database.query("SELECT x FROM a ORDER BY x")? == "1\n2\n3");
    Ok(())
}

#[test]
fn a_stamp_ends_what_was_unfinished() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "r1",
        "",
        "CREATE TABLE a (x INTEGER);\nINSERT INTO nowhere VALUES (1);",
        "",
    )?;
    fails(project.path(), &["upgrade", "head"], 1)?;
    let said = limbeck_tests::limbeck::output(project.path(), &["current"])?;
    ensure!(
        printed(&said).contains("upgrade `r1` is unfinished"),
        "{}",
        printed(&said)
    );
    run(project.path(), &["stamp", "r1"])?;
    ensure!(database.versions()? == ["r1"]);
    ensure!(!database.dump()?.contains("limbeck"));
    Ok(())
}
