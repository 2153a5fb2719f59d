use clap::Args;

use crate::context::Context;
use crate::error::CommandError;

/// Print the reference of the command line, which `docs/command-line.md` holds
#[derive(Debug, Args)]
pub struct ReferenceArguments {}

pub fn run(context: &Context) -> Result<(), CommandError> {
    context
        .output
        .write(&crate::render::reference(&crate::cli::definition()))
}
