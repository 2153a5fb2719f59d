//! MySQL and MariaDB commit what is open before many statements, whether these succeed or not.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database as _, MariaDb};
use limbeck_tests::limbeck::run;
use limbeck_tests::projects::TestProject;

use super::support::{fails, mend, write, write_outside};

/// A project with a table, and a second revision whose section has transactions of its own.
fn outside(database: &MariaDb, up: &str) -> Result<TestProject> {
    let project = TestProject::new(&database.url())?;
    write(&project, "a0", "", "CREATE TABLE t (a INTEGER);", "")?;
    write_outside(&project, "a1", "a0", up)?;
    Ok(project)
}

#[test]
fn rows_that_a_failing_change_of_the_schema_committed_are_not_repeated() -> Result<()> {
    let database = MariaDb::create()?;
    let up = "BEGIN;\nINSERT INTO t VALUES (1);\nALTER TABLE missing ADD b INTEGER;\nINSERT INTO t (a) VALUES (2);\nCOMMIT;";
    let project = outside(&database, up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("the first 2 of its 5 statements took effect, no other did"),
        "{said}"
    );
    ensure!(database.query("SELECT a FROM t")? == "1");
    mend(&project, "a1", "missing", "t")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2");
    Ok(())
}

#[test]
fn rows_that_a_second_begin_committed_are_not_repeated() -> Result<()> {
    for begin in ["BEGIN", "START TRANSACTION"] {
        let database = MariaDb::create()?;
        let up = format!(
            "BEGIN;\nINSERT INTO t VALUES (1);\n{begin};\nINSERT INTO t VALUES (2);\nINSERT INTO missing VALUES (3);\nCOMMIT;"
        );
        let project = outside(&database, &up)?;
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(
            said.contains("the first 2 of its 6 statements took effect"),
            "{said}"
        );
        mend(&project, "a1", "missing", "t")?;
        run(project.path(), &["upgrade", "head"])?;
        ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2\n3");
    }
    Ok(())
}

#[test]
fn a_change_of_the_schema_that_is_no_sql_commits_nothing() -> Result<()> {
    // The server finds it while it parses, before it would commit.
    let database = MariaDb::create()?;
    let up = "BEGIN;\nINSERT INTO t VALUES (1);\nALTER TABLE t ADD COLUM b INTEGER;\nCOMMIT;";
    let project = outside(&database, up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("nothing ran of: a1"), "{said}");
    ensure!(database.query("SELECT count(*) FROM t")? == "0");
    mend(&project, "a1", "COLUM ", "COLUMN ")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM t")? == "1");
    Ok(())
}

/// A procedure that adds a row, and commits or does not.
fn procedure(database: &MariaDb, body: &str) -> Result<()> {
    database.query("CREATE TABLE t (a INTEGER)")?;
    database.query(&format!(
        "DELIMITER $$\nCREATE PROCEDURE p() BEGIN {body} END$$\nDELIMITER ;"
    ))?;
    Ok(())
}

#[test]
fn a_procedure_that_does_not_commit_stays_in_the_scripts_transaction() -> Result<()> {
    let database = MariaDb::create()?;
    procedure(&database, "INSERT INTO t VALUES (2);")?;
    let project = TestProject::new(&database.url())?;
    let up = "BEGIN;\nINSERT INTO t VALUES (1);\nCALL p();\nROLLBACK;\nBEGIN;\nINSERT INTO t VALUES (3);\nCALL p();\nINSERT INTO missing VALUES (4);\nCOMMIT;";
    write_outside(&project, "a1", "", up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("the first 4 of its 9 statements took effect, no other did"),
        "{said}"
    );
    ensure!(database.query("SELECT count(*) FROM t")? == "0");
    mend(&project, "a1", "missing", "t")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM t ORDER BY a")? == "2\n3\n4");
    Ok(())
}

#[test]
fn a_procedure_that_commits_takes_the_scripts_rows_with_it() -> Result<()> {
    let database = MariaDb::create()?;
    procedure(&database, "INSERT INTO t VALUES (2); COMMIT;")?;
    let project = TestProject::new(&database.url())?;
    let up = "BEGIN;\nINSERT INTO t VALUES (1);\nCALL p();\nINSERT INTO t VALUES (3);\nINSERT INTO missing VALUES (4);\nCOMMIT;";
    write_outside(&project, "a1", "", up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("the first 4 of its 6 statements took effect, no other did"),
        "{said}"
    );
    mend(&project, "a1", "missing", "t")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2\n3\n4");
    Ok(())
}

#[test]
fn a_procedure_that_fails_after_it_committed_is_not_certain() -> Result<()> {
    let database = MariaDb::create()?;
    procedure(
        &database,
        "INSERT INTO t VALUES (2); COMMIT; INSERT INTO missing VALUES (3);",
    )?;
    for begin in ["", "BEGIN;\nINSERT INTO t VALUES (1);\n"] {
        let project = TestProject::new(&database.url())?;
        write_outside(&project, "a1", "", &format!("{begin}CALL p();"))?;
        if !begin.is_empty() {
            mend(&project, "a1", "CALL p();", "CALL p();\nCOMMIT;")?;
        }
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains("it is not certain"), "{said}");
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains("--assume-not-applied"), "{said}");
        run(project.path(), &["stamp", "base"])?;
    }
    Ok(())
}

#[test]
fn without_autocommit_a_commit_is_what_ends_a_transaction() -> Result<()> {
    let database = MariaDb::create()?;
    let up = "SET autocommit = 0;\nINSERT INTO t VALUES (1);\nROLLBACK;\nINSERT INTO t VALUES (2);\nCOMMIT;\nINSERT INTO t VALUES (3);\nINSERT INTO missing VALUES (4);\nCOMMIT;\nSET autocommit = 1;";
    let project = outside(&database, up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("the first 5 of its 9 statements took effect, no other did"),
        "{said}"
    );
    ensure!(database.query("SELECT a FROM t")? == "2");
    mend(&project, "a1", "missing", "t")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM t ORDER BY a")? == "2\n3\n4");
    Ok(())
}

#[test]
fn a_transaction_that_goes_on_behind_its_commit() -> Result<()> {
    let database = MariaDb::create()?;
    let up = "BEGIN;\nINSERT INTO t VALUES (1);\nCOMMIT AND CHAIN;\nINSERT INTO t VALUES (2);\nINSERT INTO missing VALUES (3);\nCOMMIT;";
    let project = outside(&database, up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("the first 3 of its 6 statements took effect, no other did"),
        "{said}"
    );
    ensure!(database.query("SELECT a FROM t")? == "1");
    mend(&project, "a1", "missing", "t")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2\n3");
    Ok(())
}

#[test]
fn a_setting_for_one_statement_does_not_hide_what_it_does() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(&project, "a0", "", "CREATE TABLE t (a INTEGER);", "")?;
    write(
        &project,
        "a1",
        "a0",
        "INSERT INTO t VALUES (1);\nSET STATEMENT max_statement_time = 60, lock_wait_timeout = 5 FOR ALTER TABLE t ADD b INTEGER;\nINSERT INTO t VALUES (2, 2);\nINSERT INTO missing VALUES (3);",
        "",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("the first 3 of its 4 statements took effect, no other did"),
        "{said}"
    );
    mend(&project, "a1", "missing VALUES (3)", "t VALUES (3, 3)")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2\n3");
    Ok(())
}
