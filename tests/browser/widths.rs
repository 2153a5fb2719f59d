//! The page at every width: nothing lies on anything else, and nothing is cut where there is room.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use serde_json::{Value, json};

use crate::actions::{open_example, open_folder, view};

/// How many branches lie side by side.
const BRANCHES: usize = 30;

/// A project whose history is wide: branches of three revisions each from one root, and their merge.
fn wide() -> Result<TestProject> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("root0000", "")?;
    let mut heads = String::new();
    for branch in 0..BRANCHES {
        let mut parent = "root0000".to_owned();
        for step in 0..3 {
            let id = format!("branch{branch:02}step{step}");
            project.revision(&id, &parent)?;
            parent = id;
        }
        let _ = write!(heads, "{}{parent}", if branch == 0 { "" } else { ", " });
    }
    project.revision("merge000", &heads)?;
    Ok(project)
}

/// What lies on what in the rows that are seen, and what is cut off at the page's edge.
const COLLISIONS: &str = "\
    const found = [];\
    for (const row of document.querySelectorAll('#graph-grid [data-revision]')) {\
        const parts = [...row.querySelectorAll('.message, .cell-id, .chip, .cell-step > *')]\
            .filter((part) => part.offsetParent !== null && part.textContent !== '')\
            .map((part) => [part, part.getBoundingClientRect()])\
            .filter(([, box]) => box.width > 0);\
        const area = row.getBoundingClientRect();\
        for (const [part, box] of parts) {\
            if (box.right > innerWidth + 1 || box.bottom > area.bottom + 1 || box.top < area.top - 1)\
                found.push(`${row.dataset.revision}: ${part.className} sticks out`);\
            for (const [other, its] of parts)\
                if (part !== other && !part.contains(other) && !other.contains(part)\
                    && box.left < its.right - 1 && its.left < box.right - 1\
                    && box.top < its.bottom - 1 && its.top < box.bottom - 1)\
                    found.push(`${row.dataset.revision}: ${part.className} on ${other.className}`);\
        }\
    }\
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');\
    return found;";

#[tokio::test]
async fn nothing_lies_on_anything_else_at_any_width() -> Result<()> {
    let project = wide()?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid [data-revision='merge000']").await?;
        tab.find("#graph-grid [data-step]").await?;
        for width in [320, 390, 620, 800, 860, 1024, 1280, 2560] {
            tab.resize(width, 800).await?;
            view(tab, "graph").await?;
            expect_nothing(tab, &format!("at {width} px"), COLLISIONS).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn dated_rows_are_one_line_at_middle_widths() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        for width in [760, 800, 860] {
            tab.resize(width, 800).await?;
            view(tab, "graph").await?;
            expect_nothing(tab, &format!("at {width} px"), COLLISIONS).await?;
            let script = "return [...document.querySelectorAll('.row .cell-created')]\
                .filter((cell) => cell.offsetParent !== null)\
                .filter((cell) => cell.offsetLeft < cell.parentElement\
                    .querySelector('.cell-message').offsetLeft)\
                .map((cell) => cell.textContent);";
            expect_nothing(tab, &format!("dates at {width} px"), script).await?;
        }
        Ok(())
    })
    .await
}

/// What of the views is wider than the page.
const TOO_WIDE: &str = "\
    const found = [...document.querySelectorAll('#main *, .header *')]\
        .filter((it) => it.checkVisibility() && !it.closest('pre, .code, .views, .spoken, svg'))\
        .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)\
        .map((it) => it.outerHTML.slice(0, 90));\
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');\
    return found;";

#[tokio::test]
async fn every_view_fits_a_small_phone() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        tab.resize(320, 640).await?;
        tab.find("[data-example='two-heads']").await?;
        expect_nothing(tab, "the start", TOO_WIDE).await?;
        open_example(tab, "two-heads").await?;
        for name in [
            "graph",
            "revision",
            "plan",
            "problems",
            "schema",
            "conflicts",
            "declared",
        ] {
            view(tab, name).await?;
            tab.find(&format!("main[data-view='{name}']")).await?;
            expect_nothing(tab, name, TOO_WIDE).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn rows_are_high_enough_for_a_finger() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        tab.resize(390, 844).await?;
        open_example(tab, "shop").await?;
        let height = number(
            tab,
            "return document.querySelector('#graph-grid [data-revision]').offsetHeight",
        )
        .await?;
        ensure!(height >= 40.0, "a row is {height} px high");
        Ok(())
    })
    .await
}

