//! Plans: the page's and the command's are the same to the byte.

use anyhow::{Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::limbeck;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;

use crate::actions::{Choices, download_sql, open_example, plan, values};

/// A revision of the example in the middle of its history.
const MIDDLE: &str = "27c6a30d7c24";

#[tokio::test]
async fn a_plan_lights_its_rows_in_order() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        plan(tab, Choices::default()).await?;
        let steps = values(tab, "#steps [data-step-revision]", "data-step-revision").await?;
        ensure!(!steps.is_empty(), "the plan has no steps");
        for (index, revision) in steps.iter().enumerate() {
            let css = format!(
                "#graph-grid [data-revision='{revision}'][data-step='{}']",
                index + 1
            );
            tab.find(&css).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_sql_of_an_upgrade_is_the_commands() -> Result<()> {
    for dialect in ["postgresql", "mysql", "sqlite"] {
        for transaction in ["step", "all", "none"] {
            same_sql(
                Choices {
                    dialect,
                    transaction,
                    ..Choices::default()
                },
                &["upgrade", "head", "--sql", "--transaction", transaction],
            )
            .await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_sql_from_the_middle_is_the_commands() -> Result<()> {
    let choices = Choices {
        current: MIDDLE,
        ..Choices::default()
    };
    same_sql(choices, &["upgrade", &format!("{MIDDLE}:head"), "--sql"]).await
}

#[tokio::test]
async fn the_sql_of_a_downgrade_is_the_commands() -> Result<()> {
    let choices = Choices {
        current: MIDDLE,
        target: "base",
        ..Choices::default()
    };
    same_sql(choices, &["downgrade", &format!("{MIDDLE}:base"), "--sql"]).await
}

#[tokio::test]
async fn a_target_that_does_not_exist_is_refused_beside_its_field() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        plan(tab, Choices::default()).await?;
        tab.fill("#target", "nowhere").await?;
        tab.expect_text("#target-error", "nowhere").await?;
        tab.find("#target[aria-invalid='true']").await?;
        tab.expect_none("#download-sql").await
    })
    .await
}

#[tokio::test]
async fn a_link_to_a_dialect_that_there_is_not_is_told_of() -> Result<()> {
    let server = PageServer::start().await?;
    let link = |dialect: &str| format!("{}#example=shop&view=plan&dialect={dialect}", server.url());
    visit(&link("MySQL"), async |tab| {
        tab.expect_value("#dialect", "mysql").await?;
        tab.expect_none("#misread").await
    })
    .await?;
    visit(&link("oracle"), async |tab| {
        tab.expect_text("#misread[role='alert']", "oracle").await?;
        tab.click("#dialect option[value='mysql']").await?;
        tab.expect_none("#misread").await
    })
    .await
}

/// Compares the page's SQL for the example with what `limbeck` prints in it.
async fn same_sql(choices: Choices<'_>, arguments: &[&str]) -> Result<()> {
    let url = match choices.dialect {
        "postgresql" => "postgresql://localhost/shop",
        "mysql" => "mysql://localhost/shop",
        _ => "sqlite:///shop.db",
    };
    let project = TestProject::example("shop", url)?;
    let expected = limbeck::run(project.path(), arguments)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab: &Tab| {
        open_example(tab, "shop").await?;
        plan(tab, choices).await?;
        let download = download_sql(tab).await?;
        let found = download.text()?;
        if found != expected {
            let line = found
                .lines()
                .zip(expected.lines())
                .take_while(|(a, b)| a == b)
                .count();
            ensure!(
                false,
                "{choices:?}: line {} differs:\n page: {:?}\n command: {:?}",
                line + 1,
                found.lines().nth(line),
                expected.lines().nth(line)
            );
        }
        Ok(())
    })
    .await
}
