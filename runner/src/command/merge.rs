use clap::Args;
use limbeck_planner::source::NewSection;
use limbeck_planner::target::{self, Placement};

use super::arguments::{FormatArgument, SpliceArgument};
use super::revision::write;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::write::{NewRevision, new_id};

/// Write a revision that joins several others
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// The revisions to join, or `heads`
    #[arg(required = true, value_name = "REV")]
    revisions: Vec<String>,
    /// What it is for
    #[arg(short, long, value_name = "MESSAGE")]
    message: Option<String>,
    /// A label for the branch that begins with it
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    branch_label: Vec<String>,
    /// Its id, instead of a random one
    #[arg(long, value_name = "ID")]
    rev_id: Option<String>,
    #[command(flatten)]
    splice: SpliceArgument,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub fn run(context: &Context, arguments: &MergeArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let history = project.history()?;
    // `heads` leaves out heads that others depend on; a merge is for all that are there.
    let heads: Vec<String> = if arguments.revisions == ["heads"] {
        history.heads().into_iter().map(str::to_owned).collect()
    } else {
        arguments.revisions.clone()
    };
    let mut merged = Vec::new();
    for name in &heads {
        merged.extend(target::revisions(history, name)?);
    }
    if merged.len() < 2 {
        return Err(CommandError::new(
            ErrorKind::Usage,
            match merged.as_slice() {
                [only] => format!("`{}` alone cannot be merged", only.id),
                _ => "there is nothing to merge".to_owned(),
            },
        )
        .hint("name two revisions or more; `limbeck heads` shows the heads"));
    }
    if let Some((revision, followed)) = target::following(history, &merged) {
        return Err(CommandError::new(
            ErrorKind::Usage,
            format!(
                "there is nothing to merge: `{revision}` follows {}",
                followed.join(", ")
            ),
        )
        .fact("revision", revision)
        .fact("followed", followed)
        .hint("name revisions of different branches; `limbeck heads` shows the heads"));
    }
    let new = NewRevision {
        placement: Placement {
            id: new_id(arguments.rev_id.as_deref())?,
            heads,
            splice: arguments.splice.choice(),
            branch_labels: arguments.branch_label.clone(),
            depends_on: Vec::new(),
        },
        message: arguments.message.clone(),
        version_path: None,
        upgrade: NewSection::default(),
        downgrade: NewSection::default(),
    };
    write(context, &project, &new, arguments.format.format)
}
