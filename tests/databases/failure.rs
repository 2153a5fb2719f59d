//! A statement fails in the middle.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database as _, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck::{output, run};
use limbeck_tests::projects::TestProject;

use super::support::{fails, on_every_database, printed, start, wait_until, write};

/// Three revisions, the second of which fails at its third statement.
fn failing(url: &str) -> Result<TestProject> {
    let project = TestProject::new(url)?;
    write(
        &project,
        "r1",
        "",
        "CREATE TABLE one (a INTEGER);",
        "DROP TABLE one;",
    )?;
    write(
        &project,
        "r2",
        "r1",
        "CREATE TABLE two (a INTEGER);\nINSERT INTO two VALUES (1);\nINSERT INTO\n  nowhere VALUES (2);\nINSERT INTO two VALUES (3);",
        "DROP TABLE two;",
    )?;
    write(
        &project,
        "r3",
        "r2",
        "CREATE TABLE three (a INTEGER);",
        "DROP TABLE three;",
    )?;
    Ok(project)
}

on_every_database! {
    fn the_error_says_where_things_stand(database) {
        let project = failing(&database.url())?;
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        for part in [
            "statement 3 of 4 of upgrade `r2` failed",
            "migrations/versions/r2_.sql:",
            "nowhere",
            "applied: r1",
            "not run: r3",
            "the database is at r1",
            "hint: mend",
        ] {
            ensure!(said.contains(part), "`{part}` is missing:\n{said}");
        }
        ensure!(database.versions()? == ["r1"]);
        Ok(())
    }

    fn what_can_be_rolled_back_is(database) {
        let project = failing(&database.url())?;
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        let dump = database.dump()?;
        if database.dialect() == "mysql" {
            // MySQL commits each change of the schema by itself.
            ensure!(said.contains("the first 2 of its 4 statements took effect, no other did"), "{said}");
            ensure!(dump.contains("two"));
        } else {
            ensure!(said.contains("rolled back, nothing of it remains: r2"), "{said}");
            ensure!(!dump.contains("two"), "{dump}");
        }
        Ok(())
    }

    fn a_mended_script_goes_on(database) {
        let project = failing(&database.url())?;
        fails(project.path(), &["upgrade", "head"], 1)?;
        let path = project.versions().join("r2_.sql");
        let text = std::fs::read_to_string(&path)?.replace("nowhere", "two");
        std::fs::write(&path, text)?;
        let done = output(project.path(), &["upgrade", "head"])?;
        ensure!(done.status.success(), "{}", printed(&done));
        ensure!(database.versions()? == ["r3"]);
        ensure!(database.query("SELECT a FROM two ORDER BY a")? == "1\n2\n3");
        ensure!(!database.dump()?.contains("limbeck"), "the record is left");
        Ok(())
    }

    fn all_steps_in_one_transaction_go_together(database) {
        let project = failing(&database.url())?;
        let said = fails(project.path(), &["upgrade", "head", "--transaction", "all"], 1)?;
        if database.dialect() != "mysql" {
            ensure!(said.contains("rolled back, nothing of it remains: r1, r2\n"), "{said}");
            ensure!(database.versions()?.is_empty());
            ensure!(!database.dump()?.contains("one"));
        }
        ensure!(said.contains("not run: r3"), "{said}");
        Ok(())
    }

    fn without_transactions_it_goes_on_behind_what_ran(database) {
        let project = failing(&database.url())?;
        let said = fails(project.path(), &["upgrade", "head", "--transaction", "none"], 1)?;
        ensure!(said.contains("the first 2 of its 4 statements took effect, no other did"), "{said}");
        let said = fails(project.path(), &["downgrade", "base"], 1)?;
        ensure!(said.contains("upgrade `r2` is unfinished: 2 statements of it ran"), "{said}");
        let path = project.versions().join("r2_.sql");
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, text.replace("VALUES (1)", "VALUES (7)"))?;
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains("were edited since"), "{said}");
        std::fs::write(&path, text.replace("nowhere", "two"))?;
        let done = output(project.path(), &["upgrade", "head"])?;
        ensure!(printed(&done).contains("Going on with upgrade r2 at statement 3 of 4"), "{}", printed(&done));
        ensure!(database.query("SELECT a FROM two ORDER BY a")? == "1\n2\n3");
        Ok(())
    }

    fn a_step_of_which_nothing_ran_is_not_unfinished(database) {
        let project = TestProject::new(&database.url())?;
        write(&project, "r1", "", "CREATE TABLE one (a INTEGER);", "DROP TABLE one;")?;
        write(&project, "r2", "r1", "ALTER TABLE nowhere ADD COLUMN b INTEGER;", "")?;
        for mode in ["step", "none"] {
            fails(project.path(), &["upgrade", "head", "--transaction", mode], 1)?;
            ensure!(!database.dump()?.contains("limbeck"), "the record is left");
            run(project.path(), &["downgrade", "base"])?;
        }
        Ok(())
    }

    fn a_failing_downgrade_keeps_its_revision(database) {
        let project = TestProject::new(&database.url())?;
        write(&project, "r1", "", "CREATE TABLE one (a INTEGER);", "DROP TABLE nowhere;")?;
        run(project.path(), &["upgrade", "head"])?;
        let said = fails(project.path(), &["downgrade", "base"], 1)?;
        ensure!(said.contains("statement 1 of 1 of downgrade `r1` failed"), "{said}");
        ensure!(database.versions()? == ["r1"]);
        Ok(())
    }

    fn a_revision_that_nobody_declares_is_named(database) {
        let project = failing(&database.url())?;
        run(project.path(), &["ensure_version"])?;
        database.query("INSERT INTO alembic_version VALUES ('feedbeef')")?;
        for command in ["upgrade", "downgrade"] {
            let said = fails(project.path(), &[command, if command == "upgrade" { "head" } else { "base" }], 1)?;
            ensure!(said.contains("`feedbeef`, which no script declares"), "{said}");
            ensure!(said.contains("limbeck stamp --purge"), "{said}");
        }
        let said = fails(project.path(), &["current"], 1)?;
        ensure!(said.contains("`feedbeef`"), "{said}");
        Ok(())
    }
}

