//! Puts a branch behind another revision, by what its first script says that it follows.

mod edit;

use std::collections::BTreeSet;

use thiserror::Error;

pub use edit::{Edit, follow};

use crate::history::{Fault, Follow, History, Node, members};
use crate::project::Project;

/// What a rebase changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebase {
    /// The branch's first revision, whose script changes.
    pub first: String,
    /// The path of that script.
    pub path: String,
    /// What it followed.
    pub from: Vec<String>,
    /// What it follows afterwards.
    pub onto: String,
    /// Every revision that gets another place: the first and all that follow it, parents first.
    pub moved: Vec<String>,
    /// The one change of the script's text.
    pub edit: Edit,
}

/// Why a branch cannot be rebased.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RebaseError {
    /// No revision has this id.
    #[error("there is no revision `{id}`")]
    NoRevision {
        /// What was asked for.
        id: String,
    },
    /// There are other heads than the branch's, and not one.
    #[error("{}", which_head(heads))]
    WhichHead {
        /// The heads that it could go onto, in load order.
        heads: Vec<String>,
    },
    /// The new place is the revision, or follows it.
    #[error("`{onto}` is or follows `{revision}`, which cannot go behind it")]
    OntoItself {
        /// The revision.
        revision: String,
        /// Where it was to go.
        onto: String,
    },
    /// It is there already.
    #[error("`{revision}` follows `{onto}` already")]
    AlreadyThere {
        /// The branch's first revision.
        revision: String,
        /// What it follows.
        onto: String,
    },
    /// The branch begins at several revisions.
    #[error("the branch of `{revision}` begins at several revisions: {}", first.join(", "))]
    SeveralBeginnings {
        /// The revision.
        revision: String,
        /// Where it begins, in load order.
        first: Vec<String>,
    },
    /// A revision of the branch joins it with what the new place has, too.
    #[error("`{merge}` joins the branch of `{revision}` with `{parent}`, which `{onto}` has, too")]
    JoinedBefore {
        /// The revision.
        revision: String,
        /// The merge.
        merge: String,
        /// Its parent that is not of the branch.
        parent: String,
        /// Where the branch was to go.
        onto: String,
    },
    /// The scripts would be no history.
    #[error("the scripts would be no history: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    NoHistory {
        /// What would be wrong.
        faults: Vec<Fault>,
    },
}

fn which_head(heads: &[String]) -> String {
    if heads.is_empty() {
        "there is no other head to go onto".to_owned()
    } else {
        format!("there are several heads to go onto: {}", heads.join(", "))
    }
}

/// Puts the branch that `revision` is on behind `onto`, or behind the one other head.
///
/// The branch is what `revision` follows and `onto` does not have. Both are whole ids of the
/// project's history. Costs what a walk over the history does.
pub fn rebase(
    project: &Project,
    history: &History,
    revision: &str,
    onto: Option<&str>,
) -> Result<Rebase, RebaseError> {
    let node = |id: &str| {
        history
            .find(id)
            .ok_or_else(|| RebaseError::NoRevision { id: id.to_owned() })
    };
    let tip = node(revision)?;
    let graph = history.graph();
    let target = match onto {
        Some(onto) => node(onto)?,
        None => other_head(history, tip)?,
    };
    let onto = history.id(target).to_owned();
    let below = graph.ancestors([target], Follow::Down);
    if target == tip || below.contains(tip.index()) {
        return Err(RebaseError::OntoItself {
            revision: revision.to_owned(),
            onto,
        });
    }
    let mut branch = graph.ancestors([tip], Follow::Down);
    branch.difference_with(&below);
    let branch: BTreeSet<Node> = members(&branch).collect();
    let is_first = |node: &Node| {
        !graph
            .parents(*node, Follow::Down)
            .any(|it| branch.contains(&it))
    };
    let beginnings: Vec<Node> = branch.iter().copied().filter(is_first).collect();
    let [first] = beginnings.as_slice() else {
        return Err(RebaseError::SeveralBeginnings {
            revision: revision.to_owned(),
            first: beginnings
                .iter()
                .map(|it| history.id(*it).to_owned())
                .collect(),
        });
    };
    let from = history.revision(*first).down_revisions.clone();
    let parents: Vec<Node> = graph.parents(*first, Follow::Down).collect();
    if parents == [target] {
        return Err(RebaseError::AlreadyThere {
            revision: history.id(*first).to_owned(),
            onto,
        });
    }
    refuse_joins(history, &branch, *first, revision, &onto)?;
    let above = graph.descendants([*first], Follow::Down);
    let moved = history
        .parents_first()
        .filter(|node| above.contains(node.index()))
        .map(|node| history.id(node).to_owned())
        .collect();
    let script = project
        .script(history.id(*first))
        .ok_or_else(|| RebaseError::NoRevision {
            id: history.id(*first).to_owned(),
        })?;
    refuse_faults(history, *first, &onto)?;
    Ok(Rebase {
        first: script.revision.id.clone(),
        path: script.path.clone(),
        from,
        edit: follow(script, &onto),
        onto,
        moved,
    })
}

/// Those of `moved` that a database has whose version table holds `rows`, in the same order. A branch
/// of which a database has something keeps its place: that database would never see what it was put
/// behind.
pub fn recorded<'ids>(history: &History, moved: &'ids [String], rows: &[String]) -> Vec<&'ids str> {
    let rows = rows.iter().filter_map(|row| history.find(row));
    let applied = history.graph().ancestors(rows, Follow::All);
    let is_applied = |id: &&str| {
        history
            .find(id)
            .is_some_and(|it| applied.contains(it.index()))
    };
    moved
        .iter()
        .map(String::as_str)
        .filter(is_applied)
        .collect()
}

/// The head that is not of the branch, if there is one.
fn other_head(history: &History, tip: Node) -> Result<Node, RebaseError> {
    let above = history.graph().descendants([tip], Follow::Down);
    let heads = history.heads();
    let others: Vec<Node> = heads
        .iter()
        .filter_map(|head| history.find(head))
        .filter(|head| !above.contains(head.index()))
        .collect();
    match others.as_slice() {
        [other] => Ok(*other),
        others => Err(RebaseError::WhichHead {
            heads: others.iter().map(|it| history.id(*it).to_owned()).collect(),
        }),
    }
}

/// A merge inside the branch with something that its new place has would then have two parents of
/// which one is above the other.
fn refuse_joins(
    history: &History,
    branch: &BTreeSet<Node>,
    first: Node,
    revision: &str,
    onto: &str,
) -> Result<(), RebaseError> {
    for &node in branch.iter().filter(|node| **node != first) {
        let mut parents = history.graph().parents(node, Follow::Down);
        if let Some(parent) = parents.find(|it| !branch.contains(it)) {
            return Err(RebaseError::JoinedBefore {
                revision: revision.to_owned(),
                merge: history.id(node).to_owned(),
                parent: history.id(parent).to_owned(),
                onto: onto.to_owned(),
            });
        }
    }
    Ok(())
}

fn refuse_faults(history: &History, first: Node, onto: &str) -> Result<(), RebaseError> {
    let mut revisions = history.revisions().to_vec();
    revisions[first.index()].down_revisions = vec![onto.to_owned()];
    match History::build(revisions) {
        Ok(_) => Ok(()),
        Err(faults) => Err(RebaseError::NoHistory { faults }),
    }
}
