//! A plan for people.

use std::fmt::Write as _;

use limbeck_planner::plan::{Plan, VersionOperation, place};
use limbeck_planner::source::SectionTransaction;

use crate::output::FAINT;

/// What a plan does, step by step.
pub fn plan(plan: &Plan) -> String {
    let mut text = format!(
        "{} on {} from {} to {}: {}\n",
        capitalised(plan.direction.name()),
        plan.dialect,
        place(&plan.from),
        place(&plan.to),
        match plan.steps.len() {
            0 => "nothing to do".to_owned(),
            1 => "1 step".to_owned(),
            steps => format!("{steps} steps"),
        }
    );
    for (index, step) in plan.steps.iter().enumerate() {
        let _infallible = writeln!(
            text,
            "\n{}. {} {} -> {}{}",
            index + 1,
            step.order.direction.name(),
            step.order.from.join(", "),
            step.order.to.join(", "),
            if step.message.is_empty() {
                String::new()
            } else {
                format!(", {}", step.message)
            },
        );
        let outside = match step.transaction {
            SectionTransaction::Inside => "",
            SectionTransaction::Outside => ", outside a transaction",
        };
        let _infallible = writeln!(text, "   {FAINT}{}{outside}{FAINT:#}", step.path);
        for statement in &step.statements {
            let mut lines = statement.code().lines();
            let first = lines.next().unwrap_or_default();
            let more = if lines.next().is_some() { " …" } else { "" };
            let _infallible = writeln!(
                text,
                "   {FAINT}{:>4}{FAINT:#}  {first}{more}",
                statement.code_place().0
            );
        }
        for operation in &step.order.version_operations {
            let _infallible = writeln!(
                text,
                "   {FAINT}row{FAINT:#}   {}",
                operation_text(operation)
            );
        }
    }
    text
}

fn operation_text(operation: &VersionOperation) -> String {
    match operation {
        VersionOperation::Insert { revision } => format!("insert {revision}"),
        VersionOperation::Delete { revision } => format!("delete {revision}"),
        VersionOperation::Update { from, to } => format!("update {from} to {to}"),
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
