//! Ten thousand revisions. What they take is printed, and asserted is only what no machine changes.
#![expect(
    clippy::print_stdout,
    reason = "the measurements are for whoever runs it"
)]

use std::time::Instant;

use anyhow::{Result, ensure};
use limbeck_tests::browser::{Tab, visit};
use limbeck_tests::page::PageServer;
use limbeck_tests::projects::TestProject;
use serde_json::Value;

use crate::actions::{Choices, open_folder, plan, rows};

const REVISIONS: usize = 10_000;

/// More rows than this fit no window: the page would hold rows that nobody sees.
const ROWS: usize = 120;

#[tokio::test]
async fn ten_thousand_revisions_scroll_like_ten() -> Result<()> {
    let project = TestProject::new("sqlite:///test.db")?;
    for index in 0..REVISIONS {
        let parent = index.checked_sub(1).map(id).unwrap_or_default();
        project.revision(&id(index), &parent)?;
    }
    let (newest, oldest) = (id(REVISIONS - 1), id(0));
    let server = PageServer::start().await?;
    visit(&server.url(), async |tab| {
        let start = Instant::now();
        open_folder(tab, &project.path().join("migrations")).await?;
        tab.find(&format!("#graph-grid [data-revision='{newest}']"))
            .await?;
        report("the graph shows after", start);
        expect_few_rows(tab).await?;

        // Scrolled to the end in one go, and back in a hundred steps.
        let start = Instant::now();
        scroll(tab, "end").await?;
        tab.find(&format!("#graph-grid [data-revision='{oldest}']"))
            .await?;
        report("the oldest revision shows after a scroll of", start);
        expect_few_rows(tab).await?;
        let frames = tab.asynchronous_script(SCROLL_BACK, vec![]).await?;
        println!("frames of a scroll in 100 steps: {frames} ms in the median and at worst");
        tab.find(&format!("#graph-grid [data-revision='{newest}']"))
            .await?;
        expect_few_rows(tab).await?;

        let start = Instant::now();
        plan(tab, Choices::default()).await?;
        report("base to head is planned after", start);
        tab.expect_text("#plan-summary", "10,000 revisions").await?;
        expect_few_rows(tab).await
    })
    .await
}

fn id(index: usize) -> String {
    format!("r{index:05}")
}

fn report(what: &str, start: Instant) {
    println!(
        "{REVISIONS} revisions: {what} {} ms",
        start.elapsed().as_millis()
    );
}

async fn expect_few_rows(tab: &Tab) -> Result<()> {
    let count = rows(tab).await?.len();
    println!("{REVISIONS} revisions: {count} rows in the page");
    ensure!(
        (1..=ROWS).contains(&count),
        "{count} rows stand in the page"
    );
    Ok(())
}

async fn scroll(tab: &Tab, to: &str) -> Result<()> {
    let script = "const area = document.querySelector('.grid-scroll');\
                  area.scrollTop = arguments[0] === 'end' ? area.scrollHeight : 0;";
    let _: Value = tab.script(script, vec![to.into()]).await?;
    Ok(())
}

/// Scrolls from the end to the start in 100 steps, one a frame, and gives the median and the
/// longest time between two frames.
const SCROLL_BACK: &str = r"
    const done = arguments[arguments.length - 1];
    const area = document.querySelector('.grid-scroll');
    const end = area.scrollHeight;
    const times = [];
    let last = performance.now();
    const step = (left) => {
        area.scrollTop = end * left / 100;
        requestAnimationFrame((now) => {
            times.push(now - last);
            last = now;
            if (left > 0) return step(left - 1);
            times.sort((one, other) => one - other);
            done([Math.round(times[50]), Math.round(times[100])]);
        });
    };
    step(100);
";
