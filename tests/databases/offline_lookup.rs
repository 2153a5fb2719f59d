//! Scripts that change what names mean, in the exported SQL.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database as _, MariaDb, Postgresql};
use limbeck_tests::projects::TestProject;

use super::support::{export, printed, write};

/// What `pg_dump` writes empties the search path, for the version table, too.
#[test]
fn a_script_that_changes_the_search_path_does_not_lose_the_version_table() -> Result<()> {
    for mode in ["step", "all", "none"] {
        let database = Postgresql::create()?;
        let project = TestProject::new(&database.url())?;
        write(
            &project,
            "a1",
            "",
            "SELECT pg_catalog.set_config('search_path', '', false);\n\
             CREATE SCHEMA app;\nCREATE TABLE app.alembic_version (version_num text);\n\
             INSERT INTO app.alembic_version VALUES ('a1');\nCREATE TABLE app.a (x INTEGER);",
            "DROP SCHEMA app CASCADE;",
        )?;
        write(
            &project,
            "b2",
            "a1",
            "SET search_path TO app;\nINSERT INTO a VALUES (1);",
            "SET LOCAL search_path TO app;\nDELETE FROM a;",
        )?;
        write(
            &project,
            "c3",
            "b2",
            "INSERT INTO a VALUES (2);",
            "SELECT 1;",
        )?;
        let up = export(
            &project,
            &database,
            &["upgrade", "head", "--transaction", mode],
        )?;
        let output = database.run_sql(&up)?;
        ensure!(output.status.success(), "{mode}: {}", printed(&output));
        ensure!(database.versions()? == ["c3"]);
        ensure!(database.query("SELECT version_num FROM app.alembic_version")? == "a1");
        ensure!(database.query("SELECT count(*) FROM app.a")? == "2");
        if mode != "none" {
            let down = export(
                &project,
                &database,
                &["downgrade", "c3:base", "--transaction", mode],
            )?;
            let output = database.run_sql(&down)?;
            ensure!(output.status.success(), "{mode}: {}", printed(&output));
            ensure!(database.versions()?.is_empty());
        }
    }
    Ok(())
}

#[test]
fn a_script_that_uses_another_database_does_not_lose_the_version_table() -> Result<()> {
    let (database, other) = (MariaDb::create()?, MariaDb::create()?);
    let project = TestProject::new(&database.url())?;
    let other_name = other.query("SELECT DATABASE()")?;
    other.query("CREATE TABLE alembic_version (version_num VARCHAR(32)); INSERT INTO alembic_version VALUES ('a1')")?;
    write(
        &project,
        "a1",
        "",
        &format!("CREATE TABLE a (x INTEGER);\nUSE {other_name};\nCREATE TABLE a (x INTEGER);"),
        &format!("DROP TABLE a;\nUSE {other_name};\nDROP TABLE a;"),
    )?;
    write(
        &project,
        "b2",
        "a1",
        "INSERT INTO a VALUES (1);",
        "SELECT 1;",
    )?;
    database.query(&export(&project, &database, &["upgrade", "head"])?)?;
    ensure!(database.versions()? == ["b2"] && other.versions()? == ["a1"]);
    ensure!(other.query("SELECT count(*) FROM a")? == "1");
    ensure!(database.query("SELECT count(*) FROM a")? == "0");
    database.query(&export(&project, &database, &["downgrade", "b2:base"])?)?;
    ensure!(database.versions()?.is_empty() && other.versions()? == ["a1"]);
    Ok(())
}
