use std::path::PathBuf;

use clap::{Args, Subcommand};
use limbeck_planner::document::PlanDocument;
use limbeck_planner::plan::Direction;

use super::migrate;
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::Format;
use crate::{render, write};

/// Plan an upgrade or a downgrade, and run nothing
///
/// The plan starts at the revisions that `--from` names, without a database, or else at those that
/// the database records.
#[derive(Debug, Args)]
pub struct PlanArguments {
    #[command(subcommand)]
    direction: PlanDirection,
}

#[derive(Debug, Subcommand)]
enum PlanDirection {
    /// Plan an upgrade
    Upgrade(PlanOptions),
    /// Plan a downgrade
    Downgrade(PlanOptions),
}

#[derive(Debug, Args)]
struct PlanOptions {
    /// Where to go: `head`, `heads`, `base`, an id, `+2`, `-1`, `shop@head`
    #[arg(value_name = "TARGET", allow_negative_numbers = true)]
    target: String,
    /// The revisions that the database is at, or `base` [default: what the database records]
    #[arg(long, value_name = "REV", value_delimiter = ',')]
    from: Vec<String>,
    /// The dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,
    /// Write the plan to a file instead, as JSON unless `--format text` is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How to print the plan
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
}

impl PlanArguments {
    /// How results and errors are printed.
    pub fn format(&self) -> Format {
        let (PlanDirection::Upgrade(options) | PlanDirection::Downgrade(options)) = &self.direction;
        options.format.unwrap_or_default()
    }
}

pub async fn run(context: &Context, arguments: &PlanArguments) -> Result<(), CommandError> {
    let (direction, options) = match &arguments.direction {
        PlanDirection::Upgrade(options) => (Direction::Upgrade, options),
        PlanDirection::Downgrade(options) => (Direction::Downgrade, options),
    };
    let project = context.project()?;
    let dialect = context.dialect(&project.config, options.dialect.map(|dialect| dialect.0))?;
    let current = if options.from.is_empty() {
        let history = project.history()?;
        context.current(&project.config, Some(history)).await?
    } else {
        migrate::start(&project, &options.from)?
    };
    let order = migrate::order(
        context.output,
        &project,
        direction,
        &current,
        &options.target,
    )?;
    let plan = migrate::build(&project, order, dialect)?;
    let format = match (options.format, &options.output) {
        (Some(format), _) => format,
        (None, Some(_)) => Format::Json,
        (None, None) => Format::Text,
    };
    let Some(path) = &options.output else {
        return match format {
            Format::Json => context.output.json(&PlanDocument::of(&plan)),
            Format::Text => context.output.write(&render::plan(&plan)),
        };
    };
    let text = match format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&PlanDocument::of(&plan));
            json.map_err(|error| {
                CommandError::new(
                    ErrorKind::Program,
                    format!("the plan cannot be written as JSON: {error}"),
                )
            })? + "\n"
        }
        Format::Text => anstream::adapter::strip_str(&render::plan(&plan)).to_string(),
    };
    write::replace_file(path, &text)?;
    context.output.message(&format!(
        "Wrote {} steps to {}",
        plan.steps.len(),
        path.display()
    ));
    Ok(())
}
