//! Tells the dependencies that matter from those that an ancestor has already.

use super::graph::{Follow, Graph, Node, Parents};

/// Marks as implied every dependency that an ancestor of the revision has, too; ancestors by
/// down revisions alone. This is Alembic's `_normalize_depends_on`.
///
/// `parents_first` is a topological order. For each revision that several others depend on, the
/// walk covers what lies between the first and the last of those, and no more.
pub(super) fn imply(graph: &mut Graph, parents: &[Parents], parents_first: &[Node]) {
    let mut rank = vec![0_usize; graph.len()];
    for (place, node) in parents_first.iter().enumerate() {
        rank[node.index()] = place;
    }
    let mut dependents: Vec<Vec<Node>> = vec![Vec::new(); graph.len()];
    for (dependent, parents) in graph.nodes().zip(parents) {
        for needed in &parents.dependencies {
            dependents[needed.index()].push(dependent);
        }
    }
    // The mark of a revision is the dependency that it was last found to come after.
    let mut mark = vec![None; graph.len()];
    let mut todo = Vec::new();
    for (needed, dependents) in graph.nodes().zip(dependents) {
        if dependents.len() < 2 {
            continue;
        }
        let last = dependents.iter().map(|it| rank[it.index()]).max();
        for &dependent in &dependents {
            todo.extend(graph.children(dependent, Follow::Down));
            while let Some(node) = todo.pop() {
                if Some(rank[node.index()]) <= last && mark[node.index()] != Some(needed) {
                    mark[node.index()] = Some(needed);
                    todo.extend(graph.children(node, Follow::Down));
                }
            }
        }
        for dependent in dependents {
            if mark[dependent.index()] == Some(needed) {
                graph.imply(dependent, needed);
            }
        }
    }
}
