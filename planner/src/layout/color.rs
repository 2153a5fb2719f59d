//! Which colour a branch has.

use super::order::Links;
use crate::history::Revision;

/// How many colours there are; a [`Row::color`](super::Row::color) is below it.
pub const COLORS: usize = 8;

/// A colour for each revision, by its index.
///
/// A run of revisions, each the first parent of the next, has one colour. It comes from the label
/// or the id of the run's oldest revision, so that a branch keeps its colour when revisions or
/// branches are added, and differs from that of the run it forked from.
pub(super) fn colors(revisions: &[Revision], links: &Links, order: &[usize]) -> Vec<usize> {
    let mut colors = vec![0; revisions.len()];
    let mut heir: Vec<Option<usize>> = vec![None; revisions.len()];
    for revision in 0..revisions.len() {
        if let Some(parent) = links.first_parent(revision) {
            let key = |index: usize| (revisions[index].created.as_deref(), index);
            let first = heir[parent].get_or_insert(revision);
            if key(revision) < key(*first) {
                *first = revision;
            }
        }
    }
    for &revision in order.iter().rev() {
        let parent = links.first_parent(revision);
        colors[revision] = match parent {
            Some(parent) if heir[parent] == Some(revision) => colors[parent],
            _ => {
                let name = revisions[revision].branch_labels.first();
                let own = hash(name.unwrap_or(&revisions[revision].id)) % COLORS;
                match parent {
                    Some(parent) if colors[parent] == own => (own + 1) % COLORS,
                    _ => own,
                }
            }
        };
    }
    colors
}

/// FNV-1a, 32 bits: the same on every platform and in every version.
fn hash(name: &str) -> usize {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(hash >> 8).unwrap_or(0)
}
