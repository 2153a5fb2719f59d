//! Whether the harness sees what it is there to see.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::browser::visit;
use limbeck_tests::page::PageServer;
use serde_json::Value;
use tempfile::TempDir;

/// Asks another host, once from the page and once from a worker.
const ASK: &str = r#"
    const done = arguments[arguments.length - 1];
    const work = 'fetch("http://worker.invalid/").catch(() => postMessage("asked"))';
    const worker = new Worker(URL.createObjectURL(new Blob([work])));
    const asked = new Promise((resolve) => (worker.onmessage = resolve));
    const refused = fetch("http://page.invalid/").catch(() => "asked");
    Promise.all([asked, refused]).then(() => done(true));
"#;

#[tokio::test]
async fn requests_to_other_hosts_are_caught() -> Result<()> {
    let folder = TempDir::new()?;
    fs::write(
        folder.path().join("index.html"),
        "<!doctype html><title>page</title>",
    )?;
    let server = PageServer::serve(folder.path().to_owned()).await?;
    let result = visit(&server.url(), async |tab| {
        ensure!(tab.asynchronous_script(ASK, vec![]).await? == Value::Bool(true));
        Ok(())
    })
    .await;
    let error = format!("{:#}", result.err().context("nothing was caught")?);
    for host in ["page.invalid", "worker.invalid"] {
        ensure!(
            error.contains(&format!("http://{host}/ (from")),
            "{host} is not in: {error}"
        );
    }
    ensure!(error.contains("the console has errors"), "{error}");
    Ok(())
}
