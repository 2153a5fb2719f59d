//! What axe-core, the accessibility checker, finds in every view and both themes.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use serde_json::Value;

use crate::actions::{Choices, open_example, open_folder, plan, view};
use crate::branches::Branches;

#[tokio::test]
async fn no_view_has_serious_findings_in_light() -> Result<()> {
    every_view("light").await
}

#[tokio::test]
async fn no_view_has_serious_findings_in_dark() -> Result<()> {
    every_view("dark").await
}

async fn every_view(theme: &str) -> Result<()> {
    let broken = TestProject::new("sqlite:///test.db")?;
    broken.revision("a1", "")?;
    broken.revision("b2", "a1")?;
    broken.revision("c3", "a1")?;
    broken.write("d4_broken.sql", "SELECT 'unfinished")?;
    let branches = Branches::parting(
        "ALTER TABLE account ADD COLUMN email TEXT;",
        "ALTER TABLE account ADD COLUMN email VARCHAR(80);",
    )?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        tab.prefer_theme(theme).await?;
        let mut findings = Vec::new();
        tab.find("[data-example='shop']").await?;
        findings.extend(scan(tab, "start").await?);
        open_example(tab, "shop").await?;
        findings.extend(scan(tab, "graph").await?);
        tab.click("[data-revision='1975ea83b712']").await?;
        view(tab, "revision").await?;
        tab.find("#revision-pane .code .line").await?;
        findings.extend(scan(tab, "revision").await?);
        view(tab, "declared").await?;
        tab.find("#declared-same").await?;
        findings.extend(scan(tab, "no new revision").await?);
        tab.fill(
            "#declared-text",
            "CREATE TABLE client (id integer);\nCREATE",
        )
        .await?;
        tab.find("#declared-faults li").await?;
        findings.extend(scan(tab, "faulty declared schema").await?);
        tab.fill("#declared-text", "CREATE TABLE client (id integer);")
            .await?;
        tab.find("#declared-notes li").await?;
        findings.extend(scan(tab, "new revision").await?);
        plan(tab, Choices::default()).await?;
        findings.extend(scan(tab, "plan").await?);
        tab.fill("#target", "nowhere").await?;
        tab.expect_text("#target-error", "nowhere").await?;
        findings.extend(scan(tab, "refused plan").await?);
        view(tab, "schema").await?;
        tab.expect_text("#schema-changes", "customer").await?;
        findings.extend(scan(tab, "changes of the schema").await?);
        tab.click("#schema-list [data-object='table customer']")
            .await?;
        tab.find("#schema-object").await?;
        findings.extend(scan(tab, "object of the schema").await?);
        tab.click("#open-help").await?;
        tab.find("#help[open]").await?;
        findings.extend(scan(tab, "help").await?);
        tab.click("#close-help").await?;
        open_folder(tab, &broken.path().join("migrations")).await?;
        tab.find("#graph-grid [data-revision='b2']").await?;
        view(tab, "problems").await?;
        tab.find("[data-code='multiple_heads']").await?;
        findings.extend(scan(tab, "problems").await?);
        view(tab, "conflicts").await?;
        tab.find("#pair").await?;
        findings.extend(scan(tab, "heads that are independent").await?);
        branches.compare(tab).await?;
        view(tab, "conflicts").await?;
        tab.find("#rebase-change").await?;
        findings.extend(scan(tab, "conflicts").await?);
        view(tab, "graph").await?;
        findings.extend(scan(tab, "compared graph").await?);
        ensure!(
            findings.is_empty(),
            "in the {theme} theme:\n{}",
            findings.join("\n")
        );
        Ok(())
    })
    .await
}

/// The findings that are serious or critical, one a line.
async fn scan(tab: &Tab, place: &str) -> Result<Vec<String>> {
    let path = limbeck_tests::path_from("LIMBECK_TEST_AXE")?;
    let axe =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    tab.script(&axe, vec![]).await?;
    let script = "const done = arguments[arguments.length - 1];\
                  axe.run({resultTypes: ['violations']}).then((result) => done(result.violations))";
    let violations = tab.asynchronous_script(script, vec![]).await?;
    let violations = violations.as_array().context("axe gives no list")?;
    Ok(violations
        .iter()
        .filter(|finding| finding["impact"] == "serious" || finding["impact"] == "critical")
        .map(|finding| {
            let nodes = finding["nodes"].as_array().into_iter().flatten();
            let nodes: Vec<_> = nodes.take(5).map(|node| text(&node["html"])).collect();
            format!(
                "{place}: {} ({})\n  {}",
                text(&finding["help"]),
                text(&finding["id"]),
                nodes.join("\n  ")
            )
        })
        .collect())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
