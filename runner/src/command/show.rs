use clap::Args;
use limbeck_planner::document::RevisionDocument;
use limbeck_planner::target;

use super::arguments::FormatArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind, unknown_current};
use crate::output::Format;
use crate::render;

/// Show revisions in full
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// An id, `head`, `heads`, a label, `-2`; or `current` for the database's
    #[arg(value_name = "REV", allow_negative_numbers = true)]
    revision: String,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &ShowArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let history = project.seen_history(context.output)?;
    let ids: Vec<String> = if arguments.revision == "current" {
        context.current(&project.config, Some(history)).await?
    } else {
        let found = target::revisions(history, &arguments.revision)?;
        found
            .into_iter()
            .map(|revision| revision.id.clone())
            .collect()
    };
    let scripts = ids
        .iter()
        .map(|id| {
            project
                .planner
                .script(id)
                .ok_or_else(|| unknown_current(id))
        })
        .collect::<Result<Vec<_>, _>>()?;
    if arguments.format.format == Format::Json {
        let documents: Vec<_> = scripts
            .into_iter()
            .map(|script| RevisionDocument::of(script, history))
            .collect();
        return context.output.json(&documents);
    }
    if scripts.is_empty() && arguments.revision != "current" {
        return Err(CommandError::new(
            ErrorKind::RevisionNotFound,
            format!("`{}` is no revision", arguments.revision),
        ));
    }
    for script in scripts {
        let text = render::entry(history, &script.revision, Some(script), render::Mark::None);
        context.output.line(&text)?;
    }
    Ok(())
}
