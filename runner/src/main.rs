//! The `limbeck` command: Alembic's verbs on SQL scripts, and a page to see them on.

mod autogenerate;
mod cli;
mod command;
mod config;
mod context;
mod database;
mod error;
mod git;
mod introspect;
mod lock;
mod output;
mod progress;
mod project;
mod render;
mod run;
mod serve;
mod side;
mod surveyed;
mod url;
mod write;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
