use super::literal::{Literal, same_literal};
use crate::sql::Dialect;

/// A piece of an expression or a query in the one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// What must be the same.
    Text(String),
    /// A value, which may be spelled in several ways.
    Literal(Literal),
    /// A column, with the table or alias that stands before it, if one does.
    Column {
        qualifier: Option<String>,
        name: String,
    },
    /// What a column of a query is called; nothing where the database chooses.
    Alias(Option<String>),
}

/// Whether two lists of pieces mean the same.
pub(super) fn same(one: &[Piece], other: &[Piece], dialect: Dialect) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| same_piece(one, other, dialect))
}

fn same_piece(one: &Piece, other: &Piece, dialect: Dialect) -> bool {
    match (one, other) {
        (Piece::Literal(one), Piece::Literal(other)) => same_literal(one, other, dialect),
        (
            Piece::Column {
                qualifier: first,
                name: one,
            },
            Piece::Column {
                qualifier: second,
                name: other,
            },
        ) => one == other && are_compatible(first.as_ref(), second.as_ref()),
        (Piece::Alias(one), Piece::Alias(other)) => are_compatible(one.as_ref(), other.as_ref()),
        (one, other) => one == other,
    }
}

/// Whether two names that one side may leave out do not contradict each other.
fn are_compatible(one: Option<&String>, other: Option<&String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
