//! The SQL that the page exports, run with each database's own client.

use std::fs;

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;

use crate::actions::{Choices, download_plan, download_sql, open_example, plan};

#[tokio::test]
async fn runs_with_sqlite3() -> Result<()> {
    runs(&Sqlite::create()?, &Sqlite::create()?, &Sqlite::create()?).await
}

#[tokio::test]
async fn runs_with_psql() -> Result<()> {
    runs(
        &Postgresql::create()?,
        &Postgresql::create()?,
        &Postgresql::create()?,
    )
    .await
}

#[tokio::test]
async fn runs_with_mysql() -> Result<()> {
    runs(
        &MariaDb::create()?,
        &MariaDb::create()?,
        &MariaDb::create()?,
    )
    .await
}

/// The same upgrade three ways: by `limbeck upgrade`, by the page's SQL in the database's client,
/// and by `limbeck apply` with the page's plan file. The three databases must be the same.
async fn runs(
    upgraded: &impl Database,
    exported: &impl Database,
    applied: &impl Database,
) -> Result<()> {
    let project = TestProject::example("shop", &upgraded.url())?;
    limbeck::run(project.path(), &["upgrade", "head"])?;
    let expected = upgraded.dump()?;

    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        open_example(tab, "shop").await?;
        let upgrade = Choices {
            dialect: exported.dialect(),
            ..Choices::default()
        };
        plan(tab, upgrade).await?;
        let up = download_sql(tab).await?;
        let file = download_plan(tab).await?;
        let downgrade = Choices {
            current: "head",
            target: "base",
            ..upgrade
        };
        plan(tab, downgrade).await?;
        tab.expect_text("#plan-summary", "Downgrade").await?;
        let down = download_sql(tab).await?;

        exported.query(up.text()?)?;
        ensure!(
            exported.dump()? == expected,
            "the page's SQL made another database"
        );
        // The script's guard: the database is no longer where the script starts.
        let again = exported.run_sql(up.text()?)?;
        ensure!(!again.status.success(), "the script ran twice");
        ensure!(
            exported.dump()? == expected,
            "a refused script changed the database"
        );
        exported.query(down.text()?)?;
        ensure!(
            exported.versions()?.is_empty(),
            "the way back ends elsewhere"
        );

        fs::write(project.path().join("plan.json"), &file.bytes)?;
        limbeck::run(
            project.path(),
            &["--url", &applied.url(), "apply", "plan.json"],
        )?;
        ensure!(
            applied.dump()? == expected,
            "the plan file made another database"
        );
        Ok(())
    })
    .await
}
