use std::path::PathBuf;

use clap::Args;
use limbeck_planner::source::NewSection;
use limbeck_planner::target::{self, Placement};
use serde_json::json;

use super::arguments::{FormatArgument, SpliceArgument};
use crate::autogenerate::{Asking, Schemas, Start, about_notes, answers, ask, warn_of_uncertain};
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::Format;
use crate::project::OpenProject;
use crate::render;
use crate::side;
use crate::write::{NewRevision, new_id, write_script};

/// Write the script of a new revision
#[derive(Debug, Args)]
pub struct RevisionArguments {
    /// What it is for
    #[arg(short, long, value_name = "MESSAGE")]
    message: Option<String>,
    /// Write what leads from the history's schema to the declared one, and back
    #[arg(long)]
    autogenerate: bool,
    #[command(flatten)]
    from: AutogenerateArguments,
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

/// What `--autogenerate` starts from and leads to.
#[derive(Debug, Args)]
struct AutogenerateArguments {
    /// With `--autogenerate`: start from the database as it is, instead of the history
    #[arg(long, requires = "autogenerate")]
    database: bool,
    /// With `--autogenerate`: the files, or folders of files, that declare the schema [default: the
    /// configuration's]
    #[arg(long, value_name = "PATH", requires = "autogenerate")]
    schema: Vec<PathBuf>,
    /// With `--autogenerate`: `old:new` is one table, or `table.old:new` one column, with another
    /// name; may be given again
    #[arg(long, value_name = "OLD:NEW", requires = "autogenerate")]
    rename: Vec<String>,
    /// With `--autogenerate`: the old one is dropped, and the new one is another; may be given again
    #[arg(long, value_name = "OLD:NEW", requires = "autogenerate")]
    no_rename: Vec<String>,
    /// With `--autogenerate`: the dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT", requires = "autogenerate")]
    dialect: Option<DialectArgument>,
}

pub async fn run(context: &Context, arguments: &RevisionArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let mut new = NewRevision {
        placement: Placement {
            id: new_id(arguments.rev_id.as_deref())?,
            heads: arguments.head.clone(),
            splice: arguments.splice.choice(),
            branch_labels: arguments.branch_label.clone(),
            depends_on: arguments.depends_on.clone(),
        },
        message: arguments.message.clone(),
        version_path: arguments.version_path.clone(),
        upgrade: NewSection::default(),
        downgrade: NewSection::default(),
    };
    if !arguments.autogenerate {
        return write(context, &project, &new, arguments.format.format);
    }
    let schemas = schemas(context, &project, &new, &arguments.from).await?;
    let answers = answers(
        &schemas.from.schema,
        &arguments.from.rename,
        &arguments.from.no_rename,
    )?;
    let asking = match arguments.format.format {
        Format::Text => Asking::here(),
        Format::Json => Asking::Nobody,
    };
    let generated = ask(&schemas, answers, asking)?;
    warn_of_uncertain(context, &generated.uncertain);
    if generated.is_empty() {
        return nothing(context, &schemas, arguments.format.format);
    }
    new.upgrade = generated.upgrade.section(schemas.dialect);
    new.downgrade = generated.downgrade.section(schemas.dialect);
    context
        .output
        .message(render::differences(&generated.renames, &generated.differences).trim_end());
    write(context, &project, &new, arguments.format.format)?;
    if let Some(notes) = about_notes(&generated) {
        context.output.warning(&notes);
    }
    Ok(())
}

/// The schema where the revision begins, and the declared one.
async fn schemas(
    context: &Context,
    project: &OpenProject,
    new: &NewRevision,
    from: &AutogenerateArguments,
) -> Result<Schemas, CommandError> {
    let history = project.history()?;
    let revision = target::place(history, &new.placement)?;
    let mut parents = revision.down_revisions.clone();
    parents.extend(revision.depends_on);
    let start = if from.database {
        let live = side::live(context, project).await?;
        let mut current = live.current.clone();
        let mut wanted = revision.down_revisions;
        current.sort();
        wanted.sort();
        if current != wanted {
            return Err(not_there(&live.current, &wanted));
        }
        Start::Database(Box::new(live))
    } else {
        Start::History(parents)
    };
    let paths = side::declared_paths(project, &from.schema)?;
    let dialect = from.dialect.map(|dialect| dialect.0);
    Schemas::of(context, project, start, &paths, dialect)
}

/// The error for a database that is not where the revision begins.
fn not_there(current: &[String], wanted: &[String]) -> CommandError {
    let place = limbeck_planner::plan::place;
    CommandError::new(
        ErrorKind::NotAtHeads,
        format!(
            "the database is at {}, and the revision follows {}",
            place(current),
            place(wanted)
        ),
    )
    .hint("run `limbeck upgrade head` first; or leave `--database` out and start from the history")
}

fn nothing(context: &Context, schemas: &Schemas, format: Format) -> Result<(), CommandError> {
    match format {
        Format::Json => context.output.json(&json!({ "revision": null })),
        Format::Text => {
            context.output.message(&format!(
                "Nothing to do: {} has the schema of {}",
                schemas.from.label, schemas.to.label
            ));
            Ok(())
        }
    }
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
