//! The page that `limbeck serve` serves.

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::limbeck::{self, Server};
use limbeck_tests::projects::TestProject;
use tokio::net::{TcpListener, TcpStream};

use crate::actions::{Choices, download_sql, plan, rows};

#[tokio::test]
async fn the_served_project_opens_at_its_databases_revision() -> Result<()> {
    let project = TestProject::example("shop", "sqlite:///shop.db")?;
    limbeck::run(project.path(), &["upgrade", "1975ea83b712"])?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid [data-revision='1975ea83b712'] .chip.current")
            .await?;
        // The database's place and dialect are the plan's, and the SQL is the command's.
        tab.click("#view-plan").await?;
        tab.expect_value("#current", "1975ea83b712").await?;
        tab.expect_value("#dialect", "sqlite").await?;
        tab.find("#plan-summary").await?;
        let download = download_sql(tab).await?;
        let expected = limbeck::run(project.path(), &["upgrade", "1975ea83b712:head", "--sql"])?;
        ensure!(
            download.text()? == expected,
            "{}\n---\n{expected}",
            download.text()?
        );
        Ok(())
    })
    .await
}

/// Writes the configuration of a project.
fn configure(project: &TestProject, lines: &str) -> Result<()> {
    let text = format!("version_locations = [\"migrations/versions\"]\n{lines}\n");
    Ok(std::fs::write(project.path().join("limbeck.toml"), text)?)
}

#[tokio::test]
async fn the_configurations_transactions_are_the_pages() -> Result<()> {
    let project = TestProject::example("shop", "sqlite:///shop.db")?;
    configure(
        &project,
        "url = \"sqlite:///shop.db\"\ntransaction = \"all\"",
    )?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.click("#view-plan").await?;
        tab.expect_value("#transaction", "all").await?;
        tab.find("#plan-summary").await?;
        let download = download_sql(tab).await?;
        let expected = limbeck::run(project.path(), &["upgrade", "base:head", "--sql"])?;
        ensure!(
            download.text()? == expected,
            "{}\n---\n{expected}",
            download.text()?
        );
        Ok(())
    })
    .await
}

/// Keeps in mind whether a revision was ever taken from the page again.
const WATCH: &str = "\
    window.lost = []; let shown = new Set();\
    new MutationObserver(() => {\
        const now = new Set([...document.querySelectorAll('#graph-grid [data-revision]')]\
            .map((row) => row.dataset.revision));\
        window.lost.push(...[...shown].filter((id) => !now.has(id)));\
        shown = now;\
    }).observe(document.body, { childList: true, subtree: true });";

/// A server that never answers, for a database: whoever asks waits.
struct SilentServer {
    listener: TcpListener,
    waiting: Vec<TcpStream>,
}

impl SilentServer {
    async fn start() -> Result<Self> {
        Ok(Self {
            listener: TcpListener::bind("127.0.0.1:0").await?,
            waiting: Vec::new(),
        })
    }

    fn url(&self) -> Result<String> {
        let address = self.listener.local_addr()?;
        Ok(format!(
            "postgresql://me@{address}/it?connect_timeout=10&sslmode=disable"
        ))
    }

    /// Waits until so many wait at once.
    async fn expect_waiting(&mut self, count: usize) -> Result<()> {
        while self.waiting.len() < count {
            let (stream, _) = self.listener.accept().await?;
            self.waiting.push(stream);
        }
        Ok(())
    }
}

/// Waits until the server knows a revision.
const SERVER_KNOWS: &str = "\
    const [revision, done] = arguments;\
    const ask = async () => {\
        const project = await (await fetch('api/project')).json();\
        return project.files.some((file) => file.path.includes(revision)) || ask();\
    };\
    ask().then(done, done);";

/// What was read earlier may be there later, and is older all the same.
#[tokio::test]
async fn a_slow_reading_does_not_replace_a_newer_one() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    let server = Server::start(project.path()).await?;
    let mut silent = SilentServer::start().await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid [data-revision='a1']").await?;
        tab.script(WATCH, vec![]).await?;
        project.revision("b2", "a1")?;
        configure(&project, &format!("url = \"{}\"", silent.url()?))?;
        // The page waits, and the server itself, which follows the database.
        silent.expect_waiting(2).await?;
        configure(&project, "url = \"sqlite:///test.db\"")?;
        project.revision("c3", "b2")?;
        for _ in 0..2 {
            tab.asynchronous_script(SERVER_KNOWS, vec!["c3".into()])
                .await?;
        }
        drop(silent);
        tab.find("#graph-grid [data-revision='c3']").await?;
        project.revision("d4", "c3")?;
        tab.find("#graph-grid [data-revision='d4']").await?;
        let lost = tab.script("return window.lost", vec![]).await?;
        ensure!(lost == serde_json::json!([]), "{lost} went away");
        Ok(())
    })
    .await
}

