use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

/// The planner for WebAssembly with its bindings for Node, in a folder that goes away when this
/// is dropped.
#[derive(Debug)]
pub struct Bindings {
    folder: TempDir,
}

impl Bindings {
    /// Builds the planner, and writes bindings with the `wasm-bindgen` that `cargo xtask test`
    /// has found.
    pub fn build() -> Result<Self> {
        let wasm_bindgen = limbeck_tests::path_from("LIMBECK_TEST_WASM_BINDGEN")?;
        let folder = TempDir::new().context("cannot make a folder for the bindings")?;
        let status = Command::new(&wasm_bindgen)
            .args([
                "--target",
                "nodejs",
                "--out-name",
                "limbeck_planner",
                "--out-dir",
            ])
            .arg(folder.path())
            .arg(compile()?)
            .status()
            .with_context(|| format!("cannot run {}", wasm_bindgen.display()))?;
        ensure!(status.success(), "wasm-bindgen failed");
        Ok(Self { folder })
    }

    /// Where they are, and what else belongs to the test.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The module that Node loads.
    pub fn module(&self) -> PathBuf {
        self.folder().join("limbeck_planner.js")
    }
}

/// Compiles the planner. Gives the path of the wasm file, as cargo tells it.
fn compile() -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .args(["rustc", "--package", "limbeck-planner", "--lib"])
        .args(["--crate-type", "cdylib"])
        .args(["--features", "javascript"])
        .args(["--target", "wasm32-unknown-unknown"])
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    ensure!(
        output.status.success(),
        "the planner does not build for WebAssembly"
    );
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter(|message| message["target"]["name"] == "limbeck_planner")
        .filter_map(|message| {
            let mut files = message["filenames"].as_array()?.iter();
            let wasm = files.find_map(|file| file.as_str().filter(|it| it.ends_with(".wasm")))?;
            Some(PathBuf::from(wasm))
        })
        .next_back()
        .context("cargo does not say where the planner is")
}
