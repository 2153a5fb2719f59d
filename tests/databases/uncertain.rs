//! Statements of which something may stay although the database refuses them.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database as _, MariaDb, Postgresql};
use limbeck_tests::limbeck::run;
use limbeck_tests::projects::TestProject;

use super::support::{fails, printed, signal, start, wait_until, write, write_outside};

fn duplicates(database: &Postgresql) -> Result<TestProject> {
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a0",
        "",
        "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1), (1);",
        "",
    )?;
    run(project.path(), &["upgrade", "head"])?;
    write_outside(
        &project,
        "a1",
        "a0",
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);",
    )?;
    Ok(project)
}

const IS_VALID: &str = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass";

#[test]
fn an_index_that_could_not_be_built_is_not_taken_for_one() -> Result<()> {
    let database = Postgresql::create()?;
    let project = duplicates(&database)?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("it is not certain"), "{said}");
    ensure!(database.query(IS_VALID)? == "f");
    database.query("DELETE FROM t")?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    for part in [
        "statement 1 of upgrade `a1` failed",
        "--assume-not-applied",
        "invalid index",
    ] {
        ensure!(said.contains(part), "`{part}` is missing:\n{said}");
    }
    ensure!(database.versions()? == ["a0"]);
    database.query("DROP INDEX i")?;
    run(project.path(), &["upgrade", "head", "--assume-not-applied"])?;
    ensure!(database.query(IS_VALID)? == "t");
    Ok(())
}

#[test]
fn an_index_whose_building_was_cancelled_is_not_taken_for_one() -> Result<()> {
    let database = Postgresql::create()?;
    let project = duplicates(&database)?;
    database.query("DELETE FROM t")?;
    // A transaction that is open keeps the index from becoming valid.
    let mut client = database.client();
    let mut other = client
        .args([
            "-c",
            "BEGIN; LOCK TABLE t IN ROW EXCLUSIVE MODE; SELECT pg_sleep(300);",
        ])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()?;
    let sleeping = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'BEGIN; LOCK%'";
    wait_until("the other transaction is open", || {
        Ok(database.query(sleeping)? == "1")
    })?;
    let child = start(project.path(), &["upgrade", "head"])?;
    let building = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE UNIQUE%' AND wait_event_type = 'Lock'";
    wait_until("the index is being built", || {
        Ok(database.query(building)? == "1")
    })?;
    signal(&child, "INT")?;
    std::thread::sleep(std::time::Duration::from_millis(300));
    signal(&child, "INT")?;
    let output = child.wait_with_output()?;
    other.kill()?;
    other.wait()?;
    database.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'BEGIN; LOCK%'",
    )?;
    ensure!(output.status.code() == Some(130), "{}", printed(&output));
    ensure!(
        printed(&output).contains("it is not certain"),
        "{}",
        printed(&output)
    );
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("--assume-not-applied"), "{said}");
    Ok(())
}

#[test]
fn a_procedure_that_commits_half_way_is_not_certain() -> Result<()> {
    let database = Postgresql::create()?;
    database.query(
        "CREATE TABLE t (a int); CREATE PROCEDURE p() LANGUAGE plpgsql AS \
         $$ BEGIN INSERT INTO t VALUES (1); COMMIT; INSERT INTO missing VALUES (2); END $$",
    )?;
    for statement in [
        "CALL p()",
        "DO $$ BEGIN INSERT INTO t VALUES (1); COMMIT; INSERT INTO missing VALUES (2); END $$",
    ] {
        let project = TestProject::new(&database.url())?;
        write_outside(&project, "a1", "", &format!("{statement};"))?;
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains("it is not certain"), "{said}");
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains("--assume-applied"), "{said}");
        run(project.path(), &["stamp", "base"])?;
    }
    // A block that cannot commit takes everything back.
    let project = TestProject::new(&database.url())?;
    write_outside(
        &project,
        "a1",
        "",
        "DO $$ BEGIN INSERT INTO t VALUES (1); INSERT INTO missing VALUES (2); END $$;",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("nothing ran of: a1"), "{said}");
    ensure!(database.query("SELECT count(*) FROM t")? == "2");
    Ok(())
}

#[test]
fn a_procedure_that_commits_is_no_part_of_a_transaction() -> Result<()> {
    let database = Postgresql::create()?;
    database.query("CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$")?;
    let project = TestProject::new(&database.url())?;
    write(&project, "a1", "", "CALL p();", "")?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("migrate:up transaction:false"), "{said}");
    ensure!(said.contains("rolled back"), "{said}");
    Ok(())
}

#[test]
fn a_role_that_may_not_write_the_record() -> Result<()> {
    let database = Postgresql::create()?;
    let role = format!("weak_{}", database.query("SELECT current_database()")?);
    database.query(&format!(
        "CREATE ROLE {role}; GRANT CREATE ON SCHEMA public TO {role}"
    ))?;
    let project = TestProject::new(&database.url())?;
    write_outside(
        &project,
        "a1",
        "",
        &format!(
            "CREATE TABLE one (a int);\nSET ROLE {role};\nCREATE TABLE two (a int);\nRESET ROLE;"
        ),
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("permission denied"), "{said}");
    ensure!(
        said.contains("the first of its 4 statements took effect, no other did"),
        "{said}"
    );
    database.query(&format!(
        "REVOKE ALL ON SCHEMA public FROM {role}; DROP ROLE {role}"
    ))?;
    Ok(())
}

#[test]
fn tables_that_are_dropped_together_are_not_certain() -> Result<()> {
    let database = MariaDb::create()?;
    let project = TestProject::new(&database.url())?;
    write(
        &project,
        "a1",
        "",
        "CREATE TABLE one (a INTEGER);\nDROP TABLE one, missing;",
        "",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(said.contains("it is not certain"), "{said}");
    ensure!(database.query("SHOW TABLES LIKE 'one'")?.is_empty());
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    ensure!(
        said.contains("statement 2 of upgrade `a1` failed"),
        "{said}"
    );
    run(project.path(), &["upgrade", "head", "--assume-applied"])?;
    ensure!(database.versions()? == ["a1"]);
    Ok(())
}

#[test]
fn what_failed_before_a_statement_was_sent_is_certain() -> Result<()> {
    // A user who may not make the table that the record is in.
    let database = MariaDb::create()?;
    let admin = TestProject::new(&database.url())?;
    run(admin.path(), &["ensure_version"])?;
    let url = database.url();
    let name = url.rsplit('/').next().unwrap_or_default();
    let user = format!("weak_{name}");
    database.query(&format!(
        "CREATE USER '{user}'@'%' IDENTIFIED BY 'weak'; GRANT SELECT, INSERT, UPDATE, DELETE, ALTER ON {name}.* TO '{user}'@'%'"
    ))?;
    let (_, place) = url.split_once('@').unwrap_or_default();
    let project = TestProject::new(&format!("mysql://{user}:weak@{place}"))?;
    write(
        &project,
        "a1",
        "",
        "ALTER TABLE t ADD b INTEGER;\nALTER TABLE t ADD c INTEGER;",
        "",
    )?;
    let said = fails(project.path(), &["upgrade", "head"], 1)?;
    database.query(&format!("DROP USER '{user}'@'%'"))?;
    ensure!(said.contains("nothing ran of: a1"), "{said}");
    ensure!(!said.contains("not certain"), "{said}");
    Ok(())
}