/// The served project takes its time, and somebody opens something else meanwhile.
#[tokio::test]
async fn a_slow_opening_does_not_replace_a_newer_one() -> Result<()> {
    let silent = SilentServer::start().await?;
    let project = TestProject::new(&silent.url()?)?;
    project.revision("a1", "")?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#loading").await?;
        tab.script("location.hash = 'example=shop'", vec![]).await?;
        tab.find("#graph-grid [data-revision='1975ea83b712']")
            .await?;
        tab.script(WATCH, vec![]).await?;
        // The question of the served project is answered when the server goes.
        drop(silent);
        let ask = "const done = arguments[0]; fetch('api/project').then(done, done)";
        tab.asynchronous_script(ask, vec![]).await?;
        // The planner answers in order: behind this, it has seen what came late.
        tab.fill("#target", "27c6a30d7c24").await?;
        tab.expect_text("#plan-summary", "2 revisions").await?;
        tab.find("#graph-grid [data-revision='1975ea83b712']")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn changes_on_disk_reach_the_page() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid [data-revision='a1']").await?;
        project.revision("b2", "a1")?;
        tab.find("#graph-grid [data-revision='b2'] .chip.head")
            .await?;
        ensure!(rows(tab).await?.len() == 2);
        std::fs::remove_file(project.versions().join("b2_make.sql"))?;
        tab.expect_none("#graph-grid [data-revision='b2']").await?;
        tab.find("#graph-grid [data-revision='a1'] .chip.head")
            .await?;

        // What the command does to the database reaches it as well.
        limbeck::run(project.path(), &["upgrade", "head"])?;
        tab.find("#graph-grid [data-revision='a1'] .chip.current")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn something_else_opens_and_then_the_served_project_again() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid [data-revision='a1']").await?;
        tab.click("#close-project").await?;
        tab.click("[data-example='shop']").await?;
        tab.find("#graph-grid [data-revision='1975ea83b712']")
            .await?;
        // What changes meanwhile is there when it is opened again, and is followed again.
        project.revision("b2", "a1")?;
        tab.click("#close-project").await?;
        tab.click("#open-served").await?;
        tab.find("#graph-grid [data-revision='b2']").await?;
        project.revision("c3", "b2")?;
        tab.find("#graph-grid [data-revision='c3']").await?;
        Ok(())
    })
    .await
}

/// The plan may start elsewhere; the database is where it is, and leads back.
#[tokio::test]
async fn the_database_is_shown_where_it_is_whatever_the_plan_starts_at() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    project.revision("b2", "a1")?;
    project.revision("c3", "b2")?;
    limbeck::run(project.path(), &["upgrade", "a1"])?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("[data-revision='a1'] .chip.current").await?;
        tab.fill("#current", "b2").await?;
        tab.find("[data-revision='b2'] .chip.start").await?;
        tab.find("[data-revision='a1'] .chip.current").await?;
        tab.expect_text("#database-elsewhere", "a1").await?;
        // What the command does meanwhile is seen, and the plan stays where it was put.
        limbeck::run(project.path(), &["upgrade", "c3"])?;
        tab.find("[data-revision='c3'] .chip.current").await?;
        tab.expect_value("#current", "b2").await?;
        tab.driver().refresh().await?;
        tab.find("[data-revision='c3'] .chip.current").await?;
        tab.click("#plan-from-database").await?;
        tab.expect_value("#current", "c3").await?;
        tab.expect_none("#database-elsewhere").await?;
        tab.find("[data-set='current:database'][aria-pressed='true']")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_database_at_an_unknown_revision_has_no_plan_and_is_a_problem() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    project.revision("b2", "a1")?;
    limbeck::run(project.path(), &["upgrade", "b2"])?;
    std::fs::remove_file(project.versions().join("b2_make.sql"))?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("[data-revision='a1']").await?;
        tab.click("#view-problems").await?;
        tab.expect_text("[data-code='unknown_current']", "b2")
            .await?;
        tab.click("#view-plan").await?;
        tab.expect_text("#plan-error", "b2").await?;
        tab.expect_none("#download-sql").await
    })
    .await
}

/// What the command would say is what the page says, with what to do about it.
#[cfg(unix)]
#[tokio::test]
async fn a_project_that_cannot_be_read_says_why() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    project.revision("a1", "")?;
    let link = project.versions().join("b2_loop.sql");
    std::os::unix::fs::symlink(&link, &link)?;
    let server = Server::start(project.path()).await?;
    let refused = limbeck::run(project.path(), &["history"]);
    visit(server.url(), async |tab| {
        if refused.is_ok() {
            // The rest opens, and the link is a problem.
            tab.find("[data-revision='a1']").await?;
            tab.click("#view-problems").await?;
            return tab.expect_text("#problems", "b2_loop.sql").await;
        }
        tab.expect_text("#open-error[role='alert']", "b2_loop.sql")
            .await?;
        let text = tab.text("#open-error").await?;
        ensure!(!text.contains("500"), "{text}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn planning_on_the_served_page_changes_no_database() -> Result<()> {
    let project = TestProject::example("shop", "sqlite:///shop.db")?;
    limbeck::run(project.path(), &["upgrade", "1975ea83b712"])?;
    let before = std::fs::read(project.path().join("shop.db"))?;
    let server = Server::start(project.path()).await?;
    visit(server.url(), async |tab| {
        tab.find("#graph-grid").await?;
        let choices = Choices {
            dialect: "sqlite",
            ..Choices::default()
        };
        plan(tab, choices).await
    })
    .await?;
    ensure!(
        std::fs::read(project.path().join("shop.db"))? == before,
        "the database changed"
    );
    Ok(())
}
