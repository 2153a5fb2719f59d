//! Which branch labels a revision has, its own and inherited ones.

use super::Revision;
use super::graph::{Follow, Graph, Node};

/// The labels of every revision.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    /// All labels, sorted.
    labels: Vec<String>,
    /// For each revision in load order, the places of its labels in `labels`, ascending.
    of: Vec<Vec<u32>>,
}

impl Labels {
    /// Hands every label down to all descendants of the revision that owns it, and up along the
    /// line that ends there, as Alembic's `_add_branches` does.
    ///
    /// Alembic walks up from the last descendant that it came by until it meets a branch point or
    /// a merge point. When the descendants fork, that happens among themselves; so a label goes
    /// up past its owner only where the descendants are a single line.
    pub(super) fn inherit(graph: &Graph, revisions: &[Revision]) -> Self {
        let mut owned: Vec<(&str, Node)> = graph
            .nodes()
            .flat_map(|node| {
                let labels = &revisions[node.index()].branch_labels;
                labels.iter().map(move |label| (label.as_str(), node))
            })
            .collect();
        owned.sort_unstable();
        let mut labels = Vec::with_capacity(owned.len());
        let mut of = vec![Vec::new(); revisions.len()];
        for (place, (label, owner)) in (0..).zip(owned) {
            labels.push(label.to_owned());
            give(graph, revisions, owner, |node| {
                let its_labels: &mut Vec<u32> = &mut of[node.index()];
                if its_labels.last() != Some(&place) {
                    its_labels.push(place);
                }
            });
        }
        Self { labels, of }
    }

    /// The labels of `node`, sorted.
    pub(super) fn of(&self, node: Node) -> impl Iterator<Item = &str> {
        self.of[node.index()]
            .iter()
            .map(|&place| self.labels[place as usize].as_str())
    }
}

/// Calls `take` with every revision that gets the labels of `owner`.
fn give(graph: &Graph, revisions: &[Revision], owner: Node, mut take: impl FnMut(Node)) {
    let mut single_line = true;
    let is_open = |node: Node| {
        !graph.is_fork(node, Follow::All) && revisions[node.index()].down_revisions.len() < 2
    };
    for node in super::graph::members(&graph.descendants([owner], Follow::Down)) {
        take(node);
        single_line &= is_open(node);
    }
    let mut above = single_line.then_some(owner);
    while let Some(node) = above {
        above = graph
            .parents(node, Follow::Down)
            .next()
            .filter(|parent| is_open(*parent));
        if let Some(parent) = above {
            take(parent);
        }
    }
}