#[test]
fn the_errors_json_has_the_facts() -> Result<()> {
    let database = Postgresql::create()?;
    let project = failing(&database.url())?;
    let done = output(project.path(), &["upgrade", "head", "--format", "json"])?;
    ensure!(done.status.code() == Some(1));
    let json: serde_json::Value = serde_json::from_slice(&done.stdout)?;
    let error = &json["error"];
    ensure!(error["kind"] == "statement_failed", "{json:#}");
    ensure!(error["database_code"] == "42P01", "{json:#}");
    ensure!(error["revision"] == "r2", "{json:#}");
    // The place is the database's own: the second line of the statement.
    ensure!(
        error["location"]["line"] == 9 && error["location"]["column"] == 3,
        "{json:#}"
    );
    ensure!(error["applied"] == serde_json::json!(["r1"]), "{json:#}");
    ensure!(
        error["not_applied"] == serde_json::json!(["r2", "r3"]),
        "{json:#}"
    );
    ensure!(error["current"] == serde_json::json!(["r1"]), "{json:#}");
    Ok(())
}

#[test]
fn a_syntax_error_of_mysql_has_its_line() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "r1",
        "",
        "CREATE TABLE t (\n  a INTEGER,\n  b INTEGER NOT NOLL\n);",
        "",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("r1_.sql:8:17"), "{said}");
    Ok(())
}

#[test]
fn a_deferred_constraint_fails_at_the_commit() -> Result<()> {
    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "r1",
        "",
        "CREATE TABLE p (a int PRIMARY KEY);\nCREATE TABLE c (a int REFERENCES p DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (1);",
        "",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("committing r1 failed"), "{said}");
    ensure!(
        said.contains("rolled back, nothing of it remains: r1"),
        "{said}"
    );
    ensure!(database.versions()?.is_empty());
    Ok(())
}

