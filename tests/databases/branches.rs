//! An unfinished step, while other branches move.

use anyhow::{Result, ensure};
use limbeck_tests::databases::Database;
use limbeck_tests::limbeck::{output, run};
use limbeck_tests::projects::TestProject;

use super::support::{fails, mend, on_every_database, printed, write, write_outside};

/// Two branches from one base, of which the step `a2` is half applied.
fn half_applied(database: &dyn Database) -> Result<TestProject> {
    let project = TestProject::new(&database.url())?;
    write(&project, "r", "", "CREATE TABLE t (a INTEGER);", "")?;
    write(&project, "a1", "r", "SELECT 1;", "SELECT 1;")?;
    write(&project, "b1", "r", "SELECT 1;", "SELECT 1;")?;
    write(&project, "b2", "b1", "SELECT 1;", "SELECT 1;")?;
    write_outside(
        &project,
        "a2",
        "a1",
        "INSERT INTO t VALUES (1);\nINSERT INTO missing VALUES (2);",
    )?;
    Ok(project)
}

fn goes_on(project: &TestProject, database: &dyn Database) -> Result<()> {
    mend(project, "a2", "missing", "t")?;
    let done = output(project.path(), &["upgrade", "a2"])?;
    ensure!(done.status.success(), "{}", printed(&done));
    ensure!(
        printed(&done).contains("Going on with upgrade a2"),
        "{}",
        printed(&done)
    );
    ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2");
    Ok(())
}

on_every_database! {
    fn another_branch_moves(database) {
        let project = half_applied(database)?;
        run(project.path(), &["upgrade", "b1"])?;
        fails(project.path(), &["upgrade", "a2"], 1)?;
        ensure!(database.versions()? == ["a1", "b1"]);
        // As Alembic would.
        database.query("UPDATE alembic_version SET version_num = 'b2' WHERE version_num = 'b1'")?;
        goes_on(&project, database)?;
        ensure!(database.versions()? == ["a2", "b2"]);
        Ok(())
    }

    fn another_branch_begins_at_the_same_revision(database) {
        let project = half_applied(database)?;
        write(&project, "c1", "a1", "SELECT 1;", "SELECT 1;")?;
        fails(project.path(), &["upgrade", "a2"], 1)?;
        database.query("UPDATE alembic_version SET version_num = 'c1' WHERE version_num = 'a1'")?;
        let said = fails(project.path(), &["upgrade", "b1"], 1)?;
        ensure!(said.contains("upgrade `a2` is unfinished"), "{said}");
        let said = output(project.path(), &["current"])?;
        ensure!(printed(&said).contains("upgrade `a2` is unfinished"), "{}", printed(&said));
        goes_on(&project, database)?;
        ensure!(database.versions()? == ["a2", "c1"]);
        Ok(())
    }

    fn the_step_was_finished_otherwise(database) {
        let project = half_applied(database)?;
        write(&project, "a3", "a2", "SELECT 1;", "SELECT 1;")?;
        fails(project.path(), &["upgrade", "a2"], 1)?;
        database.query("UPDATE alembic_version SET version_num = 'a3' WHERE version_num = 'a1'")?;
        let done = output(project.path(), &["upgrade", "b1"])?;
        ensure!(done.status.success(), "{}", printed(&done));
        ensure!(printed(&done).contains("forgetting that upgrade `a2` is unfinished"), "{}", printed(&done));
        ensure!(!database.dump()?.contains("limbeck"));
        Ok(())
    }

    fn a_downgrade_is_unfinished(database) {
        let project = half_applied(database)?;
        project.write(
            "b2_.sql",
            "-- revision: b2\n-- down_revision: b1\n\n-- migrate:up\nSELECT 1;\n\n-- migrate:down transaction:false\nINSERT INTO t VALUES (1);\nINSERT INTO missing VALUES (2);\n",
        )?;
        run(project.path(), &["upgrade", "b2"])?;
        fails(project.path(), &["downgrade", "b1"], 1)?;
        ensure!(database.versions()? == ["b2"]);
        database.query("INSERT INTO alembic_version VALUES ('a1')")?;
        mend(&project, "b2", "missing", "t")?;
        let done = output(project.path(), &["downgrade", "b2@-1"])?;
        ensure!(printed(&done).contains("Going on with downgrade b2"), "{}", printed(&done));
        ensure!(database.query("SELECT a FROM t ORDER BY a")? == "1\n2");
        Ok(())
    }
}
