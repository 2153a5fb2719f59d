//! What `Trunk.toml` says.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// The parts of `Trunk.toml` that shape the page.
#[derive(Debug, Deserialize)]
pub(crate) struct Configuration {
    build: Build,
}

/// The keys of `[build]`. One that is not listed would change what Trunk builds without changing
/// what this builds, and is therefore refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Build {
    target: Option<String>,
    #[serde(default = "yes")]
    filehash: bool,
    cargo_profile: Option<String>,
    #[serde(default)]
    minify: Minify,
    #[serde(default)]
    release: bool,
    // Where Trunk writes, and whether it may fetch tools: neither changes the page.
    #[serde(rename = "dist")]
    _dist: Option<toml::Value>,
    #[serde(rename = "offline")]
    _offline: Option<toml::Value>,
    #[serde(rename = "locked")]
    _locked: Option<toml::Value>,
    pattern_script: Option<String>,
    pattern_preload: Option<String>,
    public_url: Option<String>,
}

/// When Trunk minifies.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Minify {
    #[default]
    Never,
    OnRelease,
    Always,
}

const fn yes() -> bool {
    true
}

impl Configuration {
    /// Reads `path`, and refuses what this builder cannot do as Trunk would.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let configuration: Self = toml::from_str(&text)
            .with_context(|| format!("{} asks for something unknown", path.display()))?;
        let build = &configuration.build;
        ensure!(
            build
                .target
                .as_deref()
                .is_none_or(|target| target == "index.html"),
            "build.target in Trunk.toml must be index.html"
        );
        ensure!(
            !build.filehash,
            "build.filehash in Trunk.toml must be false"
        );
        ensure!(!build.release, "build.release in Trunk.toml must be false");
        ensure!(
            build.minify == Minify::Never,
            "build.minify in Trunk.toml must be never"
        );
        Ok(configuration)
    }

    /// The cargo profile of the programs that choose none themselves.
    pub(crate) fn cargo_profile(&self) -> Option<&str> {
        self.build.cargo_profile.as_deref()
    }

    /// What stands before every address of the page's files.
    pub(crate) fn public_url(&self) -> &str {
        self.build.public_url.as_deref().unwrap_or("/")
    }

    /// The tag that starts the program, instead of Trunk's own.
    pub(crate) fn script_pattern(&self) -> Option<&str> {
        self.build.pattern_script.as_deref()
    }

    /// The tags that load the program ahead, instead of Trunk's own.
    pub(crate) fn preload_pattern(&self) -> Option<&str> {
        self.build.pattern_preload.as_deref()
    }
}