#[test]
fn transactions_of_a_scripts_own_are_refused_before_anything_runs() -> Result<()> {
    let database = Sqlite::create()?;
    let project = TestProject::new(&database.url())?;
    write(&project, "r1", "", "CREATE TABLE one (a INTEGER);", "")?;
    write(
        &project,
        "r2",
        "r1",
        "BEGIN;\nCREATE TABLE two (a INTEGER);\nCOMMIT;",
        "",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("migrations/versions/r2_.sql:6:1"), "{said}");
    ensure!(said.contains("transaction:false"), "{said}");
    ensure!(
        !database.path().exists() || database.query("SELECT count(*) FROM sqlite_master")? == "0"
    );
    Ok(())
}

#[test]
fn a_statement_that_no_transaction_takes_is_refused_before_anything_runs() -> Result<()> {
    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    write(&project, "r1", "", "CREATE TABLE t (a int);", "")?;
    write(
        &project,
        "r2",
        "r1",
        "CREATE INDEX CONCURRENTLY i ON t (a);",
        "",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("transaction:false"), "{said}");
    ensure!(!database.dump()?.contains("CREATE TABLE public.t "));
    Ok(())
}

#[test]
fn sqlite_enforces_no_foreign_keys_while_a_table_is_rebuilt() -> Result<()> {
    // With them enforced, dropping the old table would delete the rows that refer to it.
    let database = Sqlite::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "r1",
        "",
        "CREATE TABLE p (a INTEGER PRIMARY KEY);\nCREATE TABLE c (a INTEGER REFERENCES p ON DELETE CASCADE);\nINSERT INTO p VALUES (1);\nINSERT INTO c VALUES (1);",
        "",
    )?;
    write(
        &project,
        "r2",
        "r1",
        "CREATE TABLE p_new (a INTEGER PRIMARY KEY, b TEXT);\nINSERT INTO p_new (a) SELECT a FROM p;\nDROP TABLE p;\nALTER TABLE p_new RENAME TO p;",
        "",
    )?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT count(*) FROM c")? == "1");
    Ok(())
}

/// Ends the session of a run that is under way, from the side of the server.
fn end_session(database: &dyn limbeck_tests::databases::Database) -> Result<()> {
    let end = if database.dialect() == "postgresql" {
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND application_name = 'limbeck'"
            .to_owned()
    } else {
        let id = database.query(
            "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
        )?;
        format!("KILL {id}")
    };
    database.query(&end).map(drop)
}

fn check_lost_connection(database: &dyn limbeck_tests::databases::Database) -> Result<()> {
    let project = TestProject::new(&database.url())?;
    write(&project, "r1", "", "CREATE TABLE one (a INTEGER);", "")?;
    let up = format!("INSERT INTO one VALUES (1);\n{};", database.sleep(30.0));
    write(&project, "r2", "r1", &up, "")?;
    let child = start(project.path(), &["upgrade", "head"])?;
    wait_until("the second step runs", || {
        Ok(database.versions().is_ok_and(|versions| versions == ["r1"]))
    })?;
    end_session(database)?;
    let output = child.wait_with_output()?;
    let said = printed(&output);
    ensure!(output.status.code() == Some(1), "{}: {said}", output.status);
    for part in [
        "the connection to the database broke",
        "applied: r1",
        "run the same command again: it takes up",
    ] {
        ensure!(said.contains(part), "`{part}` is missing:\n{said}");
    }
    ensure!(database.query("SELECT count(*) FROM one")? == "0");
    Ok(())
}

#[test]
fn a_connection_that_breaks_on_postgresql() -> Result<()> {
    check_lost_connection(&Postgresql::create()?)
}

#[test]
fn a_connection_that_breaks_on_mariadb() -> Result<()> {
    check_lost_connection(&MariaDb::create()?)
}

#[test]
fn a_script_that_gives_the_lock_away() -> Result<()> {
    // The same shows behind a pooler that hands out another session for each transaction.
    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    write(&project, "r1", "", "SELECT pg_advisory_unlock_all();", "")?;
    write(&project, "r2", "r1", "CREATE TABLE two (a INTEGER);", "")?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("no longer holds the lock"), "{said}");
    ensure!(said.contains("PgBouncer"), "{said}");
    ensure!(database.versions()? == ["r1"]);
    Ok(())
}
