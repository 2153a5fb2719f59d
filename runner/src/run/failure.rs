//! What is said when a run stops: what was applied, what was not, and what to do.

use std::ops::Range;

use limbeck_planner::plan::{Plan, Step, VersionOperation, place as database_place};
use limbeck_planner::sql::Dialect;

use super::advice::advice;
use super::executor::Stop;
use super::signals::Signal;
use super::unit::{place, place_of, section};
use crate::database::{DatabaseError, Refusal, Remedy, VersionRows};
use crate::error::{CommandError, ErrorKind, Excerpt};

/// What is left of the unit that stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing: it was rolled back.
    Undone,
    /// The first statements of its step.
    Partly {
        /// How many.
        done: usize,
        /// Whether it is certain that no other took effect.
        certain: bool,
    },
    /// The database did not say.
    Unknown,
}

/// Where the plan of a run comes from, which decides what the next run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// The scripts as they are and the database's revision: the same command plans anew.
    Planned,
    /// A plan file, which holds for the scripts and the revision that it was made from.
    PlanFile,
}

/// Where a run stopped.
#[derive(Debug)]
pub struct Failed<'run> {
    /// What was running.
    pub plan: &'run Plan,
    /// Where it comes from.
    pub kind: RunKind,
    /// The steps of the unit that stopped.
    pub unit: Range<usize>,
    /// What is left of it.
    pub remains: Outcome,
    /// The version rows that are committed.
    pub current: &'run [String],
}

/// Turns what stopped a run into an error that says where things stand.
pub fn explain(stop: Stop, failed: &Failed<'_>) -> CommandError {
    let begun = begun(&stop, failed);
    let remedy = remedy(&stop);
    let mut error = match stop {
        Stop::Statement {
            step,
            statement,
            error,
        } => statement_failed(failed, step, statement, error),
        Stop::Commit(error) => commit_failed(failed, error),
        Stop::Signal {
            signal,
            step,
            statement,
        } => interrupted(failed, signal, step, statement),
        Stop::Other(error) => error,
    };
    where_things_stand(&mut error, failed, begun);
    if error.kind == ErrorKind::DatabaseUnreachable {
        // What to do depends on how far the run came.
        error.hints.clear();
    }
    let advice = advice(error.kind, remedy, failed);
    error.hints.extend(advice);
    error
}

/// What has to change before it can go on, as far as the database tells.
fn remedy(stop: &Stop) -> Remedy {
    match stop {
        Stop::Statement {
            error: DatabaseError::Refusal(refusal),
            ..
        }
        | Stop::Commit(DatabaseError::Refusal(refusal)) => refusal.remedy(),
        _ => Remedy::ScriptOrData,
    }
}

/// How many steps of the unit were begun.
fn begun(stop: &Stop, failed: &Failed<'_>) -> usize {
    let all = failed.unit.len();
    match stop {
        Stop::Statement { step, .. } => (step + 1).saturating_sub(failed.unit.start).min(all),
        Stop::Signal {
            step, statement, ..
        } => {
            let begun = step + usize::from(*statement > 0);
            begun.saturating_sub(failed.unit.start).min(all)
        }
        Stop::Commit(_) | Stop::Other(_) => all,
    }
}

fn statement_failed(
    failed: &Failed<'_>,
    index: usize,
    number: usize,
    error: DatabaseError,
) -> CommandError {
    let step = &failed.plan.steps[index];
    let statement = &step.statements[number];
    let what = format!(
        "statement {} of {} of {} `{}`",
        number + 1,
        step.statements.len(),
        step.order.direction.name(),
        step.order.revision
    );
    let (mut built, at) = match error {
        DatabaseError::Refusal(refusal) => {
            let at = refusal.place(statement);
            let mut built = CommandError::new(
                ErrorKind::StatementFailed,
                format!("{what} failed: {}", refusal.message),
            );
            built.notes.extend(refusal.notes());
            built.facts.extend(refusal.facts());
            let hint = transaction_hint(&refusal, step, failed.plan.dialect);
            built.hints.extend(hint);
            (built, at)
        }
        error => {
            let mut built = CommandError::from(error);
            built.message = format!("{what} has no answer: {}", built.message);
            (built, statement.code_place())
        }
    };
    built.excerpt = Some(Excerpt {
        path: step.path.clone(),
        text: statement.sql.clone(),
        first_line: statement.line,
        first_column: statement.column,
        line: at.0,
        column: at.1,
    });
    built
        .at(place(step, at.0, at.1))
        .fact("revision", step.order.revision.clone())
        .fact("direction", step.order.direction.name())
        .fact("statement", statement.sql.clone())
        .fact("statement_number", number + 1)
}

/// What helps where a statement and the transaction around it do not go together.
fn transaction_hint(refusal: &Refusal, step: &Step, dialect: Dialect) -> Option<String> {
    let code = refusal.code.as_deref().unwrap_or_default();
    let refused_inside = match dialect {
        // The last is of a procedure that commits.
        Dialect::Postgresql => matches!(code, "25001" | "55P04" | "2D000"),
        Dialect::Sqlite => refusal.message.contains("within a transaction"),
        Dialect::Mysql => false,
    };
    refused_inside.then(|| {
        format!(
            "it cannot run inside a transaction: mark the section `-- migrate:{} \
             transaction:false`",
            section(step)
        )
    })
}

