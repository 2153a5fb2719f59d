//! A plan made on the page runs on a database.

use std::fs;

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::limbeck;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use serde_json::Value;

use crate::actions::{Choices, download_plan, open_folder, plan};

#[tokio::test]
async fn a_downloaded_plan_is_applied() -> Result<()> {
    let project = TestProject::example("shop", "sqlite:///shop.db")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        let choices = Choices {
            dialect: "sqlite",
            ..Choices::default()
        };
        plan(tab, choices).await?;
        let file = download_plan(tab).await?;
        let document: Value = serde_json::from_slice(&file.bytes)?;
        ensure!(document["limbeck_plan"] == 1, "{document}");
        fs::write(project.path().join("plan.json"), &file.bytes)?;
        Ok(())
    })
    .await?;

    limbeck::run(project.path(), &["apply", "plan.json"])?;
    let current = limbeck::run(project.path(), &["current"])?;
    let heads = limbeck::run(project.path(), &["heads", "--format", "json"])?;
    let heads: Value = serde_json::from_str(&heads)?;
    for head in heads.as_array().into_iter().flatten() {
        let id = head["revision"].as_str().unwrap_or_default();
        ensure!(
            current.contains(id),
            "the database is at {current}, not at {id}"
        );
    }
    Ok(())
}
