//! Another branch's folder beside the one that is open.

use std::fs;

use anyhow::{Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::limbeck::Server;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::{TestProject, script};
use serde_json::json;

use crate::actions::{open_folder, rows, values, view};
use crate::branches::Branches;

const ADD_EMAIL: &str = "ALTER TABLE account ADD COLUMN email TEXT;";
const MAKE_CART: &str = "CREATE TABLE cart (id INTEGER PRIMARY KEY);";

/// Waits until the row of a revision says which side it is on.
async fn expect_side(tab: &Tab, revision: &str, side: &str) -> Result<()> {
    let chip = format!("#graph-grid [data-revision='{revision}'] .chip[data-side='{side}']");
    tab.expect_text(&chip, side).await
}

#[tokio::test]
async fn both_branches_stand_in_one_graph() -> Result<()> {
    let branches = Branches::parting(ADD_EMAIL, MAKE_CART)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        branches.compare(tab).await?;
        ensure!(rows(tab).await? == ["c3", "b2", "a1"]);
        for (revision, side) in [("a1", "both"), ("b2", "left"), ("c3", "right")] {
            expect_side(tab, revision, side).await?;
        }
        for name in ["main", "feature"] {
            tab.expect_text("#compare-bar", name).await?;
        }
        tab.expect_text("#compare-heads", "Merged, there would be 2 heads:")
            .await?;
        let heads = values(tab, "#compare-heads [data-to]", "data-to").await?;
        ensure!(heads == ["c3", "b2"] || heads == ["b2", "c3"], "{heads:?}");
        tab.expect_text("#compare-legend [data-side='left']", "1")
            .await?;
        // The plan is the merged project's.
        tab.expect_value("#target", "heads").await?;
        for revision in ["a1", "b2", "c3"] {
            tab.find(&format!("#steps [data-step-revision='{revision}']"))
                .await?;
        }
        tab.click("#compare-heads [data-to='c3']").await?;
        tab.expect_text("#revision-id", "c3").await
    })
    .await
}

#[tokio::test]
async fn the_comparison_ends_where_it_began() -> Result<()> {
    let branches = Branches::parting(ADD_EMAIL, MAKE_CART)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        branches.compare(tab).await?;
        tab.click("#graph-grid [data-revision='b2']").await?;
        tab.click("#end-comparison").await?;
        tab.expect_none("#compare-bar").await?;
        ensure!(rows(tab).await? == ["b2", "a1"]);
        tab.expect_none(".chip[data-side]").await?;
        tab.find("#graph-grid [data-revision='b2'][aria-selected='true']")
            .await?;
        tab.expect_value("#target", "head").await
    })
    .await
}

#[tokio::test]
async fn the_address_keeps_the_view_and_not_the_folder() -> Result<()> {
    let branches = Branches::parting(ADD_EMAIL, MAKE_CART)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        branches.compare(tab).await?;
        view(tab, "conflicts").await?;
        tab.find("#conflicts-pane #pair").await?;
        tab.driver().refresh().await?;
        tab.find("#open-folder").await?;
        open_folder(tab, &branches.path("main")).await?;
        tab.find("main[data-view='conflicts'] #conflicts-empty")
            .await?;
        tab.expect_none("#compare-bar").await
    })
    .await
}

#[tokio::test]
async fn a_folder_without_scripts_leaves_what_is_open() -> Result<()> {
    let branches = Branches::parting(ADD_EMAIL, MAKE_CART)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &branches.path("main")).await?;
        tab.find("#graph-grid [data-revision='b2']").await?;
        fs::remove_dir_all(branches.path("feature"))?;
        fs::create_dir(branches.path("feature"))?;
        fs::write(branches.path("feature").join("readme.txt"), "x")?;
        branches.compare_again(tab).await?;
        tab.expect_text("#compare-error[role='alert']", "no migration scripts")
            .await?;
        ensure!(rows(tab).await? == ["b2", "a1"]);
        // It may be mended, and picked again.
        branches.revision("feature", "c3", "a1", MAKE_CART)?;
        branches.compare_again(tab).await?;
        tab.expect_none("#compare-error").await?;
        expect_side(tab, "c3", "right").await
    })
    .await
}

