use clap::Args;
use limbeck_planner::conflict::CollisionKind;
use limbeck_planner::diagnostic::{Code, Diagnostic, Severity};
use limbeck_planner::sql::Dialect;
use serde_json::json;

use super::arguments::{ReportArgument, ReportFormat};
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::project::{OpenProject, sources};
use crate::render;
use crate::surveyed::MergePreview;

/// Check the scripts: one head, no faults, and a way back from every revision
///
/// It needs no database. The statements are split where the dialect is known. With `--against`, it
/// also checks what a merge with that branch would give: nothing is checked out, fetched or written.
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
    /// Check the merge with this branch, too: a branch, a tag or a commit
    #[arg(long, value_name = "REF")]
    against: Option<String>,
    #[command(flatten)]
    pub report: ReportArgument,
}

pub fn run(context: &Context, arguments: &CheckArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let merge = merge(context, arguments, &project)?;
    let mut found = diagnostics(context, arguments, &project)?;
    found.extend(merge.iter().flat_map(MergePreview::diagnostics));
    if arguments.report.format == ReportFormat::Github {
        for diagnostic in &found {
            context.output.write(&render::annotation(diagnostic))?;
        }
    }
    let Ok(history) = project.planner.history() else {
        // Nothing is allowed where there is no history to check.
        let problems = found.iter().filter(|it| is_problem(it)).count();
        return Err(failed(&project, merge.as_ref(), found, &[], problems));
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
        return Err(failed(
            &project,
            merge.as_ref(),
            found,
            irreversible,
            problems,
        ));
    }
    let revisions = project.planner.scripts().len();
    if arguments.report.format == ReportFormat::Json {
        return context.output.json(&json!({
            "revisions": revisions,
            "heads": heads,
            "merged_heads": merge.as_ref().map(|it| &it.preview.merged_heads),
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
    ))?;
    for line in merge.iter().flat_map(MergePreview::summary) {
        context.output.line(&line)?;
    }
    Ok(())
}

/// What a merge would give, where one is asked about.
fn merge(
    context: &Context,
    arguments: &CheckArguments,
    project: &OpenProject,
) -> Result<Option<MergePreview>, CommandError> {
    let Some(reference) = &arguments.against else {
        return Ok(None);
    };
    let dialect = dialect(context, arguments, project)?;
    if dialect.is_none() {
        context.output.warning(
            "neither a dialect nor a database is named, so what the statements do is not looked at",
        );
    }
    MergePreview::of(project, reference, dialect).map(Some)
}

/// The dialect, where it is known.
fn dialect(
    context: &Context,
    arguments: &CheckArguments,
    project: &OpenProject,
) -> Result<Option<Dialect>, CommandError> {
    if let Some(dialect) = arguments.dialect {
        return Ok(Some(dialect.0));
    }
    let database = context.find_database(&project.config)?;
    Ok(database.map(|url| url.dialect()))
}

/// What the planner tells of the scripts, and of their statements where the dialect is known.
fn diagnostics(
    context: &Context,
    arguments: &CheckArguments,
    project: &OpenProject,
) -> Result<Vec<Diagnostic>, CommandError> {
    let mut found = project.planner.diagnostics().to_vec();
    if let Some(dialect) = dialect(context, arguments, project)? {
        found.extend(project.planner.check_sql(dialect));
    }
    Ok(found)
}

/// What keeps a check from passing: every error, more than one head, and what collides.
fn is_problem(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
        || diagnostic.code == Code::MultipleHeads
        || CollisionKind::ALL
            .iter()
            .any(|kind| kind.code() == diagnostic.code)
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
    merge: Option<&MergePreview>,
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
    for line in merge.into_iter().flat_map(MergePreview::summary) {
        error = error.note(line);
    }
    let mut error = project.explain(error, found);
    if let Some(merge) = merge {
        // The other branch's scripts are not on disk.
        let merged = sources(&merge.sides.merged, &error.diagnostics);
        error.sources.extend(merged);
    }
    error
}
