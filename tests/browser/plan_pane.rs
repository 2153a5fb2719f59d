//! What the plan's pane shows, and where it leads on.

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use serde_json::json;

use crate::actions::{Choices, download_sql, open_example, open_folder, plan, view};

/// The number of the first line of the SQL that is seen whole, and what it says.
const TOP_LINE: &str = "\
    const code = document.querySelector('#plan-sql');\
    const top = code.getBoundingClientRect().top - 1;\
    const line = [...code.querySelectorAll('.line')]\
        .find((line) => line.getBoundingClientRect().top >= top);\
    return [Number(line.dataset.line), line.textContent];";

#[tokio::test]
async fn the_sql_opens_at_the_first_step_and_the_guard_is_a_button_away() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.find("#plan-sql .line").await?;
        tab.wait_for("the first step to stand at the top", async || {
            let top = tab.script(TOP_LINE, vec![]).await?;
            let text = top[1].as_str().unwrap_or_default();
            Ok((top[0] != 1 && text.contains("BEGIN")).then_some(()))
        })
        .await?;
        let names = "return document.querySelector('#plan-sql').innerText";
        let text = tab.script(names, vec![]).await?;
        let text = text.as_str().context("the SQL is no text")?;
        ensure!(text.contains("CREATE TABLE customer"), "{text}");
        tab.click("#show-guard").await?;
        tab.wait_for("line 1 to stand at the top", async || {
            Ok((tab.script(TOP_LINE, vec![]).await?[0] == 1).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_step_behind_more_sql_than_is_shown_at_once_shows_its_own() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    let seeds = "INSERT INTO word VALUES ('x');\n".repeat(21_000);
    for (id, parent, up) in [
        ("aaa111", "", "CREATE TABLE word (it text);\n"),
        ("bbb222", "aaa111", seeds.as_str()),
        ("ccc333", "bbb222", "CREATE TABLE last (it text);\n"),
    ] {
        let text = format!("-- revision: {id}\n-- down_revision: {parent}\n\n-- migrate:up\n{up}");
        project.write(&format!("{id}_.sql"), &text)?;
    }
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        plan(tab, Choices::default()).await?;
        tab.expect_text("#sql-cut", "Lines 1 to 20,000 of 42,")
            .await?;
        tab.click("[data-step-revision='ccc333'] .step-link")
            .await?;
        tab.expect_text("#plan-sql .line.active", "CREATE TABLE last")
            .await?;
        let top = tab.script(TOP_LINE, vec![]).await?;
        ensure!(top[0].as_u64() > Some(42_000), "{top} stands at the top");
        tab.click("#show-guard").await?;
        tab.wait_for("line 1 to stand at the top", async || {
            Ok((tab.script(TOP_LINE, vec![]).await?[0] == 1).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_button_that_says_copied_moves_nothing() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        let script = "return [...document.querySelectorAll('.deliver button')]\
            .map((it) => { const box = it.getBoundingClientRect(); return [box.left, box.width]; })";
        tab.find("#copy-sql").await?;
        let before = tab.script(script, vec![]).await?;
        // What the clipboard takes is the system's; the page is told that it did.
        tab.script("navigator.clipboard.writeText = async () => {}", vec![])
            .await?;
        tab.click("#copy-sql").await?;
        tab.expect_text("#announcement", "Copied").await?;
        let after = tab.script(script, vec![]).await?;
        ensure!(before == after, "from {before} to {after}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_range_in_the_target_is_offered_as_both_ends() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        plan(tab, Choices::default()).await?;
        tab.fill("#target", "1975ea83b712:27c6a30d7c24").await?;
        tab.click("#plan-range").await?;
        tab.expect_value("#current", "1975ea83b712").await?;
        tab.expect_value("#target", "27c6a30d7c24").await?;
        tab.expect_text("#plan-summary", "1 revision").await
    })
    .await
}

#[tokio::test]
async fn a_key_that_changes_the_plan_can_be_taken_back() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.click("#graph-grid [data-revision='27c6a30d7c24']")
            .await?;
        tab.press("t").await?;
        tab.expect_value("#target", "27c6a30d7c24").await?;
        tab.click("#undo").await?;
        tab.expect_value("#target", "head").await?;
        tab.expect_none("#undo").await?;
        tab.find("#graph-grid").await?.focus().await?;
        tab.press("c").await?;
        tab.expect_value("#current", "27c6a30d7c24").await?;
        tab.press("u").await?;
        tab.expect_value("#current", "base").await
    })
    .await
}

#[tokio::test]
async fn the_name_of_a_script_says_for_which_database_it_is() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        for dialect in ["postgresql", "mysql", "sqlite"] {
            let choices = Choices {
                dialect,
                ..Choices::default()
            };
            plan(tab, choices).await?;
            let name = download_sql(tab).await?.name;
            ensure!(name.contains(dialect), "{name} is for {dialect}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_field_that_is_refused_looks_refused() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        plan(tab, Choices::default()).await?;
        // It has the focus all the while.
        let border = "return getComputedStyle(document.activeElement).borderColor";
        tab.fill("#target", "base").await?;
        tab.find("#target:focus[aria-invalid='false']").await?;
        let before = tab.script(border, vec![]).await?;
        tab.fill("#target", "nowhere").await?;
        tab.find("#target:focus[aria-invalid='true']").await?;
        tab.wait_for("the field to look refused", async || {
            Ok((tab.script(border, vec![]).await? != before).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_revision_without_a_way_back_is_a_problem_and_its_refusal_leads_to_it() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    project.write(
        "b2_once.sql",
        "-- revision: b2\n-- down_revision: a1\n\n-- migrate:up\nSELECT 1;\n",
    )?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid [data-revision='b2'] .chip.one-way")
            .await?;
        view(tab, "plan").await?;
        tab.fill("#current", "head").await?;
        tab.fill("#target", "base").await?;
        tab.expect_text("#plan-error", "migrate:down").await?;
        tab.expect_none("#show-problems").await?;
        tab.click("#plan-error [data-to='b2']").await?;
        tab.expect_text("#revision-id", "b2").await?;
        view(tab, "problems").await?;
        tab.expect_text("#problem-count", "1 warning").await?;
        tab.click("[data-code='no_way_back'] [data-to='b2']")
            .await?;
        tab.expect_text("#revision-id", "b2").await
    })
    .await
}

#[tokio::test]
async fn names_are_no_keywords_in_the_sql() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.click("#graph-grid [data-revision='5f1c0a9e42d7']")
            .await?;
        view(tab, "revision").await?;
        tab.expect_text("#script-code", "CREATE TABLE purchase")
            .await?;
        let script = "return [...document.querySelectorAll('#script-code .line span')]\
            .filter((span) => span.textContent === 'purchase' || span.textContent === 'quantity')\
            .map((span) => span.className)\
            .filter((name) => name.includes('keyword'))";
        let keywords = tab.script(script, vec![]).await?;
        ensure!(keywords == json!([]), "{keywords}");
        Ok(())
    })
    .await
}
