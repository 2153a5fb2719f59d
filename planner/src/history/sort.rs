//! Orders a part of the graph from the heads to the bases, as Alembic does.
//!
//! Alembic's `_topological_sort` keeps a list of tips, one for each line that it is walking down,
//! and the ancestors of each tip. It walks down one line until the tip is an ancestor of other
//! tips, goes on with the first of those in the list, and so on; a line that ends hands over to
//! the one before it in the list. A merge goes on with its first parent and adds lines for the
//! others at the end of the list. Keeping the ancestors makes that quadratic.
//!
//! Here each line has a number in the order of the list, and [`Above`] finds the first line above
//! a revision without looking at all that is between.

use fixedbitset::FixedBitSet;

use super::above::{Above, Line, NONE};
use super::graph::{Follow, Graph, Node, members};

/// The revisions in `wanted`, each after all that follow it, starting from those of `heads`.
///
/// Revisions of `wanted` that are no ancestors of them, which
/// Alembic's sort stops at with an `AssertionError`, are reached from their own topmost.
pub(crate) fn heads_first(
    graph: &Graph,
    wanted: &FixedBitSet,
    heads: impl IntoIterator<Item = Node>,
) -> Vec<Node> {
    let mut tips: FixedBitSet = FixedBitSet::with_capacity(graph.len());
    tips.extend(heads.into_iter().map(Node::index));
    tips.intersect_with(wanted);
    let mut reached = graph.ancestors(members(&tips), Follow::Effective);
    if !wanted.is_subset(&reached) {
        let mut missed = wanted.clone();
        missed.difference_with(&reached);
        for node in members(&missed) {
            let mut children = graph.children(node, Follow::Effective);
            if !children.any(|child| missed.contains(child.index())) {
                tips.insert(node.index());
            }
        }
        reached = graph.ancestors(members(&tips), Follow::Effective);
    }
    let tips: Vec<Node> = members(&tips).collect();
    let mut above = Above::new(graph, &reached, &tips);
    let mut lines = Lines::default();
    for tip in tips {
        lines.push(tip);
    }
    let mut sorted = Vec::with_capacity(wanted.count_ones(..));
    let mut current = lines.first;
    while current != NONE {
        let tip = lines.tip[current as usize];
        let blocking = above.lowest_above(tip);
        if blocking != NONE {
            current = blocking;
            continue;
        }
        sorted.push(tip);
        let mut next: Vec<(Node, Line)> = Vec::new();
        for parent in graph.parents(tip, Follow::Effective) {
            if wanted.contains(parent.index()) && !above.is_tip(parent) {
                if next.is_empty() {
                    lines.tip[current as usize] = parent;
                    next.push((parent, current));
                } else {
                    next.push((parent, lines.push(parent)));
                }
            }
        }
        if next.is_empty() {
            current = lines.end(current);
        }
        above.advance(tip, &next);
    }
    sorted
}

/// The lines in the order of Alembic's list: new ones at the end, ended ones taken out.
struct Lines {
    tip: Vec<Node>,
    before: Vec<Line>,
    after: Vec<Line>,
    first: Line,
    last: Line,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            tip: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            first: NONE,
            last: NONE,
        }
    }
}

impl Lines {
    /// Adds a line at the end.
    fn push(&mut self, tip: Node) -> Line {
        let line = Line::try_from(self.tip.len()).unwrap_or(NONE);
        self.tip.push(tip);
        self.before.push(self.last);
        self.after.push(NONE);
        match self.last {
            NONE => self.first = line,
            last => self.after[last as usize] = line,
        }
        self.last = line;
        line
    }

    /// Takes a line out and says which one the walk goes on with: the one before it, or the first.
    fn end(&mut self, line: Line) -> Line {
        let before = self.before[line as usize];
        let after = self.after[line as usize];
        match before {
            NONE => self.first = after,
            before => self.after[before as usize] = after,
        }
        match after {
            NONE => self.last = before,
            after => self.before[after as usize] = before,
        }
        if before == NONE { after } else { before }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::super::graph::Parents;
    use super::*;

    /// Alembic's `_topological_sort` as it is, looking at all ancestors of every tip.
    fn slowly(graph: &Graph, wanted: &FixedBitSet, heads: &BTreeSet<Node>) -> Vec<Node> {
        let ancestors = |node| graph.ancestors([node], Follow::Effective);
        let mut todo = wanted.clone();
        let mut tips: Vec<Node> = heads.iter().copied().collect();
        tips.retain(|tip| todo.contains(tip.index()));
        let mut sorted = Vec::new();
        let mut current = 0;
        while let Some(&tip) = tips.get(current) {
            let blocking = tips
                .iter()
                .position(|&other| other != tip && ancestors(other).contains(tip.index()));
            if let Some(blocking) = blocking {
                current = blocking;
                continue;
            }
            sorted.push(tip);
            todo.remove(tip.index());
            let next: Vec<Node> = graph
                .parents(tip, Follow::Effective)
                .filter(|parent| todo.contains(parent.index()) && !tips.contains(parent))
                .collect();
            if let Some((&first, others)) = next.split_first() {
                tips[current] = first;
                tips.extend(others);
            } else {
                tips.remove(current);
                current = current.saturating_sub(1);
            }
        }
        sorted
    }

    /// Graphs whose load order has nothing to do with their edges.
    fn graphs() -> impl Strategy<Value = Graph> {
        let parents = prop_oneof![
            1 => vec(any::<Index>(), 0),
            6 => vec(any::<Index>(), 1),
            3 => vec(any::<Index>(), 2..4),
        ];
        (vec((parents, 0..12_usize), 1..50), any::<u64>()).prop_map(|(sketches, seed)| {
            let mut places: Vec<usize> = (0..sketches.len()).collect();
            places.sort_by_key(|&place| (place as u64 + 1).wrapping_mul(seed | 1) >> 7);
            let mut all = vec![Parents::default(); sketches.len()];
            for (index, (parents, reach)) in sketches.iter().enumerate().skip(1) {
                for parent in parents {
                    let parent = index - 1 - parent.index(index).min(*reach).min(index - 1);
                    let parent = Node::new(places[parent]);
                    if !all[places[index]].down.contains(&parent) {
                        all[places[index]].down.push(parent);
                    }
                }
            }
            Graph::new(&all)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_order_is_alembics(
            graph in graphs(),
            heads in vec(any::<Index>(), 1..5),
            applied in vec(any::<Index>(), 0..3),
            every_head in any::<bool>(),
        ) {
            let pick = |index: &Index| Node::new(index.index(graph.len()));
            let heads: BTreeSet<Node> = if every_head {
                let nodes = graph.nodes();
                nodes.filter(|&node| graph.is_childless(node, Follow::All)).collect()
            } else {
                heads.iter().map(pick).collect()
            };
            let mut wanted = graph.ancestors(heads.iter().copied(), Follow::Effective);
            wanted.difference_with(
                &graph.ancestors(applied.iter().map(pick), Follow::Effective),
            );
            prop_assert_eq!(
                heads_first(&graph, &wanted, heads.iter().copied()),
                slowly(&graph, &wanted, &heads)
            );
        }
    }
}
