//! Everything that some revisions need, or that follows them.

use fixedbitset::FixedBitSet;

use super::TargetError;
use super::resolve::owned;
use crate::history::{Follow, History, Node};

/// `nodes` and all that they need. None of them may need another: Alembic's
/// `_get_ancestor_nodes` with its check.
pub(crate) fn ancestors(history: &History, nodes: &[Node]) -> Result<FixedBitSet, TargetError> {
    let graph = history.graph();
    let parents = nodes
        .iter()
        .flat_map(|&node| graph.parents(node, Follow::Effective));
    let mut closure = graph.ancestors(parents, Follow::Effective);
    check(history, nodes, &closure, |node| {
        graph.ancestors([node], Follow::Effective)
    })?;
    closure.extend(nodes.iter().map(|node| node.index()));
    Ok(closure)
}

/// The version table's `rows` and all that they imply. None of them may imply another.
pub(crate) fn of_rows(history: &History, rows: &[Node]) -> Result<FixedBitSet, TargetError> {
    ancestors(history, rows).map_err(|error| match error {
        TargetError::Overlap { revision, others } => {
            let graph = history.graph();
            let parents = rows
                .iter()
                .flat_map(|&row| graph.parents(row, Follow::Effective));
            let implied = graph.ancestors(parents, Follow::Effective);
            let left = rows.iter().copied();
            let left = left.filter(|row| !implied.contains(row.index()));
            TargetError::OverlappingRows {
                revision,
                implied: others,
                left: owned(history.ids(left)),
            }
        }
        error => error,
    })
}

/// `nodes` and all that follows them by down revisions. None of them may follow another:
/// Alembic's `_get_descendant_nodes` with its check.
pub(crate) fn descendants(history: &History, nodes: &[Node]) -> Result<FixedBitSet, TargetError> {
    let graph = history.graph();
    let children = nodes
        .iter()
        .flat_map(|&node| graph.children(node, Follow::Down));
    let mut closure = graph.descendants(children, Follow::Down);
    check(history, nodes, &closure, |node| {
        graph.descendants([node], Follow::Down)
    })?;
    closure.extend(nodes.iter().map(|node| node.index()));
    Ok(closure)
}

/// Refuses nodes that are in the closure of others.
fn check(
    history: &History,
    nodes: &[Node],
    others: &FixedBitSet,
    closure: impl Fn(Node) -> FixedBitSet,
) -> Result<(), TargetError> {
    if !nodes.iter().any(|node| others.contains(node.index())) {
        return Ok(());
    }
    for &node in nodes {
        let closure = closure(node);
        let overlapping = nodes
            .iter()
            .copied()
            .filter(|&other| other != node && closure.contains(other.index()));
        let others = owned(history.ids(overlapping));
        if !others.is_empty() {
            return Err(TargetError::Overlap {
                revision: history.id(node).to_owned(),
                others,
            });
        }
    }
    Ok(())
}
