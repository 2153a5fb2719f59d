//! What replaying statements tells: faults at their places, ways back that lead elsewhere, and what
//! is uncertain.

mod cycles;
mod downgrades;
mod faults;
mod renamed_views;
mod uncertain;

use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

/// A line of revisions, given as their statements up and down.
fn line(steps: &[(&str, &str)]) -> Project {
    let mut parent = String::new();
    let mut files = Vec::new();
    for (number, (up, down)) in steps.iter().enumerate() {
        let id = format!("r{}", number + 1);
        let text = format!(
            "-- revision: {id}\n-- down_revision: {parent}\n\n-- migrate:up\n{up}\n\n\
             -- migrate:down\n{down}\n"
        );
        files.push(File::new(format!("versions/{id}_.sql"), text));
        parent = id;
    }
    Project::load(files)
}

fn evolution(project: &Project, dialect: Dialect) -> Evolution {
    let history = project.history().expect("the history is sound");
    Evolution::new(history, dialect)
}

/// What replaying the project tells of its scripts.
fn told(project: &Project, dialect: Dialect) -> String {
    let diagnostics = evolution(project, dialect).diagnostics(project);
    diagnostics.iter().map(tell).collect()
}

fn tell(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.location.as_ref().map_or(String::new(), |at| {
        format!("{}:{}:{}: ", at.path, at.line, at.column)
    });
    format!(
        "{place}{} [{}]: {}\n  help: {}\n",
        diagnostic.severity.name(),
        diagnostic.code,
        diagnostic.message,
        diagnostic.help.as_deref().unwrap_or_default()
    )
}
