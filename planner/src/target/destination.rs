//! Where `upgrade` and `downgrade` go from where a database is.

use super::lineage::{Kinship, Lineage};
use super::resolve::owned;
use super::walk::{Overwalk, Walked, walk};
use super::{Reference, Relative, Selection, Symbol, Target, TargetError};
use crate::history::{Follow, History, Node, members};

/// What steps start from when a target names nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Start<'a> {
    /// The version table's rows, in the order in which the database gives them.
    Rows(&'a [Node]),
    /// The start of a range, as it was typed.
    Text(&'a str),
}

/// The revisions that an upgrade leads to: Alembic's `_parse_upgrade_target`.
pub(crate) fn upgrade_destinations(
    history: &History,
    start: Start<'_>,
    target: &Target,
    overwalk: Overwalk,
) -> Result<Vec<Node>, TargetError> {
    let Relative {
        branch,
        anchor,
        steps,
    } = match target {
        Target::Absolute(reference) => return reference.all(history),
        Target::Relative(relative) => relative,
    };
    let too_few = TargetError::TooFewRevisions { steps: *steps };
    let Some(anchor) = anchor else {
        if *steps <= 0 {
            return Err(too_few);
        }
        let from = upgrade_start(history, start, branch.as_deref())?;
        return match walk(history, from, *steps, branch.as_deref(), overwalk)? {
            Walked::At(node) => Ok(vec![node]),
            Walked::Base | Walked::Short => Err(too_few),
        };
    };
    let anchor = Reference {
        // Steps up are kept to the branch; steps down start on it.
        branch: branch.clone().filter(|_| *steps <= 0),
        symbol: anchor.clone(),
    };
    let from = anchor.one(history)?;
    match walk(history, from, *steps, branch.as_deref(), overwalk)? {
        Walked::At(node) => Ok(vec![node]),
        Walked::Base | Walked::Short => Err(TargetError::WalkedTooFar {
            from: anchor.to_string(),
            steps: *steps,
        }),
    }
}

/// The one revision that steps up start from; none is before the first.
fn upgrade_start(
    history: &History,
    start: Start<'_>,
    branch: Option<&str>,
) -> Result<Option<Node>, TargetError> {
    let Some(branch) = branch else {
        return match start {
            Start::Rows([]) => Ok(None),
            Start::Rows([row]) => Ok(Some(*row)),
            Start::Rows(rows) => Err(ambiguous_start(history, rows.to_vec())),
            Start::Text(text) => Reference::parse(text)?.one(history),
        };
    };
    let places = match start {
        Start::Rows(rows) => rows.iter().copied().map(Walked::At).collect(),
        Start::Text(text) => Selection::parse(text)?.all(history)?,
    };
    let lineage = Lineage::of_branch(history, branch)?;
    let mut rows = Vec::new();
    for place in &places {
        match place {
            Walked::At(node) => rows.push(*node),
            // Before the first revision there is no branch, unless it is `base`.
            Walked::Base | Walked::Short if !lineage.is_everything() => {
                if !rows.is_empty() {
                    lineage.members(Kinship::Branch)?;
                }
                return Err(TargetError::NotFound {
                    identifier: branch.to_owned(),
                });
            }
            Walked::Base | Walked::Short if places.len() == 1 => return Ok(None),
            Walked::Base | Walked::Short => return Err(ambiguous_start(history, rows)),
        }
    }
    let mut starts = lineage.filter(Kinship::Branch, rows.clone())?;
    if starts.is_empty() {
        // The branch is no row of its own: its tips among everything that is applied.
        let graph = history.graph();
        let applied = graph.ancestors(rows, Follow::Effective);
        let on_branch = lineage.filter(Kinship::Branch, members(&applied).collect())?;
        let mut tips = graph.ancestors(std::iter::empty(), Follow::Effective);
        tips.extend(on_branch.iter().map(|node| node.index()));
        for node in on_branch {
            for parent in graph.parents(node, Follow::Effective) {
                tips.remove(parent.index());
            }
        }
        starts = members(&tips).collect();
    }
    match starts[..] {
        [] => Ok(None),
        [start] => Ok(Some(start)),
        _ => Err(ambiguous_start(history, starts)),
    }
}

fn ambiguous_start(history: &History, starts: Vec<Node>) -> TargetError {
    TargetError::AmbiguousStart {
        current: owned(history.ids(starts)),
    }
}

/// Where a downgrade leads, and the branch that it is to stay on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    /// A label, an id or a partial id. It is looked up only where several branches could go.
    pub branch: Option<String>,
    /// The revision that stays; none for base.
    pub revision: Option<Node>,
}

