//! The revisions as a directed graph, its edges leading from each revision to what it follows.

use fixedbitset::FixedBitSet;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

/// A revision, by its place in the load order.
pub(crate) type Node = NodeIndex<u32>;

/// Why a revision comes after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// It names the other as its down revision, and may depend on it besides.
    Down,
    /// It depends on the other, and no ancestor of it does.
    Dependency,
    /// It depends on the other, and an ancestor of it already does.
    ImpliedDependency,
}

/// Which edges a walk takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follow {
    /// Down revisions alone: Alembic's `_versioned_down_revisions` and `nextrev`.
    Down,
    /// Down revisions, and the dependencies that no ancestor has already: Alembic's
    /// `_normalized_down_revisions`.
    Effective,
    /// Down revisions and all dependencies: Alembic's `_all_down_revisions` and `_all_nextrev`.
    All,
}

impl Follow {
    fn takes(self, edge: Edge) -> bool {
        match self {
            Self::Down => edge == Edge::Down,
            Self::Effective => edge != Edge::ImpliedDependency,
            Self::All => true,
        }
    }
}

/// What a revision follows, resolved.
#[derive(Debug, Clone, Default)]
pub(super) struct Parents {
    /// Its down revisions, in the order in which it names them, each once.
    pub down: Vec<Node>,
    /// Its dependencies, in the order in which it names them, each once.
    pub dependencies: Vec<Node>,
}

/// The graph. Parents come in the order in which a revision names them, down revisions first;
/// children come in load order.
#[derive(Debug, Clone)]
pub(crate) struct Graph {
    graph: DiGraph<(), Edge, u32>,
}

impl Graph {
    /// Builds the graph from each revision's parents, in load order.
    pub(super) fn new(parents: &[Parents]) -> Self {
        let edges = parents
            .iter()
            .map(|it| it.down.len() + it.dependencies.len())
            .sum();
        let mut graph = DiGraph::with_capacity(parents.len(), edges);
        for _ in parents {
            graph.add_node(());
        }
        // petgraph visits the edges of a node newest first, so they go in backwards.
        for (index, parents) in parents.iter().enumerate().rev() {
            let child = Node::new(index);
            let dependencies = parents
                .dependencies
                .iter()
                .filter(|parent| !parents.down.contains(parent));
            for &parent in dependencies.rev() {
                graph.add_edge(child, parent, Edge::Dependency);
            }
            for &parent in parents.down.iter().rev() {
                graph.add_edge(child, parent, Edge::Down);
            }
        }
        Self { graph }
    }

    /// How many revisions there are.
    pub(crate) fn len(&self) -> usize {
        self.graph.node_count()
    }

    /// Every revision, in load order.
    pub(crate) fn nodes(&self) -> impl DoubleEndedIterator<Item = Node> + use<> {
        self.graph.node_indices()
    }

    /// What `node` follows.
    pub(crate) fn parents(&self, node: Node, follow: Follow) -> impl Iterator<Item = Node> {
        self.graph
            .edges_directed(node, Outgoing)
            .filter(move |edge| follow.takes(*edge.weight()))
            .map(|edge| edge.target())
    }

    /// What follows `node`.
    pub(crate) fn children(&self, node: Node, follow: Follow) -> impl Iterator<Item = Node> {
        self.graph
            .edges_directed(node, Incoming)
            .filter(move |edge| follow.takes(*edge.weight()))
            .map(|edge| edge.source())
    }

    /// Whether nothing follows `node`.
    pub(crate) fn is_childless(&self, node: Node, follow: Follow) -> bool {
        self.children(node, follow).next().is_none()
    }

    /// Whether several revisions follow `node`.
    pub(crate) fn is_fork(&self, node: Node, follow: Follow) -> bool {
        self.children(node, follow).nth(1).is_some()
    }

    /// Marks a dependency as implied by an ancestor's.
    pub(super) fn imply(&mut self, dependent: Node, needed: Node) {
        if let Some(edge) = self.graph.find_edge(dependent, needed)
            && let Some(edge @ Edge::Dependency) = self.graph.edge_weight_mut(edge)
        {
            *edge = Edge::ImpliedDependency;
        }
    }

    /// The graph itself, for petgraph's algorithms.
    pub(super) fn inner(&self) -> &DiGraph<(), Edge, u32> {
        &self.graph
    }

    /// `from` and everything that can be reached from it towards the bases.
    /// Linear in what is reached.
    pub(crate) fn ancestors(
        &self,
        from: impl IntoIterator<Item = Node>,
        follow: Follow,
    ) -> FixedBitSet {
        self.reach(from, |node, todo| todo.extend(self.parents(node, follow)))
    }

    /// `from` and everything that can be reached from it towards the heads.
    /// Linear in what is reached.
    pub(crate) fn descendants(
        &self,
        from: impl IntoIterator<Item = Node>,
        follow: Follow,
    ) -> FixedBitSet {
        self.reach(from, |node, todo| todo.extend(self.children(node, follow)))
    }

    fn reach(
        &self,
        from: impl IntoIterator<Item = Node>,
        step: impl Fn(Node, &mut Vec<Node>),
    ) -> FixedBitSet {
        let mut seen = FixedBitSet::with_capacity(self.len());
        let mut todo: Vec<Node> = from.into_iter().collect();
        while let Some(node) = todo.pop() {
            if !seen.put(node.index()) {
                step(node, &mut todo);
            }
        }
        seen
    }
}

/// The revisions of a set, in load order.
pub(crate) fn members(set: &FixedBitSet) -> impl Iterator<Item = Node> {
    set.ones().map(Node::new)
}
