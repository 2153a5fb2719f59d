use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use limbeck_planner::document::{PLAN_VERSION, PlanDocument, PlanDocumentError};
use limbeck_planner::plan::{Plan, place, retrace};
use limbeck_planner::source::LineIndex;
use serde_json::{Value, json};

use super::arguments::{
    AssumptionArgument, FormatArgument, LockArgument, TransactionArgument, run_options,
};
use super::migrate;
use crate::config::Config;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind, Place};
use crate::output::Format;
use crate::project::OpenProject;
use crate::render;
use crate::run::{LockedDatabase, Run, RunKind, check_transactions, sorted};
use crate::url::DatabaseUrl;

/// Run a plan file
///
/// The plan is refused where the database is not at the plan's start, and, inside a project,
/// where a script is not what it was when the plan was made.
#[derive(Debug, Args)]
pub struct ApplyArguments {
    /// The plan file, from `limbeck plan … -o FILE` or from the page; `-` for standard input
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Check everything, and run nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    transaction: TransactionArgument,
    #[command(flatten)]
    lock: LockArgument,
    #[command(flatten)]
    assumption: AssumptionArgument,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub async fn run(context: &Context, arguments: &ApplyArguments) -> Result<(), CommandError> {
    let document = read(&arguments.plan)?;
    let mut plan = document.to_plan()?;
    let config = context.find_config()?;
    let project = config.clone().map(OpenProject::open).transpose()?;
    match &project {
        Some(project) => plan = check_scripts(&document, &plan, project)?,
        None => context.output.warning(
            "there is no project here: the plan cannot be compared with its scripts, and runs as \
             it is",
        ),
    }
    let history = project.as_ref().map(OpenProject::history).transpose()?;
    let config = config.unwrap_or_else(|| Config {
        root: PathBuf::from("."),
        file: None,
        settings: crate::config::Settings::default(),
    });
    let url = context.database(&config)?;
    if url.dialect() != plan.dialect {
        return Err(CommandError::new(
            ErrorKind::PlanMismatch,
            format!(
                "the plan is for {}, and the database is {}",
                plan.dialect,
                url.dialect()
            ),
        )
        .hint(format!(
            "make the plan anew with `--dialect {}`",
            url.dialect()
        )));
    }
    if arguments.dry_run {
        let current = context.current(&config, history).await?;
        check_start(&plan, &current)?;
        if arguments.format.format == Format::Text {
            context.output.write(&render::plan(&plan))?;
            context
                .output
                .message("Nothing was run: this was a dry run");
            return Ok(());
        }
        return context.output.json(&json!({
            "dry_run": true,
            "from": plan.from,
            "to": plan.to,
            "steps": plan.steps.iter().map(|step| &step.order.revision).collect::<Vec<_>>(),
        }));
    }
    let options = run_options(
        context,
        &config,
        arguments.transaction,
        arguments.lock,
        arguments.assumption,
    );
    if let DatabaseUrl::File(file) = &url
        && !file.path.exists()
    {
        // A refused run leaves no empty file behind.
        check_start(&plan, &[])?;
        check_transactions(&plan, options.transaction)?;
    }
    let mut database = LockedDatabase::open(&url, &options).await?;
    let run = Run {
        plan: &plan,
        kind: RunKind::PlanFile,
        history,
    };
    let outcome = match check_start(&plan, database.current()) {
        Ok(()) => database.run(run, &options).await,
        Err(error) => Err(error),
    };
    database.close().await;
    outcome?;
    migrate::report(context, arguments.format.format, &plan)
}

fn read(path: &Path) -> Result<PlanDocument, CommandError> {
    let is_standard_input = path == Path::new("-");
    let bytes = if is_standard_input {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| CommandError::file("read", path, &error))?;
    let no_plan = |reason: &str, line: usize, column: usize| {
        CommandError::new(
            ErrorKind::PlanInvalid,
            format!("the file is not a plan: {reason}"),
        )
        .at(Place {
            path: if is_standard_input {
                "standard input".to_owned()
            } else {
                path.display().to_string()
            },
            line: line.max(1),
            column: Some(column.max(1)),
        })
        .hint("make one with `limbeck plan upgrade TARGET --from REVISION -o plan.json`")
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let before = String::from_utf8_lossy(before);
        let (line, column) = LineIndex::new(&before).position(before.len());
        no_plan("it is not UTF-8 text", line, column)
    })?;
    let misread = |error: &serde_json::Error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        no_plan(reason, error.line(), error.column())
    };
    let value: Value = serde_json::from_str(&text).map_err(|error| misread(&error))?;
    // What a later version has besides is no fault of the file.
    let version = value.get("limbeck_plan").and_then(Value::as_u64);
    match version.map(u32::try_from) {
        _ if !value.is_object() => Err(no_plan("it is no JSON object", 1, 1)),
        Some(Ok(version)) if version != PLAN_VERSION => {
            Err(PlanDocumentError::UnknownVersion { version }.into())
        }
        _ => serde_json::from_str(&text).map_err(|error| misread(&error)),
    }
}

