//! Takes steps along the down revisions.

use super::TargetError;
use super::lineage::{Kinship, Lineage};
use super::resolve::owned;
use crate::history::{Follow, History, Node};

/// Where a walk ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Walked {
    /// At a revision.
    At(Node),
    /// Before the first revision.
    Base,
    /// Nowhere: there were not so many revisions.
    Short,
}

/// What happens when there are not so many revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overwalk {
    /// The walk ends nowhere.
    Refuse,
    /// The walk ends at the last one.
    Stop,
}

/// Walks `steps` from `start`, up the lines of `branch` alone if one is named. Without a start, the
/// first step up leads to a base, and the first step down to a head. Alembic's `_walk`.
pub(crate) fn walk(
    history: &History,
    start: Option<Node>,
    steps: i64,
    branch: Option<&str>,
    overwalk: Overwalk,
) -> Result<Walked, TargetError> {
    let mut place = start.map_or(Walked::Short, Walked::At);
    let branch = branch
        .filter(|_| steps > 0)
        .map(|branch| Lineage::of_branch(history, branch))
        .transpose()?;
    // The branch is looked up once there is a step to take.
    let mut members = None;
    for _ in 0..steps.unsigned_abs() {
        let next = if steps > 0 {
            let mut next = above(history, place);
            if let Some(branch) = &branch
                && !next.is_empty()
            {
                let members = match &members {
                    Some(members) => members,
                    None => members.insert(branch.members(Kinship::Branch)?),
                };
                next.retain(|node| members.contains(node.index()));
            }
            next
        } else {
            match below(history, place) {
                Some(next) if next.is_empty() => {
                    place = Walked::Base;
                    continue;
                }
                Some(next) => next,
                None => Vec::new(),
            }
        };
        match next[..] {
            [] if overwalk == Overwalk::Stop => return Ok(place),
            [] => return Ok(Walked::Short),
            [node] => place = Walked::At(node),
            _ => {
                return Err(TargetError::AmbiguousWalk {
                    steps,
                    candidates: owned(history.ids(next)),
                });
            }
        }
    }
    Ok(place)
}

/// What a step up could lead to.
fn above(history: &History, place: Walked) -> Vec<Node> {
    match place {
        Walked::At(node) => history.graph().children(node, Follow::Down).collect(),
        Walked::Short => history.base_nodes().collect(),
        Walked::Base => Vec::new(),
    }
}

/// What a step down could lead to: no revision for base, and nothing at all below that.
fn below(history: &History, place: Walked) -> Option<Vec<Node>> {
    match place {
        Walked::At(node) => {
            let names = &history.revision(node).down_revisions;
            Some(names.iter().filter_map(|name| history.find(name)).collect())
        }
        Walked::Short => {
            let heads: Vec<Node> = history.head_nodes().collect();
            Some(heads)
        }
        Walked::Base => None,
    }
}
