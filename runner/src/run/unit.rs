//! Groups the steps of a plan into what commits together.

use std::ops::Range;

use limbeck_planner::plan::{Plan, Statement, Step, TransactionMode};
use limbeck_planner::source::SectionTransaction;
use limbeck_planner::sql::{Dialect, TransactionEffect, conduct, transaction_effect};

use super::effect::Effect;
use crate::error::Place;

/// Steps that commit together, or one step whose statements commit one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// The steps with these indices run in one transaction, version rows included.
    Atomic(Range<usize>),
    /// The step with this index runs statement by statement.
    Stepwise(usize),
}

/// Whether the first step of a plan runs from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstStep {
    /// It does.
    Whole,
    /// It goes on where an earlier run left it.
    Resumed,
}

/// Groups the steps.
pub fn units(plan: &Plan, mode: TransactionMode, first: FirstStep) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (index, step) in plan.steps.iter().enumerate() {
        let resumed = index == 0 && first == FirstStep::Resumed;
        if resumed || mode == TransactionMode::None || !is_atomic(step, plan.dialect) {
            units.push(Unit::Stepwise(index));
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
pub fn is_atomic(step: &Step, dialect: Dialect) -> bool {
    step.transaction == SectionTransaction::Inside
        && (dialect != Dialect::Mysql
            || step.statements.iter().all(|statement| {
                matches!(
                    conduct(statement.code(), dialect).into(),
                    Effect::Undoable | Effect::Setting
                )
            }))
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
            transaction_effect(statement.code(), plan.dialect) == TransactionEffect::IgnoredInside
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

/// The place of a statement of the step in its script, behind the comments before it.
pub fn place_of(step: &Step, statement: &Statement) -> Place {
    let (line, column) = statement.code_place();
    place(step, line, column)
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