/// Where a downgrade leads: Alembic's `_parse_downgrade_target`.
pub(crate) fn downgrade_destination(
    history: &History,
    rows: &[Node],
    target: &Target,
    overwalk: Overwalk,
) -> Result<Destination, TargetError> {
    let Relative {
        branch,
        anchor,
        steps,
    } = match target {
        Target::Absolute(Reference { branch, symbol }) => {
            // The branch says what goes, and not what is meant by the symbol.
            let unbound = Reference {
                branch: None,
                symbol: symbol.clone(),
            };
            return Ok(Destination {
                branch: branch.clone(),
                revision: unbound.one(history)?,
            });
        }
        Target::Relative(relative) => relative,
    };
    let (walked, branch, error) = if let Some(anchor) = anchor {
        let anchor = Reference {
            branch: branch.clone().filter(|_| *steps < 0),
            symbol: anchor.clone(),
        };
        let from = anchor.one(history)?;
        let error = TargetError::WalkedTooFar {
            from: anchor.to_string(),
            steps: *steps,
        };
        let walked = walk(history, from, *steps, branch.as_deref(), overwalk)?;
        (walked, branch.clone(), error)
    } else {
        let error = TargetError::TooFewRevisions { steps: *steps };
        if *steps >= 0 {
            return Err(error);
        }
        let Some((from, branch)) = downgrade_start(history, rows, branch.as_deref())? else {
            return Err(error);
        };
        let walked = walk(history, Some(from), *steps, None, overwalk)?;
        (walked, Some(branch), error)
    };
    match walked {
        Walked::At(node) => Ok(Destination {
            branch,
            revision: Some(node),
        }),
        Walked::Base => Ok(Destination {
            branch,
            revision: None,
        }),
        Walked::Short => Err(error),
    }
}

/// The one revision that steps down start from, and the branch that they stay on. Without a
/// branch, that is the first of the rows, as the database gives them, if there is one.
fn downgrade_start(
    history: &History,
    rows: &[Node],
    branch: Option<&str>,
) -> Result<Option<(Node, String)>, TargetError> {
    let Some(branch) = branch else {
        let first = rows.first();
        return Ok(first.map(|&row| (row, history.id(row).to_owned())));
    };
    let lineage = Lineage::of_branch(history, branch)?;
    let mut starts = lineage.filter(Kinship::Branch, rows.to_vec())?;
    if starts.is_empty() {
        starts = lineage.filter(Kinship::Branch, all_current(history, rows))?;
    }
    match starts[..] {
        [] => Err(TargetError::NothingOnBranch {
            branch: branch.to_owned(),
        }),
        [start] => {
            let on_branch = Reference {
                branch: Some(branch.to_owned()),
                symbol: Symbol::Name(history.id(start).to_owned()),
            };
            on_branch.one(history)?;
            Ok(Some((start, branch.to_owned())))
        }
        _ => Err(TargetError::SeveralOnBranch {
            branch: branch.to_owned(),
            current: owned(history.ids(starts)),
        }),
    }
}

/// The row that a downgrade's steps start from where neither the target nor the database says which
/// is meant: the first of several. Alembic warns of that.
pub fn chosen_start<'rows>(rows: &'rows [String], target: &str) -> Option<&'rows str> {
    let names_nothing = matches!(
        Target::parse(target),
        Ok(Target::Relative(Relative {
            branch: None,
            anchor: None,
            ..
        }))
    );
    match rows {
        [first, _, ..] if names_nothing => Some(first),
        _ => None,
    }
}

/// The rows and the heads, by down revisions alone, of all that they imply, in load order:
/// Alembic's `_get_all_current`.
pub(crate) fn all_current(history: &History, rows: &[Node]) -> Vec<Node> {
    let graph = history.graph();
    let applied = graph.ancestors(rows.iter().copied(), Follow::Effective);
    members(&applied)
        .filter(|&node| {
            let mut children = graph.children(node, Follow::Down);
            !children.any(|child| applied.contains(child.index()))
        })
        .collect()
}
