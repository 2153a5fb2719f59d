//! Histories to measure on.

use std::collections::HashSet;

/// A history: what each revision follows.
#[derive(Debug)]
pub(super) struct History {
    /// In an order in which each stands behind what it follows.
    pub(super) revisions: Vec<Revision>,
}

/// A revision that makes one table.
#[derive(Debug)]
pub(super) struct Revision {
    pub(super) id: String,
    pub(super) down_revisions: Vec<String>,
}

/// The shapes of histories.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Each revision follows the one before it.
    Linear,
    /// 15 of 100 revisions merge two branches.
    Merges,
}

impl Shape {
    pub(super) const ALL: [Self; 2] = [Self::Linear, Self::Merges];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Merges => "merges",
        }
    }

    pub(super) const fn description(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Merges => "15 % merges",
        }
    }
}

impl History {
    /// A history of this many revisions; always the same.
    pub(super) fn generate(count: usize, shape: Shape) -> Self {
        let parents = |index: usize| match shape {
            Shape::Linear => index.checked_sub(1).into_iter().collect(),
            Shape::Merges => parents_among_merges(index),
        };
        let revision = |index| Revision {
            id: id(index),
            down_revisions: parents(index).into_iter().map(id).collect(),
        };
        let mut revisions: Vec<_> = (0..count).map(revision).collect();
        // The last one takes up whatever branches the end cut off.
        if let Some((last, others)) = revisions.split_last_mut() {
            last.down_revisions = heads(others);
        }
        Self { revisions }
    }
}

/// Three diamonds in every 20 revisions: one that branches, two on each branch (or one more), one
/// that merges.
fn parents_among_merges(index: usize) -> Vec<usize> {
    let place = index % 20;
    let start = index - place + [0, 7, 14][place / 7];
    match index - start {
        0 => index.checked_sub(1).into_iter().collect(),
        1 | 3 => vec![start],
        _ if place == 6 || place == 13 || place == 19 => vec![start + 2, index - 1],
        _ => vec![index - 1],
    }
}

fn heads(revisions: &[Revision]) -> Vec<String> {
    let parents: HashSet<&str> = revisions
        .iter()
        .flat_map(|revision| &revision.down_revisions)
        .map(String::as_str)
        .collect();
    let ids = revisions.iter().map(|revision| revision.id.clone());
    ids.filter(|id| !parents.contains(id.as_str())).collect()
}

/// Twelve hexadecimal digits, as Alembic's, in no order: `SplitMix64` of the index.
fn id(index: usize) -> String {
    let mut value = (index as u64)
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    format!("{:012x}", (value ^ (value >> 31)) >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histories_end_in_one_head() {
        for count in [1, 2, 19, 20, 1000, 1003] {
            for shape in Shape::ALL {
                let history = History::generate(count, shape);
                assert_eq!(history.revisions.len(), count);
                assert_eq!(heads(&history.revisions).len(), 1, "{count} {shape:?}");
            }
        }
    }

    #[test]
    fn fifteen_of_a_hundred_merge() {
        let history = History::generate(1000, Shape::Merges);
        let merges = history
            .revisions
            .iter()
            .filter(|revision| revision.down_revisions.len() > 1);
        assert_eq!(merges.count(), 150);
    }
}
