//! Finds the revisions that a name means.

use super::lineage::{Kinship, Lineage, lines};
use super::walk::{Overwalk, Walked, walk};
use super::{Reference, Selection, Symbol, TargetError};
use crate::history::{History, Node};

/// The revision with this id, label or partial id, on `branch` if one is named: Alembic's
/// `_revision_for_ident`.
pub(crate) fn name(
    history: &History,
    name: &str,
    branch: Option<&str>,
) -> Result<Node, TargetError> {
    let branch = branch
        .map(|branch| Ok((branch, self::branch(history, branch)?)))
        .transpose()?;
    let node = match history.names().get(name) {
        Some(node) => node,
        None => partial(history, name, branch.map(|(branch, _)| branch))?,
    };
    check_members(history, &[node], branch)?;
    Ok(node)
}

/// The revision that stands for a branch: Alembic's `_resolve_branch`.
pub(crate) fn branch(history: &History, branch: &str) -> Result<Node, TargetError> {
    name(history, branch, None).map_err(|_| TargetError::NoSuchBranch {
        branch: branch.to_owned(),
    })
}

/// The one id or label that starts with `part`.
fn partial(history: &History, part: &str, branch: Option<&str>) -> Result<Node, TargetError> {
    let mut found: Vec<(&str, Node)> = history.names().starting_with(part).collect();
    if let Some(branch) = branch
        && !found.is_empty()
    {
        let members = Lineage::of_branch(history, branch)?.members(Kinship::Branch)?;
        found.retain(|(_, node)| members.contains(node.index()));
    }
    match found[..] {
        [] => Err(TargetError::NotFound {
            identifier: part.to_owned(),
        }),
        [(_, node)] => Ok(node),
        _ => Err(TargetError::Ambiguous {
            identifier: part.to_owned(),
            candidates: found.iter().map(|(name, _)| (*name).to_owned()).collect(),
        }),
    }
}

fn check_members(
    history: &History,
    nodes: &[Node],
    branch: Option<(&str, Node)>,
) -> Result<(), TargetError> {
    let Some((branch, on)) = branch else {
        return Ok(());
    };
    let members = lines(history, [on], Kinship::Branch);
    match nodes.iter().find(|node| !members.contains(node.index())) {
        Some(&stranger) => Err(TargetError::NotOnBranch {
            revision: history.id(stranger).to_owned(),
            branch: branch.to_owned(),
        }),
        None => Ok(()),
    }
}

/// What `head` or `heads` means, on `branch` if one is named: one head at most for `head`; all
/// for `heads`, where those that others depend on count only on a branch. Alembic's
/// `_resolve_revision_number`.
pub(super) fn heads(
    history: &History,
    branch: Option<&str>,
    symbol: &Symbol,
) -> Result<Vec<Node>, TargetError> {
    let heads = match (branch, symbol) {
        (None, Symbol::Heads) => return Ok(history.effective_head_nodes().collect()),
        (None, _) => history.head_nodes().collect(),
        (Some(branch), _) => Lineage::of_branch(history, branch)?
            .filter(Kinship::Branch, history.head_nodes().collect())?,
    };
    if *symbol == Symbol::Head && heads.len() > 1 {
        return Err(TargetError::MultipleHeads {
            argument: branch.map_or("head".to_owned(), |branch| format!("{branch}@head")),
            heads: owned(history.ids(heads)),
        });
    }
    Ok(heads)
}

impl Reference {
    /// Every revision that it means, none for `base`: Alembic's `get_revisions`.
    pub(crate) fn all(&self, history: &History) -> Result<Vec<Node>, TargetError> {
        let branch = self.branch.as_deref();
        match &self.symbol {
            Symbol::Base => Ok(Vec::new()),
            Symbol::Name(name) => Ok(vec![self::name(history, name, branch)?]),
            Symbol::Head | Symbol::Heads => {
                let heads = heads(history, branch, &self.symbol)?;
                if let Some(branch) = branch
                    && !heads.is_empty()
                {
                    let on = self::branch(history, branch)?;
                    check_members(history, &heads, Some((branch, on)))?;
                }
                Ok(heads)
            }
        }
    }

    /// The one revision that it means, or none for `base`: Alembic's `get_revision`.
    pub(crate) fn one(&self, history: &History) -> Result<Option<Node>, TargetError> {
        // Alembic counts the heads before it looks at the branch.
        if self.symbol == Symbol::Heads {
            let heads = heads(history, self.branch.as_deref(), &self.symbol)?;
            if heads.len() > 1 {
                return Err(TargetError::MultipleHeads {
                    argument: self.to_string(),
                    heads: owned(history.ids(heads)),
                });
            }
        }
        let one = self.all(history)?.first().copied();
        if let Some(branch) = &self.branch {
            self::branch(history, branch)?;
        }
        Ok(one)
    }
}

impl Selection {
    /// Every place that it means: Alembic's `get_revisions`.
    pub(crate) fn all(&self, history: &History) -> Result<Vec<Walked>, TargetError> {
        match self {
            Self::Reference(reference) => {
                let nodes = reference.all(history)?;
                Ok(nodes.into_iter().map(Walked::At).collect())
            }
            Self::BelowHeads { branch, steps } => history
                .effective_head_nodes()
                .filter(|&head| {
                    let branch = branch.as_deref();
                    branch.is_none_or(|branch| history.has_label(head, branch))
                })
                .map(|head| {
                    let steps = -i64::from(*steps);
                    walk(history, Some(head), steps, None, Overwalk::Refuse)
                })
                .collect(),
        }
    }
}

/// The revisions of the version table's rows.
pub(crate) fn current(history: &History, rows: &[String]) -> Result<Vec<Node>, TargetError> {
    rows.iter()
        .map(|row| {
            history
                .find(row)
                .ok_or_else(|| TargetError::UnknownCurrent {
                    revision: row.clone(),
                })
        })
        .collect()
}

/// Owned ids, for errors and orders.
pub(crate) fn owned(ids: Vec<&str>) -> Vec<String> {
    ids.into_iter().map(str::to_owned).collect()
}
