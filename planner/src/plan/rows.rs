//! Follows the version table's rows from step to step, as Alembic's `HeadMaintainer` does.

use std::collections::{BTreeSet, HashMap};

use super::VersionOperation;
use crate::history::{Follow, Forest, History, Node};
use crate::target::{TargetError, closure, owned};

/// The version table's rows, and what they imply.
///
/// A revision is implied when it is a row or an ancestor of one. Alembic works that out anew for
/// each step; here every revision counts what implies it, so that a step costs as much as the
/// parents that it gains or loses.
#[derive(Debug, Clone)]
pub(super) struct Rows<'a> {
    history: &'a History,
    current: BTreeSet<Node>,
    /// For every revision, how many rows and implied children it has.
    implied_by: Vec<u32>,
    /// For an implied revision, an implied child, if one is known. So each hangs, by way of
    /// others, below a row, or below a revision of which that is to be found out.
    hangs_below: Vec<Option<Node>>,
    forest: Forest,
}

/// How one step changes the rows. Deletes come before the update, and so do inserts; a step never
/// has both.
#[derive(Debug, Clone, Default)]
pub(super) struct Change {
    pub(super) delete: Vec<Node>,
    pub(super) insert: Vec<Node>,
    pub(super) update: Option<(Node, Node)>,
}

impl<'a> Rows<'a> {
    /// The rows of a database.
    pub(super) fn new(history: &'a History, rows: &[Node]) -> Self {
        let mut this = Self {
            history,
            current: BTreeSet::new(),
            implied_by: vec![0; history.graph().len()],
            hangs_below: vec![None; history.graph().len()],
            forest: Forest::new(history.graph().len()),
        };
        for &row in rows {
            this.add(row);
        }
        this
    }

    /// The ids of the rows, sorted.
    pub(super) fn ids(&self) -> Vec<String> {
        let mut ids = owned(self.history.ids(self.current.iter().copied()));
        ids.sort_unstable();
        ids
    }

    /// Whether `node` is a row.
    pub(super) fn contains(&self, node: Node) -> bool {
        self.current.contains(&node)
    }

    /// Whether `node` is a row, or implied by one.
    pub(super) fn is_applied(&self, node: Node) -> bool {
        self.implied_by[node.index()] > 0
    }

    /// The change that comes with upgrading to `node`.
    ///
    /// Where Alembic takes the rows of a merge from a Python set, and so in any order, they go in
    /// the order in which the revision names them: all but the last are deleted, and the last is
    /// updated.
    pub(super) fn upgrade(&mut self, node: Node) -> Result<Vec<VersionOperation>, TargetError> {
        let parents = self.parents(node);
        let replaced: Vec<Node> = parents
            .iter()
            .copied()
            .filter(|parent| self.current.contains(parent))
            .collect();
        let change = match replaced[..] {
            [] => Change {
                insert: vec![node],
                ..Change::default()
            },
            [row] => Change {
                update: Some((row, node)),
                ..Change::default()
            },
            _ => {
                // `merge_branch_idents`: parents that other rows imply stay out of it. The others
                // should be rows; where they are not, Alembic fails.
                let mut gone = parents.clone();
                gone.retain(|&parent| {
                    self.current.contains(&parent) || !self.is_implied_besides(parent, &parents)
                });
                if gone.iter().any(|parent| !self.current.contains(parent))
                    && let Err(TargetError::Overlap { revision, others }) =
                        closure::ancestors(self.history, &parents)
                {
                    return Err(TargetError::OverlappingParents {
                        revision: self.history.id(node).to_owned(),
                        parent: revision,
                        implied: others,
                    });
                }
                let last = gone.pop();
                Change {
                    delete: gone,
                    insert: Vec::new(),
                    update: last.map(|last| (last, node)),
                }
            }
        };
        self.apply(node, change)
    }

    /// The change that comes with downgrading `node`.
    ///
    /// Where Alembic takes the rows that a merge leaves from a Python set, and so in any order,
    /// they go in the order in which the revision names them: the last takes the row over, and the
    /// others are inserted before.
    pub(super) fn downgrade(&mut self, node: Node) -> Result<Vec<VersionOperation>, TargetError> {
        if !self.current.contains(&node) {
            return Err(self.misfit(node));
        }
        let mut left = self.left_by(node);
        let last = left.pop();
        let change = match last {
            None => Change {
                delete: vec![node],
                ..Change::default()
            },
            Some(last) => Change {
                delete: Vec::new(),
                insert: left,
                update: Some((node, last)),
            },
        };
        self.apply(node, change)
    }

