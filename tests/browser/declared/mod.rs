//! A new revision from a declared schema.

mod editor;
mod files;
mod history;
mod large;
mod renames;
mod script;

use std::path::Path;

use anyhow::{Result, ensure};
use limbeck_tests::browser::{Download, Tab};
use limbeck_tests::projects::TestProject;

use crate::actions::{open_folder, view};

/// The table that [`project`] has.
const CUSTOMER: &str = "CREATE TABLE customer (id integer PRIMARY KEY, email text, age integer);";

/// A project with one table.
fn project(url: &str) -> Result<TestProject> {
    let project = TestProject::new(url)?;
    revision(&project, "aaa111", "", CUSTOMER)?;
    Ok(project)
}

/// Writes a script with this upgrade and no way back.
fn revision(project: &TestProject, id: &str, parent: &str, upgrade: &str) -> Result<()> {
    let text = format!(
        "-- revision: {id}\n-- down_revision: {parent}\n-- message: step {id}\n\n\
         -- migrate:up\n{upgrade}\n\n-- migrate:down\n"
    );
    project.write(&format!("{id}_step.sql"), &text)
}

/// Opens a project's folder and the view of a new revision, and waits until the history's schema is
/// there.
async fn open(tab: &Tab, folder: &Path) -> Result<()> {
    open_folder(tab, folder).await?;
    tab.find("#graph-grid [data-revision]").await?;
    view(tab, "declared").await?;
    settled(tab).await
}

/// Waits until the planner has answered what was written last.
async fn settled(tab: &Tab) -> Result<()> {
    tab.find(".declared[aria-busy='false'] .declared-outcome > :nth-child(2)")
        .await?;
    Ok(())
}

/// Writes the declared schema anew, and waits for what comes of it.
async fn declare(tab: &Tab, text: &str) -> Result<()> {
    tab.fill("#declared-text", text).await?;
    settled(tab).await
}

/// What the field for the schema holds.
async fn declared(tab: &Tab) -> Result<String> {
    let script = "return document.querySelector('#declared-text').value";
    let value = tab.script(script, vec![]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// The script that the page gives.
async fn download(tab: &Tab) -> Result<Download> {
    tab.click("#download-revision:not([disabled])").await?;
    let download = tab.download().await?;
    ensure!(download.name.ends_with(".sql"), "{}", download.name);
    Ok(download)
}

/// The texts of every element that `css` finds, with single spaces.
async fn texts(tab: &Tab, css: &str) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0])]\
                  .map((element) => element.innerText.replace(/\\s+/g, ' ').trim())";
    let texts = tab.script(script, vec![css.into()]).await?;
    Ok(serde_json::from_value(texts)?)
}
