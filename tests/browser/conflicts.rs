//! What there is between heads, and the ways out.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::limbeck::{self, Server};
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::actions::{open_example, open_folder, view};
use crate::branches::Branches;

const ADD_EMAIL: &str = "ALTER TABLE account\n    ADD COLUMN email TEXT;";
const ADD_LONGER_EMAIL: &str = "SELECT 1;\nALTER TABLE account ADD COLUMN email VARCHAR(80);";

/// Compares two branches, and looks at their conflicts.
async fn look(tab: &Tab, main: &str, feature: &str) -> Result<Branches> {
    let branches = Branches::parting(main, feature)?;
    branches.compare(tab).await?;
    view(tab, "conflicts").await?;
    tab.find("#pair").await?;
    Ok(branches)
}

#[tokio::test]
async fn both_statements_stand_beside_each_other() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        let _branches = look(tab, ADD_EMAIL, ADD_LONGER_EMAIL).await?;
        tab.expect_text("#view-conflicts .count", "1").await?;
        tab.find("#pair[data-verdict='cannot_both_apply']").await?;
        let collision = ".collision[data-kind='both_create']";
        tab.expect_text(collision, "email").await?;
        for (revision, column) in [("b2", "ADD COLUMN email TEXT"), ("c3", "VARCHAR(80)")] {
            let half = format!("{collision} [data-revision='{revision}']");
            tab.expect_text(&half, column).await?;
            tab.expect_text(&half, "creates column").await?;
            tab.find(&format!("{half} .code .sql-keyword")).await?;
        }
        tab.expect_text(&format!("{collision} .problem-help"), "")
            .await?;
        for order in ["left", "right"] {
            let failed = format!("#orders [data-first='{order}'] .outcomes");
            tab.expect_text(&failed, "email").await?;
        }
        // Its place leads to the script, at the line.
        let half = format!("{collision} [data-revision='c3']");
        tab.expect_text(&half, "c3.sql:7").await?;
        tab.click(&format!("{half} [data-path]")).await?;
        tab.expect_text("#revision-id", "c3").await?;
        tab.expect_text("#script-code .line.shown[data-line='7']", "VARCHAR(80)")
            .await
    })
    .await
}

#[tokio::test]
async fn statements_are_side_by_side_where_there_is_room() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        let _branches = look(tab, ADD_EMAIL, ADD_LONGER_EMAIL).await?;
        let places = "const [left, right] = [...document.querySelectorAll('.collision .half')]\
                      .map((half) => half.getBoundingClientRect());\
                      return left.bottom <= right.top ? 'stacked' : left.right <= right.left ? 'beside' : 'lost'";
        for (width, expected) in [(1920, "beside"), (1440, "beside"), (800, "beside"), (390, "stacked")] {
            tab.resize(width, 900).await?;
            let found = tab.script(places, vec![]).await?;
            ensure!(found == json!(expected), "{found} at {width} px");
            let sideways = "return document.documentElement.scrollWidth > innerWidth\
                            || [...document.querySelectorAll('#conflicts, .compare-bar')]\
                            .some((part) => part.scrollWidth > part.clientWidth)";
            let found = tab.script(sideways, vec![]).await?;
            ensure!(found == Value::Bool(false), "it scrolls sideways at {width} px");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_order_that_matters_says_what_differs() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        let _branches = look(
            tab,
            "ALTER TABLE account ALTER COLUMN age TYPE BIGINT;",
            "ALTER TABLE account ALTER COLUMN age TYPE NUMERIC;",
        )
        .await?;
        tab.find("#pair[data-verdict='order_matters']").await?;
        tab.expect_text("#differences", "age").await?;
        tab.expect_text("#differences", "BIGINT").await?;
        tab.expect_text("#differences", "NUMERIC").await?;
        tab.find(".collision[data-kind='both_alter']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_independent_says_why() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        let _branches = look(
            tab,
            "CREATE TABLE one (id INT);",
            "CREATE TABLE two (id INT);",
        )
        .await?;
        tab.find("#pair[data-verdict='independent']").await?;
        tab.expect_text("#pair .pair-text", "they touch different objects")
            .await?;
        tab.expect_text("#conflict-count", "no conflict").await?;
        tab.expect_none("#view-conflicts .count").await
    })
    .await
}

