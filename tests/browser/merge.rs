//! The merge that the page offers.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::limbeck;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;

use crate::actions::{open_folder, view};

/// A project with the heads `b2` and `c3`.
fn project() -> Result<TestProject> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    project.revision("b2", "a1")?;
    project.revision("c3", "a1")?;
    Ok(project)
}

#[tokio::test]
async fn the_offered_merge_is_what_the_command_writes() -> Result<()> {
    let opened = project()?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &opened.path().join("migrations")).await?;
        view(tab, "problems").await?;
        tab.click("#download-merge").await?;
        let download = tab.download().await?;
        let text = download.text()?;
        let id = header(text, "revision")?;

        let merged = project()?;
        let message = header(text, "message")?;
        let arguments = ["merge", "heads", "--rev-id", id, "-m", message];
        limbeck::run(merged.path(), &arguments)?;
        let written = fs::read_to_string(merged.versions().join(&download.name))
            .with_context(|| format!("limbeck merge wrote no {}", download.name))?;
        // The two were not made in the same second.
        let created = header(&written, "created")?;
        let expected = written.replace(created, header(text, "created")?);
        ensure!(
            text == expected,
            "the page: {text}\nthe command: {expected}"
        );

        // With it beside the others there is one head.
        opened.write(&download.name, text)?;
        let heads = limbeck::run(opened.path(), &["heads"])?;
        ensure!(heads.lines().count() == 1 && heads.contains(id), "{heads}");
        open_folder(tab, &opened.path().join("migrations")).await?;
        tab.find(&format!("#graph-grid [data-revision='{id}'] .chip.head"))
            .await?;
        tab.expect_none("[data-code='multiple_heads']").await
    })
    .await
}

#[tokio::test]
async fn the_merge_says_what_it_is_asked_to() -> Result<()> {
    let opened = project()?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &opened.path().join("migrations")).await?;
        view(tab, "problems").await?;
        tab.expect_value("#merge-message", "merge c3 and b2")
            .await?;
        tab.fill("#merge-message", "join the two").await?;
        tab.click("#download-merge").await?;
        let download = tab.download().await?;
        ensure!(header(download.text()?, "message")? == "join the two");
        ensure!(
            download.name.ends_with("_join_the_two.sql"),
            "{}",
            download.name
        );
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
