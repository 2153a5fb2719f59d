//! The graph of revisions.
//!
//! [`History::build`] resolves names (`names`), parents (`parents`) and cycles (`cycles`)
//! into a `graph`, and works out which dependencies matter (`dependencies`) and who has which
//! label (`labels`). `sort` orders any part of it.

mod above;
mod cycles;
mod dependencies;
mod fault;
mod forest;
mod graph;
mod labels;
mod names;
mod parents;
mod revision;
mod sort;

pub use fault::Fault;
pub(crate) use forest::Forest;
pub(crate) use graph::{Follow, Graph, Node, members};
pub(crate) use names::Names;
pub use names::SHORTEST_PARTIAL;
pub use revision::Revision;
pub(crate) use sort::heads_first;

use labels::Labels;

/// A sound history: every parent exists, and nothing is its own ancestor.
///
/// Ids and labels mean what they mean to Alembic 1.20.1. Where Alembic's answer depends on the
/// order in which it loads scripts, the order of the revisions given to [`History::build`] decides.
/// Where Alembic's answer depends on the order of a Python set of strings, and so changes from run
/// to run, the order in which a revision names its parents decides, and then the load order.
#[derive(Debug, Clone)]
pub struct History {
    revisions: Vec<Revision>,
    names: Names,
    graph: Graph,
    labels: Labels,
}

impl History {
    /// Builds the graph, or says everything that is wrong with it.
    ///
    /// Linear in the revisions and their parents, apart from two things: each label costs as much
    /// as the revisions that have it, and each revision that several others depend on costs as
    /// much as lies between those.
    pub fn build(revisions: Vec<Revision>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let names = Names::collect(&revisions, &mut faults);
        let parents = parents::resolve(&revisions, &names, &mut faults);
        let mut graph = Graph::new(&parents);
        let parents_first = match cycles::parents_first(&graph, &revisions) {
            Ok(parents_first) if faults.is_empty() => parents_first,
            Ok(_) => return Err(faults),
            Err(cycles) => {
                faults.extend(cycles);
                return Err(faults);
            }
        };
        dependencies::imply(&mut graph, &parents, &parents_first);
        let labels = Labels::inherit(&graph, &revisions);
        Ok(Self {
            revisions,
            names,
            graph,
            labels,
        })
    }

    /// Every revision, in load order.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// The revision with exactly this id. Takes constant time, as all questions about one
    /// revision do.
    pub fn get(&self, id: &str) -> Option<&Revision> {
        self.find(id).map(|node| self.revision(node))
    }

    /// The ids of the heads (revisions that no other names in its `down_revision`), in load order.
    pub fn heads(&self) -> Vec<&str> {
        self.ids(self.head_nodes())
    }

    /// The heads that no other revision depends on either, in load order. They are the version
    /// table's rows after `upgrade heads`.
    pub fn effective_heads(&self) -> Vec<&str> {
        self.ids(self.effective_head_nodes())
    }

    /// The ids of the bases (revisions that have no `down_revision`), in load order.
    pub fn bases(&self) -> Vec<&str> {
        self.ids(self.base_nodes())
    }

    /// The bases that depend on no other revision either, in load order.
    pub fn effective_bases(&self) -> Vec<&str> {
        let bases = self.base_nodes();
        self.ids(bases.filter(|&node| self.revision(node).depends_on.is_empty()))
    }

    /// Whether no revision names `id` as its `down_revision`.
    pub fn is_head(&self, id: &str) -> bool {
        self.find(id)
            .is_some_and(|node| self.graph.is_childless(node, Follow::Down))
    }

    /// Whether `id` is a head that no other revision depends on either.
    pub fn is_effective_head(&self, id: &str) -> bool {
        self.find(id)
            .is_some_and(|node| self.graph.is_childless(node, Follow::All))
    }

    /// Whether `id` has no `down_revision`.
    pub fn is_base(&self, id: &str) -> bool {
        self.get(id)
            .is_some_and(|revision| revision.down_revisions.is_empty())
    }

    /// Whether more than one revision names `id` as its `down_revision`.
    pub fn is_branch_point(&self, id: &str) -> bool {
        self.find(id)
            .is_some_and(|node| self.graph.is_fork(node, Follow::Down))
    }

    /// Whether `id` names more than one `down_revision`.
    pub fn is_merge_point(&self, id: &str) -> bool {
        self.get(id)
            .is_some_and(|revision| revision.down_revisions.len() > 1)
    }

    /// The ids of the revisions that name `id` as their `down_revision`, in load order.
    pub fn children(&self, id: &str) -> Vec<&str> {
        self.find(id)
            .map(|node| self.ids(self.graph.children(node, Follow::Down)))
            .unwrap_or_default()
    }

    /// The ids of the revisions that `id` depends on, labels resolved, in the order in which it
    /// names them.
    pub fn dependencies(&self, id: &str) -> Vec<&str> {
        let named = self.get(id).into_iter().flat_map(|it| &it.depends_on);
        self.ids(named.filter_map(|name| self.names.get(name)))
    }

    /// The labels of the branches that `id` is on, inherited ones included, sorted.
    pub fn branch_labels(&self, id: &str) -> Vec<&str> {
        self.find(id)
            .map(|node| self.labels.of(node).collect())
            .unwrap_or_default()
    }

    /// Every revision after all that follow it, as `history` lists them: Alembic's
    /// `walk_revisions`.
    pub fn newest_first(&self) -> Vec<&Revision> {
        let everything = self.graph.nodes().map(Node::index).collect();
        heads_first(&self.graph, &everything, self.effective_head_nodes())
            .into_iter()
            .map(|node| self.revision(node))
            .collect()
    }

    /// Every revision after all that it follows: the order of an upgrade from base to all heads.
    pub(crate) fn parents_first(&self) -> impl Iterator<Item = Node> {
        let everything = self.graph.nodes().map(Node::index).collect();
        let heads_first = heads_first(&self.graph, &everything, self.effective_head_nodes());
        heads_first.into_iter().rev()
    }

    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// The revision at `node`.
    pub(crate) fn revision(&self, node: Node) -> &Revision {
        &self.revisions[node.index()]
    }

    /// The id of the revision at `node`.
    pub(crate) fn id(&self, node: Node) -> &str {
        &self.revision(node).id
    }

    /// The ids of the revisions at `nodes`.
    pub(crate) fn ids(&self, nodes: impl IntoIterator<Item = Node>) -> Vec<&str> {
        nodes.into_iter().map(|node| self.id(node)).collect()
    }

    /// Where the revision with exactly this id is.
    pub(crate) fn find(&self, id: &str) -> Option<Node> {
        self.names.get(id).filter(|&node| self.id(node) == id)
    }

    pub(crate) fn head_nodes(&self) -> impl Iterator<Item = Node> {
        let nodes = self.graph.nodes();
        nodes.filter(|&node| self.graph.is_childless(node, Follow::Down))
    }

    pub(crate) fn effective_head_nodes(&self) -> impl Iterator<Item = Node> {
        let nodes = self.graph.nodes();
        nodes.filter(|&node| self.graph.is_childless(node, Follow::All))
    }

    pub(crate) fn base_nodes(&self) -> impl Iterator<Item = Node> {
        let nodes = self.graph.nodes();
        nodes.filter(|&node| self.revision(node).down_revisions.is_empty())
    }

    /// Whether `node` has `label`, its own or inherited.
    pub(crate) fn has_label(&self, node: Node, label: &str) -> bool {
        self.labels.of(node).any(|it| it == label)
    }
}
