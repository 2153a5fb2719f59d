//! What becomes of a step that an earlier run left unfinished.

use limbeck_planner::plan::{Plan, Step, place};
use limbeck_planner::sql::Dialect;

use super::record::{Record, State};
use super::session::{Missed, SessionSettings, missed};
use super::unit;
use crate::database::DatabaseError;
use crate::error::{CommandError, ErrorKind};
use crate::render;

/// What somebody who looked knows of the statement that a run was interrupted at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumption {
    /// It took effect: go on behind it.
    Applied,
    /// It did not: run it again.
    NotApplied,
}

/// What is done where the session that is gone had something that no other can get again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostSession {
    /// Nothing is run: the rest of the step might need it.
    Refuse,
    /// Somebody looked, and the rest does not need it.
    GoOn,
}

/// From where an unfinished step goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// The index of the first statement that runs.
    pub start: usize,
    /// What the scripts before the step set in the session.
    pub settings: SessionSettings,
}

/// Where the plan's first step goes on, or why that is not certain.
pub fn decide(
    record: &Record,
    plan: &Plan,
    assumption: Option<Assumption>,
    lost: LostSession,
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
    let start = match (record.state, assumption) {
        (State::Ready, _) | (State::Running | State::Refused, Some(Assumption::NotApplied)) => {
            record.statement
        }
        (State::Running | State::Refused, Some(Assumption::Applied)) => {
            (record.statement + 1).min(step.statements.len())
        }
        (State::Running | State::Refused, None) => {
            return Err(uncertain(record, step, plan.dialect));
        }
    };
    if lost == LostSession::Refuse {
        refuse_lost(record, step, start, plan)?;
    }
    Ok(Resume {
        start,
        settings: record.session.clone(),
    })
}

/// Refuses to go on with `start` where the rest may need what only the old session had.
fn refuse_lost(
    record: &Record,
    step: &Step,
    start: usize,
    plan: &Plan,
) -> Result<(), CommandError> {
    let (index, what) = match missed(step, start, plan.dialect) {
        Some(Missed::State(index)) => (index, "left something in its session, which has ended"),
        Some(Missed::Insertion(index)) => (
            index,
            "asks for the key of a row that was inserted in a session which has ended",
        ),
        None => return refuse_computed(record, start, step),
    };
    let statement = &step.statements[index];
    Err(error(
        record,
        format!(
            "{}, and `{}` {what}",
            describe(record),
            render::statement(statement)
        ),
    )
    .at(unit::place_of(step, statement))
    .fact("statement", statement.sql.clone())
    .hint(
        "where no statement that is left needs it, run the same command again with `--new-session`",
    )
    .hint("where one does: write what it needs into the script, before it")
    .hint(by_hand()))
}

fn refuse_computed(record: &Record, start: usize, step: &Step) -> Result<(), CommandError> {
    match record.session.computed() {
        Some(place) if start < step.statements.len() => Err(error(
            record,
            format!(
                "{}, and a script before it computed a setting of the session, which has ended: \
                 {place}",
                describe(record)
            ),
        )
        .hint(
            "where no statement that is left needs it, run the same command again with \
             `--new-session`",
        )
        .hint(by_hand())),
        _ => Ok(()),
    }
}

/// The error for a setting of a session that another session does not take.
pub fn not_set_again(step: &Step, sql: &str, error: DatabaseError) -> CommandError {
    let mut built = CommandError::from(error);
    let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    built.message = format!(
        "`{sql}`, which ran before {} `{}` stopped, fails in a new session: {}",
        step.order.direction.name(),
        step.order.revision,
        built.message
    );
    built
}

fn uncertain(record: &Record, step: &Step, dialect: Dialect) -> CommandError {
    let number = record.statement + 1;
    let name = format!("{} `{}`", record.direction, record.revision);
    let mut built = error(
        record,
        match record.state {
            State::Refused => format!(
                "statement {number} of {name} failed in an earlier run, and may have left \
                 something behind"
            ),
            State::Ready | State::Running => format!(
                "an earlier run was killed while statement {number} of {name} ran: it may or may \
                 not have taken effect"
            ),
        },
    );
    if let Some(statement) = step.statements.get(record.statement) {
        built = built
            .at(unit::place_of(step, statement))
            .fact("statement", statement.sql.clone())
            .note(format!("the statement: {}", render::statement(statement)));
    }
    let built = if record.statement > 0 {
        built.note(format!(
            "done before it: {} of this step",
            count(record.statement, "statement")
        ))
    } else {
        built
    };
    let built = built
        .hint("look at the database, then run the same command again with one of:")
        .hint("`--assume-applied` where the statement did take effect: the run goes on behind it")
        .hint(
            "`--assume-not-applied` where nothing of it is there, or you took it away: the run \
             repeats it",
        );
    if dialect != Dialect::Postgresql {
        return built;
    }
    built.hint(
        "a `CREATE INDEX CONCURRENTLY` that does not come to its end leaves an invalid index: \
             drop it, then `--assume-not-applied`",
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
        State::Refused => format!(
            "{} `{}` is unfinished: statement {} failed, and may have left something behind",
            record.direction,
            record.revision,
            record.statement + 1
        ),
    }
}

/// What is said of a record by whoever only looks, and does not know whether its run has ended.
pub fn seen(record: &Record) -> String {
    match record.state {
        State::Ready | State::Refused => format!(
            "{}; the same command again goes on with it, or says what to do",
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
    let from: Vec<String> = record
        .version_from
        .split_terminator(',')
        .map(str::to_owned)
        .collect();
    format!(
        "forgetting that {}: the database has since moved from {} to {}",
        describe(record),
        place(&from),
        place(current)
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
            statement.code_place().0
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

fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}"),
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}
