use clap::Args;
use limbeck_planner::document::RevisionDocument;
use limbeck_planner::history::Revision;
use limbeck_planner::target;

use super::arguments::FormatArgument;
use crate::context::Context;
use crate::error::CommandError;
use crate::output::Format;
use crate::render;

/// Show the history as a graph, newest first
#[derive(Debug, Args)]
pub struct HistoryArguments {
    /// Only these: `START:END`, `START:` or `:END`; `current` is where the database is
    #[arg(short, long, value_name = "RANGE", allow_hyphen_values = true)]
    rev_range: Option<String>,
    /// Show each revision in full
    #[arg(short, long)]
    verbose: bool,
    /// Mark where the database is
    #[arg(short, long)]
    indicate_current: bool,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &HistoryArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let history = project.seen_history(context.output)?;
    let range = arguments.rev_range.as_deref().unwrap_or(":");
    let names_current = range.split(':').any(|end| end.trim() == "current");
    let current = if arguments.indicate_current || names_current {
        context.current(&project.config, Some(history)).await?
    } else {
        Vec::new()
    };
    let revisions = target::range(history, &current, range)?;
    if arguments.format.format == Format::Json {
        let documents: Vec<_> = revisions
            .iter()
            .filter_map(|revision| project.planner.script(&revision.id))
            .map(|script| RevisionDocument::of(script, history))
            .collect();
        return context.output.json(&documents);
    }
    let marked: &[String] = if arguments.indicate_current {
        &current
    } else {
        &[]
    };
    let revisions: Vec<Revision> = revisions.into_iter().cloned().collect();
    let drawn = render::graph(history, &revisions, marked, |revision| {
        let mark = if marked.contains(&revision.id) {
            render::Mark::Current
        } else {
            render::Mark::None
        };
        if arguments.verbose {
            let script = project.planner.script(&revision.id);
            render::entry(history, revision, script, mark)
        } else {
            render::line(history, revision, render::Line::Whole(mark))
        }
    });
    context.output.write(&drawn)
}
