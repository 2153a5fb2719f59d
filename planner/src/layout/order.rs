//! Which revision follows which, and the order of the rows.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::EdgeKind;
use crate::history::Revision;

/// What an id in a script leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// A revision that comes later in the order of the rows.
    To(usize),
    /// A revision that comes earlier, or the same one: following it would go round.
    Back(usize),
    /// No revision at all.
    Missing,
}

/// Every revision's parents and dependencies, each revision at most once.
#[derive(Debug, Clone)]
pub(super) struct Links {
    /// Parents first, in the script's order, then dependencies.
    links: Vec<Vec<(Link, EdgeKind)>>,
}

impl Links {
    /// Finds what the ids mean: an id is a revision's, or else the label that a revision owns.
    ///
    /// Of several revisions with one id the first counts. A revision that is both a parent and a
    /// dependency is a parent.
    pub(super) fn find(revisions: &[Revision]) -> Self {
        let mut known: HashMap<&str, usize> = HashMap::with_capacity(revisions.len());
        for (index, revision) in revisions.iter().enumerate() {
            known.entry(&revision.id).or_insert(index);
        }
        for (index, revision) in revisions.iter().enumerate() {
            for label in &revision.branch_labels {
                known.entry(label).or_insert(index);
            }
        }
        let links = revisions
            .iter()
            .map(|revision| {
                let direct = revision
                    .down_revisions
                    .iter()
                    .map(|id| (id, EdgeKind::Direct));
                let dependencies = revision
                    .depends_on
                    .iter()
                    .map(|id| (id, EdgeKind::Dependency));
                let mut found: Vec<(Link, EdgeKind)> = Vec::new();
                let mut unknown: Vec<&str> = Vec::new();
                for (id, kind) in direct.chain(dependencies) {
                    match known.get(id.as_str()) {
                        Some(&index) => {
                            if !found.iter().any(|&(link, _)| link == Link::To(index)) {
                                found.push((Link::To(index), kind));
                            }
                        }
                        None if unknown.contains(&id.as_str()) => {}
                        None => {
                            unknown.push(id);
                            found.push((Link::Missing, kind));
                        }
                    }
                }
                found
            })
            .collect();
        Self { links }
    }

    /// What `revision` follows and depends on.
    pub(super) fn of(&self, revision: usize) -> &[(Link, EdgeKind)] {
        &self.links[revision]
    }

    /// The revision that `revision`'s first parent is, unless that goes round.
    pub(super) fn first_parent(&self, revision: usize) -> Option<usize> {
        self.links[revision]
            .iter()
            .find_map(|&(link, kind)| match (link, kind) {
                (Link::To(parent), EdgeKind::Direct) => Some(parent),
                _ => None,
            })
    }
}

/// The rows' order, newest first: every revision once, and above everything it follows.
///
/// It is a depth-first walk towards the bases, turned round. The walk leaves a revision after all
/// that it follows, so in the turned order a branch's own revisions stand together, directly above
/// the place where it left another branch. It goes to dependencies first and then to the parents
/// as the script orders them: a dependency's branch is thus never put between the revisions of the
/// branch that depends on it, and the first parent of a merge is the one that goes on below.
///
/// Heads are told apart by when they were created, and by load order where that is unknown.
/// Links that go round are turned into [`Link::Back`].
pub(super) fn order(revisions: &[Revision], links: &mut Links) -> Vec<usize> {
    let mut walk = Walk {
        state: vec![State::New; revisions.len()],
        left: Vec::with_capacity(revisions.len()),
    };
    let mut is_followed = vec![false; revisions.len()];
    for (revision, outgoing) in links.links.iter().enumerate() {
        for &(link, _) in outgoing {
            if let Link::To(parent) = link
                && parent != revision
            {
                is_followed[parent] = true;
            }
        }
    }
    let mut heads: Vec<usize> = (0..revisions.len())
        .filter(|&it| !is_followed[it])
        .collect();
    heads.sort_by_key(|&head| (revisions[head].created.as_deref(), head));
    // What no head leads to lies on a cycle, or is followed by one.
    let rest = 0..revisions.len();
    for start in heads.into_iter().chain(rest) {
        walk.from(start, links);
    }
    walk.left.reverse();
    walk.left
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Entered,
    Left,
}

struct Walk {
    state: Vec<State>,
    left: Vec<usize>,
}

impl Walk {
    fn from(&mut self, start: usize, links: &mut Links) {
        if self.state[start] != State::New {
            return;
        }
        self.state[start] = State::Entered;
        let mut path = vec![(start, visits(links, start))];
        while let Some((revision, pending)) = path.last_mut() {
            let revision = *revision;
            let Some(position) = pending.pop() else {
                self.state[revision] = State::Left;
                self.left.push(revision);
                path.pop();
                continue;
            };
            let Link::To(parent) = links.links[revision][position].0 else {
                continue;
            };
            match self.state[parent] {
                State::New => {
                    self.state[parent] = State::Entered;
                    path.push((parent, visits(links, parent)));
                }
                State::Entered => links.links[revision][position].0 = Link::Back(parent),
                State::Left => {}
            }
        }
    }
}

/// The positions of a revision's links, the one to visit first at the end.
fn visits(links: &Links, revision: usize) -> Vec<usize> {
    let outgoing = links.of(revision);
    let mut positions: Vec<usize> = (0..outgoing.len()).collect();
    positions.sort_by_key(|&position| {
        let is_direct = outgoing[position].1 == EdgeKind::Direct;
        Reverse((is_direct, position))
    });
    positions
}
