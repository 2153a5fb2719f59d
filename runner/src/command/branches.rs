use clap::Args;
use limbeck_planner::document::RevisionDocument;

use super::arguments::FormatArgument;
use crate::context::Context;
use crate::error::CommandError;
use crate::output::Format;
use crate::render;

/// Show the branch points: the revisions that several others follow
#[derive(Debug, Args)]
pub struct BranchesArguments {
    /// Show each in full, and the messages of those that follow
    #[arg(short, long)]
    verbose: bool,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub fn run(context: &Context, arguments: &BranchesArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let history = project.seen_history(context.output)?;
    let points = history.newest_first().into_iter();
    let points = points.filter(|revision| history.is_branch_point(&revision.id));
    if arguments.format.format == Format::Json {
        let documents: Vec<_> = points
            .filter_map(|revision| project.planner.script(&revision.id))
            .map(|script| RevisionDocument::of(script, history))
            .collect();
        return context.output.json(&documents);
    }
    for revision in points {
        let script = project.planner.script(&revision.id);
        let text = if arguments.verbose {
            render::entry(history, revision, script, render::Mark::None)
        } else {
            render::line(history, revision, render::Line::Branch)
        };
        context.output.line(&text)?;
        let indent = " ".repeat(revision.id.chars().count());
        for child in history.children(&revision.id) {
            let Some(child) = history.get(child) else {
                continue;
            };
            let shown = if arguments.verbose {
                render::Line::BranchWithMessage
            } else {
                render::Line::Branch
            };
            let line = render::line(history, child, shown);
            context.output.line(&format!("{indent} -> {line}"))?;
        }
        context.output.line("")?;
    }
    Ok(())
}
