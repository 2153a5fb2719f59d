//! What a script sets in its session, when the run that set it is over: a run that takes up an
//! unfinished step has a session of its own.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck::{output, run};
use limbeck_tests::projects::TestProject;

use super::support::{fails, mend, on_every_database, printed, write, write_outside};

/// The step of `up` fails in the table `missing`, and after the table is `t` instead it may not go
/// on by itself: the error names the statement at `line`.
fn refuses_to_go_on(database: &dyn Database, up: &str, line: usize) -> Result<TestProject> {
    let project = TestProject::new(&database.url())?;
    write(&project, "a0", "", "CREATE TABLE t (a INTEGER);", "")?;
    write_outside(&project, "a1", "a0", up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("session"), "{said}");
    mend(&project, "a1", "missing", "t")?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    for part in [
        "upgrade `a1` is unfinished",
        &format!("migrations/versions/a1_.sql:{line}:1"),
        "--new-session",
        "limbeck stamp",
    ] {
        ensure!(said.contains(part), "`{part}` is missing:\n{said}");
    }
    Ok(project)
}

#[test]
fn a_variable_that_a_query_gave_is_not_made_up() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a1",
        "",
        "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTO_INCREMENT);\nCREATE TABLE child (parent INTEGER);\nINSERT INTO parent VALUES (NULL);\nSET @id = LAST_INSERT_ID();\nINSERT INTO chlid VALUES (@id);",
        "",
    )?;
    fails(project.path(), &["upgrade", "head"], 1)?;
    mend(&project, "a1", "chlid", "child")?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("a1_.sql:9:1") && said.contains("SET @id = LAST_INSERT_ID()"),
        "{said}"
    );
    ensure!(database.query("SELECT count(*) FROM child")? == "0");
    Ok(())
}

#[test]
fn what_only_the_old_session_had_in_mysql() -> Result<()> {
    for state in [
        "SELECT max(a) INTO @id FROM t",
        "SELECT @id := 7",
        "CREATE TEMPORARY TABLE temporary_one (a INTEGER)",
        "PREPARE prepared FROM 'SELECT 1'",
        "SET @id = (SELECT 7), @other = 2",
        "SET sql_mode = CONCAT(@@sql_mode, ',NO_ZERO_DATE')",
    ] {
        let up = format!("INSERT INTO t VALUES (1);\n{state};\nINSERT INTO missing VALUES (2);");
        let database = MariaDb::create()?;
        let project = refuses_to_go_on(&database, &up, 7)?;
        run(project.path(), &["upgrade", "head", "--new-session"])?;
        ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2");
    }
    Ok(())
}

#[test]
fn what_only_the_old_session_had_in_postgresql() -> Result<()> {
    for state in [
        "CREATE TEMPORARY TABLE temporary_one AS SELECT 1 AS a",
        "SELECT 1 AS a INTO TEMP temporary_one",
        "PREPARE prepared AS SELECT 1",
        "SELECT set_config('my.id', max(a)::text, false) FROM t",
        "DO $$ BEGIN PERFORM set_config('my.id', '1', false); END $$",
    ] {
        let up = format!("INSERT INTO t VALUES (1);\n{state};\nINSERT INTO missing VALUES (2);");
        let database = Postgresql::create()?;
        let project = refuses_to_go_on(&database, &up, 7)?;
        run(project.path(), &["upgrade", "head", "--new-session"])?;
        ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2");
    }
    Ok(())
}

#[test]
fn what_only_the_old_session_had_in_sqlite() -> Result<()> {
    let database = Sqlite::create()?;
    let up = "INSERT INTO t VALUES (1);\nCREATE TEMP TABLE u AS SELECT 5 AS a;\nINSERT INTO missing VALUES (2);";
    refuses_to_go_on(&database, up, 7).map(drop)
}

#[test]
fn the_key_of_an_insertion_in_another_session_is_not_asked_for() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a1",
        "",
        "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTO_INCREMENT);\nCREATE TABLE child (parent INTEGER);\nINSERT INTO parent VALUES (NULL);\nINSERT INTO chlid VALUES (LAST_INSERT_ID());",
        "",
    )?;
    fails(project.path(), &["upgrade", "head"], 1)?;
    mend(&project, "a1", "chlid", "child")?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("a1_.sql:9:1") && said.contains("LAST_INSERT_ID()"),
        "{said}"
    );
    ensure!(database.query("SELECT count(*) FROM child")? == "0");
    Ok(())
}

