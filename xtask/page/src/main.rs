//! Builds the page from `index.html` as Trunk 0.21 does, without Trunk.
//!
//! Trunk takes ten minutes to build from source, and the page needs a small part of it: compile
//! the Rust programs that `index.html` links, write their JavaScript bindings, copy the other
//! assets, and put the tags that load them where the links were. This does that part, byte for
//! byte as Trunk; `cargo xtask test` compares the two. What `index.html` or `Trunk.toml` asks
//! beyond it is refused, so that the two ways cannot drift apart unseen.

mod assets;
mod bindings;
mod configuration;
mod document;
mod flags;
mod output;

use std::process::ExitCode;

use anyhow::{Context as _, Result};

use configuration::Configuration;
use document::Document;
use flags::XtaskPage;
use output::Output;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(
                clippy::print_stderr,
                reason = "it is a command's way to say what is wrong"
            )]
            {
                eprintln!("error: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments = XtaskPage::from_env_or_exit();
    let configuration = Configuration::read(&arguments.source.join("Trunk.toml"))?;
    let index = arguments.source.join("index.html");
    let text = std::fs::read(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let mut document = Document::parse(text)?;

    let mut output = Output::default();
    let programs = document.rust_programs()?;
    let compiled = bindings::compile(&arguments.source, &configuration, &programs)?;
    for (program, wasm) in programs.iter().zip(&compiled) {
        bindings::bind(program, wasm, &mut output)?;
    }
    for asset in document.assets() {
        let html = assets::add(&arguments.source, &asset, &configuration, &mut output)?;
        document.replace(asset.id, &html)?;
    }
    for program in &programs {
        document.link_program(program, &configuration, &output)?;
    }
    document.set_base(&configuration)?;
    output.add("index.html", document.into_bytes())?;
    output.write(&arguments.out)
}
