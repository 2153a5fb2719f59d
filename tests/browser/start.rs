//! The start page, and what is told of that which cannot be opened.

use std::fs;

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use tempfile::TempDir;

use crate::actions::{open_example, open_folder};

#[tokio::test]
async fn a_wide_page_is_filled_to_its_middle() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        tab.resize(2560, 1440).await?;
        tab.find("[data-example='shop']").await?;
        let script = "const boxes = [...document.querySelectorAll('.start h1, .start section, .start pre')]\
                .map((it) => it.getBoundingClientRect());\
            const top = Math.min(...boxes.map((box) => box.top));\
            const bottom = Math.max(...boxes.map((box) => box.bottom));\
            const width = Math.max(...boxes.map((box) => box.right))\
                - Math.min(...boxes.map((box) => box.left));\
            return Math.abs(top - (innerHeight - bottom)) < 120 && width > 1000";
        tab.expect_script("the start to stand in the middle", script)
            .await
    })
    .await
}

/// Drops one file on the page.
const DROP: &str = "\
    const transfer = new DataTransfer();\
    transfer.items.add(new File(['nothing'], 'readme.txt', { type: 'text/plain' }));\
    for (const kind of ['dragenter', 'dragover', 'drop'])\
        document.querySelector('#main').dispatchEvent(\
            new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));";

#[tokio::test]
async fn a_file_that_is_no_script_is_told_of_as_a_file() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        tab.find("[data-example='shop']").await?;
        tab.script(DROP, vec![]).await?;
        tab.expect_text("#open-error", "readme.txt is no migration script")
            .await?;
        tab.find("#open-error code").await?;
        let text = tab.text("#open-error").await?;
        ensure!(!text.contains('`') && !text.contains("It has"), "{text}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn names_in_messages_are_set_as_code() -> Result<()> {
    let folder = TempDir::new()?;
    fs::write(folder.path().join("readme.txt"), "nothing here")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, folder.path()).await?;
        tab.find("#open-error code").await?;
        let text = tab.text("#open-error").await?;
        ensure!(!text.contains('`'), "{text}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_revision_that_a_link_asks_for_in_vain_is_told_of() -> Result<()> {
    let server = PageServer::start().await?;
    let link = format!("{}#example=shop&view=revision&revision=0dead", server.url());
    visit(&link, async |tab| {
        tab.expect_text("#misread[role='alert']", "0dead").await?;
        tab.click("#misread button").await?;
        tab.expect_none("#misread").await
    })
    .await
}

/// The grid has the focus when a project opens, so that the keys work, and no box is drawn round
/// all of it.
#[tokio::test]
async fn the_graph_that_opens_has_the_focus_and_no_frame() -> Result<()> {
    let server = PageServer::start().await?;
    let link = format!("{}#example=shop&view=plan", server.url());
    visit(&link, async |tab| {
        tab.find("#graph-grid:focus-visible").await?;
        let script = "const style = getComputedStyle(document.querySelector('#graph-grid'));\
            return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0";
        tab.expect_script("no frame round the graph", script).await
    })
    .await
}

#[tokio::test]
async fn the_console_says_nothing_at_all() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.find("#plan-summary").await?;
        let entries = tab.driver().get_log("browser").await?;
        let messages: Vec<_> = entries.iter().map(|entry| &entry.message).collect();
        ensure!(messages.is_empty(), "{messages:?}");
        Ok(())
    })
    .await
}
