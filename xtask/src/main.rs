//! The project's own commands: `start`, `test`, `bench`, `build` and `generate`.
//!
//! Plain `cargo xtask` must compile in seconds on a fresh machine, so whatever needs a large
//! library is a program of its own that the commands build when they need it.

mod bench;
mod build;
mod cargo;
mod console;
mod demo;
mod flags;
mod generate;
mod process;
mod start;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use flags::{Xtask, XtaskCmd};
use workspace::Workspace;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            console::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let flags = Xtask::from_env_or_exit();
    let workspace = Workspace::find()?;
    match flags.subcommand {
        XtaskCmd::Start(flags) => start::run(&workspace, &flags),
        XtaskCmd::Test(flags) => test::run(&workspace, &flags),
        XtaskCmd::Bench(flags) => bench::run(&workspace, &flags),
        XtaskCmd::Build(flags) => build::run(&workspace, &flags),
        XtaskCmd::Generate(flags) => generate::run(&workspace, &flags),
    }
}
