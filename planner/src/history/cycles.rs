//! Finds revisions that are their own ancestors.

use petgraph::algo::kosaraju_scc;
use petgraph::visit::EdgeFiltered;

use super::graph::{Edge, Follow, Graph, Node};
use super::{Fault, Revision};

/// Every revision after all that it follows, or a fault for each knot of cycles.
///
/// Alembic's `_detect_cycles` names every revision that no walk reaches; here each strongly
/// connected component is one fault, with the revisions of one cycle in it.
pub(super) fn parents_first(
    graph: &Graph,
    revisions: &[Revision],
) -> Result<Vec<Node>, Vec<Fault>> {
    let components = kosaraju_scc(graph.inner());
    if components.len() == graph.len() {
        return Ok(components.into_iter().flatten().collect());
    }
    let down_only = EdgeFiltered::from_fn(graph.inner(), |edge| *edge.weight() == Edge::Down);
    let mut faults = Vec::new();
    let mut on_cycle = vec![false; graph.len()];
    for component in knots(kosaraju_scc(&down_only)) {
        for node in &component {
            on_cycle[node.index()] = true;
        }
        let (revisions, ids) = cycle(graph, &component, Follow::Down, revisions);
        faults.push(Fault::Cycle { revisions, ids });
    }
    for component in knots(components) {
        if !component.iter().any(|node| on_cycle[node.index()]) {
            let (revisions, ids) = cycle(graph, &component, Follow::All, revisions);
            faults.push(Fault::DependencyCycle { revisions, ids });
        }
    }
    Err(faults)
}

/// The components with more than one revision, in load order of their first. A revision that
/// names itself has been told before, and its edge left out.
fn knots(components: Vec<Vec<Node>>) -> Vec<Vec<Node>> {
    let mut knots: Vec<Vec<Node>> = components
        .into_iter()
        .filter(|component| component.len() > 1)
        .map(|mut component| {
            component.sort_unstable();
            component
        })
        .collect();
    knots.sort_unstable();
    knots
}

/// One cycle of a strongly connected `component`, children before parents, beginning with its
/// first revision in load order.
fn cycle(
    graph: &Graph,
    component: &[Node],
    follow: Follow,
    revisions: &[Revision],
) -> (Vec<usize>, Vec<String>) {
    let mut path: Vec<Node> = Vec::new();
    let mut place = vec![None; graph.len()];
    let mut node = component.first().copied();
    while let Some(current) = node {
        if let Some(start) = place[current.index()] {
            path.drain(..start);
            break;
        }
        place[current.index()] = Some(path.len());
        path.push(current);
        node = graph
            .parents(current, follow)
            .find(|parent| component.binary_search(parent).is_ok());
    }
    let first = path
        .iter()
        .enumerate()
        .min_by_key(|(_, node)| **node)
        .map_or(0, |(position, _)| position);
    path.rotate_left(first);
    let indices: Vec<usize> = path.iter().map(|node| node.index()).collect();
    let ids = indices
        .iter()
        .map(|&index| revisions[index].id.clone())
        .collect();
    (indices, ids)
}
