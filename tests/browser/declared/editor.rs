use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use thirtyfour::Key;

use super::{declare, declared, open, project, settled, texts};
use crate::actions::{open_example, view};

const ADDED: &str = "CREATE TABLE customer (id integer PRIMARY KEY, email text, age integer);\n\
    CREATE TABLE purchase (id bigint PRIMARY KEY);\n";

#[tokio::test]
async fn an_error_is_told_at_its_line_and_the_last_revision_stays() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, ADDED).await?;
        tab.expect_text("#declared-count", "1 change").await?;
        declare(
            tab,
            &format!("{ADDED}\nCREATE TABLE wrong (id integer,\n  ,);\n"),
        )
        .await?;
        tab.find("#declared-faults [data-fault-line='5']").await?;
        tab.find(".declared-editor .line.problem-line[data-line='5']")
            .await?;
        tab.find("#declared-text[aria-invalid='true'][aria-describedby='declared-faults']")
            .await?;
        tab.expect_text("#announcement", "1 error in the declared schema")
            .await?;
        tab.expect_text("#declared-stale", "from before the error")
            .await?;
        tab.find("#generated-script.stale").await?;
        tab.expect_text("#generated-script", "CREATE TABLE purchase")
            .await?;
        tab.find("#download-revision[disabled][aria-describedby='declared-stale']")
            .await?;

        // The place leads there, where writing goes on.
        tab.click("#declared-faults [data-fault-line='5'] button")
            .await?;
        tab.find("#declared-text:focus").await?;
        tab.expect_script(
            "the caret to be in line 5",
            "const field = document.querySelector('#declared-text');\
             return field.value.slice(0, field.selectionStart).split('\\n').length === 5",
        )
        .await?;
        declare(tab, ADDED).await?;
        tab.expect_none("#declared-faults").await?;
        tab.expect_none("#declared-stale").await?;
        tab.find("#download-revision:not([disabled])").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_written_is_kept_for_each_view_dialect_and_project() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, ADDED).await?;
        view(tab, "plan").await?;
        tab.find("#plan-summary").await?;
        view(tab, "declared").await?;
        tab.expect_value("#declared-text", ADDED).await?;
        tab.expect_text("#declared-count", "1 change").await?;

        // Another dialect has its own.
        tab.click("#declared-dialect option[value='sqlite']")
            .await?;
        tab.find("#declared-same").await?;
        ensure!(!declared(tab).await?.contains("purchase"));
        declare(tab, "CREATE TABLE lite (id integer PRIMARY KEY);").await?;
        tab.click("#declared-dialect option[value='postgresql']")
            .await?;
        tab.expect_value("#declared-text", ADDED).await?;

        // So has another project.
        tab.click("#close-project").await?;
        open_example(tab, "shop").await?;
        view(tab, "declared").await?;
        tab.find("#declared-same").await?;
        ensure!(declared(tab).await?.contains("product"));
        open(tab, project.path()).await?;
        tab.expect_value("#declared-text", ADDED).await?;
        tab.expect_text("#declared-count", "1 change").await
    })
    .await
}

#[tokio::test]
async fn the_tab_key_leads_out_and_letters_are_letters() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        tab.tab_to("#declared-text").await?;
        let select = "document.querySelector('#declared-text').select()";
        tab.script(select, vec![]).await?;
        // Each of them is a key of the page elsewhere.
        tab.press("jk12tc?/").await?;
        tab.expect_value("#declared-text", "jk12tc?/").await?;
        tab.find("main[data-view='declared']").await?;
        tab.press(Key::Tab).await?;
        tab.expect_none("#declared-text:focus").await
    })
    .await
}

#[tokio::test]
async fn each_letter_lies_on_its_highlighted_one() -> Result<()> {
    let project = project("postgresql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, "CREATE TABLE a (\n    \"é\" text, -- 'x'\n    n integer DEFAULT 12\n);\n").await?;
        let shown = texts(tab, ".declared-editor .line").await?;
        ensure!(shown.len() == 5 && shown[0] == "CREATE TABLE a (", "{shown:?}");
        let keyword = texts(tab, ".declared-editor .line[data-line='1'] .sql-keyword").await?;
        ensure!(keyword == ["CREATE", "TABLE"], "{keyword:?}");
        // Both begin at one place, and have letters of one width.
        let script = "\
            const field = document.querySelector('#declared-text');\
            const line = document.querySelector('.declared-editor .line[data-line=\"1\"]');\
            const [one, other] = [getComputedStyle(field), getComputedStyle(line)];\
            const left = (it, style) => it.getBoundingClientRect().left + parseFloat(style.paddingLeft);\
            const word = line.querySelector('.sql-keyword').getBoundingClientRect().left;\
            return Math.abs(left(field, one) - word) < 0.6\
                && Math.abs(left(field, one) - left(line, other)) < 0.6\
                && Math.abs(field.getBoundingClientRect().top - line.getBoundingClientRect().top) < 0.6\
                && one.font === other.font && one.tabSize === other.tabSize\
                && field.scrollWidth <= field.clientWidth && field.scrollHeight <= field.clientHeight;";
        tab.expect_script("both to lie on one another", script).await?;
        settled(tab).await
    })
    .await
}
