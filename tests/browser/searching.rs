//! Finding revisions.

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use thirtyfour::Key;

use crate::actions::{open_example, values};

#[tokio::test]
async fn enter_leads_to_the_graph_where_keys_go_from_match_to_match() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.press("/").await?;
        tab.find("#search:focus").await?;
        tab.press("create").await?;
        tab.press(Key::Enter).await?;
        tab.find("#graph-grid:focus").await?;
        tab.expect_text("#search-count", "1 of").await?;
        tab.press("n").await?;
        tab.expect_text("#search-count", "2 of").await?;
        tab.press("N").await?;
        tab.expect_text("#search-count", "1 of").await?;
        tab.expect_value("#search", "create").await?;
        tab.press(Key::Escape).await?;
        tab.expect_value("#search", "").await
    })
    .await
}

#[tokio::test]
async fn a_row_that_is_found_by_its_branch_shows_the_label() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.fill("#search", "accounts").await?;
        // The label stands at the first revision of the branch, and this is its second.
        let row = "#graph-grid [data-revision='e7f3509ac8b4'].found";
        tab.expect_text(&format!("{row} .chip.label mark"), "accounts")
            .await
    })
    .await
}

#[tokio::test]
async fn steps_are_searched_as_a_target() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.fill("#current", "27c6a30d7c24").await?;
        tab.find("#graph-grid [data-revision='27c6a30d7c24'] .chip.current")
            .await?;
        // Dates hold `-1`, and are not meant.
        for (steps, revision) in [("-1", "1975ea83b712"), ("+1", "5f1c0a9e42d7")] {
            tab.fill("#search", steps).await?;
            tab.expect_text("#search-count", "1 of 1").await?;
            let found = values(tab, "#graph-grid .found", "data-revision").await?;
            ensure!(found == [revision], "{steps}: {found:?}");
        }
        Ok(())
    })
    .await
}
