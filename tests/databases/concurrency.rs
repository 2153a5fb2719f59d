//! Several runs at once.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck::run;
use limbeck_tests::projects::TestProject;

use super::support::{fails, on_every_database, printed, start, wait_until, write};

/// A project in which every revision counts itself, slowly enough for another run to meet it.
fn counting(url: &str, sleep: &str) -> Result<TestProject> {
    let project = TestProject::new(url)?;
    write(
        &project,
        "r0",
        "",
        "CREATE TABLE applied (revision VARCHAR(10));",
        "DROP TABLE applied;",
    )?;
    for number in 1..=5 {
        write(
            &project,
            &format!("r{number}"),
            &format!("r{}", number - 1),
            &format!("{sleep};\nINSERT INTO applied VALUES ('r{number}');"),
            "",
        )?;
    }
    Ok(project)
}

on_every_database! {
    fn five_runs_apply_each_revision_once(database) {
        let project = counting(&database.url(), &database.sleep(0.1))?;
        let runs = (0..5)
            .map(|_| start(project.path(), &["upgrade", "head"]))
            .collect::<Result<Vec<_>>>()?;
        for run in runs {
            let output = run.wait_with_output()?;
            ensure!(output.status.success(), "{}", printed(&output));
        }
        let applied = database.query("SELECT revision FROM applied ORDER BY revision")?;
        ensure!(applied == "r1\nr2\nr3\nr4\nr5", "{applied}");
        ensure!(database.versions()? == ["r5"]);
        Ok(())
    }

    fn a_second_run_waits_and_says_so(database) {
        let project = counting(&database.url(), &database.sleep(0.4))?;
        let first = start(project.path(), &["upgrade", "head"])?;
        wait_until("the first run is under way", || Ok(database.versions().is_ok_and(|it| !it.is_empty())))?;
        let second = start(project.path(), &["upgrade", "head"])?.wait_with_output()?;
        ensure!(second.status.success(), "{}", printed(&second));
        ensure!(printed(&second).contains("Waiting up to 60 s for another run"), "{}", printed(&second));
        ensure!(!printed(&second).contains("Running upgrade"), "{}", printed(&second));
        ensure!(first.wait_with_output()?.status.success());
        Ok(())
    }

    fn a_run_gives_up_when_its_time_is_over(database) {
        let project = counting(&database.url(), &database.sleep(1.0))?;
        let first = start(project.path(), &["upgrade", "head"])?;
        wait_until("the first run is under way", || Ok(database.versions().is_ok_and(|it| !it.is_empty())))?;
        let said = fails(project.path(), &["upgrade", "head", "--lock-timeout", "0"], 1)?;
        ensure!(said.contains("another run held the database for 0 s"), "{said}");
        ensure!(said.contains("--lock-timeout"), "{said}");
        let said = fails(project.path(), &["stamp", "r0", "--lock-timeout", "0"], 1)?;
        ensure!(said.contains("another run held the database"), "{said}");
        ensure!(first.wait_with_output()?.status.success());
        Ok(())
    }
}

/// Two projects on one version table, named in two ways, meet the same lock.
fn one_lock(database: &dyn Database, schemas: &[&str]) -> Result<()> {
    let project = counting(&database.url(), &database.sleep(1.0))?;
    let configuration = project.path().join("limbeck.toml");
    let text = std::fs::read_to_string(&configuration)?;
    run(project.path(), &["ensure_version"])?;
    let first = start(project.path(), &["upgrade", "head"])?;
    wait_until("the first run is under way", || {
        Ok(database.versions()? == ["r0"])
    })?;
    for schema in schemas {
        std::fs::write(
            &configuration,
            format!("version_table_schema = {schema:?}\n{text}"),
        )?;
        let said = fails(
            project.path(),
            &["upgrade", "head", "--lock-timeout", "0"],
            1,
        )?;
        ensure!(
            said.contains("another run held the database"),
            "{schema}: {said}"
        );
    }
    ensure!(first.wait_with_output()?.status.success());
    Ok(())
}

#[test]
fn a_schema_that_is_named_is_the_one_that_is_meant() -> Result<()> {
    one_lock(&Postgresql::create()?, &["public"])?;
    let database = MariaDb::create()?;
    let url = database.url();
    let name = url.rsplit('/').next().unwrap_or_default();
    one_lock(&database, &[name])
}

#[test]
fn the_database_of_the_url_is_not_that_of_the_version_table() -> Result<()> {
    let (shared, other) = (MariaDb::create()?, MariaDb::create()?);
    let url = shared.url();
    let name = url.rsplit('/').next().unwrap_or_default();
    let projects = [
        counting(&shared.url(), "DO SLEEP(1)")?,
        counting(&other.url(), "DO SLEEP(1)")?,
    ];
    for project in &projects {
        let configuration = project.path().join("limbeck.toml");
        let text = std::fs::read_to_string(&configuration)?;
        std::fs::write(
            &configuration,
            format!("version_table_schema = {name:?}\n{text}"),
        )?;
    }
    let first = start(projects[0].path(), &["upgrade", "head"])?;
    wait_until("the first run is under way", || {
        Ok(shared.versions().is_ok_and(|it| !it.is_empty()))
    })?;
    let said = fails(
        projects[1].path(),
        &["upgrade", "head", "--lock-timeout", "0"],
        1,
    )?;
    ensure!(said.contains("another run held the database"), "{said}");
    ensure!(first.wait_with_output()?.status.success());
    Ok(())
}

#[test]
fn an_index_built_concurrently_does_not_wait_for_a_waiting_run() -> Result<()> {
    // A session that waited inside the database would hold a snapshot, and the index would wait
    // for it, and it for the lock of the run that builds the index.
    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "r0",
        "",
        "CREATE TABLE t (a int);\nSELECT pg_sleep(1);",
        "",
    )?;
    project.write(
        "r1_.sql",
        "-- revision: r1\n-- down_revision: r0\n\n-- migrate:up transaction:false\n\
         CREATE INDEX CONCURRENTLY t_a ON t (a);\n",
    )?;
    let first = start(project.path(), &["upgrade", "head"])?;
    let second = start(project.path(), &["upgrade", "head"])?;
    for run in [first, second] {
        let output = run.wait_with_output()?;
        ensure!(output.status.success(), "{}", printed(&output));
    }
    ensure!(
        database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_a'::regclass")?
            == "t"
    );
    Ok(())
}

#[test]
fn reading_does_not_wait() -> Result<()> {
    let database = Sqlite::create()?;
    let project = counting(&database.url(), &database.sleep(0.5))?;
    let first = start(project.path(), &["upgrade", "head"])?;
    wait_until("the first run is under way", || {
        Ok(database.versions().is_ok_and(|it| !it.is_empty()))
    })?;
    run(project.path(), &["current"])?;
    ensure!(first.wait_with_output()?.status.success());
    let left: Vec<_> = std::fs::read_dir(database.path().parent().unwrap_or(&database.path()))?
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    ensure!(left == ["test.db"], "{left:?} is left");
    Ok(())
}
