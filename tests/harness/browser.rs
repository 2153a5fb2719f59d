//! A real Chromium, driven over WebDriver.

mod driver;
mod requests;
mod tab;

pub use tab::{Download, Tab};

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{
    ChromeCapabilities, ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel,
    WebDriver, WebDriverRunError,
};

use driver::ChromeDriver;

/// The size of a window on a small laptop.
pub const SMALL: (u32, u32) = (1280, 720);

/// Opens `url` in a fresh browser, runs `test` in it, and closes it however the test ends.
///
/// A test that passes must also leave a clean record: nothing in the console that is an error,
/// and no request to anything but the loopback address.
pub async fn visit(url: &str, test: impl AsyncFnOnce(&Tab) -> Result<()>) -> Result<()> {
    let profile = TempDir::new().context("cannot make a folder for the browser's profile")?;
    let downloads = TempDir::new().context("cannot make a folder for downloads")?;
    let log = profile.path().join("requests.json");
    let chrome_driver = ChromeDriver::start().await?;
    let capabilities = capabilities(&profile, &downloads, &log)?;
    let driver = WebDriver::new(chrome_driver.url(), capabilities)
        .await
        .context("cannot start Chromium")?;
    let result = driver
        .run_and_quit(|driver| async {
            let tab = Tab::new(driver, downloads.path());
            tab.goto(url).await?;
            test(&tab).await?;
            tab.expect_quiet_console().await
        })
        .await;
    let requests = requests::expect_none_outside(&log);
    match result {
        Ok(()) => requests,
        Err(WebDriverRunError::Body(error)) => match requests {
            Ok(()) => Err(error),
            Err(requests) => Err(error.context(requests)),
        },
        Err(WebDriverRunError::Cleanup(error)) => Err(error).context("cannot close Chromium"),
        Err(WebDriverRunError::BodyAndCleanup { body, cleanup }) => {
            Err(body.context(format!("and Chromium cannot be closed: {cleanup}")))
        }
        Err(error) => bail!("the browser's session ended strangely: {error:?}"),
    }
}

fn capabilities(profile: &TempDir, downloads: &TempDir, log: &Path) -> Result<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    let chromium = crate::path_from("LIMBECK_TEST_CHROMIUM")?;
    capabilities.set_binary(&chromium.to_string_lossy())?;
    for argument in [
        "--headless=new",
        // Chromium's sandbox refuses to run as root, as test machines often do.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        // Nothing has an address but this machine.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        // What Chromium itself would ask of the network.
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--lang=en",
    ] {
        capabilities.add_arg(argument)?;
    }
    let (width, height) = SMALL;
    capabilities.add_arg(&format!("--window-size={width},{height}"))?;
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    capabilities.add_arg(&format!("--log-net-log={}", log.display()))?;
    capabilities.add_experimental_option(
        "prefs",
        json!({
            "download.default_directory": downloads.path(),
            "download.prompt_for_download": false,
        }),
    )?;
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(capabilities)
}
