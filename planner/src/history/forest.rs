//! Rooted trees that are cut and linked, and the lowest number on the way to a root.
//!
//! Sleator and Tarjan's link-cut trees (*A data structure for dynamic trees*, 1983): each tree is
//! split into paths, and each path is a splay tree ordered by depth. Every operation takes
//! logarithmic time, taken together.

/// No node.
const NONE: u32 = u32::MAX;

/// A forest over the nodes `0..len`, each with a number.
#[derive(Debug, Clone)]
pub(crate) struct Forest {
    nodes: Vec<Splayed>,
}

/// A node in the splay tree of its path: what is nearer to the root is to the left.
#[derive(Debug, Clone)]
struct Splayed {
    left: u32,
    right: u32,
    /// The parent in the splay tree; for its root, the node above the path, if there is one.
    parent: u32,
    number: u32,
    /// The node with the lowest number below this one in the splay tree, itself included.
    lowest: u32,
}

impl Forest {
    /// Nodes that are all roots, with the highest number there is.
    pub(crate) fn new(len: usize) -> Self {
        let node = |index| Splayed {
            left: NONE,
            right: NONE,
            parent: NONE,
            number: u32::MAX,
            lowest: index,
        };
        Self {
            nodes: (0..).take(len).map(node).collect(),
        }
    }

    /// Hangs the root `node` below `parent`, which is in another tree.
    pub(crate) fn link(&mut self, node: usize, parent: usize) {
        let node = place(node);
        self.expose(node);
        self.at(node).parent = place(parent);
    }

    /// Makes `node` a root.
    pub(crate) fn cut(&mut self, node: usize) {
        let node = place(node);
        self.expose(node);
        let above = std::mem::replace(&mut self.at(node).left, NONE);
        if above != NONE {
            self.at(above).parent = NONE;
            self.update(node);
        }
    }

    /// Gives `node` a number.
    pub(crate) fn set(&mut self, node: usize, number: u32) {
        let node = place(node);
        if self.at(node).number != number {
            self.expose(node);
            self.at(node).number = number;
            self.update(node);
        }
    }

    /// The root above `node`, or `node` itself.
    pub(crate) fn root(&mut self, node: usize) -> usize {
        let mut root = place(node);
        self.expose(root);
        while self.at(root).left != NONE {
            root = self.at(root).left;
        }
        self.splay(root);
        root as usize
    }

    /// The lowest number from `node` to its root, and the node that has it.
    pub(crate) fn lowest(&mut self, node: usize) -> (u32, usize) {
        let node = place(node);
        self.expose(node);
        let lowest = self.at(node).lowest;
        (self.at(lowest).number, lowest as usize)
    }

    /// Makes the way from the root to `node` a path of its own, and `node` the root of its splay
    /// tree.
    fn expose(&mut self, node: u32) {
        let mut below = NONE;
        let mut top = node;
        while top != NONE {
            self.splay(top);
            self.at(top).right = below;
            self.update(top);
            below = top;
            top = self.at(top).parent;
        }
        self.splay(node);
    }

    /// Brings `node` to the top of its splay tree.
    fn splay(&mut self, node: u32) {
        while let Some(parent) = self.parent_in_path(node) {
            if let Some(grandparent) = self.parent_in_path(parent) {
                let is_straight =
                    (self.at(parent).left == node) == (self.at(grandparent).left == parent);
                self.rotate(if is_straight { parent } else { node });
            }
            self.rotate(node);
        }
    }

    /// Brings `node` above its parent in the splay tree.
    fn rotate(&mut self, node: u32) {
        let parent = self.at(node).parent;
        let grandparent = self.at(parent).parent;
        if self.parent_in_path(parent).is_some() {
            if self.at(grandparent).left == parent {
                self.at(grandparent).left = node;
            } else {
                self.at(grandparent).right = node;
            }
        }
        let moved = if self.at(parent).left == node {
            let moved = std::mem::replace(&mut self.at(node).right, parent);
            self.at(parent).left = moved;
            moved
        } else {
            let moved = std::mem::replace(&mut self.at(node).left, parent);
            self.at(parent).right = moved;
            moved
        };
        if moved != NONE {
            self.at(moved).parent = parent;
        }
        self.at(parent).parent = node;
        self.at(node).parent = grandparent;
        self.update(parent);
        self.update(node);
    }

    /// The parent in the splay tree, where `node` is not its root.
    fn parent_in_path(&mut self, node: u32) -> Option<u32> {
        let parent = self.at(node).parent;
        (parent != NONE && (self.at(parent).left == node || self.at(parent).right == node))
            .then_some(parent)
    }

    /// Works out the lowest number below `node` from its two sides.
    fn update(&mut self, node: u32) {
        let Splayed { left, right, .. } = self.nodes[node as usize];
        let mut lowest = node;
        for side in [left, right] {
            if side != NONE {
                let other = self.at(side).lowest;
                if self.at(other).number < self.at(lowest).number {
                    lowest = other;
                }
            }
        }
        self.at(node).lowest = lowest;
    }

    fn at(&mut self, node: u32) -> &mut Splayed {
        &mut self.nodes[node as usize]
    }
}

/// A node's place, which petgraph's own indices say fits.
fn place(node: usize) -> u32 {
    u32::try_from(node).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// The same forest, the slow way.
    struct Plain {
        parent: Vec<Option<usize>>,
        number: Vec<u32>,
    }

    impl Plain {
        fn path(&self, node: usize) -> Vec<usize> {
            std::iter::successors(Some(node), |&node| self.parent[node]).collect()
        }
    }

    proptest! {
        #[test]
        fn agrees_with_walking_up(
            steps in vec((0..4, 0..12_usize, 0..12_usize, 0..9_u32), 1..200)
        ) {
            let mut forest = Forest::new(12);
            let mut plain = Plain { parent: vec![None; 12], number: vec![u32::MAX; 12] };
            for (step, node, other, number) in steps {
                match step {
                    0 if plain.parent[node].is_none() && !plain.path(other).contains(&node) => {
                        forest.link(node, other);
                        plain.parent[node] = Some(other);
                    }
                    1 => {
                        forest.cut(node);
                        plain.parent[node] = None;
                    }
                    2 => {
                        forest.set(node, number);
                        plain.number[node] = number;
                    }
                    _ => {}
                }
                let path = plain.path(node);
                prop_assert_eq!(Some(&forest.root(node)), path.last());
                let (lowest, place) = forest.lowest(node);
                prop_assert_eq!(Some(lowest), path.iter().map(|&it| plain.number[it]).min());
                prop_assert!(path.contains(&place) && plain.number[place] == lowest);
            }
        }
    }
}
