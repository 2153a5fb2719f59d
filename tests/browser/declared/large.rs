//! Five hundred tables. What they take is printed, and asserted is only what no machine changes.

use std::fmt::Write as _;
use std::time::Instant;

use anyhow::{Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;

use super::{open, revision};

const TABLES: usize = 500;

/// More lines than this fit no window: the page would hold lines that nobody sees.
const LINES: usize = 120;

/// Writes a text at the end, and gives how long the page stood still, in milliseconds.
const WRITE: &str = "\
    const done = arguments[arguments.length - 1];\
    const field = document.querySelector('#declared-text');\
    field.focus();\
    field.setSelectionRange(field.value.length, field.value.length);\
    const start = performance.now();\
    document.execCommand('insertText', false, arguments[0]);\
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));";

#[tokio::test]
async fn five_hundred_tables_are_written_like_one() -> Result<()> {
    let project = TestProject::new("postgresql://localhost/app")?;
    let mut tables = String::new();
    for index in 0..TABLES {
        let _ = write!(
            tables,
            "CREATE TABLE table_{index} (\n    id bigint PRIMARY KEY,\n    name varchar(200) NOT NULL,\n\
             \x20   amount numeric(12, 2) DEFAULT 0,\n    created timestamp DEFAULT now()\n);\n\
             CREATE INDEX table_{index}_name ON table_{index} (name);\n"
        );
    }
    revision(&project, "aaa111", "", &tables)?;
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        let start = Instant::now();
        open(tab, project.path()).await?;
        tab.find("#declared-same").await?;
        println!(
            "the schema is there after {} ms",
            start.elapsed().as_millis()
        );
        tab.asynchronous_script(WRITE, vec!["--".into()]).await?;
        let times: Vec<String> = {
            let mut times = Vec::new();
            for _ in 0..5 {
                let time = tab.asynchronous_script(WRITE, vec!["x".into()]).await?;
                times.push(time.to_string());
            }
            times
        };
        println!("a letter is there after {} ms", times.join(", "));
        let start = Instant::now();
        let table = "\nCREATE TABLE more (id bigint PRIMARY KEY);";
        tab.asynchronous_script(WRITE, vec![table.into()]).await?;
        tab.expect_text("#declared-count", "1 change").await?;
        println!(
            "what came of it is there after {} ms, 150 of them a pause",
            start.elapsed().as_millis()
        );
        let lines = tab.find_all(".declared-editor .line").await?.len();
        ensure!(lines > 0 && lines < LINES, "{lines} lines are in the page");
        Ok(())
    })
    .await
}
