//! What a person does on the page.

use std::path::Path;

use anyhow::{Result, ensure};
use limbeck_tests::browser::{Download, Tab};

/// A plan's choices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choices<'text> {
    pub(crate) current: &'text str,
    pub(crate) target: &'text str,
    pub(crate) dialect: &'text str,
    pub(crate) transaction: &'text str,
}

impl Default for Choices<'_> {
    fn default() -> Self {
        Self {
            current: "base",
            target: "head",
            dialect: "postgresql",
            transaction: "step",
        }
    }
}

/// Opens a built-in example from the start page.
pub(crate) async fn open_example(tab: &Tab, name: &str) -> Result<()> {
    tab.click(&format!("[data-example='{name}']")).await?;
    tab.find("#graph-grid").await?;
    Ok(())
}

/// Opens a folder as the folder picker's fallback does. What is shown then is for the test.
pub(crate) async fn open_folder(tab: &Tab, folder: &Path) -> Result<()> {
    let input = tab.find("#folder-input").await?;
    input.send_keys(folder.to_string_lossy()).await?;
    Ok(())
}

/// Goes to one of the views: `graph`, `revision`, `plan`, `problems`, `schema` or `conflicts`.
pub(crate) async fn view(tab: &Tab, name: &str) -> Result<()> {
    tab.click(&format!("#view-{name}")).await
}

/// Makes a plan, and waits until it is there.
pub(crate) async fn plan(tab: &Tab, choices: Choices<'_>) -> Result<()> {
    view(tab, "plan").await?;
    for (field, value) in [
        ("dialect", choices.dialect),
        ("transaction", choices.transaction),
    ] {
        tab.click(&format!("#{field} option[value='{value}']"))
            .await?;
    }
    for (field, value) in [("current", choices.current), ("target", choices.target)] {
        tab.fill(&format!("#{field}"), value).await?;
    }
    tab.find(".plan[aria-busy='false'] #plan-summary").await?;
    Ok(())
}

/// Downloads the plan's SQL.
pub(crate) async fn download_sql(tab: &Tab) -> Result<Download> {
    tab.click("#download-sql").await?;
    let download = tab.download().await?;
    ensure!(
        download.name.ends_with(".sql"),
        "{} is no name for SQL",
        download.name
    );
    Ok(download)
}

/// Downloads the plan file.
pub(crate) async fn download_plan(tab: &Tab) -> Result<Download> {
    tab.click("#download-plan").await?;
    let download = tab.download().await?;
    ensure!(
        download.name.ends_with(".json"),
        "{} is no name for a plan",
        download.name
    );
    Ok(download)
}

/// The ids of the revisions that stand in the page as rows, from the top.
pub(crate) async fn rows(tab: &Tab) -> Result<Vec<String>> {
    values(tab, "#graph-grid [data-revision]", "data-revision").await
}

/// The values of an attribute of every element that `css` finds.
pub(crate) async fn values(tab: &Tab, css: &str, attribute: &str) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0])]\
                  .map((element) => element.getAttribute(arguments[1]))";
    let values = tab
        .script(script, vec![css.into(), attribute.into()])
        .await?;
    Ok(serde_json::from_value(values)?)
}
