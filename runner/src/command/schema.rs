use clap::Args;
use limbeck_planner::document::SchemaDocument;

use super::arguments::FormatArgument;
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::CommandError;
use crate::output::Format;
use crate::{render, side};

/// Show the schema: as the scripts make it, or as the database has it
///
/// Without a database, the scripts' statements are replayed.
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// Up to which revisions: `head`, `heads`, an id, `-2`; or `current` for the database's
    #[arg(
        value_name = "TARGET",
        allow_negative_numbers = true,
        default_value = "heads"
    )]
    target: String,
    /// Show the schema of the database instead
    #[arg(long, conflicts_with = "target")]
    database: bool,
    /// The dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &SchemaArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let schema = if arguments.database {
        side::live(context, &project).await?.introspection.schema
    } else {
        let dialect = context.dialect(&project.config, arguments.dialect.map(|it| it.0))?;
        let current = if arguments.target == "current" {
            let history = project.history()?;
            context.current(&project.config, Some(history)).await?
        } else {
            Vec::new()
        };
        let mut evolution = side::evolution(&project, dialect, None)?;
        side::at_target(&project, &mut evolution, &arguments.target, &current)?.schema
    };
    let document = SchemaDocument::of(&schema);
    match arguments.format.format {
        Format::Json => context.output.json(&document),
        Format::Text => context.output.write(&render::schema(&schema)),
    }
}
