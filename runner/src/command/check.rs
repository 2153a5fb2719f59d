use clap::Args;
use limbeck_planner::diagnostic::{Code, Diagnostic, Severity};
use serde_json::json;

use super::arguments::FormatArgument;
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::output::Format;
use crate::project::OpenProject;
use crate::render;

/// Check the scripts: one head, no faults, and a way back from every revision
///
/// It needs no database. The statements are split where the dialect is known.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Allow more than one head
    #[arg(long)]
    allow_multiple_heads: bool,
    /// Allow revisions without a way back
    #[arg(long)]
    allow_irreversible: bool,
    /// Allow faults of single scripts, as long as the history is sound
    #[arg(long)]
    allow_faults: bool,
    /// The dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,
    #[command(flatten)]
    pub format: FormatArgument,
}

pub fn run(context: &Context, arguments: &CheckArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let mut found = diagnostics(context, arguments, &project)?;
    let Ok(history) = project.planner.history() else {
        // Nothing is allowed where there is no history to check.
        let problems = found.iter().filter(|it| is_problem(it)).count();
        return Err(failed(&project, found, &[], problems));
    };
    let heads: Vec<String> = history.heads().into_iter().map(str::to_owned).collect();
    found.retain(|diagnostic| !is_allowed(arguments, diagnostic));
    let irreversible: Vec<&str> = project
        .planner
        .scripts()
        .iter()
        .filter(|script| script.downgrade.is_none())
        .map(|script| script.revision.id.as_str())
        .collect();
    let irreversible: &[&str] = if arguments.allow_irreversible {
        &[]
    } else {
        &irreversible
    };
    let problems = found
        .iter()
        .filter(|diagnostic| is_problem(diagnostic))
        .count()
        + irreversible.len();
    if problems > 0 {
        return Err(failed(&project, found, irreversible, problems));
    }
    let revisions = project.planner.scripts().len();
    if arguments.format.format == Format::Json {
        return context.output.json(&json!({
            "revisions": revisions,
            "heads": heads,
            "diagnostics": found.iter().map(render::diagnostic_json).collect::<Vec<_>>(),
        }));
    }
    let warnings = project.explain(CommandError::new(ErrorKind::CheckFailed, ""), found);
    for diagnostic in &warnings.diagnostics {
        context
            .output
            .message(&render::diagnostic(diagnostic, &warnings.sources));
    }
    context.output.line(&format!(
        "{revisions} revisions, {}",
        match heads.as_slice() {
            [] => "no head".to_owned(),
            [head] => format!("one head: {head}"),
            heads => format!("{} heads: {}", heads.len(), heads.join(", ")),
        }
    ))
}

/// What the planner tells of the scripts, and of their statements where the dialect is known.
fn diagnostics(
    context: &Context,
    arguments: &CheckArguments,
    project: &OpenProject,
) -> Result<Vec<Diagnostic>, CommandError> {
    let mut found = project.planner.diagnostics().to_vec();
    let dialect = match arguments.dialect {
        Some(dialect) => Some(dialect.0),
        None => context
            .find_database(&project.config)?
            .map(|url| url.dialect()),
    };
    if let Some(dialect) = dialect {
        found.extend(project.planner.check_sql(dialect));
    }
    Ok(found)
}

/// What keeps a check from passing: every error, and more than one head.
fn is_problem(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error || diagnostic.code == Code::MultipleHeads
}

fn is_allowed(arguments: &CheckArguments, diagnostic: &Diagnostic) -> bool {
    if diagnostic.code == Code::MultipleHeads {
        arguments.allow_multiple_heads
    } else {
        arguments.allow_faults
    }
}

fn failed(
    project: &OpenProject,
    found: Vec<Diagnostic>,
    irreversible: &[&str],
    problems: usize,
) -> CommandError {
    let message = match problems {
        1 => "the check found 1 problem".to_owned(),
        problems => format!("the check found {problems} problems"),
    };
    let mut error = CommandError::new(ErrorKind::CheckFailed, message);
    for id in irreversible {
        let path = project
            .planner
            .script(id)
            .map_or("", |script| script.path.as_str());
        error = error.note(format!("{path}: revision `{id}` has no way back"));
    }
    if !irreversible.is_empty() {
        error = error
            .fact(
                "irreversible",
                irreversible
                    .iter()
                    .map(|&id| id.to_owned())
                    .collect::<Vec<_>>(),
            )
            .hint("write the way back behind `-- migrate:down`, or `--allow-irreversible`");
    }
    if found.iter().any(|it| it.code == Code::MultipleHeads) {
        error = error
            .hint("join the heads: `limbeck merge heads -m MESSAGE`, or `--allow-multiple-heads`");
    }
    project.explain(error, found)
}
