use std::fs;

use anyhow::{Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::limbeck::Server;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use tempfile::TempDir;

use crate::actions::view;

use super::{CUSTOMER, declare, declared, download, open, project, settled};

/// Gives an input a path, as the picker does.
async fn pick(tab: &Tab, input: &str, path: &std::path::Path) -> Result<()> {
    let input = tab.find(input).await?;
    input.send_keys(path.to_string_lossy()).await?;
    Ok(())
}

#[tokio::test]
async fn a_file_is_opened_and_what_was_there_is_put_back() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let schema = format!("{CUSTOMER}\nCREATE TABLE purchase (id bigint PRIMARY KEY);\n");
    fs::write(
        project.path().join("wanted.sql"),
        schema.replace('\n', "\r\n"),
    )?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, &project.versions()).await?;
        tab.click("#declared-dialect option[value='postgresql']")
            .await?;
        declare(tab, "CREATE TABLE mine (id integer);").await?;
        pick(
            tab,
            "#declared-file-input",
            &project.path().join("wanted.sql"),
        )
        .await?;
        tab.expect_value("#declared-text", &schema).await?;
        tab.expect_text(".declared-path", "wanted.sql").await?;
        tab.expect_text("#declared-count", "1 change").await?;
        tab.expect_text("#reset-declared", "Undo").await?;
        tab.click("#reset-declared").await?;
        tab.expect_value("#declared-text", "CREATE TABLE mine (id integer);")
            .await?;
        // The history's schema takes its place, and gives it back.
        tab.click("#reset-declared").await?;
        tab.expect_text("#declared-same", "The history has this schema")
            .await?;
        ensure!(declared(tab).await?.contains("CREATE TABLE customer"));
        tab.click("#reset-declared").await?;
        tab.expect_value("#declared-text", "CREATE TABLE mine (id integer);")
            .await
    })
    .await
}

#[tokio::test]
async fn a_folder_declares_a_schema_in_any_order() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let folder = TempDir::new()?;
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text);
    write(
        "a_purchase.sql",
        "CREATE TABLE purchase (id bigint PRIMARY KEY, customer integer REFERENCES customer);\n",
    )?;
    write("b_customer.sql", &format!("{CUSTOMER}\n"))?;
    write("notes.txt", "nothing")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        pick(tab, "#declared-folder-input", folder.path()).await?;
        tab.expect_text("#declared-count", "1 change").await?;
        tab.click("#declared-file option[value='b_customer.sql']")
            .await?;
        tab.expect_value("#declared-text", &format!("{CUSTOMER}\n"))
            .await?;
        // An error of a file that is not looked at leads there.
        declare(tab, "CREATE TABLE customer (id integer PRIMARY KEY,\n,);\n").await?;
        tab.click("#declared-file option[value='a_purchase.sql']")
            .await?;
        tab.expect_text("#declared-faults", "b_customer.sql:2")
            .await?;
        tab.click("#declared-faults [data-fault-line='2'] button")
            .await?;
        tab.expect_value("#declared-file", "b_customer.sql").await?;
        tab.find("#declared-text:focus").await?;
        declare(tab, CUSTOMER).await?;
        tab.expect_none("#declared-faults").await?;
        settled(tab).await?;
        let script = download(tab).await?;
        ensure!(script.text()?.contains("CREATE TABLE purchase"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_is_no_text_is_told_of_and_nothing_lost() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    fs::write(project.path().join("picture.sql"), [0xff, 0xfe, 0x00])?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, &project.versions()).await?;
        declare(tab, CUSTOMER).await?;
        pick(
            tab,
            "#declared-file-input",
            &project.path().join("picture.sql"),
        )
        .await?;
        tab.expect_text("#declared-unopened", "picture.sql is not UTF-8")
            .await?;
        tab.expect_value("#declared-text", CUSTOMER).await
    })
    .await
}

/// Has the project declare its schema in a file, or a folder of them.
fn configure(project: &TestProject, url: &str, schema: &str) -> Result<()> {
    let text = format!(
        "url = \"{url}\"\nversion_locations = [\"migrations/versions\"]\nschema = \"{schema}\"\n"
    );
    Ok(fs::write(project.path().join("limbeck.toml"), text)?)
}

#[tokio::test]
async fn what_a_served_project_declares_is_there_and_is_followed() -> Result<()> {
    let project = project("sqlite:///test.db")?;
    configure(&project, "sqlite:///test.db", "declared/schema.sql")?;
    fs::create_dir(project.path().join("declared"))?;
    let file = project.path().join("declared/schema.sql");
    fs::write(&file, format!("{CUSTOMER}\n"))?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        view(tab, "declared").await?;
        tab.expect_text(".declared-path", "declared/schema.sql")
            .await?;
        tab.expect_value("#declared-text", &format!("{CUSTOMER}\n"))
            .await?;
        tab.expect_text("#declared-same", "The history has this schema")
            .await?;
        let changed = format!("{CUSTOMER}\nCREATE TABLE purchase (id integer PRIMARY KEY);\n");
        fs::write(&file, &changed)?;
        tab.expect_value("#declared-text", &changed).await?;
        tab.expect_text("#declared-count", "1 change").await?;
        // What somebody writes here stays, whatever happens to the file.
        declare(tab, CUSTOMER).await?;
        fs::write(&file, format!("{changed}\n-- later\n"))?;
        project.revision("zzz999", "aaa111")?;
        tab.find("#graph-grid [data-revision='zzz999']").await?;
        ensure!(declared(tab).await? == CUSTOMER);
        // Until it is taken back.
        tab.click("#reset-declared").await?;
        tab.expect_value("#declared-text", &format!("{changed}\n-- later\n"))
            .await
    })
    .await
}

#[tokio::test]
async fn what_an_opened_project_declares_is_there() -> Result<()> {
    let project = project("sqlite:///test.db")?;
    configure(&project, "sqlite:///test.db", "schema.sql")?;
    fs::write(project.path().join("schema.sql"), CUSTOMER)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        tab.expect_value("#declared-text", CUSTOMER).await?;
        tab.expect_value("#declared-dialect", "sqlite").await?;
        tab.expect_text("#declared-same", "The history has this schema")
            .await
    })
    .await
}

#[tokio::test]
async fn a_declared_schema_that_is_not_there_is_told() -> Result<()> {
    let project = project("sqlite:///test.db")?;
    configure(&project, "sqlite:///test.db", "lost.sql")?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        view(tab, "declared").await?;
        tab.expect_text("#declared-unopened", "lost.sql").await?;
        tab.expect_text("#declared-same", "The history has this schema")
            .await
    })
    .await
}
