//! Rows and lanes of the graph, as plain data.
//!
//! [`rows`] gives one [`Row`] for each revision, newest first, in an order that keeps a branch
//! together, with the lane it stands in and the edges between it and the row below. Nothing here
//! draws: the page makes SVG of the rows, and [`text`] makes the terminal's graph of them, so that
//! both show one picture.
//!
//! It takes revisions and not a [`History`](crate::history::History), because a history with
//! faults must be seen too. Missing parents, cycles, self-loops and double ids are drawn as far as
//! they go, and marked where they end.

mod color;
mod lanes;
mod order;
pub mod text;

pub use color::COLORS;
pub use lanes::{Edge, EdgeEnd, EdgeKind, Row, Rows};

use crate::history::Revision;

/// Lays `revisions` out.
///
/// The order is decided at once, in time linear in revisions and edges; the lanes follow row by
/// row as the iterator is driven, each in time linear in the lanes that are open at that row.
/// Equal input in equal order gives equal rows.
pub fn rows(revisions: &[Revision]) -> Rows {
    let mut links = order::Links::find(revisions);
    let order = order::order(revisions, &mut links);
    let colors = color::colors(revisions, &links, &order);
    Rows::new(order, links, colors)
}
