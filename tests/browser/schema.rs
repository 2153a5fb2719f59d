//! The schema at a revision, and what the revision changes in it.

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::limbeck;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use serde_json::Value;
use thirtyfour::Key;

use crate::actions::{open_example, open_folder, values, view};

/// Gives purchases a status.
const STATUS: &str = "94c5f07e3ab8";

/// Joins two branches.
const MERGE: &str = "0f8d3b52c6e9";

/// More rows than this fit no list: the page would hold rows that nobody sees.
const ROWS: usize = 80;

#[tokio::test]
async fn the_schema_at_the_head_is_the_commands() -> Result<()> {
    let server = PageServer::start().await?;
    for dialect in ["postgresql", "mysql", "sqlite"] {
        let project = TestProject::example("shop", "sqlite:///shop.db")?;
        let arguments = ["schema", "--dialect", dialect, "--format", "json"];
        let schema: Value = serde_json::from_str(&limbeck::run(project.path(), &arguments)?)?;
        let mut expected = Vec::new();
        for (kind, noun) in [("tables", "table"), ("views", "view")] {
            let objects = schema[kind].as_array().context("no list of objects")?;
            let names = objects.iter().filter_map(|it| it["name"].as_str());
            expected.extend(names.map(|name| format!("{noun} {name}")));
        }
        ensure!(!expected.is_empty(), "the example has no schema");
        let url = format!(
            "{}#example=shop&view=schema&dialect={dialect}",
            server.url()
        );
        visit(&url, async |tab| {
            tab.expect_text("#schema-title", "Schema at the head")
                .await?;
            tab.find("#schema-list [data-object]").await?;
            let shown = objects(tab).await?;
            ensure!(shown == expected, "{dialect}: {shown:?}, not {expected:?}");
            tab.find("#schema-only-changed:disabled").await?;
            tab.expect_text("#schema-counts", "Tables").await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_the_revision_changes_is_told_and_marked() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&at(&server, STATUS), async |tab| {
        tab.expect_text("#schema-summary", "Adds column status to purchase.")
            .await?;
        tab.expect_text("#schema-list .changed", "purchase").await?;
        tab.expect_text("#schema-changes .added", "status").await?;

        tab.click("#schema-only-changed").await?;
        tab.expect_text("#schema-count", "1 of 7").await?;
        ensure!(objects(tab).await? == ["table purchase"]);

        tab.click("#schema-list [data-object='table purchase']")
            .await?;
        tab.expect_text("#object-title", "changed").await?;
        tab.expect_text("[data-column='status'].added .sign", "added")
            .await?;
        tab.expect_text("[data-column='status']", "default 'placed'")
            .await?;
        tab.expect_text("#schema-object .schema-sql", "CREATE TABLE purchase")
            .await
    })
    .await
}

#[tokio::test]
async fn what_was_dropped_and_altered_stays_to_be_seen() -> Result<()> {
    let project = TestProject::new("postgresql://localhost/test")?;
    let script = |id: &str, parent: &str, up: &str| {
        let parent = if parent.is_empty() {
            String::new()
        } else {
            format!("-- down_revision: {parent}\n")
        };
        let text = format!("-- revision: {id}\n{parent}\n-- migrate:up\n{up}\n");
        project.write(&format!("{id}_script.sql"), &text)
    };
    script(
        "a1",
        "",
        "CREATE TABLE t (a INTEGER, b INTEGER, c INTEGER);\nCREATE TABLE gone (x INTEGER);\n\
         CREATE TYPE state AS ENUM ('new', 'paid');",
    )?;
    script(
        "b2",
        "a1",
        "ALTER TABLE t DROP COLUMN b;\nALTER TABLE t ALTER COLUMN c TYPE BIGINT;\nDROP TABLE gone;\n\
         ALTER TYPE state ADD VALUE 'lost';",
    )?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.click("[data-revision='b2']").await?;
        view(tab, "schema").await?;
        tab.expect_text("#schema-summary", "Drops table gone")
            .await?;
        tab.expect_text("[data-object='table gone'] del", "gone")
            .await?;
        tab.click("#schema-list [data-object='table t']").await?;
        tab.find("[data-column='c'].changed").await?;
        tab.expect_text("[data-column='c'] del", "INTEGER").await?;
        tab.expect_text("[data-column='c'] ins", "BIGINT").await?;
        tab.expect_text("[data-column='b'].dropped del", "b")
            .await?;
        let order = values(tab, "[data-column]", "data-column").await?;
        ensure!(order == ["a", "b", "c"], "{order:?}");
        tab.click("#schema-list [data-object='type state']").await?;
        tab.expect_text("[data-part='lost'].added", "lost").await
    })
    .await
}

