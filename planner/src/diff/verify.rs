use std::fmt::Write as _;

use super::step::{Action, Generated, Note, Step};
use crate::compare::{Change, Difference, compare, shown_value};
use crate::operation::read;
use crate::replay::{Place, Replay};
use crate::schema::Schema;

/// So many differences are named; the rest is a number.
const NAMED: usize = 8;

/// Reads what was written, carries it out, and notes what a database would refuse of it, and where it
/// does not lead to `to`. Gives the schema that it leaves, unless a person must write something.
pub(super) fn verify(from: &Schema, to: &Schema, generated: &mut Generated) -> Option<Schema> {
    let dialect = from.dialect();
    let mut replay = Replay::new(from.clone());
    let mut refused: Vec<String> = Vec::new();
    for step in &generated.steps {
        for statement in step.action.statements(dialect) {
            let faults = replay.apply_all(&read(&statement, dialect), Place::NONE);
            refused.extend(faults.iter().map(ToString::to_string));
        }
    }
    let left: Vec<String> = compare(replay.schema(), to)
        .iter()
        .filter(|difference| !difference.is_about_position())
        .map(tell)
        .collect();
    note(generated, "a database would refuse this:", &refused);
    note(
        generated,
        "these differ still, and must be written by hand:",
        &left,
    );
    (refused.is_empty() && left.is_empty()).then(|| replay.into_schema())
}

fn note(generated: &mut Generated, headline: &str, left: &[String]) {
    if left.is_empty() {
        return;
    }
    let mut text = headline.to_owned();
    for line in left.iter().take(NAMED) {
        text.push_str("\n  ");
        text.push_str(line);
    }
    if let Some(more) = left.len().checked_sub(NAMED).filter(|it| *it > 0) {
        let _infallible = write!(text, "\n  and {more} more");
    }
    generated.steps.push(Step {
        action: Action::Nothing,
        notes: vec![Note::Decide(text)],
    });
}

fn tell(difference: &Difference) -> String {
    let object = &difference.object;
    match &difference.change {
        Change::OnlyLeft => format!("{object} should not be there"),
        Change::OnlyRight => format!("{object} is missing"),
        Change::Differs {
            property,
            left,
            right,
        } => {
            let (left, right) = (shown_value(left), shown_value(right));
            format!("the {property} of {object}: {left} should be {right}")
        }
    }
    .replace('\n', " ")
}
