use clap::Args;
use limbeck_planner::export::{StampStart, stamp_sql};
use limbeck_planner::plan::{Stamp, VersionOperation, place, stamp, stamp_offline};
use serde_json::json;

use super::arguments::{FormatArgument, LockArgument, lock_options};
use super::migrate::{SQL_IS_NOT_JSON, SQL_OR_JSON};
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::Format;
use crate::project::OpenProject;
use crate::run::{LockedDatabase, Purge};
use crate::url::DatabaseUrl;

/// Record where the database is, without running anything
#[derive(Debug, Args)]
pub struct StampArguments {
    /// The revisions: ids, `head`, `heads`, labels; or `base` for none. With `--sql` also `a:b`
    #[arg(required = true, value_name = "REV", allow_negative_numbers = true)]
    revisions: Vec<String>,
    /// Print the SQL instead of running it
    #[arg(long)]
    sql: bool,
    /// Delete every row first, also of revisions that no script declares
    #[arg(long)]
    purge: bool,
    /// With `--sql`: the dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT", requires = "sql")]
    dialect: Option<DialectArgument>,
    #[command(flatten)]
    lock: LockArgument,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &StampArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let purge = if arguments.purge {
        Purge::AllRows
    } else {
        Purge::Nothing
    };
    if arguments.sql && arguments.format.format == Format::Json {
        return Err(CommandError::new(ErrorKind::Usage, SQL_IS_NOT_JSON).hint(SQL_OR_JSON));
    }
    if arguments.sql {
        let dialect = arguments.dialect.map(|dialect| dialect.0);
        let dialect = context.dialect(&project.config, dialect)?;
        let stamp = stamp_offline(project.history()?, &arguments.revisions)?;
        let start = match purge {
            Purge::AllRows if !stamp.from.is_empty() => return Err(purged_start(&stamp)),
            Purge::AllRows => StampStart::AnyRows,
            Purge::Nothing => StampStart::ItsRows,
        };
        let table = project.config.settings.version_table();
        return context
            .output
            .verbatim(&stamp_sql(&stamp, start, &table, dialect));
    }
    let url = context.database(&project.config)?;
    project.history()?;
    let options = lock_options(context, &project.config, arguments.lock);
    if let DatabaseUrl::File(file) = &url
        && !file.path.exists()
    {
        // A refused stamp leaves no empty file behind.
        stamp(project.history()?, &[], &arguments.revisions)?;
    }
    let mut database = LockedDatabase::open(&url, &options).await?;
    let outcome = run_locked(context, &project, &mut database, arguments, purge).await;
    database.close().await;
    let stamp = outcome?;
    match arguments.format.format {
        Format::Text => Ok(()),
        Format::Json => context
            .output
            .json(&json!({"from": stamp.from, "to": stamp.to})),
    }
}

async fn run_locked(
    context: &Context,
    project: &OpenProject,
    database: &mut LockedDatabase,
    arguments: &StampArguments,
    purge: Purge,
) -> Result<Stamp, CommandError> {
    let current: &[String] = match purge {
        Purge::AllRows => &[],
        Purge::Nothing => database.current(),
    };
    let stamp = stamp(project.history()?, current, &arguments.revisions)?;
    let operations: Vec<VersionOperation> = stamp
        .steps
        .iter()
        .flat_map(|step| step.version_operations.iter().cloned())
        .collect();
    database.stamp(purge, &operations).await?;
    for step in &stamp.steps {
        context.output.message(&step.to_string());
    }
    Ok(stamp)
}

fn purged_start(stamp: &Stamp) -> CommandError {
    CommandError::new(
        ErrorKind::Usage,
        format!(
            "`--purge` deletes every row, so that the stamp cannot start at {}",
            place(&stamp.from)
        ),
    )
    .hint("leave out `--purge`, or the start")
}
