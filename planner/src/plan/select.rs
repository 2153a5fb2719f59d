//! Which revisions an upgrade or a downgrade runs, before they are ordered.

use fixedbitset::FixedBitSet;

use crate::history::{Follow, History, Node, members};
use crate::target::{Destination, TargetError, branch, closure, owned};

/// What `destinations` need and the database at `rows` does not have: the part of Alembic's
/// `_collect_upgrade_revisions` that upgrades use.
pub(super) fn to_upgrade(
    history: &History,
    rows: &[Node],
    destinations: &[Node],
) -> Result<FixedBitSet, TargetError> {
    let mut missing = closure::ancestors(history, destinations)?;
    missing.difference_with(&closure::of_rows(history, rows)?);
    Ok(missing)
}

/// What the database at `rows` has and must lose, to be where `destination` says: Alembic's
/// `_collect_downgrade_revisions`. `target` is what was typed.
pub(super) fn to_downgrade(
    history: &History,
    rows: &[Node],
    destination: &Destination,
    target: &str,
) -> Result<FixedBitSet, TargetError> {
    let graph = history.graph();
    let mut roots: Vec<Node> = match destination.revision {
        None => history.base_nodes().collect(),
        Some(stays) => graph.children(stays, Follow::Down).collect(),
    };
    // Alembic looks the branch up only where it sees several roots, and sees a base once more for
    // each label that it owns.
    let sees_several = match roots[..] {
        [root] if destination.revision.is_none() => {
            !history.revision(root).branch_labels.is_empty()
        }
        _ => roots.len() > 1,
    };
    if let Some(name) = &destination.branch
        && sees_several
    {
        let branch = graph.ancestors([branch(history, name)?], Follow::Down);
        roots.retain(|root| branch.contains(root.index()));
        if roots.is_empty() {
            return Err(TargetError::NotOnDowngradedBranch {
                target: target.to_owned(),
                branch: name.clone(),
                current: owned(history.ids(rows.iter().copied())),
            });
        }
    }
    let mut going = graph.descendants(roots, Follow::All);
    going.intersect_with(&graph.ancestors(rows.iter().copied(), Follow::Effective));
    if let Some(stays) = destination.revision
        && members(&going).next().is_none()
        && !rows.contains(&stays)
    {
        return Err(TargetError::NothingToDrop {
            target: target.to_owned(),
            current: owned(history.ids(rows.iter().copied())),
        });
    }
    Ok(going)
}
