//! The page that `limbeck serve` serves.

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::limbeck::{self, Server};
use limbeck_tests::projects::TestProject;

use crate::actions::{Choices, download_sql, plan, rows};

#[tokio::test]
async fn the_served_project_opens_at_its_databases_revision() -> Result<()> {
    let project = TestProject::example("shop", "sqlite:///shop.db")?;
    limbeck::run(project.path(), &["upgrade", "1975ea83b712"])?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid [data-revision='1975ea83b712'] .chip.current")
            .await?;
        // The database's place and dialect are the plan's, and the SQL is the command's.
        tab.click("#view-plan").await?;
        tab.expect_value("#current", "1975ea83b712").await?;
        tab.expect_value("#dialect", "sqlite").await?;
        tab.find("#plan-summary").await?;
        let download = download_sql(tab).await?;
        let expected = limbeck::run(project.path(), &["upgrade", "1975ea83b712:head", "--sql"])?;
        ensure!(
            download.text()? == expected,
            "{}\n---\n{expected}",
            download.text()?
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn changes_on_disk_reach_the_page() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid [data-revision='a1']").await?;
        project.revision("b2", "a1")?;
        tab.find("#graph-grid [data-revision='b2'] .chip.head")
            .await?;
        ensure!(rows(tab).await?.len() == 2);
        std::fs::remove_file(project.versions().join("b2_make.sql"))?;
        tab.expect_none("#graph-grid [data-revision='b2']").await?;
        tab.find("#graph-grid [data-revision='a1'] .chip.head")
            .await?;

        // What the command does to the database reaches it as well.
        limbeck::run(project.path(), &["upgrade", "head"])?;
        tab.find("#graph-grid [data-revision='a1'] .chip.current")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn planning_on_the_served_page_changes_no_database() -> Result<()> {
    let project = TestProject::example("shop", "sqlite:///shop.db")?;
    limbeck::run(project.path(), &["upgrade", "1975ea83b712"])?;
    let before = std::fs::read(project.path().join("shop.db"))?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid").await?;
        let choices = Choices {
            dialect: "sqlite",
            ..Choices::default()
        };
        plan(tab, choices).await
    })
    .await?;
    ensure!(
        std::fs::read(project.path().join("shop.db"))? == before,
        "the database changed"
    );
    Ok(())
}
