//! Up to head, down to base, and up again.

use anyhow::{Result, ensure};
use limbeck_tests::limbeck::run;
use limbeck_tests::projects::TestProject;

use super::support::{on_every_database, same, script};

on_every_database! {
    fn the_example_goes_up_and_down_and_up(database) {
        let project = TestProject::example("shop", &database.url())?;
        run(project.path(), &["upgrade", "head"])?;
        let first = database.dump()?;
        ensure!(first.contains("revenue"), "the last script did not run:\n{first}");
        run(project.path(), &["downgrade", "base"])?;
        ensure!(database.versions()?.is_empty());
        let empty = database.dump()?;
        ensure!(!empty.contains("customer"), "tables are left:\n{empty}");
        run(project.path(), &["upgrade", "head"])?;
        same(&first, &database.dump()?)?;
        Ok(())
    }

    fn every_transaction_mode_gives_the_same(database) {
        let mut dumps = Vec::new();
        for mode in ["step", "all", "none"] {
            let project = TestProject::example("shop", &database.url())?;
            run(project.path(), &["upgrade", "head", "--transaction", mode])?;
            dumps.push(database.dump()?);
            run(project.path(), &["downgrade", "base", "--transaction", mode])?;
            ensure!(database.versions()?.is_empty());
        }
        same(&dumps[0], &dumps[1])?;
        same(&dumps[0], &dumps[2])?;
        Ok(())
    }

    fn nothing_of_limbecks_own_is_left(database) {
        let project = TestProject::example("shop", &database.url())?;
        run(project.path(), &["upgrade", "head", "--transaction", "none"])?;
        ensure!(!database.dump()?.contains("limbeck"));
        Ok(())
    }

    fn a_version_table_of_another_name(database) {
        let project = TestProject::new(&database.url())?;
        let config = project.path().join("limbeck.toml");
        let text = std::fs::read_to_string(&config)? + "version_table = \"Where It Is\"\n";
        std::fs::write(&config, text)?;
        project.revision("a1", "")?;
        project.revision("b2", "a1")?;
        run(project.path(), &["upgrade", "head"])?;
        ensure!(run(project.path(), &["current"])? == "b2 (head)\n");
        let dump = database.dump()?;
        ensure!(dump.contains("Where It Is") && !dump.contains("alembic_version"));
        Ok(())
    }

    fn branches_have_a_row_each(database) {
        let project = TestProject::new(&database.url())?;
        project.revision("base1", "")?;
        project.revision("left1", "base1")?;
        project.revision("right1", "base1")?;
        run(project.path(), &["upgrade", "heads"])?;
        ensure!(database.versions()? == ["left1", "right1"]);
        let merge = script("merged", "left1, right1", "", "");
        project.write("merged_.sql", &merge)?;
        run(project.path(), &["upgrade", "head"])?;
        ensure!(database.versions()? == ["merged"]);
        run(project.path(), &["downgrade", "left1"])?;
        ensure!(database.versions()? == ["left1", "right1"]);
        run(project.path(), &["downgrade", "left1@-1"])?;
        ensure!(database.versions()? == ["right1"]);
        run(project.path(), &["downgrade", "base"])?;
        ensure!(database.versions()?.is_empty());
        Ok(())
    }

    fn stamping_runs_nothing(database) {
        let project = TestProject::new(&database.url())?;
        project.revision("a1", "")?;
        project.revision("b2", "a1")?;
        run(project.path(), &["stamp", "head"])?;
        ensure!(database.versions()? == ["b2"]);
        ensure!(!database.dump()?.contains("t_a1"));
        run(project.path(), &["stamp", "a1"])?;
        ensure!(database.versions()? == ["a1"]);
        database.query("INSERT INTO alembic_version VALUES ('gone')")?;
        run(project.path(), &["stamp", "--purge", "b2"])?;
        ensure!(database.versions()? == ["b2"]);
        run(project.path(), &["stamp", "base"])?;
        ensure!(database.versions()?.is_empty());
        Ok(())
    }
}

#[test]
fn a_schema_of_its_own_for_the_version_table() -> Result<()> {
    use limbeck_tests::databases::{Database as _, Postgresql};

    let database = Postgresql::create()?;
    database.query("CREATE SCHEMA \"Ops\"")?;
    let project = TestProject::new(&database.url())?;
    let config = project.path().join("limbeck.toml");
    let text = std::fs::read_to_string(&config)? + "version_table_schema = \"Ops\"\n";
    std::fs::write(&config, text)?;
    project.revision("a1", "")?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT version_num FROM \"Ops\".alembic_version")? == "a1");
    Ok(())
}

#[test]
fn a_script_that_empties_the_search_path() -> Result<()> {
    use limbeck_tests::databases::{Database as _, Postgresql};

    // pg_dump begins its scripts so; the version table must be found all the same.
    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    let up = "SELECT pg_catalog.set_config('search_path', '', false);\n\
              CREATE TABLE public.t (a int);\nCREATE TABLE public.u (a int);";
    project.write(
        "a1_.sql",
        &script("a1", "", up, "DROP TABLE public.t, public.u;"),
    )?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.versions()? == ["a1"]);
    Ok(())
}

#[test]
fn data_of_a_copy_statement() -> Result<()> {
    use limbeck_tests::databases::{Database as _, Postgresql};

    let database = Postgresql::create()?;
    let project = TestProject::new(&database.url())?;
    let up = "CREATE TABLE t (a int, b text);\nCOPY t (a, b) FROM stdin;\n1\tone;\n2\t\\N\n\\.\n\
              INSERT INTO t VALUES (3, 'three');";
    project.write("a1_.sql", &script("a1", "", up, "DROP TABLE t;"))?;
    run(project.path(), &["upgrade", "head"])?;
    ensure!(database.query("SELECT a, b FROM t ORDER BY a")? == "1\tone;\n2\t\n3\tthree");
    Ok(())
}
