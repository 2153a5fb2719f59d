//! A history of a base and branches that follow it.

use std::fmt::Write as _;

use limbeck_planner::compare::{Change, Difference};
use limbeck_planner::conflict::{Conflict, Independence, Verdict, conflict};
use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

/// A script whose upgrade is `sql`.
pub fn script(id: &str, down_revision: &str, sql: &str) -> File {
    let header = if down_revision.is_empty() {
        format!("-- revision: {id}\n")
    } else {
        format!("-- revision: {id}\n-- down_revision: {down_revision}\n")
    };
    File::new(
        format!("migrations/versions/{id}.sql"),
        format!("{header}\n-- migrate:up\n{sql}\n-- migrate:down\n"),
    )
}

/// `root`, and `left` and `right`, which follow it.
pub fn two_branches(base: &str, left: &str, right: &str) -> Project {
    let project = Project::load(vec![
        script("root", "", base),
        script("left", "root", left),
        script("right", "root", right),
    ]);
    assert_eq!(project.scripts().len(), 3, "{:#?}", project.diagnostics());
    project
}

/// What there is between `left` and `right`.
pub fn between(project: &Project, dialect: Dialect) -> Conflict {
    let history = project.history().expect("it is a history");
    let mut evolution = Evolution::new(history, dialect);
    conflict(project, &mut evolution, "left", "right").expect("the history has both")
}

/// A conflict as people would read it.
pub fn text(conflict: &Conflict) -> String {
    let mut text = format!("{}\n", conflict.verdict.name());
    let failures = |text: &mut String, what: &str, failures: &[_]| {
        for failure in failures {
            let limbeck_planner::conflict::Failure {
                revision,
                line,
                message,
                ..
            } = failure;
            writeln!(text, "  {what}: {revision}:{line} {message}").expect("it is a string");
        }
    };
    match &conflict.verdict {
        Verdict::Independent(Independence::OneContainsTheOther) => {
            text.push_str("  one contains the other\n");
        }
        Verdict::Independent(Independence::DifferentObjects) => {
            text.push_str("  different objects\n");
        }
        Verdict::Independent(Independence::SameResult { shared, reordered }) => {
            writeln!(text, "  both touch {}", shared.join(", ")).expect("it is a string");
            if !reordered.is_empty() {
                writeln!(text, "  order of columns: {}", reordered.join(", "))
                    .expect("it is a string");
            }
        }
        Verdict::OrderMatters {
            left_first,
            right_first,
            differences,
        } => {
            failures(&mut text, "left first", left_first);
            failures(&mut text, "right first", right_first);
            for difference in differences {
                let Difference { object, change } = difference;
                writeln!(text, "  differs: {object} {}", change_text(change))
                    .expect("it is a string");
            }
        }
        Verdict::CannotBothApply {
            left_first,
            right_first,
        } => {
            failures(&mut text, "left first", left_first);
            failures(&mut text, "right first", right_first);
        }
        Verdict::Unknown { causes } => {
            for cause in causes {
                writeln!(text, "  {}:{} {}", cause.path, cause.line, cause.reason)
                    .expect("it is a string");
            }
        }
    }
    for collision in &conflict.collisions {
        let (left, right) = (&collision.left, &collision.right);
        writeln!(
            text,
            "{} over {}\n  left:{} {}\n  right:{} {}\n  = {}\n  > {}",
            collision.kind.name(),
            collision.object,
            left.line,
            left.text(),
            right.line,
            right.text(),
            collision.outcome,
            collision.advice,
        )
        .expect("it is a string");
    }
    text
}

fn change_text(change: &Change) -> String {
    match change {
        Change::OnlyLeft => "is there if left comes first".to_owned(),
        Change::OnlyRight => "is there if right comes first".to_owned(),
        Change::Differs {
            property,
            left,
            right,
        } => format!("{property}: `{left}` if left comes first, `{right}` if right does"),
    }
}
