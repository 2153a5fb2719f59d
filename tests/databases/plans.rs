//! Plan files, applied.

use anyhow::{Result, ensure};
use limbeck_tests::databases::Database;
use limbeck_tests::limbeck::{output, run};
use limbeck_tests::projects::TestProject;

use super::support::{fails, on_every_database, printed, same};

fn plan(project: &TestProject, database: &dyn Database, from: &str, to: &str) -> Result<()> {
    let direction = if to == "base" { "downgrade" } else { "upgrade" };
    run(
        project.path(),
        &[
            "plan",
            direction,
            to,
            "--from",
            from,
            "--dialect",
            database.dialect(),
            "-o",
            "plan.json",
        ],
    )?;
    Ok(())
}

on_every_database! {
    fn a_plan_does_what_an_upgrade_does(database) {
        let project = TestProject::example("shop", &database.url())?;
        run(project.path(), &["upgrade", "head"])?;
        let expected = database.dump()?;
        plan(&project, database, "head", "base")?;
        run(project.path(), &["apply", "plan.json"])?;
        ensure!(database.versions()?.is_empty());
        plan(&project, database, "base", "head")?;
        let dry = run(project.path(), &["apply", "plan.json", "--dry-run"])?;
        ensure!(dry.contains("13 steps"), "{dry}");
        ensure!(database.versions()?.is_empty());
        run(project.path(), &["apply", "plan.json"])?;
        same(&expected, &database.dump()?)
    }

    fn a_plan_needs_no_project(database) {
        let project = TestProject::example("shop", &database.url())?;
        plan(&project, database, "base", "head")?;
        let elsewhere = tempfile::tempdir()?;
        let path = project.path().join("plan.json").display().to_string();
        run(elsewhere.path(), &["apply", &path, "--url", &database.url()])?;
        ensure!(database.versions()? == ["ae1027a6acf0"]);
        Ok(())
    }

    fn a_plan_from_elsewhere_is_refused_naming_both(database) {
        let project = TestProject::example("shop", &database.url())?;
        plan(&project, database, "27c6a30d7c24", "head")?;
        run(project.path(), &["upgrade", "1975ea83b712"])?;
        let before = database.dump()?;
        for more in [&[][..], &["--dry-run"]] {
            let said = fails(project.path(), &[&["apply", "plan.json"], more].concat(), 1)?;
            ensure!(said.contains("the plan starts at 27c6a30d7c24, and the database is at 1975ea83b712"), "{said}");
        }
        same(&before, &database.dump()?)
    }

    fn a_plan_is_applied_once(database) {
        let project = TestProject::example("shop", &database.url())?;
        plan(&project, database, "base", "head")?;
        run(project.path(), &["apply", "plan.json"])?;
        let again = output(project.path(), &["apply", "plan.json"])?;
        ensure!(again.status.code() == Some(1));
        ensure!(printed(&again).contains("the plan starts at base, and the database is at ae1027a6acf0"));
        Ok(())
    }
}