#[tokio::test]
async fn objects_are_found_by_what_is_in_them() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&at(&server, STATUS), async |tab| {
        tab.find("#schema-list [data-object]").await?;
        tab.press("/").await?;
        tab.find("#schema-search:focus").await?;
        tab.press("EMAIL").await?;
        tab.expect_text("#schema-count", "1 of 7").await?;
        tab.expect_text("[data-object='table customer'] mark", "email")
            .await?;
        tab.press(Key::Enter).await?;
        tab.expect_text("[data-column='email'] mark", "email")
            .await?;
        tab.find("#schema-list:focus").await?;
        tab.press("/").await?;
        tab.press(Key::Escape).await?;
        tab.expect_value("#schema-search", "").await?;
        tab.expect_text("#schema-count", "7 objects").await?;
        tab.fill("#schema-search", "nothing like it").await?;
        tab.click("#schema-nothing #schema-show-all").await?;
        tab.expect_text("#schema-count", "7 objects").await
    })
    .await
}

#[tokio::test]
async fn a_step_keeps_the_object_and_the_place() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&at(&server, STATUS), async |tab| {
        tab.click("#schema-list [data-object='table purchase']")
            .await?;
        tab.find("[data-column='status'].added").await?;
        let scroll = "const pane = document.querySelector('#schema-detail');\
                      pane.style.height = '160px'; pane.scrollTop = 60; return pane.scrollTop";
        let before = tab.script(scroll, vec![]).await?;
        ensure!(before == 60, "the object does not scroll: {before}");

        tab.press(",").await?;
        tab.expect_text("#schema-summary", "Adds column address_id to purchase.")
            .await?;
        tab.find("[data-column='address_id'].added").await?;
        tab.expect_none("[data-column='status']").await?;
        let place = "return document.querySelector('#schema-detail').scrollTop";
        let after = tab.script(place, vec![]).await?;
        ensure!(after == before, "it scrolled from {before} to {after}");

        tab.press(".").await?;
        tab.find("[data-column='status'].added").await?;
        tab.click("#schema-on").await?;
        tab.expect_text("#schema-title", "create discount").await?;
        tab.expect_text("#object-title", "purchase").await
    })
    .await
}

#[tokio::test]
async fn a_merge_has_several_ways_back() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&at(&server, MERGE), async |tab| {
        tab.expect_text("#schema-summary", "Changes nothing in the schema.")
            .await?;
        let ways = values(tab, "#schema-back-ways option:not([disabled])", "value").await?;
        ensure!(ways.len() == 2, "{ways:?}");
        tab.click(&format!("#schema-back-ways option[value='{}']", ways[1]))
            .await?;
        tab.expect_text("#schema-title", "create address").await?;
        tab.expect_text("#schema-summary", "Adds table address.")
            .await
    })
    .await
}

#[tokio::test]
async fn a_column_leads_to_the_statement_that_made_it() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&at(&server, STATUS), async |tab| {
        tab.click("#schema-list [data-object='table purchase']")
            .await?;
        tab.click("[data-column='address_id'] .place-link").await?;
        tab.expect_text("#revision-id", "2b7a4e19d0c3").await?;
        tab.expect_text("#script-code .line.shown", "ADD COLUMN address_id")
            .await?;
        tab.driver().back().await?;
        tab.expect_text("#object-title", "purchase").await?;
        tab.expect_text("#schema-title", "give purchases a status")
            .await
    })
    .await
}

#[tokio::test]
async fn the_address_holds_the_object() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&at(&server, STATUS), async |tab| {
        tab.click("#schema-list [data-object='table customer']")
            .await?;
        tab.expect_text("#object-title", "customer").await?;
        let address = tab.driver().current_url().await?;
        tab.goto("about:blank").await?;
        tab.goto(address.as_str()).await?;
        tab.expect_text("#object-title", "customer").await?;
        tab.click("#schema-list [data-object='table product']")
            .await?;
        tab.expect_text("#object-title", "product").await?;
        tab.driver().back().await?;
        tab.expect_text("#object-title", "customer").await
    })
    .await
}

