//! Text for people, from plain data.

mod annotation;
mod autogenerate;
mod change;
mod comparison;
mod conflicts;
mod diagnostic;
mod graph;
mod plan;
mod reference;
mod revision;
mod schema;
mod statement;

use std::fmt::Write as _;

use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::document::DiagnosticDocument;

use crate::error::CommandError;
use crate::output::{ERROR, FAINT, HINT};

pub use annotation::Annotations;
pub use autogenerate::{differences, question, sections};
pub use change::change;
pub use comparison::comparison;
pub use conflicts::ConflictReport;
pub use diagnostic::{diagnostic, excerpt};
pub use graph::graph;
pub use plan::plan;
pub use reference::reference;
pub use revision::{Line, Mark, entry, line};
pub use schema::schema;
pub use statement::statement;

/// How many there are of something: `1 revision`, `3 revisions`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}

/// A diagnostic as JSON.
pub fn diagnostic_json(diagnostic: &Diagnostic) -> serde_json::Value {
    serde_json::to_value(DiagnosticDocument::of(diagnostic)).unwrap_or_default()
}

/// An error with all that is known of it: the sentence, the place, an excerpt, notes and hints.
pub fn error(error: &CommandError) -> String {
    let mut text = format!("{ERROR}error{ERROR:#}: {}\n", error.message);
    match (&error.excerpt, &error.place) {
        (Some(shown), _) => text.push_str(&excerpt(shown)),
        (None, Some(place)) => {
            let _infallible = writeln!(text, " {FAINT}-->{FAINT:#} {place}");
        }
        (None, None) => {}
    }
    for found in &error.diagnostics {
        text.push_str(&diagnostic(found, &error.sources));
    }
    for note in &error.notes {
        let _infallible = writeln!(text, "  {note}");
    }
    for hint in &error.hints {
        let _infallible = writeln!(text, "{HINT}hint{HINT:#}: {hint}");
    }
    text
}
