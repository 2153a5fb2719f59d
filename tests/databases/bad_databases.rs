//! Databases that cannot be reached, do not exist, or let nobody in.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, PASSWORD, Postgresql, Sqlite};
use limbeck_tests::projects::TestProject;

use super::support::{fails, on_every_database};

/// Runs `current` on a database, which must fail and say all of these.
fn says(url: &str, parts: &[&str]) -> Result<()> {
    let project = TestProject::new(url)?;
    for command in [&["current"][..], &["upgrade", "heads"]] {
        let said = fails(project.path(), command, 1)?;
        for part in parts {
            ensure!(said.contains(part), "`{part}` is missing:\n{said}");
        }
        ensure!(said.contains("hint"), "there is no advice:\n{said}");
    }
    Ok(())
}

fn check_server(database: &dyn Database, user: &str) -> Result<()> {
    let url = database.url();
    says(&url.replace(PASSWORD, "wrong"), &["refuses user", user])?;
    says(&format!("{url}_nowhere"), &["has no database", "_nowhere"])?;
    let (before, rest) = url.split_once("@127.0.0.1:").unwrap_or_default();
    let database = rest.split_once('/').map_or("", |(_, database)| database);
    says(
        &format!("{before}@127.0.0.1:9/{database}"),
        &[
            "cannot reach the database at 127.0.0.1:9",
            "connection refused",
        ],
    )
}

#[test]
fn postgresql() -> Result<()> {
    check_server(&Postgresql::create()?, "`tester`")
}

#[test]
fn mariadb() -> Result<()> {
    check_server(&MariaDb::create()?, "`tester`")
}

#[test]
fn a_server_that_cannot_be_as_safe_as_the_url_asks() -> Result<()> {
    // The tests' own servers have no certificates.
    let mysql = MariaDb::create()?.url();
    says(&format!("{mysql}?ssl_verify_cert=true&ssl=true"), &["TLS"])?;
    says(&format!("{mysql}?ssl_cipher=AES256"), &["`ssl_cipher`"])?;
    let postgresql = Postgresql::create()?.url();
    says(&format!("{postgresql}?sslmode=require&ssl=true"), &["TLS"])?;
    says(&format!("{postgresql}?sslcrl=a.pem"), &["`sslcrl`"])
}

#[test]
fn a_host_that_does_not_exist() -> Result<()> {
    says(
        "postgresql://me@nowhere.invalid/db",
        &["cannot reach the database at nowhere.invalid:5432"],
    )
}

#[test]
fn an_sqlite_folder_that_does_not_exist() -> Result<()> {
    let database = Sqlite::create()?;
    let url = format!("sqlite:///{}/nowhere/a.db", database.path().display());
    says(&url, &["the folder of the database file", "does not exist"])
}

#[test]
fn a_file_that_is_no_database() -> Result<()> {
    let database = Sqlite::create()?;
    std::fs::write(
        database.path(),
        "this is a letter to my aunt, and no database at all\n".repeat(99),
    )?;
    says(
        &database.url(),
        &["cannot open the database file", "not a database"],
    )
}

#[test]
fn a_database_in_memory() -> Result<()> {
    says("sqlite://", &["in memory", "sqlite:///app.db"])
}

#[test]
fn reading_makes_no_file() -> Result<()> {
    let database = Sqlite::create()?;
    let project = TestProject::example("shop", &database.url())?;
    limbeck_tests::limbeck::run(project.path(), &["current"])?;
    limbeck_tests::limbeck::run(project.path(), &["history", "-i"])?;
    ensure!(!database.path().exists());
    Ok(())
}

/// Sets the schema of the version table in a project's configuration.
fn name_schema(project: &TestProject, schema: &str) -> Result<()> {
    let path = project.path().join("limbeck.toml");
    let text = std::fs::read_to_string(&path)?;
    std::fs::write(
        path,
        format!("{text}\nversion_table_schema = \"{schema}\"\n"),
    )?;
    Ok(())
}

on_every_database! {
    fn a_schema_of_the_version_table_that_does_not_exist(database) {
        let project = TestProject::new(&database.url())?;
        project.revision("aaa111", "")?;
        name_schema(&project, "nowhere")?;
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains("schema `nowhere` that the version table"), "{said}");
        ensure!(said.contains("hint: make it, or name another one"), "{said}");
        Ok(())
    }

    fn an_id_that_the_version_table_has_no_room_for(database) {
        let project = TestProject::new(&database.url())?;
        let id = "a".repeat(40);
        project.revision(&id, "")?;
        if database.dialect() == "sqlite" {
            // It keeps whatever it is given.
            limbeck_tests::limbeck::run(project.path(), &["upgrade", "head"])?;
            ensure!(database.versions()? == [id]);
            return Ok(());
        }
        let said = fails(project.path(), &["upgrade", "head"], 1)?;
        ensure!(said.contains(&format!("has no room for the id `{id}`")), "{said}");
        ensure!(said.contains("hint: make the column `version_num` wider"), "{said}");
        ensure!(database.versions()?.is_empty());
        Ok(())
    }
}

#[test]
fn a_file_that_another_program_has_locked() -> Result<()> {
    let database = Sqlite::create()?;
    let mut client = Command::new("sqlite3")
        .arg(database.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = client.stdin.take().context("the client has an input")?;
    input.write_all(b"CREATE TABLE a (b);\nBEGIN EXCLUSIVE;\nSELECT 'locked';\n")?;
    input.flush()?;
    let mut output = BufReader::new(client.stdout.take().context("the client has an output")?);
    output.read_line(&mut String::new())?;
    // It waits ten seconds for the lock, so this asks once.
    let project = TestProject::new(&database.url())?;
    let said = fails(project.path(), &["current"], 1)?;
    for part in [
        "is locked by another program",
        "hint: run the command again",
    ] {
        ensure!(said.contains(part), "`{part}` is missing:\n{said}");
    }
    drop(input);
    client.wait()?;
    Ok(())
}
