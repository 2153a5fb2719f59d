//! What the exported SQL does where it must not run, and where a part of it fails.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database as _, Postgresql};
use limbeck_tests::limbeck::run;
use limbeck_tests::projects::TestProject;

use super::support::{export, fails, line, on_every_database, printed, same, write};

on_every_database! {
    fn a_client_that_goes_on_after_errors_changes_nothing_elsewhere(database) {
        let project = TestProject::new(&database.url())?;
        line(&project)?;
        run(project.path(), &["upgrade", "b2"])?;
        let before = database.dump()?;
        for range in ["base:head", "a1:head", "a1:b2"] {
            for mode in ["step", "all", "none"] {
                let script = export(&project, database, &["upgrade", range, "--transaction", mode])?;
                let output = database.run_sql_heedlessly(&script)?;
                same(&before, &database.dump()?)?;
                let said = printed(&output);
                ensure!(said.contains("but the database is at b2"), "{range} {mode}: {said}");
            }
        }
        for range in ["c3:base", "a1:base"] {
            let script = export(&project, database, &["downgrade", range])?;
            database.run_sql_heedlessly(&script)?;
            same(&before, &database.dump()?)?;
        }
        let script = export(&project, database, &["stamp", "a1:c3"])?;
        database.run_sql_heedlessly(&script)?;
        same(&before, &database.dump()?)?;
        let output = database.run_sql(&script)?;
        ensure!(!output.status.success(), "{}", printed(&output));
        Ok(())
    }

    fn nothing_changes_where_there_is_no_version_table(database) {
        let project = TestProject::new(&database.url())?;
        line(&project)?;
        database.query("CREATE TABLE a (x INTEGER)")?;
        let before = database.dump()?;
        let script = export(&project, database, &["upgrade", "a1:head"])?;
        let output = database.run_sql(&script)?;
        ensure!(!output.status.success());
        let said = printed(&output);
        ensure!(said.contains("but the database is at base: it has no table"), "{said}");
        ensure!(!said.contains("no such table"), "{said}");
        ensure!(!said.contains("doesn't exist") || said.contains("not at this script"), "{said}");
        database.run_sql_heedlessly(&script)?;
        same(&before, &database.dump()?)?;
        // The table is found where the script looks for it, whatever the case of its name.
        run(project.path(), &["stamp", "a1"])?;
        let script = export(&project, database, &["downgrade", "a1:base"])?;
        ensure!(database.run_sql(&script)?.status.success());
        ensure!(database.versions()?.is_empty());
        Ok(())
    }

    fn a_script_that_is_run_twice_runs_once(database) {
        let project = TestProject::new(&database.url())?;
        line(&project)?;
        let script = export(&project, database, &["upgrade", "head"])?;
        database.query(&script)?;
        let before = database.dump()?;
        // In one session, too.
        database.run_sql_heedlessly(&format!("{script}{script}"))?;
        same(&before, &database.dump()?)
    }

    fn a_version_row_that_is_not_there_stops_the_script(database) {
        let project = TestProject::new(&database.url())?;
        write(&project, "a1", "", "CREATE TABLE a (x INTEGER);", "DROP TABLE a;")?;
        write(
            &project,
            "b2",
            "a1",
            "UPDATE alembic_version SET version_num = 'zz';\nINSERT INTO a VALUES (1);",
            "DELETE FROM alembic_version;\nDELETE FROM a;",
        )?;
        run(project.path(), &["upgrade", "a1"])?;
        let before = database.dump()?;
        let script = export(&project, database, &["upgrade", "a1:b2"])?;
        let output = database.run_sql(&script)?;
        ensure!(printed(&output).contains("a version row was not there"), "{}", printed(&output));
        ensure!(!output.status.success());
        same(&before, &database.dump()?)?;
        run(project.path(), &["stamp", "b2"])?;
        let before = database.dump()?;
        let output = database.run_sql(&export(&project, database, &["downgrade", "b2:a1"])?)?;
        ensure!(printed(&output).contains("a version row was not there"), "{}", printed(&output));
        same(&before, &database.dump()?)
    }

    fn a_purge_starts_anywhere_and_refuses_a_start(database) {
        let project = TestProject::new(&database.url())?;
        line(&project)?;
        run(project.path(), &["stamp", "c3"])?;
        database.query(&export(&project, database, &["stamp", "--purge", "b2"])?)?;
        ensure!(database.versions()? == ["b2"]);
        let arguments = ["stamp", "--purge", "a1:b2", "--sql"];
        let said = fails(project.path(), &arguments, 2)?;
        ensure!(said.contains("cannot start at a1"), "{said}");
        Ok(())
    }
}

/// `psql` goes on after errors unless it is told otherwise: a step that was rolled back must not be
/// followed by the next.
#[test]
fn psql_runs_nothing_behind_a_step_that_failed() -> Result<()> {
    let database = Postgresql::create()?;
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
        "INSERT INTO a VALUES (1);\nINSERT INTO nowhere VALUES (1);",
        "",
    )?;
    project.write(
        "c3_.sql",
        "-- revision: c3\n-- down_revision: b2\n\n-- migrate:up transaction:false\n\
         CREATE TABLE c (x INTEGER);\n",
    )?;
    for mode in ["step", "all"] {
        let other = Postgresql::create()?;
        let arguments = ["upgrade", "head", "--transaction", mode];
        let script = export(&project, &other, &arguments)?;
        let output = other.run_sql_heedlessly(&script)?;
        ensure!(!output.status.success(), "{}", printed(&output));
        let tables = "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables \
                      WHERE schemaname = 'public'";
        let (expected, versions) = match mode {
            "step" => ("a alembic_version", &["a1"][..]),
            _ => ("alembic_version", &[][..]),
        };
        ensure!(
            other.query(tables)? == expected,
            "{mode}: {}",
            other.query(tables)?
        );
        ensure!(other.versions()? == versions);
    }
    Ok(())
}

/// `psql -1` puts a transaction of its own around a script.
#[test]
fn psql_in_one_transaction_changes_nothing_elsewhere() -> Result<()> {
    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    line(&project)?;
    run(project.path(), &["upgrade", "a1"])?;
    let before = database.dump()?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("script.sql");
    std::fs::write(
        &file,
        export(&project, &database, &["upgrade", "base:head"])?,
    )?;
    let mut client = database.heedless_client();
    let output = client.arg("-1").arg("-f").arg(&file).output()?;
    ensure!(!output.status.success(), "{}", printed(&output));
    same(&before, &database.dump()?)?;
    std::fs::write(&file, export(&project, &database, &["upgrade", "a1:head"])?)?;
    let output = database
        .heedless_client()
        .arg("-1")
        .arg("-f")
        .arg(&file)
        .output()?;
    ensure!(output.status.success(), "{}", printed(&output));
    ensure!(database.versions()? == ["c3"]);
    Ok(())
}
