//! The transactions of the exported SQL, where the server commits without being told to.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database as _, MariaDb};
use limbeck_tests::projects::TestProject;

use super::support::{export, write};

/// What the server commits, the script does not believe to be in a transaction.
#[test]
fn rows_behind_a_statement_that_commits_are_in_a_transaction_again() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a1",
        "",
        "CREATE TABLE a (x INTEGER);",
        "DROP TABLE a;",
    )?;
    write(
        &project,
        "b2",
        "a1",
        "ALTER TABLE a ADD y INTEGER;\nINSERT INTO a VALUES (1, 1);\nINSERT INTO nowhere VALUES (1);",
        "SELECT 1;",
    )?;
    for (mode, versions) in [("step", &["a1"][..]), ("all", &[][..])] {
        let database = MariaDb::create()?;
        let script = export(
            &project,
            &database,
            &["upgrade", "head", "--transaction", mode],
        )?;
        ensure!(!database.run_sql(&script)?.status.success());
        ensure!(database.query("SELECT count(*) FROM a")? == "0", "{mode}");
        if mode == "step" {
            ensure!(database.versions()? == versions);
        }
    }
    Ok(())
}

/// A transaction that begins would unlock them.
#[test]
fn tables_that_a_script_locks_stay_locked() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a1",
        "",
        "CREATE TABLE a (x INTEGER);\nCREATE TABLE b (x INTEGER);\nLOCK TABLES a WRITE;\n\
         INSERT INTO a VALUES (1);\nUNLOCK TABLES;\nINSERT INTO b VALUES (1);",
        "DROP TABLE a, b;",
    )?;
    let script = export(&project, &database, &["upgrade", "head"])?;
    let locked = script
        .split("LOCK TABLES a WRITE")
        .nth(1)
        .and_then(|it| it.split("UNLOCK").next());
    ensure!(
        locked.is_some_and(|it| !it.contains("TRANSACTION")),
        "{script}"
    );
    database.query(&script)?;
    ensure!(database.versions()? == ["a1"]);
    Ok(())
}
