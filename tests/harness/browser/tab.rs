use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement};

/// How long anything may take that a test waits for. Generous: it decides when a test gives up,
/// never whether it passes.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a test looks whether what it waits for has come.
const PAUSE: Duration = Duration::from_millis(25);

/// The browser's one tab.
#[derive(Debug)]
pub struct Tab {
    driver: WebDriver,
    downloads: PathBuf,
}

impl Tab {
    pub(super) fn new(driver: WebDriver, downloads: &Path) -> Self {
        Self {
            driver,
            downloads: downloads.to_owned(),
        }
    }

    /// The browser itself, for what is not below.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Opens another address.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.driver
            .goto(url)
            .await
            .with_context(|| format!("cannot open {url}"))
    }

    /// The first element that `css` finds, once there is one.
    pub async fn find(&self, css: &str) -> Result<WebElement> {
        self.wait_for(css, async || {
            Ok(self.driver.find_all(By::Css(css)).await?.into_iter().next())
        })
        .await
    }

    /// The elements that `css` finds now.
    pub async fn find_all(&self, css: &str) -> Result<Vec<WebElement>> {
        Ok(self.driver.find_all(By::Css(css)).await?)
    }

    /// Clicks the first element that `css` finds, once it can be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.wait_for(&format!("{css} to take a click"), async || {
            let Some(element) = self.driver.find_all(By::Css(css)).await?.into_iter().next() else {
                return Ok(None);
            };
            // The page may redraw the element between finding and clicking it.
            Ok(element.click().await.ok())
        })
        .await
    }

    /// The text of the first element that `css` finds, once there is one.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.wait_for(css, async || {
            let Some(element) = self.driver.find_all(By::Css(css)).await?.into_iter().next() else {
                return Ok(None);
            };
            Ok(element.text().await.ok())
        })
        .await
    }

    /// Waits until an element that `css` finds holds `text`.
    pub async fn expect_text(&self, css: &str, text: &str) -> Result<()> {
        self.wait_for(&format!("{css} to say `{text}`"), async || {
            for element in self.driver.find_all(By::Css(css)).await? {
                if element.text().await.is_ok_and(|found| found.contains(text)) {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Waits until no element fits `css`.
    pub async fn expect_none(&self, css: &str) -> Result<()> {
        self.wait_for(&format!("{css} to go away"), async || {
            Ok(self
                .driver
                .find_all(By::Css(css))
                .await?
                .is_empty()
                .then_some(()))
        })
        .await
    }

    /// Types `text` into the field that `css` finds, in place of what is there.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        let field = self.find(css).await?;
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(Key::Delete + text).await?;
        self.expect_value(css, text).await
    }

    /// Waits until the field that `css` finds holds exactly `text`.
    pub async fn expect_value(&self, css: &str, text: &str) -> Result<()> {
        self.wait_for(&format!("{css} to hold `{text}`"), async || {
            let script = "return document.querySelector(arguments[0])?.value";
            let value = self.script(script, vec![css.into()]).await?;
            Ok((value == text).then_some(()))
        })
        .await
    }

    /// Makes the system ask for the theme `light` or `dark`.
    pub async fn prefer_theme(&self, theme: &str) -> Result<()> {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": theme}]});
        self.driver
            .cdp()
            .send_raw("Emulation.setEmulatedMedia", features)
            .await
            .context("Chromium takes no theme")?;
        Ok(())
    }

    /// Gives the page a size in pixels, which may be smaller than any window.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.driver
            .cdp()
            .send_raw("Emulation.setDeviceMetricsOverride", size)
            .await
            .context("Chromium takes no size")?;
        Ok(())
    }

    /// Waits until JavaScript returns true.
    pub async fn expect_script(&self, what: &str, script: &str) -> Result<()> {
        self.wait_for(what, async || {
            let answer = self.script(script, vec![]).await?;
            Ok((answer == Value::Bool(true)).then_some(()))
        })
        .await
    }

    /// Presses keys on whatever has the focus.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        let chain = self.driver.action_chain().send_keys(keys);
        chain.perform().await.context("cannot press keys")
    }

    /// Presses the tab key until what has the focus fits `css`.
    pub async fn tab_to(&self, css: &str) -> Result<()> {
        for _ in 0..60 {
            let has_focus = self
                .script(
                    "return document.activeElement.matches(arguments[0])",
                    vec![css.into()],
                )
                .await?;
            if has_focus == Value::Bool(true) {
                return Ok(());
            }
            self.press(Key::Tab).await?;
        }
        bail!("the tab key never reaches {css}")
    }

    /// Runs JavaScript, and gives what it returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let result = self.driver.execute(script, arguments).await?;
        Ok(result.json().clone())
    }

    /// Runs JavaScript that calls its last argument when it is done, and gives what it gave.
    pub async fn asynchronous_script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let result = self.driver.execute_async(script, arguments).await?;
        Ok(result.json().clone())
    }

    /// The file that the browser downloads, once it is whole. It is taken out of the way, so that
    /// the next download is the next call's.
    pub async fn download(&self) -> Result<Download> {
        self.wait_for("a download", async || {
            for entry in fs::read_dir(&self.downloads)? {
                let path = entry?.path();
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                // Chromium gives a download its name when it is whole, and holds the name with an
                // empty file until then. Nothing that the page gives is empty.
                if name.starts_with('.') || name.ends_with(".crdownload") {
                    continue;
                }
                let bytes = fs::read(&path)?;
                if bytes.is_empty() {
                    continue;
                }
                fs::remove_file(&path)?;
                return Ok(Some(Download { name, bytes }));
            }
            Ok(None)
        })
        .await
    }

    /// Asks until there is an answer.
    pub async fn wait_for<T>(
        &self,
        what: &str,
        mut ask: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let start = Instant::now();
        loop {
            if let Some(answer) = ask().await? {
                return Ok(answer);
            }
            if start.elapsed() > PATIENCE {
                let body = self
                    .script("return document.body.innerText", vec![])
                    .await?;
                bail!(
                    "waited in vain for {what}; the page says:\n{}",
                    body.as_str().unwrap_or_default()
                );
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Fails if the console holds an error.
    pub(super) async fn expect_quiet_console(&self) -> Result<()> {
        let entries = self.driver.get_log("browser").await?;
        let errors: Vec<_> = entries
            .iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message.as_str())
            .collect();
        ensure!(
            errors.is_empty(),
            "the console has errors:\n{}",
            errors.join("\n")
        );
        Ok(())
    }
}

/// A file that the page gave.
#[derive(Debug)]
pub struct Download {
    /// The name that the page chose.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Download {
    /// The file as text.
    pub fn text(&self) -> Result<&str> {
        std::str::from_utf8(&self.bytes).with_context(|| format!("{} is not UTF-8", self.name))
    }
}
