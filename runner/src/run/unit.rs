//! Groups the steps of a plan into what commits together.

use std::ops::Range;

use limbeck_planner::plan::{Plan, Statement, Step, TransactionMode};
use limbeck_planner::source::SectionTransaction;
use limbeck_planner::sql::{Dialect, TransactionEffect, transaction_effect};

use super::effect::{Effect, skip_blank};
use crate::error::{CommandError, ErrorKind, Place};

/// Steps that commit together, or one step whose statements commit one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// The steps with these indices run in one transaction, version rows included.
    Atomic(Range<usize>),
    /// The step with this index runs statement by statement, from the statement given on.
    Stepwise {
        /// The step.
        step: usize,
        /// The first statement that runs.
        start: usize,
    },
}

/// Groups the steps. `resume` is the statement from which the first step goes on, where an
/// earlier run left it unfinished.
pub fn units(plan: &Plan, mode: TransactionMode, resume: Option<usize>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (index, step) in plan.steps.iter().enumerate() {
        let resumed = if index == 0 { resume } else { None };
        if let Some(start) = resumed {
            units.push(Unit::Stepwise { step: index, start });
            continue;
        }
        if mode == TransactionMode::None || !is_atomic(step, plan.dialect) {
            units.push(Unit::Stepwise {
                step: index,
                start: 0,
            });
            continue;
        }
        match units.last_mut() {
            Some(Unit::Atomic(steps)) if mode == TransactionMode::All => steps.end = index + 1,
            _ => units.push(Unit::Atomic(index..index + 1)),
        }
    }
    units
}

/// Whether the database can do or undo the step as a whole.
fn is_atomic(step: &Step, dialect: Dialect) -> bool {
    step.transaction == SectionTransaction::Inside
        && (dialect != Dialect::Mysql
            || step
                .statements
                .iter()
                .all(|statement| Effect::of(&statement.sql, dialect) == Effect::Undoable))
}

/// Refuses what cannot work before anything runs: statements that end the transaction which
/// Limbeck puts around them or cannot run in it, and sections that leave their own one open.
pub fn check_transactions(plan: &Plan, mode: TransactionMode) -> Result<(), CommandError> {
    for step in &plan.steps {
        if step.transaction == SectionTransaction::Outside || mode == TransactionMode::None {
            check_own_transactions(step, plan.dialect)?;
        } else {
            check_inside(step, plan.dialect)?;
        }
    }
    Ok(())
}

fn check_inside(step: &Step, dialect: Dialect) -> Result<(), CommandError> {
    for statement in &step.statements {
        let reason = match transaction_effect(&statement.sql, dialect) {
            TransactionEffect::Begins | TransactionEffect::Ends => "begins or ends a transaction",
            TransactionEffect::RefusedInside => "cannot run",
            _ => continue,
        };
        let error = conflict(
            step,
            statement,
            dialect,
            format!(
                "{} `{}` has a statement that {reason} inside the transaction around it: `{}`",
                step.order.direction.name(),
                step.order.revision,
                first_line(statement, dialect),
            ),
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

fn check_own_transactions(step: &Step, dialect: Dialect) -> Result<(), CommandError> {
    let mut open = None;
    for statement in &step.statements {
        match Effect::of(&statement.sql, dialect) {
            Effect::Begin => open = Some(statement),
            Effect::Commit | Effect::RollBack => open = None,
            Effect::Undoable | Effect::Lasting => {}
        }
    }
    match open {
        None => Ok(()),
        Some(statement) => Err(conflict(
            step,
            statement,
            dialect,
            format!(
                "{} `{}` begins a transaction and does not end it",
                step.order.direction.name(),
                step.order.revision
            ),
        )
        .hint("add a `COMMIT;` to the section")),
    }
}

fn conflict(step: &Step, statement: &Statement, dialect: Dialect, message: String) -> CommandError {
    let code = skip_blank(&statement.sql, dialect);
    let before = &statement.sql[..statement.sql.len() - code.len()];
    let line = statement.line + before.matches('\n').count();
    let column = match before.rsplit_once('\n') {
        Some((_, last)) => last.chars().count() + 1,
        None => statement.column + before.chars().count(),
    };
    CommandError::new(ErrorKind::TransactionConflict, message)
        .at(place(step, line, column))
        .fact("revision", step.order.revision.clone())
        .note("nothing was run")
}

fn first_line(statement: &Statement, dialect: Dialect) -> &str {
    let code = skip_blank(&statement.sql, dialect);
    code.lines().next().unwrap_or_default()
}

/// The statements that the database passes over in silence inside a transaction, each with its
/// step; somebody wrote them to have an effect.
pub fn ignored(plan: &Plan, mode: TransactionMode) -> Vec<(&Step, &Statement)> {
    if mode == TransactionMode::None {
        return Vec::new();
    }
    let inside = |step: &&Step| step.transaction == SectionTransaction::Inside;
    plan.steps
        .iter()
        .filter(inside)
        .flat_map(|step| {
            step.statements
                .iter()
                .map(move |statement| (step, statement))
        })
        .filter(|(_, statement)| {
            transaction_effect(&statement.sql, plan.dialect) == TransactionEffect::IgnoredInside
        })
        .collect()
}

/// The name of the step's section, as its marker has it.
pub fn section(step: &Step) -> &'static str {
    match step.order.direction {
        limbeck_planner::plan::Direction::Upgrade => "up",
        limbeck_planner::plan::Direction::Downgrade => "down",
    }
}

/// A place in the step's script.
pub fn place(step: &Step, line: usize, column: usize) -> Place {
    Place {
        path: step.path.clone(),
        line,
        column: Some(column),
    }
}

#[cfg(test)]
#[path = "unit_tests.rs"]
mod tests;
