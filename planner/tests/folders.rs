//! What is no script, or cannot be read, where scripts ought to be.

use limbeck_planner::plan::{Plan, PlanError, upgrade};
use limbeck_planner::project::Project;
use limbeck_planner::source::{File, Unreadable};
use limbeck_planner::sql::Dialect;

const GOOD: &str = "-- revision: good\n\n-- migrate:up\nCREATE TABLE a (b INTEGER);\n";

fn tell(project: &Project) -> String {
    project
        .diagnostics()
        .iter()
        .map(|it| {
            let path = it.location.as_ref().map_or("", |at| at.path.as_str());
            format!(
                "{path}: {} [{}]: {}\n",
                it.severity.name(),
                it.code,
                it.message
            )
        })
        .collect()
}

/// Where somebody said which folders are the versions', no script of theirs is passed over.
#[test]
fn a_version_folder_without_one_header_that_can_be_read() {
    let project = Project::load_versions(vec![
        File::new("v/good.sql", GOOD),
        File::new("w/it.sql", "-- revison: it\n-- migrate:up\nSELECT 1;\n"),
    ]);
    assert_eq!(
        tell(&project),
        "w/it.sql: error [missing_revision]: the file does not say which revision it is\n"
    );
    assert_eq!(project.errors_in_unread_files().count(), 1);
}

#[test]
fn what_could_not_be_opened_refuses_every_plan() {
    let mut project = Project::load(vec![File::new("versions/good.sql", GOOD)]);
    project.tell_unreadable(vec![
        Unreadable::new("versions/more/", "permission denied"),
        Unreadable::new("versions/it.sql", ""),
    ]);
    assert_eq!(
        tell(&project),
        "versions/it.sql: error [unreadable]: the file could not be read: no reason is given\n\
         versions/more/: error [unreadable]: the folder could not be read: permission denied\n"
    );
    let history = project.history().expect("the graph is sound");
    let order = upgrade(history, &[], "head").expect("there is a head");
    let refused = Plan::build(&project, order, Dialect::Sqlite);
    assert!(
        matches!(refused, Err(PlanError::UnreadFiles { diagnostics }) if diagnostics.len() == 2)
    );
}