/// Refuses a plan whose steps are not what the project's scripts say, and gives the same plan as
/// the project makes it: with the parents, which a plan file does not hold.
fn check_scripts(
    document: &PlanDocument,
    plan: &Plan,
    project: &OpenProject,
) -> Result<Plan, CommandError> {
    for step in &plan.steps {
        let id = &step.order.revision;
        let Some(script) = project.planner.script(id) else {
            return Err(CommandError::new(
                ErrorKind::PlanMismatch,
                format!("the plan runs revision `{id}`, which this project does not have"),
            )
            .fact("revision", id.clone())
            .hint("get the scripts that the plan was made from, or make the plan anew"));
        };
        let found = script.sha256();
        if found != step.sha256 {
            return Err(CommandError::new(
                ErrorKind::PlanMismatch,
                format!(
                    "the script of revision `{id}` is not what the plan was made from: {} has \
                     SHA-256 {found}, and the plan says {}",
                    script.path, step.sha256
                ),
            )
            .fact("revision", id.clone())
            .fact("path", script.path.clone())
            .fact("script_sha256", found)
            .fact("plan_sha256", step.sha256.clone())
            .hint("make the plan anew from the scripts as they are"));
        }
    }
    check_steps(document, plan, project)
}

/// Refuses a plan that was edited although its hashes were not: the scripts, which have those
/// hashes, must give the same steps, and the history the same version rows.
fn check_steps(
    document: &PlanDocument,
    plan: &Plan,
    project: &OpenProject,
) -> Result<Plan, CommandError> {
    let revisions: Vec<&str> = plan
        .steps
        .iter()
        .map(|step| step.order.revision.as_str())
        .collect();
    let edited = |what: &dyn std::fmt::Display| {
        CommandError::new(
            ErrorKind::PlanMismatch,
            format!("the plan was edited: {what}"),
        )
        .hint("make the plan anew, and change the scripts where something else is wanted")
    };
    let order = retrace(project.history()?, &plan.from, plan.direction, &revisions)
        .map_err(|error| edited(&error))?;
    let plan = migrate::build(project, order, plan.dialect)?;
    let made = PlanDocument::of(&plan).steps;
    for (given, made) in document.steps.iter().zip(made) {
        if let Some(difference) = given.difference(&made) {
            return Err(edited(&difference)
                .fact("revision", made.revision)
                .fact("path", made.path));
        }
    }
    Ok(plan)
}

/// Refuses a plan that starts elsewhere than where the database is.
fn check_start(plan: &Plan, current: &[String]) -> Result<(), CommandError> {
    let (from, current) = (sorted(&plan.from), sorted(current));
    if from == current {
        return Ok(());
    }
    Err(CommandError::new(
        ErrorKind::PlanOutdated,
        format!(
            "the plan starts at {}, and the database is at {}",
            place(&from),
            place(&current)
        ),
    )
    .fact("from", from)
    .fact("current", current)
    .hint("make the plan anew from where the database is: `limbeck current` shows it"))
}
