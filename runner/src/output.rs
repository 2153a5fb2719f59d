//! Where words go: results to standard output, messages to standard error.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::Serialize;

use crate::error::{CommandError, ErrorKind, io_reason};

/// How a command that reads prints what it found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: JSON on standard output, nothing else there
    Json,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes it hold for everything that is written from now on.
    pub fn apply(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}

/// What is said of every error.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// What is said of every warning.
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// What is said of every hint.
pub const HINT: Style = AnsiColor::Cyan.on_default().bold();
/// What stands back.
pub const FAINT: Style = Style::new().dimmed();

/// Where a command's words go.
#[derive(Debug, Clone, Copy, Default)]
pub struct Output {
    /// Whether messages are left out; errors and warnings never are.
    pub quiet: bool,
}

#[expect(
    clippy::unused_self,
    reason = "whoever prints does so through the output it was given, whatever that decides"
)]
impl Output {
    /// Writes a text for people to standard output, with its colours where they are wanted.
    pub fn write(self, text: &str) -> Result<(), CommandError> {
        let written = anstream::stdout().write_all(text.as_bytes());
        written.map_err(|error| cannot_write(&error))
    }

    /// Writes a line for people to standard output.
    pub fn line(self, text: &str) -> Result<(), CommandError> {
        self.write(&format!("{text}\n"))
    }

    /// Writes to standard output byte for byte: SQL keeps whatever characters it has.
    pub fn verbatim(self, text: &str) -> Result<(), CommandError> {
        let written = std::io::stdout().write_all(text.as_bytes());
        written.map_err(|error| cannot_write(&error))
    }

    /// Writes a value as JSON to standard output.
    pub fn json(self, value: &impl Serialize) -> Result<(), CommandError> {
        let mut stdout = std::io::stdout().lock();
        serde_json::to_writer_pretty(&mut stdout, value)
            .map_err(std::io::Error::from)
            .and_then(|()| stdout.write_all(b"\n"))
            .map_err(|error| cannot_write(&error))
    }

    /// Says something on standard error, unless it is to be quiet.
    pub fn message(self, text: &str) {
        if !self.quiet {
            say(text);
        }
    }

    /// Warns on standard error.
    pub fn warning(self, text: &str) {
        say(&format!("{WARNING}warning{WARNING:#}: {text}"));
    }
}

/// Writes a line to standard error. Nobody is left to tell when that fails.
fn say(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _gone = writeln!(stderr, "{text}");
}

/// Flushes what is still on its way to standard output.
pub fn flush() -> Result<(), CommandError> {
    let flushed = std::io::stdout().flush();
    flushed.map_err(|error| cannot_write(&error))
}

/// Whoever reads standard output may go away at any time; all else is a real failure.
fn cannot_write(error: &std::io::Error) -> CommandError {
    let kind = match error.kind() {
        std::io::ErrorKind::BrokenPipe => ErrorKind::BrokenPipe,
        _ => ErrorKind::File,
    };
    CommandError::new(
        kind,
        format!("cannot write the output: {}", io_reason(error)),
    )
}

/// Shows an error on standard error, and under `--format json` on standard output.
pub fn show_error(error: &CommandError, format: Format) {
    if format == Format::Json {
        if matches!(
            error.kind,
            ErrorKind::BranchesCollide | ErrorKind::SchemaDiffers
        ) {
            // What was found is there already, and is one value.
            return;
        }
        // When standard output has gone, too, the exit status still tells.
        let _gone = Output::default().json(&error.to_json());
        return;
    }
    let mut stderr = anstream::stderr().lock();
    let _gone = stderr.write_all(crate::render::error(error).as_bytes());
}
