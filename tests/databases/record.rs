//! Scripts that go badly with a record that is written between their statements.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck::{output, run};
use limbeck_tests::projects::TestProject;

use super::support::{fails, mend, on_every_database, printed, write, write_outside};

/// A project with a table, and a second revision whose section runs outside a transaction.
fn outside(database: &dyn Database, up: &str) -> Result<TestProject> {
    let project = TestProject::new(&database.url())?;
    write(&project, "a0", "", "CREATE TABLE t (a INTEGER);", "")?;
    write_outside(&project, "a1", "a0", up)?;
    Ok(project)
}

#[test]
fn settings_that_no_transaction_takes() -> Result<()> {
    for setting in [
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        "SET SESSION sql_log_bin = 0",
    ] {
        let database = MariaDb::create()?;
        let up = format!(
            "ALTER TABLE t ADD b INTEGER;\n{setting};\nINSERT INTO t SELECT 1, 1;\nINSERT INTO t SELECT 2, 2;"
        );
        let project = outside(&database, &up)?;
        run(project.path(), &["upgrade", "head"])?;
        ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2");
        // Inside a transaction, the server refuses it: the error says what to do.
        let inside = TestProject::new(&database.url())?;
        write(&inside, "a0", "", "SELECT 1;", "")?;
        write(&inside, "a1", "a0", &up, "")?;
        run(inside.path(), &["stamp", "a0"])?;
        let said = fails(inside.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains("transaction:false"), "{said}");
    }
    Ok(())
}

#[test]
fn the_isolation_level_is_that_of_the_next_transaction() -> Result<()> {
    // A read-only transaction shows which one it was.
    let database = MariaDb::create()?;
    let up = "SET TRANSACTION READ ONLY;\nBEGIN;\nINSERT INTO t VALUES (1);\nCOMMIT;";
    let project = outside(&database, up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("READ ONLY"), "{said}");
    ensure!(said.contains("statement 3 of 4"), "{said}");
    Ok(())
}

#[test]
fn locked_tables_are_refused_before_anything_runs() -> Result<()> {
    let database = MariaDb::create()?;
    for lock in [
        "LOCK TABLES t WRITE",
        "LOCK TABLE t READ",
        "FLUSH TABLES t WITH READ LOCK",
        "FLUSH TABLES t FOR EXPORT",
    ] {
        let up = format!(
            "INSERT INTO t VALUES (1);\n{lock};\nINSERT INTO t VALUES (2);\nUNLOCK TABLES;"
        );
        let project = outside(&database, &up)?;
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        for part in ["a1_.sql:7:1", "locks tables", "hint", "nothing was run"] {
            ensure!(said.contains(part), "`{part}` is missing:\n{said}");
        }
        // The exported script can do what a run cannot.
        let sql = run(project.path(), &["upgrade", "head", "--sql"])?;
        let done = database.run_sql(&sql)?;
        ensure!(done.status.success() || lock.contains("FLUSH") || lock.contains("READ"));
        database.query("DROP TABLE IF EXISTS t, alembic_version")?;
    }
    Ok(())
}

#[test]
fn transactions_in_two_phases_are_refused_before_anything_runs() -> Result<()> {
    let mysql = MariaDb::create()?;
    let project = outside(
        &mysql,
        "XA START 'x';\nINSERT INTO t VALUES (1);\nXA END 'x';\nXA COMMIT 'x' ONE PHASE;",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("nothing was run") && said.contains("two phases"),
        "{said}"
    );
    let postgresql = Postgresql::create()?;
    let project = outside(
        &postgresql,
        "BEGIN;\nINSERT INTO t VALUES (1);\nPREPARE TRANSACTION 'x';\nCOMMIT PREPARED 'x';",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("nothing was run") && said.contains("two phases"),
        "{said}"
    );
    Ok(())
}

#[test]
fn the_number_of_rows_is_asked_for_in_the_scripts_transaction_only() -> Result<()> {
    let database = MariaDb::create()?;
    database.query("CREATE TABLE counted (a INTEGER)")?;
    let up = "INSERT INTO t VALUES (1), (2);\nINSERT INTO counted VALUES (ROW_COUNT());";
    let project = outside(&database, up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    for part in ["a1_.sql:7:1", "BEGIN", "nothing was run"] {
        ensure!(said.contains(part), "`{part}` is missing:\n{said}");
    }
    mend(&project, "a1", up, &format!("BEGIN;\n{up}\nCOMMIT;"))?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM counted")? == "2");

    let database = Sqlite::create()?;
    let up = "CREATE TABLE counted AS SELECT 0 AS a;\nINSERT INTO t VALUES (1), (2);\nUPDATE counted SET a = changes();";
    let project = outside(&database, up)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("a1_.sql:8:1"), "{said}");
    Ok(())
}

#[test]
fn a_savepoint_that_begins_a_transaction_is_refused() -> Result<()> {
    let database = Sqlite::create()?;
    let project = outside(
        &database,
        "SAVEPOINT a;\nINSERT INTO t VALUES (1);\nRELEASE a;",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("nothing was run") && said.contains("BEGIN"),
        "{said}"
    );
    mend(&project, "a1", "SAVEPOINT a;", "BEGIN;\nSAVEPOINT a;")?;
    mend(&project, "a1", "RELEASE a;", "RELEASE a;\nCOMMIT;")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a FROM t")? == "1");
    Ok(())
}

on_every_database! {
    fn a_record_that_cannot_be_read_is_no_beginning(database) {
        let project = outside(database, "INSERT INTO t VALUES (1);\nINSERT INTO missing VALUES (2);")?;
        fails(project.path(), &["upgrade", "head"], 1)?;
        database.query("UPDATE limbeck_progress SET state = 'odd'")?;
        mend(&project, "a1", "missing", "t")?;
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains("`limbeck_progress`") && said.contains("limbeck stamp"), "{said}");
        ensure!(database.query("SELECT count(*) FROM t")? == "1");
        let current = output(project.path(), &["current"])?;
        ensure!(current.status.success(), "{}", printed(&current));
        ensure!(printed(&current).contains("a0"), "{}", printed(&current));
        run(project.path(), &["stamp", "a0"])?;
        ensure!(!database.dump()?.contains("limbeck"));
        Ok(())
    }
}
