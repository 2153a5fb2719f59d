//! Ctrl-C and SIGTERM.

use anyhow::{Result, ensure};
use limbeck_tests::databases::Database;
use limbeck_tests::limbeck::run;
use limbeck_tests::projects::TestProject;

use super::support::{
    mend, on_every_database, printed, signal, start, wait_until, write, write_outside,
};

/// Three revisions, the second of which takes its time.
fn slow(database: &dyn Database, seconds: f64) -> Result<TestProject> {
    let project = TestProject::new(&database.url())?;
    write(&project, "r1", "", "CREATE TABLE one (a INTEGER);", "")?;
    let up = format!(
        "INSERT INTO one VALUES (1);\n{};\nINSERT INTO one VALUES (2);",
        database.sleep(seconds)
    );
    write(&project, "r2", "r1", &up, "")?;
    write(&project, "r3", "r2", "CREATE TABLE three (a INTEGER);", "")?;
    Ok(project)
}

fn under_way(database: &dyn Database) -> Result<()> {
    wait_until("the second step runs", || {
        Ok(database.versions().is_ok_and(|versions| versions == ["r1"]))
    })
}

on_every_database! {
    fn ctrl_c_stops_between_statements(database) {
        let project = slow(database, 1.0)?;
        let child = start(project.path(), &["upgrade", "head"])?;
        under_way(database)?;
        signal(&child, "INT")?;
        let output = child.wait_with_output()?;
        let said = printed(&output);
        ensure!(output.status.code() == Some(130), "{}: {said}", output.status);
        for part in ["stopped by SIGINT before statement", "upgrade `r2`", "applied: r1", "not run: r3", "the database is at r1"] {
            ensure!(said.contains(part), "`{part}` is missing:\n{said}");
        }
        // The step was in a transaction, on MySQL too: it changes rows alone.
        ensure!(said.contains("rolled back, nothing of it remains: r2"), "{said}");
        ensure!(database.query("SELECT count(*) FROM one")? == "0");
        ensure!(database.versions()? == ["r1"]);
        // The lock is free, and the run can go on.
        run(project.path(), &["upgrade", "head", "--lock-timeout", "0"])?;
        ensure!(database.query("SELECT count(*) FROM one")? == "2");
        Ok(())
    }

    fn a_supervisors_signal_stops_it_too(database) {
        let project = slow(database, 1.0)?;
        let child = start(project.path(), &["upgrade", "head", "--format", "json"])?;
        under_way(database)?;
        signal(&child, "TERM")?;
        let output = child.wait_with_output()?;
        ensure!(output.status.code() == Some(143), "{}", output.status);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        ensure!(json["error"]["kind"] == "interrupted" && json["error"]["signal"] == "SIGTERM", "{json:#}");
        ensure!(json["error"]["current"] == serde_json::json!(["r1"]), "{json:#}");
        Ok(())
    }

    fn a_second_signal_cancels_the_statement(database) {
        // Without the cancellation the test would wait for the statement for minutes.
        let project = slow(database, 300.0)?;
        let child = start(project.path(), &["upgrade", "head"])?;
        under_way(database)?;
        signal(&child, "INT")?;
        std::thread::sleep(std::time::Duration::from_millis(300));
        signal(&child, "INT")?;
        let output = child.wait_with_output()?;
        ensure!(output.status.code() == Some(130), "{}: {}", output.status, printed(&output));
        ensure!(database.versions()? == ["r1"]);
        ensure!(database.query("SELECT count(*) FROM one")? == "0");
        Ok(())
    }

    fn inside_a_transaction_of_the_scripts_own(database) {
        let project = TestProject::new(&database.url())?;
        write(&project, "r1", "", "CREATE TABLE one (a INTEGER);", "")?;
        let slow = database.sleep(1.0);
        write_outside(&project, "r2", "r1", &format!("INSERT INTO one VALUES (1);\nBEGIN;\nINSERT INTO one VALUES (2);\n{slow};\n{};\nCOMMIT;", database.sleep(300.0)))?;
        let child = start(project.path(), &["upgrade", "head"])?;
        under_way(database)?;
        wait_until("the first statement is done", || {
            Ok(database.query("SELECT statement FROM limbeck_progress").is_ok_and(|it| it == "1"))
        })?;
        signal(&child, "INT")?;
        // Without the stop it would go on for minutes.
        let output = child.wait_with_output()?;
        let said = printed(&output);
        ensure!(output.status.code() == Some(130), "{}: {said}", output.status);
        ensure!(said.contains("the first of its 6 statements took effect, no other did"), "{said}");
        ensure!(database.query("SELECT a FROM one")? == "1");
        mend(&project, "r2", &database.sleep(300.0), "SELECT 1")?;
        run(project.path(), &["upgrade", "head"])?;
        ensure!(database.query("SELECT a FROM one ORDER BY a")? == "1\n2");
        Ok(())
    }

    fn between_statements_of_no_transaction(database) {
        let project = slow(database, 1.0)?;
        let child = start(project.path(), &["upgrade", "head", "--transaction", "none"])?;
        under_way(database)?;
        wait_until("the first statement is done", || {
            Ok(database.query("SELECT statement FROM limbeck_progress").is_ok_and(|it| it == "1"))
        })?;
        signal(&child, "INT")?;
        let output = child.wait_with_output()?;
        let said = printed(&output);
        ensure!(said.contains("the first 2 of its 3 statements took effect, no other did"), "{said}");
        run(project.path(), &["upgrade", "head", "--transaction", "none"])?;
        ensure!(database.query("SELECT a FROM one ORDER BY a")? == "1\n2");
        Ok(())
    }
}

#[test]
fn while_it_waits_for_another_run() -> Result<()> {
    let database = limbeck_tests::databases::Postgresql::create()?;
    let project = slow(&database, 2.0)?;
    let first = start(project.path(), &["upgrade", "head"])?;
    under_way(&database)?;
    let second = start(project.path(), &["upgrade", "head"])?;
    // It waits, or is about to: in both cases it goes at once.
    std::thread::sleep(std::time::Duration::from_millis(300));
    signal(&second, "TERM")?;
    let output = second.wait_with_output()?;
    let said = printed(&output);
    ensure!(
        output.status.code() == Some(143),
        "{}: {said}",
        output.status
    );
    ensure!(
        said.contains("stopped by SIGTERM before anything ran"),
        "{said}"
    );
    ensure!(first.wait_with_output()?.status.success());
    Ok(())
}
