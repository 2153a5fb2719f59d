use clap::Args;
use limbeck_planner::history::History;
use limbeck_planner::rebase::{Rebase, rebase, recorded};
use limbeck_planner::source::LineIndex;
use limbeck_planner::target;
use serde_json::json;

use super::arguments::FormatArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::{FAINT, Format};
use crate::project::OpenProject;
use crate::render;
use crate::write::replace_file;

/// Put a branch that no database has yet behind another revision
///
/// The branch is what REVISION follows and the other revision does not have. Its first script says
/// afterwards that it follows the other revision; every other byte of it stays, and so does every
/// other script. It is refused where the database has a revision of the branch.
#[derive(Debug, Args)]
pub struct RebaseArguments {
    /// A revision of the branch
    #[arg(value_name = "REVISION")]
    revision: String,
    /// The revision that it goes behind [default: the one other head]
    #[arg(long, value_name = "REVISION")]
    onto: Option<String>,
    /// Show the change without making it
    #[arg(long)]
    dry_run: bool,
    /// Do not ask the database whether it has the branch
    #[arg(long)]
    no_database: bool,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &RebaseArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let history = project.history()?;
    let revision = one(history, &arguments.revision)?;
    let onto = arguments.onto.as_deref();
    let onto = onto.map(|onto| one(history, onto)).transpose()?;
    let change = rebase(&project.planner, history, revision, onto)?;
    let asked = if arguments.no_database {
        Asked::Nobody
    } else {
        ask(context, &project, history, &change).await?
    };
    if !arguments.dry_run {
        write(&project, &change)?;
    }
    show(context, arguments, &project, &change, asked)
}

/// Whether a database was asked for the branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Database,
    Nobody,
}

fn one<'history>(history: &'history History, text: &str) -> Result<&'history str, CommandError> {
    match target::revision(history, text)? {
        Some(revision) => Ok(&revision.id),
        None => Err(
            CommandError::new(ErrorKind::Usage, format!("`{text}` is no revision"))
                .hint("name a revision; `limbeck history` lists them"),
        ),
    }
}

/// Refuses where the database has something of the branch.
async fn ask(
    context: &Context,
    project: &OpenProject,
    history: &History,
    change: &Rebase,
) -> Result<Asked, CommandError> {
    if context.find_database(&project.config)?.is_none() {
        return Ok(Asked::Nobody);
    }
    let current = context.current(&project.config, Some(history)).await;
    let current = current.map_err(|error| {
        error.hint("`--no-database` does not ask the database; then nothing keeps it safe")
    })?;
    let recorded = recorded(history, &change.moved, &current);
    if recorded.is_empty() {
        return Ok(Asked::Database);
    }
    Err(CommandError::new(
        ErrorKind::RebaseRefused,
        format!("the database has {} of the branch", recorded.join(", ")),
    )
    .fact(
        "recorded",
        recorded.iter().map(|&id| id.to_owned()).collect::<Vec<_>>(),
    )
    .hint(format!(
        "downgrade that database first, to what `{}` follows; or join the branches: `limbeck merge {} {}`",
        change.first,
        change.moved.last().unwrap_or(&change.first),
        change.onto
    )))
}

fn write(project: &OpenProject, change: &Rebase) -> Result<(), CommandError> {
    let Some(script) = project.planner.script(&change.first) else {
        return Ok(());
    };
    replace_file(
        &project.path_on_disk(&change.path),
        &change.edit.apply(&script.text),
    )
}

fn show(
    context: &Context,
    arguments: &RebaseArguments,
    project: &OpenProject,
    change: &Rebase,
    asked: Asked,
) -> Result<(), CommandError> {
    if arguments.format.format == Format::Json {
        return context.output.json(&json!({
            "revision": change.first,
            "path": change.path,
            "from": change.from,
            "onto": change.onto,
            "moved": change.moved,
            "written": !arguments.dry_run,
        }));
    }
    let text = project
        .planner
        .script(&change.first)
        .map_or("", |script| script.text.as_str());
    let line = LineIndex::new(text).position(change.edit.span.start).0;
    context.output.line(&render::change(
        &change.path,
        line,
        text,
        &change.edit.apply(text),
    ))?;
    let what = if arguments.dry_run {
        "would go"
    } else {
        "went"
    };
    context.output.message(&format!(
        "{} {what} behind {}: {}",
        render::count(change.moved.len(), "revision"),
        change.onto,
        change.moved.join(", ")
    ));
    if asked == Asked::Nobody {
        context.output.message(&format!(
            "{FAINT}no database was asked whether it has them{FAINT:#}"
        ));
    }
    Ok(())
}
