use std::fs;

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::limbeck::Server;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;

use super::{CUSTOMER, declare, declared, download, open, project, revision, settled};
use crate::actions::{open_folder, view};

#[tokio::test]
async fn several_heads_are_followed_together_or_one_alone() -> Result<()> {
    let project = project("sqlite:///app.db")?;
    revision(
        &project,
        "bbb222",
        "aaa111",
        "CREATE TABLE left_one (id integer PRIMARY KEY);",
    )?;
    revision(
        &project,
        "ccc333",
        "aaa111",
        "CREATE TABLE right_one (id integer PRIMARY KEY);",
    )?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        tab.expect_text("#declared-follows", "all 2 heads, joined")
            .await?;
        let both = declared(tab).await?;
        ensure!(both.contains("left_one") && both.contains("right_one"), "{both}");
        tab.find("#declared-same").await?;
        // The schema that nobody changed is that of the head that is followed.
        tab.click("#new-follows option[value='bbb222']").await?;
        tab.expect_script(
            "the schema of one head",
            "const text = document.querySelector('#declared-text').value;\
             return text.includes('left_one') && !text.includes('right_one')",
        )
        .await?;
        declare(tab, &format!("{CUSTOMER}\nCREATE TABLE left_one (id integer PRIMARY KEY);\nCREATE TABLE more (id integer PRIMARY KEY);\n")).await?;
        let one = download(tab).await?;
        ensure!(one.text()?.contains("\n-- down_revision: bbb222\n"), "{}", one.text()?);
        // What somebody wrote stays.
        tab.click("#new-follows option[value='']").await?;
        tab.expect_text("#declared-differences", "right_one").await?;
        settled(tab).await?;
        ensure!(declared(tab).await?.contains("more"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_uncertain_is_told_with_its_place() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    revision(
        &project,
        "bbb222",
        "aaa111",
        "SELECT 1;\nDO $$ BEGIN EXECUTE 'ALTER TABLE customer DROP COLUMN age'; END $$;",
    )?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, &project.path().join("migrations")).await?;
        tab.click("#declared-dialect option[value='postgresql']")
            .await?;
        tab.expect_text("#declared-uncertain", "bbb222_step.sql:7")
            .await?;
        tab.expect_text("#declared-same", "As far as it is known")
            .await?;
        tab.click("#declared-uncertain [data-path]").await?;
        tab.find("main[data-view='revision']").await?;
        tab.expect_text("#revision-id", "bbb222").await?;
        tab.find("#script-code .line.shown[data-line='7']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_faulty_history_has_no_schema() -> Result<()> {
    let project = project("sqlite:///app.db")?;
    revision(&project, "bbb222", "nowhere", "SELECT 1;")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, project.path()).await?;
        tab.find("#graph-grid [data-revision]").await?;
        view(tab, "declared").await?;
        tab.expect_text("#declared-refused", "No revision can be generated")
            .await?;
        tab.click("#declared-refused button").await?;
        tab.find("main[data-view='problems']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_scripts_the_first_revision_is_written() -> Result<()> {
    let project = TestProject::new("sqlite:///app.db")?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.click("#view-declared").await?;
        tab.expect_text("#declared-first", "Nothing is declared yet")
            .await?;
        tab.expect_text("#declared-follows", "it is the first one")
            .await?;
        declare(tab, CUSTOMER).await?;
        let first = download(tab).await?;
        ensure!(
            first.text()?.contains("\n-- down_revision:\n"),
            "{}",
            first.text()?
        );
        // With it in the folder, the served history has the schema, and what was written stays.
        fs::write(project.versions().join(&first.name), &first.bytes)?;
        tab.expect_text("#declared-same", "The history has this schema")
            .await?;
        tab.expect_value("#declared-text", CUSTOMER).await
    })
    .await
}
