use std::path::PathBuf;
use std::process::Command;

use clap::Args;
use limbeck_planner::target;

use crate::context::Context;
use crate::error::{CommandError, ErrorKind, unknown_current};

/// Open the scripts of revisions in an editor: `$VISUAL`, or `$EDITOR`
#[derive(Debug, Args)]
pub struct EditArguments {
    /// An id, `head`, `heads`, a label, `-2`; or `current` for the database's
    #[arg(value_name = "REV", allow_negative_numbers = true)]
    revision: String,
}

pub async fn run(context: &Context, arguments: &EditArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let history = project.history()?;
    let ids: Vec<String> = if arguments.revision == "current" {
        context.current(&project.config, Some(history)).await?
    } else {
        let found = target::revisions(history, &arguments.revision)?;
        found
            .into_iter()
            .map(|revision| revision.id.clone())
            .collect()
    };
    if ids.is_empty() {
        return Err(CommandError::new(
            ErrorKind::RevisionNotFound,
            format!("`{}` means no revision", arguments.revision),
        ));
    }
    let paths = ids
        .iter()
        .map(|id| {
            let script = project
                .planner
                .script(id)
                .ok_or_else(|| unknown_current(id))?;
            Ok(project.path_on_disk(&script.path))
        })
        .collect::<Result<Vec<_>, CommandError>>()?;
    open(&paths)
}

fn open(paths: &[PathBuf]) -> Result<(), CommandError> {
    let editor = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|editor| !editor.trim().is_empty())
        .ok_or_else(|| {
            CommandError::new(ErrorKind::Program, "no editor is named")
                .hint("set `VISUAL` or `EDITOR`, as in `EDITOR=vi limbeck edit head`")
        })?;
    // Editors are often named with their options: `code --wait`.
    let words = shlex::split(&editor).unwrap_or_default();
    let Some((program, options)) = words.split_first() else {
        return Err(CommandError::new(
            ErrorKind::Program,
            format!("`{editor}` is no command"),
        ));
    };
    let status = Command::new(program)
        .args(options)
        .args(paths)
        .status()
        .map_err(|error| {
            CommandError::new(
                ErrorKind::Program,
                format!(
                    "cannot start `{program}`: {}",
                    crate::error::io_reason(&error)
                ),
            )
            .hint("set `VISUAL` or `EDITOR` to an editor that is installed")
        })?;
    if status.success() {
        return Ok(());
    }
    Err(CommandError::new(
        ErrorKind::Program,
        format!("`{program}` ended with {status}"),
    ))
}
