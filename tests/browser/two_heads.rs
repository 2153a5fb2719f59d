//! A folder with two heads.

use anyhow::Result;
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;

use crate::actions::{open_folder, view};

#[tokio::test]
async fn two_heads_are_a_problem_with_both_named() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    project.revision("b2", "a1")?;
    project.revision("c3", "a1")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid [data-revision='b2'] .chip.head")
            .await?;
        tab.find("#graph-grid [data-revision='c3'] .chip.head")
            .await?;
        view(tab, "problems").await?;
        for id in ["b2", "c3"] {
            let place = format!("versions/{id}_make.sql:1:14");
            tab.expect_text("[data-code='multiple_heads']", &place)
                .await?;
        }
        // `head` is ambiguous, and the plan says so instead of choosing.
        view(tab, "plan").await?;
        tab.fill("#current", "base").await?;
        tab.fill("#target", "head").await?;
        tab.expect_text("#target-error", "heads").await?;
        tab.fill("#target", "heads").await?;
        tab.expect_text("#plan-summary", "3 revisions").await
    })
    .await
}
