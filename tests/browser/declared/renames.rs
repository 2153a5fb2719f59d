use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;

use super::{declare, download, open, project, settled, texts};

const RENAMED: &str = "CREATE TABLE account (id integer PRIMARY KEY, mail text, age integer);";

#[tokio::test]
async fn a_rename_is_asked_about_and_the_script_held_back() -> Result<()> {
    let project = project("mysql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, RENAMED).await?;
        tab.expect_text(
            "[data-rename='customer:account']",
            "Is table customer called account now?",
        )
        .await?;
        tab.expect_text("#held-back", "Held back until the rename is decided")
            .await?;
        for button in ["#download-revision", "#copy-revision"] {
            tab.find(&format!("{button}[disabled][aria-describedby='held-back']"))
                .await?;
        }

        // Its column is asked about when it is known to be the table.
        tab.click("[data-rename='customer:account'] [data-answer='renamed']")
            .await?;
        tab.expect_text(
            "[data-rename='email:mail']",
            "Is column email of account called mail now?",
        )
        .await?;
        tab.find("#download-revision[disabled]").await?;
        tab.click("[data-rename='email:mail'] [data-answer='new']")
            .await?;
        tab.expect_none("[data-rename]").await?;
        settled(tab).await?;
        let script = download(tab).await?;
        let script = script.text()?;
        for part in ["RENAME TO account", "DROP COLUMN email", "ADD COLUMN mail"] {
            ensure!(script.contains(part), "no {part} in: {script}");
        }
        tab.expect_text("#announcement", "Saved").await
    })
    .await
}

#[tokio::test]
async fn an_answer_can_be_taken_back_and_rests_while_it_fits_nothing() -> Result<()> {
    let project = project("mysql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, &RENAMED.replace("mail", "email")).await?;
        tab.click("[data-rename='customer:account'] [data-answer='renamed']")
            .await?;
        tab.expect_text("[data-answered='customer:account']", "renamed")
            .await?;
        let differences = texts(tab, "#declared-differences > li").await?;
        ensure!(
            differences == ["→ renamed table customer to account"],
            "{differences:#?}"
        );
        // Where the schema says something else, nothing is renamed.
        declare(tab, "CREATE TABLE other (name text);").await?;
        tab.expect_text("[data-answered='customer:account']", "not there now")
            .await?;
        let words = texts(tab, "#declared-differences .difference-word").await?;
        ensure!(words == ["removed", "added"], "{words:?}");
        declare(tab, &RENAMED.replace("mail", "email")).await?;
        tab.expect_text("[data-answered='customer:account']", "renamed")
            .await?;
        tab.click("[data-answered='customer:account'] button")
            .await?;
        tab.expect_none("[data-answered]").await?;
        tab.find("[data-rename='customer:account']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_denies_a_table_is_not_asked_about_its_columns() -> Result<()> {
    let project = project("mysql://localhost/app")?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, RENAMED).await?;
        tab.click("[data-rename='customer:account'] [data-answer='new']")
            .await?;
        tab.expect_none("[data-rename]").await?;
        settled(tab).await?;
        let script = download(tab).await?;
        let script = script.text()?;
        ensure!(
            script.contains("DROP TABLE customer") && script.contains("CREATE TABLE account"),
            "{script}"
        );
        Ok(())
    })
    .await
}

/// Names that need quotes are names, too.
#[tokio::test]
async fn names_in_quotes_are_renamed() -> Result<()> {
    let project = limbeck_tests::projects::TestProject::new("postgresql://localhost/app")?;
    let table = "CREATE TABLE \"Kunde.A\" (\"Id:1\" integer PRIMARY KEY, name text);";
    super::revision(&project, "aaa111", "", table)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open(tab, project.path()).await?;
        declare(tab, &table.replace("Kunde.A", "Konto \u{e4}")).await?;
        tab.click("[data-rename] [data-answer='renamed']").await?;
        tab.expect_none("[data-rename]").await?;
        settled(tab).await?;
        let script = download(tab).await?;
        let script = script.text()?;
        ensure!(
            script.contains("ALTER TABLE \"Kunde.A\" RENAME TO \"Konto \u{e4}\""),
            "{script}"
        );
        Ok(())
    })
    .await
}
