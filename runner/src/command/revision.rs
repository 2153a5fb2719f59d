use std::path::PathBuf;

use clap::Args;
use limbeck_planner::target::Placement;
use serde_json::json;

use super::arguments::{FormatArgument, SpliceArgument};
use crate::context::Context;
use crate::error::CommandError;
use crate::output::Format;
use crate::project::OpenProject;
use crate::write::{NewRevision, new_id, write_script};

/// Write the script of a new revision
#[derive(Debug, Args)]
pub struct RevisionArguments {
    /// What it is for
    #[arg(short, long, value_name = "MESSAGE")]
    message: Option<String>,
    /// The revisions that it follows: `head`, `base`, `<branch>@head`, or ids
    #[arg(
        long,
        value_name = "REV",
        value_delimiter = ',',
        default_value = "head"
    )]
    head: Vec<String>,
    #[command(flatten)]
    splice: SpliceArgument,
    /// A label for the branch that begins with it
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    branch_label: Vec<String>,
    /// The version location that it goes into
    #[arg(long, value_name = "DIR")]
    version_path: Option<PathBuf>,
    /// Its id, instead of a random one
    #[arg(long, value_name = "ID")]
    rev_id: Option<String>,
    /// A revision or label that must be applied before it, without being its parent
    #[arg(long, value_name = "REV", value_delimiter = ',')]
    depends_on: Vec<String>,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub fn run(context: &Context, arguments: &RevisionArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let new = NewRevision {
        placement: Placement {
            id: new_id(arguments.rev_id.as_deref())?,
            heads: arguments.head.clone(),
            splice: arguments.splice.choice(),
            branch_labels: arguments.branch_label.clone(),
            depends_on: arguments.depends_on.clone(),
        },
        message: arguments.message.clone(),
        version_path: arguments.version_path.clone(),
    };
    write(context, &project, &new, arguments.format.format)
}

/// Writes the script, and says where it is.
pub fn write(
    context: &Context,
    project: &OpenProject,
    new: &NewRevision,
    format: Format,
) -> Result<(), CommandError> {
    let (revision, path) = write_script(project, new)?;
    match format {
        Format::Json => context.output.json(&json!({
            "revision": revision.id,
            "down_revision": revision.down_revisions,
            "path": path,
        })),
        Format::Text => {
            context
                .output
                .message(&format!("Wrote revision {}: {path}", revision.id));
            Ok(())
        }
    }
}
