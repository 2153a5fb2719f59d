//! What `upgrade` and `downgrade` have in common: plan from where the database is, under the
//! lock, and run; or print the offline script.

use limbeck_planner::export::{OfflineOptions, offline_sql};
use limbeck_planner::plan::{self, Direction, Order, Plan, place};
use limbeck_planner::sql::Dialect;
use limbeck_planner::target::{TargetError, chosen_start};
use serde_json::json;

use super::arguments::{RunArguments, run_options};
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::{Format, Output};
use crate::project::OpenProject;
use crate::run::{LockedDatabase, Run, RunKind, check_transactions};
use crate::url::DatabaseUrl;

/// Runs a script's steps on the database that is meant.
pub async fn run(
    context: &Context,
    direction: Direction,
    target: &str,
    arguments: RunArguments,
) -> Result<(), CommandError> {
    let project = context.project()?;
    let url = context.database(&project.config)?;
    // What is wrong with the scripts shows before anybody waits for a lock.
    project.history()?;
    let options = run_options(
        context,
        &project.config,
        arguments.transaction,
        arguments.lock,
        arguments.assumption,
    );
    if let DatabaseUrl::File(file) = &url
        && !file.path.exists()
    {
        // A refused run leaves no empty file behind.
        let order = order(context.output, &project, direction, &[], target)?;
        check_transactions(&build(&project, order, url.dialect())?, options.transaction)?;
    }
    let mut database = LockedDatabase::open(&url, &options).await?;
    let outcome = run_locked(&project, &mut database, direction, target, &options).await;
    database.close().await;
    let plan = outcome?;
    report(context, arguments.format.format, &plan)
}

async fn run_locked(
    project: &OpenProject,
    database: &mut LockedDatabase,
    direction: Direction,
    target: &str,
    options: &crate::run::RunOptions,
) -> Result<Plan, CommandError> {
    let dialect = database.dialect();
    let order = order(
        options.output,
        project,
        direction,
        database.current(),
        target,
    )?;
    let plan = build(project, order, dialect)?;
    let run = Run {
        plan: &plan,
        kind: RunKind::Planned,
        history: Some(project.history()?),
    };
    database.run(run, options).await?;
    Ok(plan)
}

/// Says what was done, to programs.
pub fn report(context: &Context, format: Format, plan: &Plan) -> Result<(), CommandError> {
    if format == Format::Text {
        if plan.steps.is_empty() {
            context.output.message(&format!(
                "Nothing to run: the database is at {}",
                place(&plan.to)
            ));
        }
        return Ok(());
    }
    let applied: Vec<&str> = plan
        .steps
        .iter()
        .map(|step| step.order.revision.as_str())
        .collect();
    context.output.json(&json!({
        "direction": plan.direction.name(),
        "from": plan.from,
        "to": plan.to,
        "applied": applied,
    }))
}

/// The steps from where a database is.
pub fn order(
    output: Output,
    project: &OpenProject,
    direction: Direction,
    current: &[String],
    target: &str,
) -> Result<Order, CommandError> {
    let history = project.history()?;
    if direction == Direction::Downgrade
        && let Some(start) = chosen_start(current, target)
    {
        output.warning(&format!(
            "`{target}` is ambiguous from several current revisions, {}: it is taken from `{start}`; \
             say which is meant, as in `{start}@{target}`",
            place(current)
        ));
    }
    let order = match direction {
        Direction::Upgrade => plan::upgrade(history, current, target),
        Direction::Downgrade => plan::downgrade(history, current, target),
    };
    Ok(order?)
}

/// The steps with their statements.
pub fn build(project: &OpenProject, order: Order, dialect: Dialect) -> Result<Plan, CommandError> {
    Plan::build(&project.planner, order, dialect).map_err(|error| project.plan_error(error))
}

/// What an offline script starts from and is written for.
#[derive(Debug, Clone, Copy)]
pub struct Offline<'typed> {
    /// The target, or a range.
    pub target: &'typed str,
    /// Where the script starts, where it is not in the range.
    pub from: Option<&'typed [String]>,
    /// What it is written for, where the database does not tell.
    pub dialect: Option<Dialect>,
}

/// Why `--format json` is refused beside `--sql`.
pub const SQL_IS_NOT_JSON: &str = "`--sql` prints a script, which is not JSON";
/// What to do about it.
pub const SQL_OR_JSON: &str = "leave out `--sql` or `--format json`";

/// Prints the offline script.
pub fn print_sql(
    context: &Context,
    direction: Direction,
    offline: Offline<'_>,
    arguments: RunArguments,
) -> Result<(), CommandError> {
    if arguments.format.format == Format::Json {
        return Err(CommandError::new(ErrorKind::Usage, SQL_IS_NOT_JSON)
            .hint(SQL_OR_JSON)
            .hint(format!(
                "`limbeck plan {} … --format json` prints the plan as JSON",
                direction.name()
            )));
    }
    let project = context.project()?;
    let dialect = context.dialect(&project.config, offline.dialect)?;
    let order = offline_order(context.output, &project, direction, offline)?;
    let plan = build(&project, order, dialect)?;
    let sql = offline_sql(
        &plan,
        &OfflineOptions {
            transaction: arguments.transaction.mode(&project.config),
            version_table: project.config.settings.version_table(),
        },
    );
    context.output.verbatim(&sql)
}

fn offline_order(
    output: Output,
    project: &OpenProject,
    direction: Direction,
    offline: Offline<'_>,
) -> Result<Order, CommandError> {
    let history = project.history()?;
    match (offline.from, offline.target.contains(':')) {
        (Some(_), true) => Err(CommandError::new(
            ErrorKind::Usage,
            format!(
                "`{}` says where to start, and so does `--from`",
                offline.target
            ),
        )
        .hint("leave one of them out")),
        (Some(from), false) => {
            let current = start(project, from)?;
            order(output, project, direction, &current, offline.target)
        }
        (None, _) => {
            let order = match direction {
                Direction::Upgrade => plan::upgrade_offline(history, offline.target),
                Direction::Downgrade => plan::downgrade_offline(history, offline.target),
            };
            order.map_err(|error| match error {
                TargetError::NotARange { target } if !target.contains(':') => CommandError::new(
                    ErrorKind::Usage,
                    format!("`{target}` does not say where the downgrade starts"),
                )
                .hint(format!("write `START:{target}`, or add `--from START`")),
                error => error.into(),
            })
        }
    }
}

/// The version rows that `--from` names: `base`, or revisions by any name.
pub fn start(project: &OpenProject, from: &[String]) -> Result<Vec<String>, CommandError> {
    let history = project.history()?;
    let mut rows: Vec<String> = Vec::new();
    for name in from {
        for row in plan::starting_point(history, name.trim())? {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}
