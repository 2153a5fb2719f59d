//! Compiles the programs and writes their JavaScript bindings.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;
use wasm_bindgen_cli_support::Bindgen;

use crate::configuration::Configuration;
use crate::document::{Program, ProgramKind};
use crate::output::Output;

/// Compiles `programs` for the browser. Gives the wasm files in the same order.
///
/// They must be of one package and profile, so that cargo links them side by side: that is most
/// of the time.
pub(crate) fn compile(
    source: &Path,
    configuration: &Configuration,
    programs: &[Program],
) -> Result<Vec<PathBuf>> {
    let first = programs.first().context("index.html links no program")?;
    let profile = |program: &Program| {
        let own = program.profile.clone();
        own.or_else(|| configuration.cargo_profile().map(str::to_owned))
    };
    ensure!(
        programs.iter().all(|program| program.manifest == first.manifest
            && profile(program) == profile(first)),
        "the programs must be of one package and one profile"
    );
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["build", "--target=wasm32-unknown-unknown"])
        .arg("--manifest-path")
        .arg(source.join(&first.manifest))
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit());
    for program in programs {
        command.args(["--bin", &program.name]);
    }
    if let Some(profile) = profile(first) {
        command.args(["--profile", &profile]);
    }
    let result = command.output().context("cannot run cargo")?;
    ensure!(result.status.success(), "the page's programs do not build");
    let messages = String::from_utf8_lossy(&result.stdout);
    programs
        .iter()
        .map(|program| wasm_file(&messages, &program.name))
        .collect()
}

/// The wasm file of the program called `name`, from what cargo said.
fn wasm_file(messages: &str, name: &str) -> Result<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter(|message| message["target"]["name"] == name)
        .filter_map(|message| {
            let files = message["filenames"].as_array()?;
            let mut names = files.iter().filter_map(serde_json::Value::as_str);
            names
                .find(|name| name.ends_with(".wasm"))
                .map(PathBuf::from)
        })
        .next_back()
        .with_context(|| format!("cargo names no wasm file for the program {name}"))
}

/// Writes the bindings of the program that was compiled to `wasm`.
pub(crate) fn bind(program: &Program, wasm: &Path, output: &mut Output) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(&program.name)
        .omit_default_module_path(false)
        .typescript(false);
    match program.kind {
        ProgramKind::Main => bindgen.web(true)?,
        ProgramKind::Worker => bindgen.no_modules(true)?,
    };
    let folder = TempDir::new().context("cannot make a folder for the bindings")?;
    bindgen
        .generate(folder.path())
        .with_context(|| format!("cannot write the bindings of {}", wasm.display()))?;
    output.add_folder(folder.path(), "")
}
