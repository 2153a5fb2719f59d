//! What is refused before anything runs, because it cannot go well: statements that do not go with
//! the transaction around them, or with a record that is written between them.

use limbeck_planner::plan::{Plan, Statement, Step, TransactionMode};
use limbeck_planner::source::SectionTransaction;
use limbeck_planner::sql::{
    Demand, Dialect, TransactionEffect, TransactionEnd, conduct, transaction_effect,
};

use super::unit::{is_atomic, place_of, section};
use crate::error::{CommandError, ErrorKind};
use crate::render;

/// Refuses what cannot work before anything runs.
pub fn check_transactions(plan: &Plan, mode: TransactionMode) -> Result<(), CommandError> {
    for step in &plan.steps {
        let inside =
            step.transaction == SectionTransaction::Inside && mode != TransactionMode::None;
        if inside {
            check_inside(step, plan.dialect)?;
        }
        if !inside || !is_atomic(step, plan.dialect) {
            check_one_by_one(step, plan.dialect)?;
        }
    }
    Ok(())
}

/// Refuses statements that end the transaction which the run puts around them, or that cannot run
/// in it.
fn check_inside(step: &Step, dialect: Dialect) -> Result<(), CommandError> {
    for statement in &step.statements {
        let reason = match transaction_effect(statement.code(), dialect) {
            TransactionEffect::Begins | TransactionEffect::Ends(_) => {
                "begins or ends a transaction"
            }
            TransactionEffect::RefusedInside => "cannot run",
            _ => continue,
        };
        let error = conflict(
            step,
            statement,
            &format!("has a statement that {reason} inside the transaction around it"),
        );
        let outside = format!("`-- migrate:{} transaction:false`", section(step));
        return Err(if reason == "cannot run" {
            error.hint(format!("mark the section: {outside}"))
        } else {
            error
                .hint("remove it: the step commits as a whole, or not at all")
                .hint(format!("or mark the section: {outside}"))
        });
    }
    Ok(())
}

/// Refuses what a record between the statements would break, and a transaction of the script's own
/// that is left open.
fn check_one_by_one(step: &Step, dialect: Dialect) -> Result<(), CommandError> {
    let mut open = None;
    for statement in &step.statements {
        let conduct = conduct(statement.code(), dialect);
        match conduct.demand {
            Demand::LockedTables => return Err(locks_tables(step, statement)),
            Demand::StatementBefore if open.is_none() => {
                return Err(asks_of_the_one_before(step, statement));
            }
            Demand::Nothing | Demand::LastInsertion | Demand::StatementBefore => {}
        }
        match conduct.transaction {
            TransactionEffect::Begins => open = Some(statement),
            TransactionEffect::Ends(TransactionEnd::Phase) => {
                return Err(conflict(step, statement, "has a transaction in two phases")
                    .hint("write `BEGIN` and `COMMIT`: a run goes on where it stopped, as it is"));
            }
            TransactionEffect::Ends(TransactionEnd::Commit | TransactionEnd::RollBack)
            | TransactionEffect::CommitsImplicitly => open = None,
            // SQLite begins one with it, which only its release would commit.
            TransactionEffect::Savepoint if open.is_none() && dialect == Dialect::Sqlite => {
                return Err(
                    conflict(step, statement, "has a savepoint outside a transaction")
                        .hint("write `BEGIN;` before it, and `COMMIT;` behind its release"),
                );
            }
            _ => {}
        }
    }
    match open {
        None => Ok(()),
        Some(statement) => {
            Err(
                conflict(step, statement, "begins a transaction and does not end it")
                    .hint("add a `COMMIT;` to the section"),
            )
        }
    }
}

fn locks_tables(step: &Step, statement: &Statement) -> CommandError {
    conflict(
        step,
        statement,
        "locks tables, and a run could no longer write down how far it is",
    )
    .hint("take the statements out that lock and unlock: no other run comes in between")
    .hint("or run the exported script with the database's own client: see `--sql`")
}

fn asks_of_the_one_before(step: &Step, statement: &Statement) -> CommandError {
    conflict(
        step,
        statement,
        "asks what the statement before it did, and a run writes down in between how far it is",
    )
    .hint(format!(
        "put both between `BEGIN;` and `COMMIT;`, in a section marked `-- migrate:{} \
         transaction:false`",
        section(step)
    ))
}

fn conflict(step: &Step, statement: &Statement, reason: &str) -> CommandError {
    CommandError::new(
        ErrorKind::TransactionConflict,
        format!(
            "{} `{}` {reason}: `{}`",
            step.order.direction.name(),
            step.order.revision,
            render::statement(statement)
        ),
    )
    .at(place_of(step, statement))
    .fact("revision", step.order.revision.clone())
    .note("nothing was run")
}