/// The lanes of a wide history leave room for what the revisions are called.
#[tokio::test]
async fn lanes_leave_room_for_the_messages() -> Result<()> {
    let project = wide()?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#graph-grid [data-revision='merge000']").await?;
        let share = number(
            tab,
            "const grid = document.querySelector('#graph-grid');\
             const message = grid.querySelector('[data-revision] .message');\
             return (message.getBoundingClientRect().left - grid.getBoundingClientRect().left)\
                 / grid.clientWidth;",
        )
        .await?;
        ensure!(share < 0.5, "the messages begin at {share} of the pane");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn messages_begin_at_one_place_and_the_header_has_one_middle() -> Result<()> {
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        tab.find("#steps [data-step-revision]").await?;
        let lefts = "const lefts = (css) => new Set([...document.querySelectorAll(css)]\
            .map((it) => Math.round(it.getBoundingClientRect().left))); return ";
        for css in ["#graph-grid .row .message", "#steps .step-message"] {
            let found = tab
                .script(&format!("{lefts} [...lefts({css:?})]"), vec![])
                .await?;
            let places = found.as_array().context("no places")?;
            ensure!(places.len() == 1, "{css} begin at {found}");
        }
        let spread = number(
            tab,
            "const middles = ['.brand', '#project-name', '#close-project', '.views', '.search']\
                 .map((css) => document.querySelector(css).getBoundingClientRect())\
                 .map((box) => (box.top + box.bottom) / 2);\
             return Math.max(...middles) - Math.min(...middles);",
        )
        .await?;
        ensure!(spread <= 1.0, "the header's parts lie {spread} px apart");
        // The step's chip begins where its heading does.
        let apart = number(
            tab,
            "const left = (css) => document.querySelector(css).getBoundingClientRect().left\
                 + parseFloat(getComputedStyle(document.querySelector(css)).paddingLeft);\
             return Math.abs(left('#steps-title')\
                 - document.querySelector('#steps .step-number').getBoundingClientRect().left);",
        )
        .await?;
        ensure!(apart <= 1.0, "chips and their heading lie {apart} px apart");
        Ok(())
    })
    .await
}

async fn expect_nothing(tab: &Tab, what: &str, script: &str) -> Result<()> {
    // The page follows its size a frame later.
    let frames = "const done = arguments[0];\
                  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))";
    tab.asynchronous_script(frames, vec![]).await?;
    let mut last = Value::Null;
    let settled = tab
        .wait_for(what, async || {
            last = tab.script(script, vec![]).await?;
            Ok((last == json!([])).then_some(()))
        })
        .await;
    settled.with_context(|| last.to_string())
}

async fn number(tab: &Tab, script: &str) -> Result<f64> {
    let value = tab.script(script, vec![]).await?;
    value
        .as_f64()
        .with_context(|| format!("{value} is no number"))
}

/// Two heads, whose branches add one column to one table.
fn colliding() -> Result<TestProject> {
    let project = TestProject::new("sqlite:///test.db")?;
    let script = |id: &str, parent: &str, sql: &str| {
        let text = format!(
            "-- revision: {id}\n-- down_revision: {parent}\n-- message: step {id}\n\n\
             -- migrate:up\n{sql}\n\n-- migrate:down\n"
        );
        project.write(&format!("{id}.sql"), &text)
    };
    script("a1", "", "CREATE TABLE customer (id INTEGER PRIMARY KEY);")?;
    for (id, of_type) in [("b2", "CHARACTER VARYING (4000)"), ("c3", "INTEGER")] {
        let add = "ALTER TABLE customer ADD COLUMN telephone_number_of_the_office";
        script(id, "a1", &format!("{add} {of_type};"))?;
    }
    Ok(project)
}

#[tokio::test]
async fn statements_that_collide_are_read_in_full() -> Result<()> {
    let project = colliding()?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        view(tab, "conflicts").await?;
        for width in [320, 390, 1024, 1440, 1920] {
            tab.resize(width, 900).await?;
            tab.find(".half-code .line").await?;
            let script = "return [...document.querySelectorAll('.half-code .code')]\
                .filter((it) => it.scrollWidth > it.clientWidth)\
                .map((it) => it.textContent);";
            expect_nothing(tab, &format!("at {width} px"), script).await?;
        }
        // The plan would fail, and says so.
        view(tab, "plan").await?;
        tab.expect_text("#plan-conflicting", "cannot both be applied")
            .await?;
        tab.click("#show-conflicting").await?;
        tab.find("main[data-view='conflicts']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_tab_is_seen_and_no_count_hides_its_word() -> Result<()> {
    let project = colliding()?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find("#view-conflicts .count").await?;
        for width in [375, 390, 620, 900, 1024, 1280, 1440, 1920] {
            tab.resize(width, 800).await?;
            let script = "\
                const found = [];\
                const bar = document.querySelector('.views');\
                if (bar.scrollWidth > bar.clientWidth) found.push('the bar scrolls');\
                for (const count of bar.querySelectorAll('.count')) {\
                    const box = count.getBoundingClientRect();\
                    const range = document.createRange();\
                    range.selectNodeContents(count.parentElement.querySelector('span'));\
                    const word = range.getBoundingClientRect();\
                    if (box.left < word.right && box.bottom > word.top && box.right > word.left)\
                        found.push(`${box.left} ${word.right}`);\
                }\
                return found;";
            expect_nothing(tab, &format!("at {width} px"), script).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_header_names_the_project_in_full() -> Result<()> {
    let project = wide()?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_folder(tab, &project.path().join("migrations")).await?;
        for width in [920, 1024, 1100, 1240, 1280, 1366, 1440, 1920] {
            tab.resize(width, 800).await?;
            let script = "return [...document.querySelectorAll('#project-name, .search input')]\
                .filter((it) => it.scrollWidth > it.clientWidth)\
                .map((it) => it.outerHTML.slice(0, 90));";
            expect_nothing(tab, &format!("at {width} px"), script).await?;
        }
        Ok(())
    })
    .await
}