    /// The parents of `node` that nothing else implies: Alembic's `_unmerge_to_revisions`.
    fn left_by(&mut self, node: Node) -> Vec<Node> {
        let parents = self.parents(node);
        let is_alone = self.current.len() == 1;
        if !is_alone && self.implied_by[node.index()] > 1 {
            // Another row implies `node`, and so all its parents.
            return Vec::new();
        }
        let several = parents.len() > 1;
        let mut left = parents;
        left.retain(|&parent| {
            // Where something else than `node` implies the parent, that is another row; or an
            // ancestor of `node`, which can only be where `node` has several parents, and which
            // Alembic overlooks beside other rows.
            self.implied_by[parent.index()] <= 1
                || (several && !is_alone && !self.is_implied_besides(parent, &[node]))
        });
        left
    }

    /// Whether an implied `node` is a row that is not among `rows`, or an ancestor of such a row.
    ///
    /// Looks at what hangs below `rows` alone, and hangs it elsewhere where it can, so that it is
    /// not looked at again.
    fn is_implied_besides(&mut self, node: Node, rows: &[Node]) -> bool {
        let graph = self.history.graph();
        let mut seen = HashMap::from([(node, node)]);
        let mut todo = vec![node];
        while let Some(mut node) = todo.pop() {
            let is_other_row = |node| self.current.contains(&node) && !rows.contains(&node);
            if is_other_row(node) || is_other_row(Node::new(self.forest.root(node.index()))) {
                while seen[&node] != node {
                    let below = seen[&node];
                    self.hang(below, Some(node));
                    node = below;
                }
                return true;
            }
            for child in graph.children(node, Follow::Effective) {
                if self.implied_by[child.index()] > 0 && !seen.contains_key(&child) {
                    seen.insert(child, node);
                    todo.push(child);
                }
            }
        }
        false
    }

    /// Makes a change that comes with `node`, or refuses one that the rows do not fit.
    pub(super) fn apply(
        &mut self,
        node: Node,
        change: Change,
    ) -> Result<Vec<VersionOperation>, TargetError> {
        let Change {
            delete,
            insert,
            update,
        } = change;
        let gone = delete.iter().copied().chain(update.map(|(from, _)| from));
        let come = insert.iter().copied().chain(update.map(|(_, to)| to));
        if gone.clone().any(|row| !self.current.contains(&row))
            || come.clone().any(|row| self.current.contains(&row))
        {
            return Err(self.misfit(node));
        }
        // What comes is added first, so that what goes takes along only what nothing implies.
        for row in come {
            self.add(row);
        }
        for row in gone {
            self.remove(row);
        }
        let id = |node: Node| self.history.id(node).to_owned();
        let deletes = delete
            .iter()
            .map(|&row| VersionOperation::Delete { revision: id(row) });
        let inserts = insert
            .iter()
            .map(|&row| VersionOperation::Insert { revision: id(row) });
        let update = update.map(|(from, to)| VersionOperation::Update {
            from: id(from),
            to: id(to),
        });
        Ok(deletes.chain(inserts).chain(update).collect())
    }

    fn add(&mut self, row: Node) {
        if !self.current.insert(row) {
            return;
        }
        let graph = self.history.graph();
        self.implied_by[row.index()] += 1;
        if self.implied_by[row.index()] > 1 {
            return;
        }
        let mut todo = vec![row];
        while let Some(node) = todo.pop() {
            for parent in graph.parents(node, Follow::Effective) {
                self.implied_by[parent.index()] += 1;
                if self.hangs_below[parent.index()].is_none() {
                    self.hang(parent, Some(node));
                }
                if self.implied_by[parent.index()] == 1 {
                    todo.push(parent);
                }
            }
        }
    }

    fn remove(&mut self, row: Node) {
        if !self.current.remove(&row) {
            return;
        }
        let graph = self.history.graph();
        self.implied_by[row.index()] -= 1;
        if self.implied_by[row.index()] > 0 {
            return;
        }
        let mut todo = vec![row];
        while let Some(node) = todo.pop() {
            for parent in graph.parents(node, Follow::Effective) {
                self.implied_by[parent.index()] -= 1;
                if self.hangs_below[parent.index()] == Some(node) {
                    self.hang(parent, None);
                }
                if self.implied_by[parent.index()] == 0 {
                    todo.push(parent);
                }
            }
        }
    }

    fn hang(&mut self, node: Node, child: Option<Node>) {
        if std::mem::replace(&mut self.hangs_below[node.index()], child).is_some() {
            self.forest.cut(node.index());
        }
        if let Some(child) = child {
            self.forest.link(node.index(), child.index());
        }
    }

    fn parents(&self, node: Node) -> Vec<Node> {
        let graph = self.history.graph();
        graph.parents(node, Follow::Effective).collect()
    }

    /// The refusal of a change that comes with `node`.
    pub(super) fn misfit(&self, node: Node) -> TargetError {
        TargetError::RowsDoNotFit {
            revision: self.history.id(node).to_owned(),
            parents: owned(self.history.ids(self.parents(node))),
            rows: self.ids(),
        }
    }
}
