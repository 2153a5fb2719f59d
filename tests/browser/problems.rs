//! What the page tells of a history beside what the command tells.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::limbeck::{self, Server};
use limbeck_tests::projects::TestProject;
use serde_json::Value;

use crate::actions::view;

/// What each side groups in its own way, and what is of the database.
const GROUPED: [&str; 3] = ["no_way_back", "multiple_heads", "database_unread"];

#[tokio::test]
async fn the_page_finds_what_the_check_finds() -> Result<()> {
    let project = TestProject::new("postgresql://unused/unused")?;
    let script = |id: &str, parent: &str, upgrade: &str, downgrade: &str| {
        let text = format!(
            "-- revision: {id}\n-- down_revision: {parent}\n-- message: step {id}\n\n\
             -- migrate:up\n{upgrade}\n\n-- migrate:down\n{downgrade}\n"
        );
        project.write(&format!("{id}_step.sql"), &text)
    };
    script(
        "a1",
        "",
        "CREATE TABLE account (id integer PRIMARY KEY);",
        "DROP TABLE account;",
    )?;
    // It does not fit its transaction, and is there twice.
    script(
        "b2",
        "a1",
        "CREATE INDEX CONCURRENTLY by_id ON account (id);\nCREATE TABLE account (id integer);",
        "DROP INDEX by_id;",
    )?;
    // The table is not there, and the way back leaves something.
    script(
        "c3",
        "b2",
        "ALTER TABLE acount ADD COLUMN name text;\nALTER TABLE account ADD COLUMN name text;",
        "SELECT 1;",
    )?;
    script("d4", "c3", "CREATE TABEL x (id integer);", "SELECT 'open;")?;
    let told = limbeck::output(project.path(), &["check", "--format", "json"])?;
    let told: Value = serde_json::from_slice(&told.stdout)
        .or_else(|_| serde_json::from_slice(&told.stderr))
        .context("the check prints JSON")?;
    let of_command: BTreeSet<String> = told
        .pointer("/diagnostics")
        .or_else(|| told.pointer("/error/diagnostics"))
        .and_then(Value::as_array)
        .context("there are diagnostics")?
        .iter()
        .filter(|it| !GROUPED.contains(&it["code"].as_str().unwrap_or_default()))
        .map(|it| {
            let text = |field: &str| it[field].as_str().unwrap_or_default().replace('`', "");
            let (severity, code) = (text("severity"), text("code"));
            format!("{severity} {code} {}.", text("message")).to_lowercase()
        })
        .collect();
    let kinds = ["already_exists", "does_not_exist", "downgrade_differs"];
    for kind in kinds {
        ensure!(
            of_command.iter().any(|it| it.contains(kind)),
            "{kind}: {told:#}"
        );
    }
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid [data-revision='d4']").await?;
        view(tab, "problems").await?;
        tab.find("[data-code='downgrade_differs']").await?;
        let script = "return [...document.querySelectorAll('#problems > [data-code]')]\
            .map((it) => `${it.dataset.severity} ${it.dataset.code} ${\
                it.querySelector('.problem-message').textContent}`)";
        let of_page = tab.script(script, vec![]).await?;
        let of_page: BTreeSet<String> = serde_json::from_value(of_page)?;
        let of_page: BTreeSet<String> = of_page
            .into_iter()
            .filter(|it| !GROUPED.iter().any(|code| it.contains(code)))
            .map(|it| it.to_lowercase())
            .collect();
        ensure!(
            of_page == of_command,
            "page: {of_page:#?}\ncommand: {of_command:#?}"
        );
        Ok(())
    })
    .await
}
