//! The revision that leads from the history's schema to the one that the person declares.

mod answer;
mod rename;
mod script;
mod view;

pub(super) use answer::view;
pub use view::{
    DeclaredChoice, DeclaredFile, DeclaredView, DifferenceKind, DifferenceView, FaultView,
    GeneratedView, NoteKind, NoteView, RenameAnswer, RenameView, UncertainView,
};

use std::iter;

use limbeck_planner::sql::Dialect;

use super::code::{self, Code, Limits};
use super::script::highlight;

/// `text` as SQL. Nothing of it is left out but what is more than a page shows, which the result
/// tells of.
pub fn highlighted(text: &str, dialect: Dialect) -> Code {
    let runs = highlight(text, iter::once(0..text.len()), dialect, Limits::SHOWN);
    code::lines(text, runs, Limits::SHOWN)
}
