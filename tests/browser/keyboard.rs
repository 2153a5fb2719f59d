//! The keyboard alone.

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use thirtyfour::Key;

use crate::actions::values;

#[tokio::test]
async fn an_upgrade_is_planned_and_saved_without_a_mouse() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        tab.tab_to("[data-example='shop']").await?;
        tab.press(Key::Enter).await?;
        tab.find("#graph-grid").await?;

        // Through the graph with the arrows, to a revision by searching.
        tab.tab_to("#graph-grid").await?;
        tab.press(Key::End).await?;
        tab.press(Key::Up).await?;
        let selected = values(tab, "#graph-grid [aria-selected='true']", "data-revision").await?;
        ensure!(selected.len() == 1, "{selected:?} are selected");
        tab.press("/").await?;
        tab.find("#search:focus").await?;
        tab.press("email").await?;
        tab.press(Key::Enter).await?;
        tab.find("[data-revision='6d2e91b7f038'][aria-selected='true']")
            .await?;

        // The plan to it, from its own field.
        tab.tab_to("#graph-grid").await?;
        tab.press("t").await?;
        tab.find("#plan-summary").await?;
        tab.expect_value("#target", "6d2e91b7f038").await?;
        tab.tab_to("#download-sql").await?;
        tab.press(Key::Enter).await?;
        let sql = tab.download().await?;
        ensure!(sql.text()?.contains("6d2e91b7f038"), "{}", sql.name);

        // The sheet of keys opens, holds the focus, and closes.
        tab.press("?").await?;
        tab.find("#help[open]").await?;
        tab.press(Key::Escape).await?;
        tab.expect_none("#help[open]").await
    })
    .await
}

#[tokio::test]
async fn what_has_the_focus_is_seen() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        tab.find("[data-example='shop']").await?;
        for _ in 0..6 {
            tab.press(Key::Tab).await?;
            let ring = tab
                .script(
                    "const style = getComputedStyle(document.activeElement);\
                     return style.outlineStyle !== 'none' || style.boxShadow !== 'none'",
                    vec![],
                )
                .await?;
            ensure!(ring == true, "something has the focus and no ring");
        }
        Ok(())
    })
    .await
}
