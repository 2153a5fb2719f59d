//! Opening the example.

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::limbeck;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use serde_json::Value;

use crate::actions::{open_example, rows, view};

#[tokio::test]
async fn the_example_opens_as_a_graph() -> Result<()> {
    let project = TestProject::example("shop", "sqlite:///shop.db")?;
    let history: Value = serde_json::from_str(&limbeck::run(
        project.path(),
        &["history", "--format", "json"],
    )?)?;
    let mut expected: Vec<_> = history
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|revision| revision["revision"].as_str().map(str::to_owned))
        .collect();
    ensure!(!expected.is_empty(), "the example has no revisions");

    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        let mut shown = rows(tab).await?;
        shown.sort();
        expected.sort();
        ensure!(
            shown == expected,
            "the page shows {shown:?}, the command {expected:?}"
        );
        let edges = tab.find_all("#graph-grid svg path").await?;
        ensure!(!edges.is_empty(), "nothing joins the revisions");
        tab.expect_text("#graph-grid .chip.head", "head").await?;
        tab.expect_text("#graph-grid .chip.base", "base").await
    })
    .await
}

#[tokio::test]
async fn a_revision_shows_its_script() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.click("[data-revision='1975ea83b712']").await?;
        view(tab, "revision").await?;
        tab.expect_text("#revision-id", "1975ea83b712").await?;
        tab.expect_text("#revision-pane .code", "CREATE TABLE")
            .await
    })
    .await
}

#[tokio::test]
async fn a_revision_is_found_by_what_it_is_for() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.fill("#search", "email").await?;
        tab.find("#graph-grid [data-revision='6d2e91b7f038'].found")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_address_holds_what_is_seen() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.click("[data-revision='1975ea83b712']").await?;
        view(tab, "revision").await?;
        tab.expect_text("#revision-id", "1975ea83b712").await?;
        let address = tab.driver().current_url().await?;
        // A bare page first: a changed fragment alone would not load the page anew.
        tab.goto("about:blank").await?;
        tab.goto(address.as_str()).await?;
        tab.expect_text("#revision-id", "1975ea83b712").await
    })
    .await
}