fn commit_failed(failed: &Failed<'_>, error: DatabaseError) -> CommandError {
    let steps = names(&failed.plan.steps[failed.unit.clone()]);
    let mut built = match error {
        DatabaseError::Refusal(refusal) => {
            let mut built = CommandError::new(
                ErrorKind::StatementFailed,
                format!("committing {steps} failed: {}", refusal.message),
            );
            built.notes.extend(refusal.notes());
            built.facts.extend(refusal.facts());
            built
        }
        error => {
            let mut built = CommandError::from(error);
            built.message = format!("the commit of {steps} has no answer: {}", built.message);
            built
        }
    };
    if let Some(step) = failed.plan.steps.get(failed.unit.start) {
        built = built.fact("revision", step.order.revision.clone());
    }
    built
}

fn interrupted(failed: &Failed<'_>, signal: Signal, index: usize, number: usize) -> CommandError {
    let step = &failed.plan.steps[index];
    let of = step.statements.len();
    let built = CommandError::new(
        ErrorKind::Interrupted,
        if number < of {
            format!(
                "stopped by {} before statement {} of {of} of {} `{}`",
                signal.name(),
                number + 1,
                step.order.direction.name(),
                step.order.revision
            )
        } else {
            format!(
                "stopped by {} at the end of {} `{}`",
                signal.name(),
                step.order.direction.name(),
                step.order.revision
            )
        },
    )
    .by_signal(signal)
    .fact("revision", step.order.revision.clone());
    match step.statements.get(number) {
        Some(statement) => built.at(place_of(step, statement)),
        None => built,
    }
}

/// Adds what was applied, what was not, and where the database is.
fn where_things_stand(error: &mut CommandError, failed: &Failed<'_>, begun: usize) {
    let (applied, rest) = failed.plan.steps.split_at(failed.unit.start);
    // What is rolled back as one may not have come to its last steps.
    let (unit, later) = match failed.remains {
        Outcome::Undone => rest.split_at(begun),
        _ => rest.split_at(failed.unit.len()),
    };
    let ids = |steps: &[Step]| -> Vec<String> {
        steps
            .iter()
            .map(|step| step.order.revision.clone())
            .collect()
    };
    if !applied.is_empty() {
        error.notes.push(format!("applied: {}", names(applied)));
    }
    match failed.remains {
        Outcome::Undone if unit.is_empty() => {}
        Outcome::Undone => error.notes.push(format!(
            "rolled back, nothing of it remains: {}",
            names(unit)
        )),
        Outcome::Partly {
            done: 0,
            certain: true,
        } => {
            error.notes.push(format!("nothing ran of: {}", names(unit)));
        }
        Outcome::Partly { done, certain } => {
            let of = unit.first().map_or(0, |step| step.statements.len());
            let which = match done {
                1 => "the first".to_owned(),
                done => format!("the first {done}"),
            };
            error.notes.push(format!(
                "applied in part: {}; {which} of its {of} statements took effect{}",
                names(unit),
                if certain {
                    ", no other did"
                } else {
                    ", and it is not certain whether the next did"
                }
            ));
        }
        Outcome::Unknown => error.notes.push(format!(
            "not certain whether it was applied: {}",
            names(unit)
        )),
    }
    if !later.is_empty() {
        error.notes.push(format!("not run: {}", names(later)));
    }
    let at = database_place(failed.current);
    // Where somebody else moved it, only the database knows where it is.
    let is_elsewhere = error.kind == ErrorKind::PlanOutdated;
    error.notes.push(match failed.remains {
        _ if is_elsewhere => format!("this run left the database at {at}"),
        Outcome::Unknown => format!("the database was at {at} before"),
        _ => format!("the database is at {at}"),
    });
    let unapplied: Vec<Step> = unit.iter().chain(later).cloned().collect();
    let fact = |error: &mut CommandError, name: &str, value: Vec<String>| {
        error.facts.insert(name.to_owned(), value.into());
    };
    fact(error, "applied", ids(applied));
    fact(error, "not_applied", ids(&unapplied));
    fact(error, "current", failed.current.to_vec());
}

fn names(steps: &[Step]) -> String {
    let names: Vec<&str> = steps
        .iter()
        .map(|step| step.order.revision.as_str())
        .collect();
    names.join(", ")
}

/// The error for a database whose version rows changed under the run.
pub fn moved(expected: &[String], found: &[String]) -> CommandError {
    CommandError::new(
        ErrorKind::PlanOutdated,
        format!(
            "the database moved while this run was under way: it was at {}, and now it is at {}",
            database_place(expected),
            database_place(found)
        ),
    )
    .hint("another tool, such as Alembic, runs on the same database: let one of them run")
}

/// Alembic's own check: an update or a deletion of a version row meets exactly one row.
pub fn expect_one_row(
    met: u64,
    operation: &VersionOperation,
    rows: &VersionRows,
) -> Result<(), CommandError> {
    if met == 1 {
        return Ok(());
    }
    let what = match operation {
        VersionOperation::Insert { revision } => format!("inserting `{revision}` into"),
        VersionOperation::Delete { revision } => format!("deleting `{revision}` from"),
        VersionOperation::Update { from, to } => format!("updating `{from}` to `{to}` in"),
    };
    Err(CommandError::new(
        ErrorKind::PlanOutdated,
        format!(
            "{what} `{}` changed {met} rows, and it should change one",
            rows.table().name
        ),
    )
    .fact("rows", met)
    .hint("look at the version table: it should have one row for each head that is applied"))
}

/// The error for a signal that came before anything began.
pub fn interrupted_while_waiting(signal: Signal) -> CommandError {
    CommandError::new(
        ErrorKind::Interrupted,
        format!("stopped by {} before anything ran", signal.name()),
    )
    .by_signal(signal)
    .note("nothing was run")
}
