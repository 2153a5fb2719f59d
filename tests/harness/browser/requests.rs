use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// Fails if the log tells of a request from a page or a worker to anything but this machine.
///
/// The log is Chromium's own of everything it asks of the network (`--log-net-log`): an object
/// whose events stand one on a line. A request that a page or a worker made names its origin as
/// the initiator; Chromium's own requests name none.
pub(super) fn expect_none_outside(log: &Path) -> Result<()> {
    let text = fs::read_to_string(log).context("Chromium wrote no log of its requests")?;
    let mut seen = 0;
    let mut outside = Vec::new();
    for line in text.lines().filter(|line| line.contains("\"initiator\"")) {
        let event: Value = serde_json::from_str(line.trim_end_matches(','))
            .context("cannot read an event of Chromium's log")?;
        let (Some(initiator), Some(url)) = (
            event["params"]["initiator"].as_str(),
            event["params"]["url"].as_str(),
        ) else {
            continue;
        };
        if !initiator.contains("://") {
            continue;
        }
        seen += 1;
        if !is_local(url) {
            outside.push(format!("{url} (from {initiator})"));
        }
    }
    ensure!(
        seen > 0,
        "the log of Chromium's requests has none from the page"
    );
    ensure!(
        outside.is_empty(),
        "requests left the page's origin:\n{}",
        outside.join("\n")
    );
    Ok(())
}

fn is_local(url: &str) -> bool {
    let rest = url.strip_prefix("http://127.0.0.1");
    rest.is_some_and(|rest| rest.starts_with([':', '/']))
        || url.starts_with("blob:http://127.0.0.1:")
        || url.starts_with("data:")
}
