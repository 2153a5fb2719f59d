//! Finds revisions by id, by part of an id, and by branch label.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::graph::Node;
use super::{Fault, Revision};

/// The shortest id or label that a part of it finds: Alembic's `_revision_for_ident` looks at
/// names of more than three characters only.
pub const SHORTEST_PARTIAL: usize = 4;

/// Every id and branch label. They share one namespace, as in Alembic's `RevisionMap`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    nodes: HashMap<String, Node>,
    /// The names in Alembic's order: ids in load order, then labels in load order.
    order: Vec<(String, Node)>,
}

impl Names {
    /// Collects the names of `revisions`; names that cannot be go to `faults`. Of several
    /// revisions with one name, the first has it.
    pub(super) fn collect(revisions: &[Revision], faults: &mut Vec<Fault>) -> Self {
        let mut names = Self::default();
        let mut doubles: Vec<(&str, Vec<usize>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (index, revision) in revisions.iter().enumerate() {
            let id = revision.id.as_str();
            if !Revision::is_legal_id(id) {
                faults.push(Fault::IllegalId {
                    revision: index,
                    id: id.to_owned(),
                });
            }
            match names.nodes.entry(id.to_owned()) {
                Entry::Vacant(entry) => {
                    entry.insert(Node::new(index));
                    names.order.push((id.to_owned(), Node::new(index)));
                }
                Entry::Occupied(first) => {
                    let place = *places.entry(id).or_insert_with(|| {
                        doubles.push((id, vec![first.get().index()]));
                        doubles.len() - 1
                    });
                    doubles[place].1.push(index);
                }
            }
        }
        faults.extend(
            doubles
                .into_iter()
                .map(|(id, revisions)| Fault::DuplicateRevision {
                    id: id.to_owned(),
                    revisions,
                }),
        );
        names.collect_labels(revisions, faults);
        names
    }

    /// Adds the labels, as Alembic's `_map_branch_labels` does.
    fn collect_labels(&mut self, revisions: &[Revision], faults: &mut Vec<Fault>) {
        let mut doubles: Vec<(&str, Vec<usize>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (index, revision) in revisions.iter().enumerate() {
            for label in &revision.branch_labels {
                match self.nodes.entry(label.clone()) {
                    Entry::Vacant(entry) => {
                        entry.insert(Node::new(index));
                        self.order.push((label.clone(), Node::new(index)));
                    }
                    Entry::Occupied(first) => {
                        let place = *places.entry(label).or_insert_with(|| {
                            doubles.push((label, vec![first.get().index()]));
                            doubles.len() - 1
                        });
                        doubles[place].1.push(index);
                    }
                }
            }
        }
        for (label, mut revisions) in doubles {
            revisions.sort_unstable();
            revisions.dedup();
            faults.push(Fault::DuplicateBranchLabel {
                label: label.to_owned(),
                revisions,
            });
        }
    }

    /// The revision with exactly this id or label.
    pub(crate) fn get(&self, name: &str) -> Option<Node> {
        self.nodes.get(name).copied()
    }

    /// The ids and labels that start with `part`, ids in load order before labels.
    pub(crate) fn starting_with(&self, part: &str) -> impl Iterator<Item = (&str, Node)> {
        self.order
            .iter()
            .filter(move |(name, _)| {
                name.starts_with(part) && name.chars().nth(SHORTEST_PARTIAL - 1).is_some()
            })
            .map(|(name, node)| (name.as_str(), *node))
    }
}
