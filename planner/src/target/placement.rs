//! Where a new revision goes.

use thiserror::Error;

use super::resolve;
use super::walk::Walked;
use super::{Reference, Selection, TargetError};
use crate::history::{History, Node, Revision};

/// What a person asks of a new revision, as `revision` and `merge` take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Its id.
    pub id: String,
    /// What it follows: `head` unless something else was asked for, `base` for a new base, and
    /// the revisions to merge for a merge.
    pub heads: Vec<String>,
    /// Whether it may follow revisions that are no heads.
    pub splice: Splice,
    /// The labels of the branch that it starts.
    pub branch_labels: Vec<String>,
    /// What it depends on: labels, ids or partial ids.
    pub depends_on: Vec<String>,
}

/// Whether a new revision may follow one that another follows already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Splice {
    /// It follows heads only.
    #[default]
    Refused,
    /// It may start a branch.
    Allowed,
}

/// Why a new revision has no place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlacementError {
    /// The id is empty, or has a character that targets use.
    #[error("`{id}` is no revision id")]
    IllegalId {
        /// The id.
        id: String,
    },
    /// Another revision has the id, or has it as a label. (Alembic warns, and leaves a history
    /// with two.)
    #[error("`{id}` is already the id or a branch label of revision `{revision}`")]
    IdTaken {
        /// The id.
        id: String,
        /// The revision that has it.
        revision: String,
    },
    /// One revision was named twice as what the new one follows.
    #[error("duplicate head revision `{revision}`")]
    DuplicateHead {
        /// Its id.
        revision: String,
    },
    /// The new revision would start a branch, and was not asked to.
    #[error("revision `{revision}` is not a head revision")]
    NotAHead {
        /// The revision that is followed by another already.
        revision: String,
    },
    /// The label is in use. (Alembic says so after it has written the script.)
    #[error("branch label `{label}` is already used by revision `{revision}`")]
    LabelTaken {
        /// The label.
        label: String,
        /// The revision that has it as a label or as its id.
        revision: String,
    },
    /// What the new revision is to follow or to depend on leads nowhere.
    #[error(transparent)]
    Target(#[from] TargetError),
}

/// The new revision that `placement` asks for, without message and date: Alembic's
/// `generate_revision`.
///
/// A dependency that was named by a branch label keeps the label; any other becomes the whole id.
pub fn place(history: &History, placement: &Placement) -> Result<Revision, PlacementError> {
    let id = &placement.id;
    if !Revision::is_legal_id(id) {
        return Err(PlacementError::IllegalId { id: id.clone() });
    }
    if let Some(node) = history.names().get(id) {
        return Err(PlacementError::IdTaken {
            id: id.clone(),
            revision: history.id(node).to_owned(),
        });
    }
    let heads = heads(history, placement)?;
    let depends_on = placement
        .depends_on
        .iter()
        .map(|name| dependency(history, name))
        .collect::<Result<_, TargetError>>()?;
    check_labels(history, placement)?;
    Ok(Revision {
        id: id.clone(),
        down_revisions: resolve::owned(history.ids(heads)),
        depends_on,
        branch_labels: placement.branch_labels.clone(),
        ..Revision::default()
    })
}

/// The revisions that the new one follows.
fn heads(history: &History, placement: &Placement) -> Result<Vec<Node>, PlacementError> {
    let mut places = Vec::new();
    for head in &placement.heads {
        let found = Selection::parse(head)?.all(history)?;
        places.extend(found.into_iter().map(|place| (head, place)));
    }
    let mut heads = Vec::new();
    for (head, place) in places {
        let Walked::At(node) = place else {
            return Err(PlacementError::Target(TargetError::NoRevision {
                target: head.clone(),
            }));
        };
        if heads.contains(&node) {
            return Err(PlacementError::DuplicateHead {
                revision: history.id(node).to_owned(),
            });
        }
        heads.push(node);
    }
    let spliced = heads
        .iter()
        .map(|&node| history.id(node))
        .find(|id| !history.is_head(id));
    match spliced {
        Some(revision) if placement.splice == Splice::Refused => Err(PlacementError::NotAHead {
            revision: revision.to_owned(),
        }),
        _ => Ok(heads),
    }
}

fn check_labels(history: &History, placement: &Placement) -> Result<(), PlacementError> {
    for (index, label) in placement.branch_labels.iter().enumerate() {
        let owner = match history.names().get(label) {
            Some(node) => history.id(node),
            None if *label == placement.id || placement.branch_labels[..index].contains(label) => {
                &placement.id
            }
            None => continue,
        };
        return Err(PlacementError::LabelTaken {
            label: label.clone(),
            revision: owner.to_owned(),
        });
    }
    Ok(())
}

/// What a script says to depend on `name`.
fn dependency(history: &History, name: &str) -> Result<String, TargetError> {
    match Reference::parse(name)?.one(history)? {
        Some(node) if history.has_label(node, name) => Ok(name.to_owned()),
        Some(node) => Ok(history.id(node).to_owned()),
        None => Err(TargetError::NoRevision {
            target: name.to_owned(),
        }),
    }
}
