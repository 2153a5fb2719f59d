//! The tabs of the views.

use anyhow::{Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::page::PageServer;
use serde_json::json;
use thirtyfour::Key;

use crate::actions::{open_example, values};

#[tokio::test]
async fn the_tabs_are_one_stop_and_the_arrows_lead_on() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        expect_shown(tab, "plan").await?;
        let names = values(tab, "[role='tablist'] [role='tab']", "data-view").await?;
        ensure!(
            names
                == [
                    "graph",
                    "revision",
                    "plan",
                    "problems",
                    "schema",
                    "conflicts",
                    "declared"
                ],
            "{names:?}"
        );
        tab.tab_to("#view-plan").await?;
        tab.press(Key::Right).await?;
        expect_shown(tab, "problems").await?;
        tab.find("#view-problems:focus").await?;
        tab.press(Key::Right).await?;
        expect_shown(tab, "schema").await?;
        tab.press(Key::Right).await?;
        expect_shown(tab, "conflicts").await?;
        tab.press(Key::Right).await?;
        expect_shown(tab, "declared").await?;
        // Round the ends.
        tab.press(Key::Right).await?;
        expect_shown(tab, "graph").await?;
        tab.press(Key::Left).await?;
        expect_shown(tab, "declared").await?;
        tab.press(Key::Home).await?;
        expect_shown(tab, "graph").await?;
        tab.press(Key::End).await?;
        expect_shown(tab, "declared").await?;
        tab.press(Key::Tab).await?;
        tab.expect_none("[role='tab']:focus").await
    })
    .await
}

#[tokio::test]
async fn a_pane_is_named_by_its_tab() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        for (key, name) in [
            ("2", "revision"),
            ("3", "plan"),
            ("4", "problems"),
            ("5", "schema"),
            ("6", "conflicts"),
            ("7", "declared"),
        ] {
            tab.press(key).await?;
            expect_shown(tab, name).await?;
            let pane = format!("#{name}-pane[role='tabpanel'][aria-labelledby='view-{name}']");
            tab.find(&pane).await?;
            tab.find(&format!("#view-{name}[aria-controls='{name}-pane']"))
                .await?;
        }
        tab.press("1").await?;
        expect_shown(tab, "graph").await
    })
    .await
}

/// Waits until a view is shown, and its tab alone is selected and in the order of the tab key.
async fn expect_shown(tab: &Tab, name: &str) -> Result<()> {
    tab.find(&format!("main[data-view='{name}']")).await?;
    let script = "return [...document.querySelectorAll('[role=tab]')]\
                  .filter((tab) => tab.ariaSelected === 'true' || tab.tabIndex === 0)\
                  .map((tab) => tab.dataset.view)";
    let selected = tab.script(script, vec![]).await?;
    ensure!(selected == json!([name]), "{selected} instead of {name}");
    Ok(())
}
