use clap::Args;

use super::arguments::{ReportArgument, ReportFormat};
use crate::cli::DialectArgument;
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};
use crate::render;
use crate::surveyed::Surveyed;

/// Show which branches collide, before they are merged
///
/// Without `--ref`, it compares the heads of the scripts here, or the revisions that are named. With
/// it, it compares branches of git, each read straight from its commit: nothing is checked out or
/// fetched. It exits with 1 if two of them cannot both be applied, or not in any order, and with 0 if
/// that is not known.
#[derive(Debug, Args)]
pub struct ConflictsArguments {
    /// Revisions to compare [default: every head]
    #[arg(value_name = "REVISION", conflicts_with_all = ["reference", "against"])]
    revisions: Vec<String>,
    /// A branch, a tag or a commit, or a pattern such as `origin/feature-*`; may be given again
    #[arg(long = "ref", value_name = "REF")]
    reference: Vec<String>,
    /// The branch that the others are to be merged into
    #[arg(long, value_name = "REF", requires = "reference")]
    against: Option<String>,
    /// The dialect, where no database tells
    #[arg(long, value_enum, value_name = "DIALECT")]
    dialect: Option<DialectArgument>,
    #[command(flatten)]
    pub report: ReportArgument,
}

pub fn run(context: &Context, arguments: &ConflictsArguments) -> Result<(), CommandError> {
    let project = context.project()?;
    let given = arguments.dialect.map(|dialect| dialect.0);
    let dialect = context.dialect(&project.config, given)?;
    let annotations = render::Annotations::of(&project.config);
    let surveyed = if arguments.reference.is_empty() {
        Surveyed::of_project(project, &arguments.revisions)?
    } else {
        let against = arguments.against.as_deref();
        Surveyed::of_branches(&project, &arguments.reference, against)?
    };
    let survey = surveyed.survey(dialect);
    let report = render::ConflictReport::new(&surveyed, &survey);
    match arguments.report.format {
        ReportFormat::Text => context.output.write(&report.text())?,
        ReportFormat::Json => context.output.json(&report.document())?,
        ReportFormat::Github => context.output.write(&report.annotations(&annotations))?,
    }
    match report.problems() {
        0 => Ok(()),
        problems => Err(CommandError::new(
            ErrorKind::BranchesCollide,
            format!("the branches have {}", render::count(problems, "problem")),
        )),
    }
}
