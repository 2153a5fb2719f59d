use clap::Args;
use clap_complete::Shell;

use crate::context::Context;
use crate::error::CommandError;

/// Print what a shell needs to complete this command's words
///
/// For bash: `source <(limbeck completions bash)`. For fish: `limbeck completions fish | source`.
/// For zsh, write it to a file `_limbeck` in a folder of `$fpath`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(context: &Context, arguments: &CompletionsArguments) -> Result<(), CommandError> {
    let mut text = Vec::new();
    let mut definition = crate::cli::definition();
    clap_complete::generate(arguments.shell, &mut definition, "limbeck", &mut text);
    context.output.verbatim(&String::from_utf8_lossy(&text))
}