/// Runs the project, which fails at `missing`, and again with `t` in its place.
fn goes_on(project: &TestProject, id: &str) -> Result<()> {
    fails(project.path(), &["upgrade", "head"], 1)?;
    mend(project, id, "missing", "t")?;
    let done = output(project.path(), &["upgrade", "head"])?;
    ensure!(done.status.success(), "{}", printed(&done));
    ensure!(
        printed(&done).contains("Going on with"),
        "{}",
        printed(&done)
    );
    Ok(())
}

#[test]
fn plain_settings_hold_again_in_mysql() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a1",
        "",
        "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\nSET @name = 'x', @count := 3;\nCREATE TABLE t (id INTEGER PRIMARY KEY AUTO_INCREMENT, a VARCHAR(99));\nINSERT INTO missing VALUES (0, CONCAT(@name, @count, @@sql_mode));\nSET SQL_MODE=@OLD_SQL_MODE;\nINSERT INTO t VALUES (0, 'again');\nINSERT INTO t VALUES (5, @@sql_mode = @@global.sql_mode);",
        "",
    )?;
    goes_on(&project, "a1")?;
    let found = database.query("SELECT id, a FROM t ORDER BY id")?;
    ensure!(
        found == "0\tx3NO_AUTO_VALUE_ON_ZERO\n1\tagain\n5\t1",
        "{found}"
    );
    Ok(())
}

#[test]
fn plain_settings_hold_again_in_postgresql() -> Result<()> {
    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    write_outside(
        &project,
        "a1",
        "",
        "CREATE SCHEMA shop;\nSELECT pg_catalog.set_config('search_path', 'shop', false);\nCREATE TABLE t (a text);\nSET my.kept = 'yes';\nBEGIN;\nSET my.undone = 'no';\nROLLBACK;\nBEGIN;\nSET my.also = 'yes';\nCOMMIT;\nSELECT 1;\nINSERT INTO missing SELECT concat_ws(' ', current_setting('my.kept'), current_setting('my.also'), current_setting('my.undone', true));",
    )?;
    goes_on(&project, "a1")?;
    ensure!(database.query("SELECT rtrim(a) FROM shop.t")? == "yes yes");
    Ok(())
}

#[test]
fn settings_of_earlier_scripts_hold_again() -> Result<()> {
    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a1",
        "",
        "CREATE SCHEMA shop;\nSET search_path = shop;",
        "",
    )?;
    write_outside(
        &project,
        "a2",
        "a1",
        "CREATE TABLE t (a int);\nINSERT INTO missing VALUES (1);",
    )?;
    write(&project, "a3", "a2", "INSERT INTO t VALUES (2);", "")?;
    goes_on(&project, "a2")?;
    ensure!(database.query("SELECT a FROM shop.t ORDER BY a")? == "1\n2");
    Ok(())
}

on_every_database! {
    fn a_step_that_is_taken_up_twice(database) {
        let project = TestProject::new(&database.url())?;
        let (set, value) = match database.dialect() {
            "postgresql" => ("SET my.a = 'x'", "current_setting('my.a')"),
            "mysql" => ("SET @a = 'x'", "@a"),
            _ => ("PRAGMA case_sensitive_like = ON", "'x' LIKE 'x' AND NOT 'x' LIKE 'X'"),
        };
        write(&project, "a0", "", "CREATE TABLE t (a VARCHAR(9));", "")?;
        write_outside(&project, "a1", "a0", &format!("{set};"))?;
        write_outside(&project, "a2", "a1", &format!("INSERT INTO t VALUES ('1');\nINSERT INTO missing SELECT {value};\nINSERT INTO missing SELECT {value};"))?;
        fails(project.path(), &["upgrade", "head"], 1)?;
        mend(&project, "a2", "missing", "t")?;
        fails(project.path(), &["upgrade", "head"], 1)?;
        mend(&project, "a2", "missing", "t")?;
        run(project.path(), &["upgrade", "head"])?;
        let expected = if database.dialect() == "sqlite" { "1\n1\n1" } else { "1\nx\nx" };
        let found = database.query("SELECT a FROM t")?;
        ensure!(found == expected, "{found}");
        Ok(())
    }
}

#[test]
fn the_session_is_that_of_the_client() -> Result<()> {
    // In another mode, `count (` would be a function.
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a1",
        "",
        "CREATE TABLE count (a VARCHAR(999));\nINSERT INTO count VALUES (@@sql_mode);",
        "",
    )?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM count")? == database.query("SELECT @@sql_mode")?);
    Ok(())
}
