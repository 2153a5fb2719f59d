use std::collections::BTreeMap;

use crate::history::{Follow, History, Node};

/// The order of a whole history, in which questions about two places of it cost what lies between
/// them.
#[derive(Debug, Clone)]
pub(super) struct Ancestry {
    /// Every revision, parents first.
    parents_first: Vec<Node>,
    /// The place of each revision in that order.
    ranks: Vec<usize>,
}

/// From which sides a walk towards the bases came to a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    First,
    Others,
    Both,
}

impl Side {
    fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }
}

impl Ancestry {
    /// Linear in the history.
    pub(super) fn new(history: &History) -> Self {
        let parents_first: Vec<Node> = history.parents_first().collect();
        let mut ranks = vec![0; parents_first.len()];
        for (rank, node) in parents_first.iter().enumerate() {
            ranks[node.index()] = rank;
        }
        Self {
            parents_first,
            ranks,
        }
    }

    /// The place of a revision in an order in which parents come first.
    pub(super) fn rank(&self, node: Node) -> usize {
        self.ranks[node.index()]
    }

    /// Every revision, parents first.
    pub(super) fn parents_first(&self) -> &[Node] {
        &self.parents_first
    }

    /// `others` and what they have below them, but for what `first` is and has: in the order in
    /// which an upgrade would run them. Linear in what lies between them and their common ancestors,
    /// apart from a logarithm.
    pub(super) fn missing(&self, history: &History, first: Node, others: &[Node]) -> Vec<Node> {
        let mut waiting = Waiting::default();
        waiting.add(self.ranks[first.index()], Side::First);
        for other in others {
            waiting.add(self.ranks[other.index()], Side::Others);
        }
        let mut missing = Vec::new();
        // Children are taken before their parents, so that whoever reaches a revision has done so
        // when it is taken.
        while waiting.from_others > 0 {
            let Some((rank, reached)) = waiting.take_last() else {
                break;
            };
            let node = self.parents_first[rank];
            if reached == Side::Others {
                missing.push(node);
            }
            for parent in history.graph().parents(node, Follow::Effective) {
                waiting.add(self.ranks[parent.index()], reached);
            }
        }
        missing.reverse();
        missing
    }
}

/// The revisions that a walk has reached and not taken, by rank.
#[derive(Default)]
struct Waiting {
    reached: BTreeMap<usize, Side>,
    /// How many of them only others have reached.
    from_others: usize,
}

impl Waiting {
    fn add(&mut self, rank: usize, from: Side) {
        let before = self.reached.get(&rank).copied();
        let now = before.map_or(from, |before| before.and(from));
        self.count(before, now);
        self.reached.insert(rank, now);
    }

    fn count(&mut self, before: Option<Side>, now: Side) {
        self.from_others += usize::from(now == Side::Others);
        self.from_others -= usize::from(before == Some(Side::Others));
    }

    fn take_last(&mut self) -> Option<(usize, Side)> {
        let (rank, reached) = self.reached.pop_last()?;
        self.from_others -= usize::from(reached == Side::Others);
        Some((rank, reached))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Revision;

    #[test]
    fn what_is_missing_comes_in_order() {
        let revision = |id: &str, parents: &[&str]| Revision {
            id: id.to_owned(),
            down_revisions: parents.iter().map(|it| (*it).to_owned()).collect(),
            ..Revision::default()
        };
        let history = History::build(vec![
            revision("a", &[]),
            revision("b1", &["a"]),
            revision("b2", &["b1"]),
            revision("c1", &["a"]),
            revision("c2", &["c1"]),
            revision("m", &["b2", "c1"]),
        ])
        .expect("it is sound");
        let ancestry = Ancestry::new(&history);
        let find = |id: &str| history.find(id).expect("it is there");
        let missing = |first: &str, others: &[&str]| {
            let others: Vec<Node> = others.iter().map(|id| find(id)).collect();
            let nodes = ancestry.missing(&history, find(first), &others);
            history.ids(nodes).join(" ")
        };
        assert_eq!(missing("b2", &["c2"]), "c1 c2");
        assert_eq!(missing("m", &["c2"]), "c2");
        assert_eq!(missing("a", &["m"]), "c1 b1 b2 m");
        assert_eq!(missing("m", &["a", "b1"]), "");
        assert_eq!(missing("c2", &["m"]), "b1 b2 m");
    }
}
