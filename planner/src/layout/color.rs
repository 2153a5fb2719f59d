//! Which colour a branch has.

use std::collections::HashSet;

use super::Rows;
use super::order::Links;
use crate::history::Revision;

/// How many colours there are; a [`Row::color`](super::Row::color) is below it.
pub const COLORS: usize = 8;

/// A colour for each revision, by its index.
///
/// A run of revisions, each the first parent of the next, has one colour. It comes from the label
/// or the id of the run's oldest revision, so that a branch keeps its colour when revisions or
/// branches are added. It gives way to that of the run it forked from and to those of older runs in
/// the lanes beside it, so that two lines side by side are told apart.
pub(super) fn colors(revisions: &[Revision], links: &Links, order: &[usize]) -> Vec<usize> {
    let oldest = runs(revisions, links, order);
    let neighbours = neighbours(links, order, &oldest);
    let mut heads: Vec<usize> = (0..revisions.len())
        .filter(|&it| oldest[it] == it)
        .collect();
    heads.sort_by_key(|&head| age(revisions, head));
    let mut colors: Vec<Option<usize>> = vec![None; revisions.len()];
    for head in heads {
        let forked_from = links.first_parent(head).map(|parent| oldest[parent]);
        let others = neighbours[head].iter().copied().chain(forked_from);
        let mut taken = [false; COLORS];
        for color in others.filter_map(|other| colors[other]) {
            taken[color] = true;
        }
        let name = revisions[head].branch_labels.first();
        let own = hash(name.unwrap_or(&revisions[head].id));
        let free = (0..COLORS).map(|further| (own + further) % COLORS);
        let color = free.clone().find(|&color| !taken[color]);
        colors[head] = color.or_else(|| free.clone().next());
    }
    oldest
        .iter()
        .map(|&head| colors[head].unwrap_or_default())
        .collect()
}

/// For each revision the oldest one of its run.
fn runs(revisions: &[Revision], links: &Links, order: &[usize]) -> Vec<usize> {
    let mut heir: Vec<Option<usize>> = vec![None; revisions.len()];
    for revision in 0..revisions.len() {
        if let Some(parent) = links.first_parent(revision) {
            let first = heir[parent].get_or_insert(revision);
            if age(revisions, revision) < age(revisions, *first) {
                *first = revision;
            }
        }
    }
    let mut oldest: Vec<usize> = (0..revisions.len()).collect();
    for &revision in order.iter().rev() {
        if let Some(parent) = links.first_parent(revision)
            && heir[parent] == Some(revision)
        {
            oldest[revision] = oldest[parent];
        }
    }
    oldest
}

/// What older revisions have less of.
fn age(revisions: &[Revision], index: usize) -> (Option<&str>, usize) {
    (revisions[index].created.as_deref(), index)
}

/// For the oldest revision of each run, those of the runs that stand in a lane beside it.
fn neighbours(links: &Links, order: &[usize], oldest: &[usize]) -> Vec<Vec<usize>> {
    let mut pairs: HashSet<(usize, usize)> = HashSet::new();
    let mut lanes: Vec<Option<usize>> = Vec::new();
    // The lanes are the same whatever the colours are, so each run has one of its own here.
    for row in Rows::new(order.to_vec(), links.clone(), oldest.to_vec()) {
        let upper = row.edges.iter().map(|edge| (edge.from, edge.color));
        let upper: Vec<_> = upper.chain([(row.lane, row.color)]).collect();
        let lower: Vec<_> = row.edges.iter().map(|edge| (edge.to, edge.color)).collect();
        for level in [upper, lower] {
            lanes.clear();
            for (lane, run) in level {
                if lanes.len() <= lane {
                    lanes.resize(lane + 1, None);
                }
                lanes[lane] = Some(run);
            }
            for beside in lanes.windows(2) {
                if let &[Some(one), Some(other)] = beside
                    && one != other
                {
                    pairs.insert((one, other));
                }
            }
        }
    }
    let mut neighbours = vec![Vec::new(); oldest.len()];
    for (one, other) in pairs {
        neighbours[one].push(other);
        neighbours[other].push(one);
    }
    neighbours
}

/// FNV-1a, 32 bits: the same on every platform and in every version.
fn hash(name: &str) -> usize {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(hash >> 8).unwrap_or(0)
}
