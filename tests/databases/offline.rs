//! The exported SQL, run with the database's own client.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck::run;
use limbeck_tests::projects::TestProject;

use super::support::{on_every_database, printed, same};

fn another(database: &dyn Database) -> Result<Box<dyn Database>> {
    Ok(match database.dialect() {
        "postgresql" => Box::new(Postgresql::create()?),
        "mysql" => Box::new(MariaDb::create()?),
        _ => Box::new(Sqlite::create()?),
    })
}

fn run_script(database: &dyn Database, script: &str) -> Result<()> {
    let output = database.run_sql(script)?;
    ensure!(output.status.success(), "{}", printed(&output));
    Ok(())
}

on_every_database! {
    fn the_client_gives_the_same_database(database) {
        let online = another(database)?;
        let project = TestProject::example("shop", &online.url())?;
        run(project.path(), &["upgrade", "head"])?;
        for mode in ["step", "all", "none"] {
            let arguments = ["--sql", "--transaction", mode, "--dialect", database.dialect()];
            let offline = another(database)?;
            let up = run(project.path(), &[&["upgrade", "head"], &arguments[..]].concat())?;
            run_script(&*offline, &up)?;
            same(&online.dump()?, &offline.dump()?)?;
            let down = run(project.path(), &[&["downgrade", "head:base"], &arguments[..]].concat())?;
            run_script(&*offline, &down)?;
            ensure!(offline.versions()?.is_empty());
            run_script(&*offline, &up)?;
            same(&online.dump()?, &offline.dump()?)?;
        }
        Ok(())
    }

    fn the_guard_refuses_another_revision_and_changes_nothing(database) {
        let project = TestProject::example("shop", &database.url())?;
        run(project.path(), &["upgrade", "1975ea83b712"])?;
        let before = database.dump()?;
        for range in ["base:head", "27c6a30d7c24:head", "27c6a30d7c24:5f1c0a9e42d7"] {
            for mode in ["step", "all", "none"] {
                let script = run(
                    project.path(),
                    &["upgrade", range, "--sql", "--transaction", mode],
                )?;
                let output = database.run_sql(&script)?;
                ensure!(!output.status.success(), "{range} {mode} ran: {}", printed(&output));
                same(&before, &database.dump()?)?;
            }
        }
        run_script(database, &run(project.path(), &["upgrade", "1975ea83b712:head", "--sql"])?)?;
        ensure!(database.versions()? == ["ae1027a6acf0"]);
        Ok(())
    }

    fn a_stamp_and_the_version_table_as_sql(database) {
        let project = TestProject::example("shop", &database.url())?;
        run_script(database, &run(project.path(), &["ensure_version", "--sql"])?)?;
        ensure!(database.versions()?.is_empty());
        run_script(database, &run(project.path(), &["stamp", "head", "--sql"])?)?;
        ensure!(database.versions()? == ["ae1027a6acf0"]);
        run_script(database, &run(project.path(), &["stamp", "head:1975ea83b712", "--sql"])?)?;
        ensure!(database.versions()? == ["1975ea83b712"]);
        run_script(database, &run(project.path(), &["stamp", "--purge", "27c6a30d7c24", "--sql"])?)?;
        ensure!(database.versions()? == ["27c6a30d7c24"]);
        Ok(())
    }
}