#[tokio::test]
async fn what_is_uncertain_is_said_with_its_place() -> Result<()> {
    let project = TestProject::new("postgresql://localhost/test")?;
    project.revision("a1", "")?;
    project.write(
        "b2_unknown.sql",
        "-- revision: b2\n-- down_revision: a1\n\n-- migrate:up\n\
         DO $$ BEGIN EXECUTE 'DROP TABLE ' || 't_a1'; END $$;\n",
    )?;
    project.revision("c3", "b2")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.click("[data-revision='c3']").await?;
        view(tab, "schema").await?;
        tab.expect_text("#schema-uncertain", "1 statement cannot be followed")
            .await?;
        tab.expect_text("[data-object='table t_a1']", "not known for certain")
            .await?;
        // What comes behind it is told all the same.
        tab.expect_text("#schema-summary", "Adds table t_c3.")
            .await?;
        tab.click("#schema-uncertain summary").await?;
        tab.click("#schema-uncertain .place-link").await?;
        tab.expect_text("#revision-id", "b2").await
    })
    .await
}

#[tokio::test]
async fn nothing_and_faults_have_their_states() -> Result<()> {
    let empty = TestProject::new("sqlite:///test.db")?;
    empty.write(
        "a1_none.sql",
        "-- revision: a1\n\n-- migrate:up\nSELECT 1;\n",
    )?;
    empty.revision("b2", "a1")?;
    let faulty = TestProject::new("sqlite:///test.db")?;
    faulty.revision("a1", "missing")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &empty.path().join("migrations")).await?;
        tab.click("[data-revision='a1']").await?;
        view(tab, "schema").await?;
        tab.find("#schema-empty").await?;
        tab.press(".").await?;
        tab.find("[data-object='table t_b2'].added").await?;

        open_folder(tab, &faulty.path().join("migrations")).await?;
        tab.find("[data-revision='a1']").await?;
        view(tab, "schema").await?;
        tab.expect_text("#schema-refused", "order of its scripts is not known")
            .await?;
        tab.click("#schema-to-problems").await?;
        tab.find("#problems").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_large_schema_holds_few_rows() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    let tables: String = (0..500)
        .map(|number| format!("CREATE TABLE t_{number:03} (id INTEGER PRIMARY KEY);\n"))
        .collect();
    let text = format!("-- revision: a1\n\n-- migrate:up\n{tables}");
    project.write("a1_tables.sql", &text)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.click("[data-revision='a1']").await?;
        view(tab, "schema").await?;
        tab.expect_text("#schema-count", "500 objects").await?;
        tab.expect_text("#schema-summary", "Adds 500 tables.")
            .await?;
        let rows = objects(tab).await?.len();
        ensure!((1..=ROWS).contains(&rows), "{rows} rows stand in the page");
        tab.click("#schema-list [data-kind='Tables']").await?;
        tab.find("#schema-list [aria-expanded='false']").await?;
        ensure!(objects(tab).await?.is_empty());
        tab.fill("#schema-search", "t_499").await?;
        tab.press(Key::Enter).await?;
        tab.expect_text("#object-title", "t_499").await
    })
    .await
}

/// The address of the example's schema at a revision.
fn at(server: &PageServer, revision: &str) -> String {
    format!(
        "{}#example=shop&view=schema&revision={revision}",
        server.url()
    )
}

/// What the list shows, from the top.
async fn objects(tab: &Tab) -> Result<Vec<String>> {
    values(tab, "#schema-list [data-object]", "data-object").await
}

#[tokio::test]
async fn the_keyboard_leads_through_the_list() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.press("5").await?;
        tab.find("#schema-list [data-object]").await?;
        tab.tab_to("#schema-list").await?;
        tab.press(Key::Down).await?;
        tab.expect_text("#object-title", "address").await?;
        tab.press(Key::Down).await?;
        tab.expect_text("#object-title", "category").await?;
        let active = values(tab, "#schema-list", "aria-activedescendant").await?;
        tab.find(&format!("#{}[aria-selected='true']", active[0]))
            .await?;
        tab.press(Key::Left).await?;
        tab.find("#schema-list [data-kind='Tables'][aria-expanded='false']")
            .await?;
        tab.press(Key::Right).await?;
        tab.find("#schema-list [data-kind='Tables'][aria-expanded='true']")
            .await?;
        tab.press(Key::End).await?;
        tab.expect_text("#object-title", "revenue").await?;
        tab.press(Key::Escape).await?;
        tab.find("#schema-counts").await?;
        Ok(())
    })
    .await
}
