//! Scripts with faults, and folders without scripts.

use std::fs;

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use tempfile::TempDir;

use crate::actions::{open_folder, view};

#[tokio::test]
async fn a_broken_script_is_named_and_the_rest_opens() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    project.write(
        "b2_broken.sql",
        "-- down_revision: a1\n\n-- migrate:up\nSELECT 1;\n",
    )?;
    project.revision("c3", "a1")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid [data-revision='a1']").await?;
        tab.find("#graph-grid [data-revision='c3']").await?;
        view(tab, "problems").await?;
        let fault = "[data-code='missing_revision'][data-severity='error']";
        tab.expect_text(fault, "b2_broken.sql").await
    })
    .await
}

#[tokio::test]
async fn an_unknown_parent_still_draws_what_can_be_drawn() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    project.revision("b2", "lost")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid [data-revision='b2']").await?;
        view(tab, "problems").await?;
        tab.expect_text("[data-code='missing_down_revision']", "lost")
            .await?;
        tab.expect_text("[data-code='missing_down_revision']", "b2_make.sql")
            .await
    })
    .await
}

#[tokio::test]
async fn a_file_that_is_not_utf_8_is_named() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    fs::write(
        project.versions().join("b2_latin.sql"),
        b"-- revision: b2\n-- message: caf\xe9\n",
    )?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid [data-revision='a1']").await?;
        view(tab, "problems").await?;
        tab.expect_text("[data-code='not_utf8']", "b2_latin.sql")
            .await
    })
    .await
}

/// Picks the browser's own folder for pages, with a script in it, and one that cannot be read.
const PICK: &str = r##"
    const done = arguments[arguments.length - 1];
    (async () => {
        const folder = await navigator.storage.getDirectory();
        const write = async (name, text) => {
            const file = await folder.getFileHandle(name, { create: true });
            const stream = await file.createWritable();
            await stream.write(text);
            await stream.close();
        };
        await write("a1.sql", "-- revision: a1\n-- migrate:up\nSELECT 1;\n");
        await write("b2.sql", "-- revision: b2\n-- down_revision: a1\n-- migrate:up\nSELECT 2;\n");
        const getFile = FileSystemFileHandle.prototype.getFile;
        FileSystemFileHandle.prototype.getFile = function () {
            return this.name === "b2.sql"
                ? Promise.reject(new DOMException("it is locked", "NotReadableError"))
                : getFile.call(this);
        };
        window.showDirectoryPicker = async () => folder;
        document.querySelector("#open-folder").click();
    })().then(() => done(null), (error) => done(String(error)));
"##;

#[tokio::test]
async fn a_file_that_cannot_be_read_is_named_and_nothing_is_planned() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        tab.find("#open-folder").await?;
        let failed = tab.asynchronous_script(PICK, vec![]).await?;
        ensure!(failed.is_null(), "{failed}");
        tab.find("#graph-grid [data-revision='a1']").await?;
        view(tab, "problems").await?;
        let fault = "[data-code='unreadable'][data-severity='error']";
        tab.expect_text(fault, "b2.sql").await?;
        tab.expect_text(fault, "it is locked").await?;
        view(tab, "plan").await?;
        tab.expect_text(".plan", "There are files that have no place")
            .await?;
        tab.expect_none("#download-sql").await
    })
    .await
}

#[tokio::test]
async fn a_key_that_the_configuration_does_not_have_is_named() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    let text = "version_locations = [\"migrations/versions\"]\nversion_tabel = \"x\"\n";
    fs::write(project.path().join("limbeck.toml"), text)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, project.path()).await?;
        tab.find("#graph-grid [data-revision='a1']").await?;
        view(tab, "problems").await?;
        tab.expect_text("[data-code='configuration']", "version_tabel")
            .await
    })
    .await
}

#[tokio::test]
async fn a_folder_without_scripts_is_told_of() -> Result<()> {
    let folder = TempDir::new()?;
    fs::write(folder.path().join("readme.txt"), "nothing here")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, folder.path()).await?;
        tab.find("#open-error[role='alert']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_script_with_an_error_is_marked_and_each_place_has_its_lines() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    project.write(
        "a1_again.sql",
        "-- revision: a1\n\n-- migrate:up\nSELECT 1;\n",
    )?;
    project.write(
        "b2_open.sql",
        "-- revision: b2\n-- down_revision: a1\n\n-- migrate:up\nSELECT 'open;\n",
    )?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.wait_for("all three rows to say so", async || {
            let chips = tab.find_all("#graph-grid .chip.faulty").await?;
            Ok((chips.len() == 3).then_some(()))
        })
        .await?;
        view(tab, "problems").await?;
        let places = "[data-code='duplicate_revision'] .excerpt";
        tab.wait_for("the lines of both places", async || {
            let excerpts = tab.find_all(places).await?;
            Ok((excerpts.len() == 2).then_some(()))
        })
        .await?;
        // What is meant is marked within its line.
        tab.expect_text(&format!("{places} .sql-fault"), "a1").await
    })
    .await
}