#[tokio::test]
async fn what_is_not_known_names_the_statement() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        let block = "DO $$ BEGIN EXECUTE 'ALTER TABLE ' || 'account' || ' ADD x INT'; END $$;";
        let _branches = look(tab, block, ADD_EMAIL).await?;
        tab.find("#pair[data-verdict='unknown']").await?;
        tab.expect_text("#causes", "b2.sql:6").await
    })
    .await
}

#[tokio::test]
async fn one_head_has_no_conflict_and_a_way_to_compare() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.press("6").await?;
        tab.expect_text("#conflicts-empty", "One head").await?;
        tab.find("#conflicts-empty #compare-empty").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn many_heads_are_a_list_of_pairs() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("root", "")?;
    for head in 0..30 {
        project.revision(&format!("h{head:02}"), "root")?;
    }
    let colliding = |id: &str| {
        format!(
            "-- revision: {id}\n-- down_revision: root\n-- message: {id}\n\n-- migrate:up\n\
             ALTER TABLE t_root ADD COLUMN n TEXT;\n"
        )
    };
    for id in ["x1", "x2", "x3"] {
        project.write(&format!("{id}.sql"), &colliding(id))?;
    }
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid").await?;
        view(tab, "conflicts").await?;
        tab.expect_text("#conflict-count", "33 heads, 3 conflicts in 528 pairs")
            .await?;
        tab.find("#pairs [data-pair='x1 x2'][aria-selected='true']")
            .await?;
        tab.expect_text("#independent-pairs", "independent").await?;
        // Another pair by the keyboard.
        tab.tab_to("[data-pair='x1 x2']").await?;
        tab.press(Key::Down).await?;
        tab.find("[data-pair='x1 x3']:focus").await?;
        tab.find("#pairs [data-pair='x1 x3'][aria-selected='true']")
            .await?;
        tab.find("#pair .collision [data-revision='x3']").await?;
        tab.expect_value("#rebase-branch", "x1").await?;
        tab.expect_value("#rebase-onto", "x3").await
    })
    .await
}

#[tokio::test]
async fn the_offered_rebase_is_what_the_command_writes() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    for (id, parent) in [("a1", ""), ("b2", "a1"), ("c3", "a1"), ("d4", "c3")] {
        project.revision(id, parent)?;
    }
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid").await?;
        view(tab, "conflicts").await?;
        tab.find("#rebase-warning").await?;
        choose(tab, "#rebase-branch", "d4").await?;
        choose(tab, "#rebase-onto", "b2").await?;
        tab.expect_text("#rebase-change del", "-- down_revision: a1")
            .await?;
        tab.expect_text("#rebase-change ins", "-- down_revision: b2")
            .await?;
        tab.click("#download-rebase").await?;
        let download = tab.download().await?;
        ensure!(download.name == "c3_make.sql", "{}", download.name);
        limbeck::run(project.path(), &["rebase", "d4", "--onto", "b2"])?;
        let written = fs::read_to_string(project.versions().join("c3_make.sql"))?;
        ensure!(
            download.text()? == written,
            "{}\n---\n{written}",
            download.text()?
        );
        Ok(())
    })
    .await
}

/// Chooses an option of a select.
async fn choose(tab: &Tab, select: &str, value: &str) -> Result<()> {
    tab.click(&format!("{select} option[value='{value}']"))
        .await?;
    tab.expect_value(select, value).await
}

#[tokio::test]
async fn a_branch_that_the_database_has_is_not_rebased() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    for (id, parent) in [("a1", ""), ("b2", "a1"), ("c3", "a1")] {
        project.revision(id, parent)?;
    }
    limbeck::run(project.path(), &["upgrade", "b2"])?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid").await?;
        view(tab, "conflicts").await?;
        choose(tab, "#rebase-branch", "b2").await?;
        choose(tab, "#rebase-onto", "c3").await?;
        tab.expect_text("#rebase-recorded", "b2").await?;
        tab.find("#download-rebase:disabled").await?;
        tab.click("#rebase-swap").await?;
        tab.expect_none("#rebase-recorded").await?;
        tab.find("#download-rebase:enabled").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_merge_is_offered_beside_the_conflicts() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        let _branches = look(tab, ADD_EMAIL, ADD_LONGER_EMAIL).await?;
        tab.click("#ways-out #download-merge").await?;
        let download = tab.download().await?;
        let text = download.text()?;
        let parents = text
            .lines()
            .find_map(|line| line.strip_prefix("-- down_revision:"))
            .context("it has parents")?;
        ensure!(parents.contains("b2") && parents.contains("c3"), "{text}");
        Ok(())
    })
    .await
}
