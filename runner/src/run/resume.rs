//! What becomes of a step that an earlier run left unfinished.

use limbeck_planner::plan::{Plan, Step};

use super::failure::statement_excerpt;
use super::journal::{Record, State};
use super::unit;
use crate::error::{CommandError, ErrorKind};

/// What somebody who looked knows of the statement that a run was interrupted at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumption {
    /// It took effect: go on behind it.
    Applied,
    /// It did not: run it again.
    NotApplied,
}

/// From where an unfinished step goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// The index of the first statement that runs.
    pub start: usize,
}

/// Where the plan's first step goes on, or why that is not certain.
pub fn decide(
    record: &Record,
    plan: &Plan,
    assumption: Option<Assumption>,
) -> Result<Resume, CommandError> {
    let Some(step) = plan.steps.first().filter(|step| record.is_about(step)) else {
        return Err(error(
            record,
            format!("{}; it comes before anything else", describe(record)),
        )
        .hint(format!(
            "finish it: `limbeck {} {}`",
            record.direction,
            if record.direction == "upgrade" {
                record.revision.as_str()
            } else {
                "TARGET` with the target of the run that was interrupted, as in `-1"
            }
        ))
        .hint(by_hand()));
    };
    if !record.fits(step) {
        return Err(error(
            record,
            format!(
                "{}, and the statements that had run by then were edited since",
                describe(record)
            ),
        )
        .fact("path", step.path.clone())
        .hint(format!(
            "bring the first {} of `{}` back to what they were; those behind may change",
            count(record.statement, "statement"),
            step.path
        ))
        .hint(by_hand()));
    }
    match (record.state, assumption) {
        (State::Ready, _) | (State::Running, Some(Assumption::NotApplied)) => Ok(Resume {
            start: record.statement,
        }),
        (State::Running, Some(Assumption::Applied)) => Ok(Resume {
            start: (record.statement + 1).min(step.statements.len()),
        }),
        (State::Running, None) => Err(uncertain(record, step)),
    }
}

fn uncertain(record: &Record, step: &Step) -> CommandError {
    let mut built = error(
        record,
        format!(
            "an earlier run was killed while statement {} of {} `{}` ran: it may or may not have \
             taken effect",
            record.statement + 1,
            record.direction,
            record.revision
        ),
    );
    if let Some(statement) = step.statements.get(record.statement) {
        built = built
            .at(unit::place(step, statement.line, statement.column))
            .fact("statement", statement.sql.clone())
            .note(format!(
                "the statement: {}",
                statement_excerpt(&statement.sql)
            ));
    }
    let built = if record.statement > 0 {
        built.note(format!(
            "done before it: {} of this step",
            count(record.statement, "statement")
        ))
    } else {
        built
    };
    built
        .hint("look at the database, then run the same command again with one of:")
        .hint("`--assume-applied` where the statement did take effect: the run goes on behind it")
        .hint("`--assume-not-applied` where it did not: the run repeats it")
        .hint(
            "an interrupted `CREATE INDEX CONCURRENTLY` leaves an invalid index: drop it, then \
             `--assume-not-applied`",
        )
}

/// What a record says, as the beginning of a sentence.
pub fn describe(record: &Record) -> String {
    match record.state {
        State::Ready => format!(
            "{} `{}` is unfinished: {} of it ran",
            record.direction,
            record.revision,
            count(record.statement, "statement"),
        ),
        State::Running => format!(
            "{} `{}` is unfinished: it was killed while statement {} ran",
            record.direction,
            record.revision,
            record.statement + 1
        ),
    }
}

/// What is said of a record by whoever only looks, and does not know whether its run has ended.
pub fn seen(record: &Record) -> String {
    match record.state {
        State::Ready => format!(
            "{}; the same command again goes on with it",
            describe(record)
        ),
        State::Running => format!(
            "{} `{}` is unfinished: statement {} of it was begun; if no run is at work now, one was \
             killed there, and the same command again says what to do",
            record.direction,
            record.revision,
            record.statement + 1
        ),
    }
}

/// What is said of a record that no longer matters.
pub fn forgotten(record: &Record, current: &[String]) -> String {
    format!(
        "forgetting that {}: the database has since moved from {} to {}",
        describe(record),
        place_of(&record.version_from),
        place_of(&current.join(","))
    )
}

/// What is said when a step goes on.
pub fn taken_up(resume: &Resume, step: &Step) -> String {
    let direction = step.order.direction.name();
    let revision = &step.order.revision;
    match step.statements.get(resume.start) {
        Some(statement) => format!(
            "Going on with {direction} {revision} at statement {} of {} ({}:{})",
            resume.start + 1,
            step.statements.len(),
            step.path,
            statement.line
        ),
        None => format!("Going on with {direction} {revision}: all its statements ran"),
    }
}

fn error(record: &Record, message: String) -> CommandError {
    CommandError::new(ErrorKind::InterruptedEarlier, message)
        .fact("revision", record.revision.clone())
        .fact("direction", record.direction.clone())
        .fact("statements_done", record.statement)
        .fact("certain", record.state == State::Ready)
}

fn by_hand() -> &'static str {
    "or bring the database to a revision by hand and record it: `limbeck stamp REVISION`"
}

fn place_of(rows: &str) -> &str {
    if rows.is_empty() { "base" } else { rows }
}

fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}"),
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}
