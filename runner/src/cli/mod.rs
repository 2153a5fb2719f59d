//! The command line: what may be typed, and what becomes of it.

mod dialect;
mod typed;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser};

use crate::command::Command;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::{self, Color, Format, Output};
use crate::url::Password;

pub use dialect::DialectArgument;

use typed::Typed;

/// Plans database migrations and runs them
///
/// The scripts are SQL files that name their parents, as Alembic's do; the database records where
/// it is in Alembic's own table. A target is a revision's id or the unique beginning of one,
/// `head`, `heads`, `base`, a branch label, or a relative step such as `+2`, `-1`, `ae10+2` or
/// `shop@head`.
#[derive(Debug, Parser)]
#[command(
    name = "limbeck",
    version,
    max_term_width = 100,
    propagate_version = false
)]
pub struct Cli {
    #[command(flatten)]
    global: GlobalArguments,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
struct GlobalArguments {
    /// The configuration file [default: limbeck.toml here or in a folder above; or `LIMBECK_CONFIG`]
    ///
    /// As with Alembic, `-c` stands before the command: `limbeck -c FILE current -c`.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The same as `--config`, before the command
    #[arg(short = 'c', value_name = "FILE", conflicts_with = "config")]
    config_before: Option<PathBuf>,
    /// The section of the configuration whose keys come before those of the top level
    #[arg(short, long, global = true, value_name = "NAME")]
    name: Option<String>,
    /// The database, as in `sqlite:///app.db` [default: `LIMBECK_DATABASE_URL`, or the configuration's]
    #[arg(long, global = true, value_name = "URL", hide_default_value = true)]
    url: Option<String>,
    /// Say nothing but results, warnings and errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

/// Runs what was typed, and gives the exit status.
pub fn main() -> ExitCode {
    let typed = Typed::read();
    let cli = match Cli::try_parse_from(typed.words()) {
        Ok(cli) => cli,
        Err(error) => return show_usage(&error, &typed),
    };
    cli.global.color.apply();
    let format = cli.command.format();
    let context = Context {
        config: cli.global.config.or(cli.global.config_before),
        section: cli.global.name,
        url: cli.global.url.map(Password::new),
        output: Output {
            quiet: cli.global.quiet,
        },
    };
    let outcome = if typed.has_misplaced_url() {
        Err(misplaced_url())
    } else {
        run(&context, cli.command).and_then(|()| output::flush())
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if error.kind != ErrorKind::BrokenPipe {
                output::show_error(&error, format);
            }
            error.exit_code()
        }
    }
}

fn run(context: &Context, command: Command) -> Result<(), CommandError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| CommandError::system("cannot start the threads of a command", &error))?;
    runtime.block_on(command.run(context))
}

/// The definition of the whole command line, for completions and the reference.
pub fn definition() -> clap::Command {
    Cli::command()
}

/// The error for a URL in the place of something else, such as a target. The URL may hold a
/// password, and whatever looks at it might show it.
fn misplaced_url() -> CommandError {
    CommandError::new(ErrorKind::Usage, "a database URL stands where none belongs")
        .hint("give it with `--url URL`, or set `LIMBECK_DATABASE_URL`")
}

/// Shows the help that was asked for, or what is wrong with what was typed.
///
/// The parser quotes what it does not understand, which may be a URL in the wrong place.
fn show_usage(error: &clap::Error, typed: &Typed) -> ExitCode {
    if !error.use_stderr() {
        return match error.print() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(141),
            Err(_) => ExitCode::FAILURE,
        };
    }
    let text = error.render();
    if typed.wants_json() {
        let plain = typed.mask(&text.to_string());
        // The first paragraph says what is wrong; the usage and the advice follow it.
        let message = plain.split("\n\n").next().unwrap_or_default();
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        let mapped = CommandError::new(ErrorKind::Usage, message.trim_start_matches("error: "));
        output::show_error(&mapped, Format::Json);
    } else {
        let shown = typed.mask(&text.ansi().to_string());
        anstream::eprint!("{shown}");
    }
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        definition().debug_assert();
    }
}