#[tokio::test]
async fn the_same_folder_twice_differs_nowhere() -> Result<()> {
    let branches = Branches::new()?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        branches.compare(tab).await?;
        tab.expect_text(
            "#compare-heads",
            "Nothing differs: both have the same 1 revision",
        )
        .await?;
        expect_side(tab, "a1", "both").await?;
        view(tab, "conflicts").await?;
        tab.expect_text("#conflicts-empty", "Nothing differs").await
    })
    .await
}

#[tokio::test]
async fn one_id_with_two_scripts_is_told_and_shown() -> Result<()> {
    let branches = Branches::new()?;
    branches.revision("main", "b2", "a1", ADD_EMAIL)?;
    branches.revision("feature", "b2", "a1", MAKE_CART)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        branches.compare(tab).await?;
        expect_side(tab, "b2", "differs").await?;
        view(tab, "conflicts").await?;
        tab.expect_text("#differing", "1 id stands for two scripts")
            .await?;
        let script = "#differing [data-differs='b2']";
        tab.expect_text(&format!("{script} [data-half='left']"), ADD_EMAIL)
            .await?;
        tab.expect_text(&format!("{script} [data-half='right']"), MAKE_CART)
            .await?;
        view(tab, "problems").await?;
        tab.find("#problems [data-code='unmergeable']").await?;
        // The plan has the one, and says so.
        view(tab, "plan").await?;
        let words = "1 script differs between the branches; the plan has that of main";
        tab.expect_text("#plan-differing", words).await?;
        tab.expect_text("#plan-sql", ADD_EMAIL).await?;
        tab.click("#show-differing").await?;
        tab.find("main[data-view='conflicts'] #differing").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn faults_of_the_other_folder_are_problems() -> Result<()> {
    let branches = Branches::parting(ADD_EMAIL, MAKE_CART)?;
    branches.revision("feature", "d4", "nowhere", MAKE_CART)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        branches.compare(tab).await?;
        expect_side(tab, "d4", "right").await?;
        tab.expect_text("#compare-heads", "no history").await?;
        view(tab, "conflicts").await?;
        tab.find("#conflicts-unsound").await?;
        view(tab, "problems").await?;
        tab.find("#problems article[data-severity='error']").await?;
        tab.click("#end-comparison").await?;
        tab.expect_none("#problems article[data-severity='error']")
            .await
    })
    .await
}

#[tokio::test]
async fn a_served_project_is_compared_and_still_followed() -> Result<()> {
    let branches = Branches::new()?;
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    branches.write("feature", "a1.sql", &script("a1", ""))?;
    branches.write("feature", "c3.sql", &script("c3", "a1"))?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid [data-revision='a1']").await?;
        branches.compare_again(tab).await?;
        expect_side(tab, "c3", "right").await?;
        expect_side(tab, "a1", "both").await?;
        project.revision("b2", "a1")?;
        expect_side(tab, "b2", "left").await?;
        expect_side(tab, "c3", "right").await?;
        tab.click("#end-comparison").await?;
        tab.expect_none("#compare-bar").await?;
        ensure!(rows(tab).await? == ["b2", "a1"]);
        Ok(())
    })
    .await
}

/// Drops a script where a folder is dropped to be compared.
const DROP: &str = "\
    const transfer = new DataTransfer();\
    transfer.items.add(new File([arguments[0]], 'c3.sql'));\
    const send = (kind, on) => on.dispatchEvent(\
        new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));\
    send('dragenter', document.querySelector('#main'));\
    const done = arguments[arguments.length - 1];\
    requestAnimationFrame(() => {\
        send('drop', document.querySelector(`[data-drop='compare']`));\
        done(true);\
    });";

#[tokio::test]
async fn what_is_dropped_beside_is_compared() -> Result<()> {
    let branches = Branches::parting(ADD_EMAIL, MAKE_CART)?;
    let text = fs::read_to_string(branches.path("feature").join("versions/c3.sql"))?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &branches.path("main")).await?;
        tab.find("#graph-grid [data-revision='b2']").await?;
        tab.asynchronous_script(DROP, vec![json!(text)]).await?;
        expect_side(tab, "c3", "right").await?;
        expect_side(tab, "b2", "left").await
    })
    .await
}
