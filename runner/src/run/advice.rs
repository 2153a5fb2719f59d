use super::failure::{Failed, Outcome, RunKind};
use super::session::{Missed, missed};
use crate::database::Remedy;
use crate::error::ErrorKind;
use crate::render;

/// What to do next.
pub fn advice(kind: ErrorKind, remedy: Remedy, failed: &Failed<'_>) -> Vec<String> {
    let again = again(failed);
    let advice = match (kind, failed.remains) {
        (_, Outcome::Partly { certain: false, .. }) => {
            return vec![format!(
                "look at the database, and {again}: it asks for what you found"
            )];
        }
        (ErrorKind::StatementFailed, _) if remedy == Remedy::Right => format!(
            "give the database user the right that is missing, or name another user in the \
             database URL, and {again}"
        ),
        (ErrorKind::StatementFailed, _) if remedy == Remedy::Writable => {
            format!("see to it that the database takes writes, and {again}")
        }
        (ErrorKind::StatementFailed, Outcome::Partly { done, .. }) if done > 0 => {
            let mended = match failed.kind {
                RunKind::Planned => again,
                RunKind::PlanFile => NEW_PLAN,
            };
            format!(
                "mend the failing statement, not those before it, and {mended}: it goes on from \
                 there"
            )
        }
        (ErrorKind::StatementFailed, _) => match failed.kind {
            RunKind::PlanFile if failed.unit.start == 0 => {
                format!("mend the data, and {again}; or mend the script, and {NEW_PLAN}")
            }
            _ => format!("mend the script or the data, and {again}"),
        },
        (ErrorKind::Interrupted, _) => format!("{again} to go on"),
        (_, Outcome::Unknown) => {
            format!("{again}: it reads from the database what was applied")
        }
        (ErrorKind::DatabaseUnreachable, _) if failed.kind == RunKind::Planned => {
            format!("{again}: it takes up from where the database is")
        }
        _ => format!("see to it, and {again}"),
    };
    let mut lines = vec![advice];
    if let Outcome::Partly { done, .. } = failed.remains {
        lines.extend(warning_of_missed(failed, done));
    }
    lines
}

/// What to run where nothing has to be mended.
fn again(failed: &Failed<'_>) -> &'static str {
    match failed.kind {
        RunKind::Planned => "run the same command again",
        RunKind::PlanFile if failed.unit.start == 0 => "apply the same plan again",
        // It starts where the database no longer is.
        RunKind::PlanFile => NEW_PLAN,
    }
}

/// What to run where a plan file no longer holds.
const NEW_PLAN: &str = "make the plan anew from where the database is (`limbeck plan … -o FILE`) and \
                        apply that";

/// What the next run will miss, whose session is another.
fn warning_of_missed(failed: &Failed<'_>, done: usize) -> Option<String> {
    let step = failed.plan.steps.get(failed.unit.start)?;
    let Missed::State(index) = missed(step, done, failed.plan.dialect)? else {
        return None;
    };
    let statement = step.statements.get(index)?;
    Some(format!(
        "but look whether the rest needs what `{}` left in its session, which has ended",
        render::statement(statement)
    ))
}
