//! Tells which of the lines that a sort walks down is the first above a revision.
//!
//! Lines have numbers, and only ever get new, higher ones; their tips only ever move down. So the
//! lowest line above a revision only ever rises, and an answer of before is a lower bound for ever
//! after. Each revision hangs below one of its children, or below none if it is a tip itself, in a
//! forest whose roots are tips: the root's line is one that is above. The other children make
//! alternatives, of which each revision knows a lower bound. The root's line is the lowest unless
//! an alternative on the way to the root may be lower; then that one is looked into first.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use fixedbitset::FixedBitSet;

use super::forest::Forest;
use super::graph::{Follow, Graph, Node, members};

/// A line, by its place in the list that a sort keeps.
pub(super) type Line = u32;

/// The number of no line.
pub(super) const NONE: Line = Line::MAX;

/// Every line's tip, and what is below it.
pub(super) struct Above<'a> {
    graph: &'a Graph,
    /// The line that has the revision as its tip.
    line: Vec<Line>,
    /// The lowest line whose tip is the revision or a descendant of it, or less.
    at_least: Vec<Line>,
    /// The child that the revision hangs below.
    hangs_below: Vec<Option<Node>>,
    /// The children that the revision does not hang below, with what they were at least when they
    /// got here.
    others: HashMap<Node, BinaryHeap<Reverse<(Line, Node)>>>,
    /// The question for which `at_least` was found to be the line itself.
    exact_for: Vec<u32>,
    /// How many times the lowest line was asked for.
    question: u32,
    /// How the revisions hang, each with the lower bound of its alternatives.
    forest: Forest,
}

impl<'a> Above<'a> {
    /// Starts with `tips`, whose lines are their places among them; `reached` are their ancestors.
    pub(super) fn new(graph: &'a Graph, reached: &FixedBitSet, tips: &[Node]) -> Self {
        let mut this = Self {
            graph,
            line: vec![NONE; graph.len()],
            at_least: vec![NONE; graph.len()],
            hangs_below: vec![None; graph.len()],
            others: HashMap::new(),
            exact_for: vec![0; graph.len()],
            question: 0,
            forest: Forest::new(graph.len()),
        };
        // The first line to arrive is the lowest, and where it comes from is a child to hang below.
        for (line, &tip) in (0..).zip(tips) {
            this.line[tip.index()] = line;
            let mut todo = vec![(tip, None)];
            while let Some((node, child)) = todo.pop() {
                if this.at_least[node.index()] == NONE {
                    this.at_least[node.index()] = line;
                    this.hangs_below[node.index()] = child;
                    let parents = graph.parents(node, Follow::Effective);
                    todo.extend(parents.map(|parent| (parent, Some(node))));
                }
            }
        }
        for node in members(reached) {
            let hangs_below = this.hangs_below[node.index()];
            if let Some(child) = hangs_below {
                this.forest.link(node.index(), child.index());
            }
            let others: BinaryHeap<_> = graph
                .children(node, Follow::Effective)
                .filter(|&child| Some(child) != hangs_below && reached.contains(child.index()))
                .map(|child| Reverse((this.at_least[child.index()], child)))
                .collect();
            if !others.is_empty() {
                this.others.insert(node, others);
            }
            this.tell_alternatives(node);
        }
        this
    }

    /// Whether `node` is the tip of a line.
    pub(super) fn is_tip(&self, node: Node) -> bool {
        self.line[node.index()] != NONE
    }

    /// Takes the line away from `tip`, above which there is none, and gives `next` theirs.
    pub(super) fn advance(&mut self, tip: Node, next: &[(Node, Line)]) {
        self.line[tip.index()] = NONE;
        self.at_least[tip.index()] = NONE;
        for &(node, line) in next {
            self.line[node.index()] = line;
        }
        let graph = self.graph;
        for parent in graph.parents(tip, Follow::Effective) {
            if self.hangs_below[parent.index()] == Some(tip) {
                self.hang_anew(parent);
            } else {
                self.tell_alternatives(parent);
            }
        }
    }

    /// The lowest line whose tip is a descendant of `tip` and not `tip` itself.
    pub(super) fn lowest_above(&mut self, tip: Node) -> Line {
        let own = std::mem::replace(&mut self.line[tip.index()], NONE);
        self.tell_alternatives(tip);
        let lowest = self.lowest(tip);
        self.line[tip.index()] = own;
        self.at_least[tip.index()] = own.min(lowest);
        if own < lowest {
            self.hang(tip, None);
        } else {
            self.tell_alternatives(tip);
        }
        lowest
    }

    /// The lowest line whose tip is `node` or a descendant of it.
    ///
    /// Looks into the alternatives on the way up whose bounds are lower than the root's line, and
    /// into theirs, until what is left is no lower. Each one that is looked into gets a better
    /// bound, or becomes the way up.
    fn lowest(&mut self, node: Node) -> Line {
        self.question += 1;
        let mut todo = vec![node];
        while let Some(&start) = todo.last() {
            let root = self.forest.root(start.index());
            let line = self.line[root];
            let (bound, at) = self.forest.lowest(start.index());
            if bound >= line {
                self.at_least[start.index()] = line;
                self.exact_for[start.index()] = self.question;
                todo.pop();
                continue;
            }
            let at = Node::new(at);
            match self.lowest_other(at) {
                Some((other, child)) if other == bound => {
                    if self.exact_for[child.index()] == self.question {
                        self.hang(at, Some(child));
                    } else {
                        todo.push(child);
                    }
                }
                _ if self.line[at.index()] == bound => self.hang(at, None),
                // The bound was told before the alternatives rose.
                _ => self.tell_alternatives(at),
            }
        }
        self.at_least[node.index()]
    }

    /// Hangs `node` below the most promising of its children, or makes it a root.
    fn hang_anew(&mut self, node: Node) {
        match self.lowest_other(node) {
            Some((line, child)) if line < self.line[node.index()] => self.hang(node, Some(child)),
            _ => self.hang(node, None),
        }
    }

    /// Hangs `node` below `child`, which is first among the others, or makes it a root.
    fn hang(&mut self, node: Node, child: Option<Node>) {
        let others = self.others.get_mut(&node);
        if child.is_some()
            && let Some(others) = others
        {
            others.pop();
        }
        if let Some(before) = std::mem::replace(&mut self.hangs_below[node.index()], child) {
            self.forest.cut(node.index());
            let line = self.at_least[before.index()];
            if line != NONE {
                let others = self.others.entry(node).or_default();
                others.push(Reverse((line, before)));
            }
        }
        if let Some(child) = child {
            self.forest.link(node.index(), child.index());
        }
        self.tell_alternatives(node);
    }

    /// Brings the forest up to date with the alternatives that `node` has.
    fn tell_alternatives(&mut self, node: Node) {
        let alternative = self.alternative(node);
        self.forest.set(node.index(), alternative);
    }

    /// A lower bound of the lines above `node` that the root it hangs below is not.
    fn alternative(&mut self, node: Node) -> Line {
        let other = self.lowest_other(node).map_or(NONE, |(line, _)| line);
        match self.hangs_below[node.index()] {
            Some(_) => other.min(self.line[node.index()]),
            None => other,
        }
    }

    /// The child with the lowest bound among those that `node` does not hang below.
    fn lowest_other(&mut self, node: Node) -> Option<(Line, Node)> {
        let others = self.others.get_mut(&node)?;
        while let Some(Reverse((line, child))) = others.pop() {
            let at_least = self.at_least[child.index()];
            if at_least != NONE {
                others.push(Reverse((at_least, child)));
            }
            if at_least == line {
                return Some((line, child));
            }
        }
        None
    }
}
