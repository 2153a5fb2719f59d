use clap::Args;
use limbeck_planner::document::RevisionDocument;
use limbeck_planner::history::History;
use limbeck_planner::plan::{self, place};
use limbeck_planner::source::Script;
use limbeck_planner::target;

use super::arguments::FormatArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::Format;
use crate::render;

/// Show where the database is
#[derive(Debug, Args)]
pub struct CurrentArguments {
    /// Show each revision in full
    #[arg(short, long)]
    verbose: bool,
    /// Fail if the database is not at all heads
    #[arg(short, long)]
    check_heads: bool,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &CurrentArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let history = if arguments.check_heads {
        project.history()?
    } else {
        project.seen_history(context.output)?
    };
    let current = context.current(&project.config, Some(history)).await?;
    let known: Vec<&Script> = target::current_revisions(history, &current)?
        .into_iter()
        .filter_map(|revision| project.planner.script(&revision.id))
        .collect();
    if let Err(error) = target::check_rows(history, &current) {
        let error = CommandError::from(error);
        context
            .output
            .warning(&format!("{}; {}", error.message, error.hints.join("; ")));
    }
    if arguments.check_heads {
        check_heads(history, &current)?;
    }
    if arguments.format.format == Format::Json {
        let documents: Vec<_> = known
            .into_iter()
            .map(|script| RevisionDocument::of(script, history))
            .collect();
        return context.output.json(&documents);
    }
    if arguments.verbose {
        let url = context.database(&project.config)?;
        context
            .output
            .line(&format!("Current revision(s) for {url}:"))?;
    }
    for script in known {
        let revision = &script.revision;
        let text = if arguments.verbose {
            render::entry(history, revision, Some(script), render::Mark::None)
        } else {
            render::line(history, revision, render::Line::Current)
        };
        context.output.line(&text)?;
    }
    Ok(())
}

/// Fails unless every head is applied: by a row of its own, or because what a row names needs it.
fn check_heads(history: &History, current: &[String]) -> Result<(), CommandError> {
    if plan::upgrade(history, current, "heads")?.steps.is_empty() {
        return Ok(());
    }
    let heads = history.heads();
    Err(CommandError::new(
        ErrorKind::NotAtHeads,
        format!(
            "the database is at {}, and the heads are {}",
            place(current),
            heads.join(", ")
        ),
    )
    .fact("current", current.to_vec())
    .fact(
        "heads",
        heads
            .iter()
            .map(|&head| head.to_owned())
            .collect::<Vec<_>>(),
    )
    .hint("`limbeck upgrade heads` brings it there"))
}
