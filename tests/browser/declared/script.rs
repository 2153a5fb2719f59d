use std::fs;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::limbeck;
use limbeck_tests::page::PageServer;

use super::{declare, declared, download, open, project, settled, texts};

/// What is declared: a type that gets smaller, a column that goes, a table and an index that come.
const DECLARED: &str = "CREATE TABLE customer (id integer PRIMARY KEY, email varchar(200) NOT NULL);\n\
    CREATE TABLE purchase (id bigint PRIMARY KEY, customer integer REFERENCES customer);\n\
    CREATE INDEX customer_email ON customer (email);\n";

#[tokio::test]
async fn the_script_is_what_the_command_writes() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, DECLARED).await?;
        tab.fill("#new-message", "purchases, and emails for all")
            .await?;
        tab.expect_text("#declared-name", "purchases_and_emails_for_all.sql")
            .await?;
        settled(tab).await?;
        let download = download(tab).await?;
        let text = download.text()?;
        let id = header(text, "revision")?;
        ensure!(header(text, "down_revision")? == "aaa111", "{text}");

        fs::write(project.path().join("schema.sql"), DECLARED)?;
        let arguments = [
            "revision",
            "--autogenerate",
            "--schema",
            "schema.sql",
            "--rev-id",
            id,
            "-m",
            "purchases, and emails for all",
        ];
        limbeck::run(project.path(), &arguments)?;
        let written = fs::read_to_string(project.versions().join(&download.name))
            .with_context(|| format!("limbeck revision wrote no {}", download.name))?;
        // The two were not made in the same second.
        let created = header(&written, "created")?;
        let expected = written.replace(created, header(text, "created")?);
        ensure!(
            text == expected,
            "the page: {text}\nthe command: {expected}"
        );

        // With it beside the others the history has the schema.
        open(tab, project.path()).await?;
        tab.find(&format!("#graph-grid [data-revision='{id}']"))
            .await?;
        declare(tab, DECLARED).await?;
        tab.expect_text("#declared-same", "The history has this schema")
            .await
    })
    .await
}

#[tokio::test]
async fn what_differs_is_told_with_a_sign_and_a_word() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        tab.expect_text("#declared-same", "The history has this schema")
            .await?;
        tab.find("#download-revision[disabled]").await?;
        declare(tab, DECLARED).await?;
        tab.expect_text("#declared-count", "5 changes").await?;
        tab.expect_text("#announcement", "5 changes").await?;
        let differences = texts(tab, "#declared-differences > li").await?;
        ensure!(
            differences
                == [
                    "+ added table purchase",
                    "− removed column customer.age",
                    "~ changed column customer.email: type text to varchar(200)",
                    "~ changed column customer.email: nullability NULL to NOT NULL",
                    "+ added index customer_email of customer",
                ],
            "{differences:#?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn notes_stand_out_and_lead_to_their_lines() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, DECLARED).await?;
        for note in ["loses-data", "decide"] {
            tab.find(&format!("#declared-notes [data-note='{note}']"))
                .await?;
        }
        // Each mark in the margin lies on a comment of its kind.
        for (class, word) in [("loses-data", "LOSES DATA"), ("decide", "DECIDE")] {
            let lines = texts(tab, &format!("#generated-script .line.{class}")).await?;
            ensure!(
                lines.iter().any(|line| line.contains(word))
                    && lines.iter().all(|line| line.starts_with("--")),
                "{class}: {lines:#?}"
            );
        }
        let listed = texts(tab, "#declared-notes [data-note]").await?;
        ensure!(listed.len() == 3, "{listed:#?}");
        tab.click("#declared-notes [data-note='decide'] [data-note-line]")
            .await?;
        tab.expect_text("#generated-script .line.shown", "DECIDE")
            .await
    })
    .await
}

#[tokio::test]
async fn the_first_schema_is_the_historys() -> Result<()> {
    let project = project("sqlite:///app.db")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        tab.find("#declared-same").await?;
        let shown = declared(tab).await?;
        let expected = limbeck::run(project.path(), &["schema"])?;
        ensure!(shown.trim() == expected.trim(), "{shown}\n---\n{expected}");
        Ok(())
    })
    .await
}

/// The value of a header's key.
fn header<'text>(text: &'text str, key: &str) -> Result<&'text str> {
    text.lines()
        .find_map(|line| line.strip_prefix(&format!("-- {key}:")))
        .map(str::trim)
        .with_context(|| format!("no {key} in: {text}"))
}
