use clap::Args;
use limbeck_planner::document::RevisionDocument;

use super::arguments::FormatArgument;
use crate::context::Context;
use crate::error::CommandError;
use crate::render;

/// Show the heads: the revisions that no other follows
#[derive(Debug, Args)]
pub struct HeadsArguments {
    /// Show each in full
    #[arg(short, long)]
    verbose: bool,
    /// Leave out heads that another revision depends on
    #[arg(long)]
    resolve_dependencies: bool,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub fn run(context: &Context, arguments: &HeadsArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let history = project.seen_history(context.output)?;
    let heads = if arguments.resolve_dependencies {
        history.effective_heads()
    } else {
        history.heads()
    };
    let scripts = heads
        .into_iter()
        .filter_map(|id| project.planner.script(id));
    if arguments.format.format == crate::output::Format::Json {
        let documents: Vec<_> = scripts
            .map(|script| RevisionDocument::of(script, history))
            .collect();
        return context.output.json(&documents);
    }
    for script in scripts {
        let revision = &script.revision;
        let text = if arguments.verbose {
            render::entry(history, revision, Some(script), render::Mark::None)
        } else {
            render::line(history, revision, render::Line::Head)
        };
        context.output.line(&text)?;
    }
    Ok(())
}
