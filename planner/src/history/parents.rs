//! Resolves what revisions name as their parents.

use super::graph::{Node, Parents};
use super::names::Names;
use super::{Fault, Revision};

/// Resolves the down revisions and dependencies of every revision.
///
/// A down revision is a whole id; a dependency is a whole id or a branch label, which stands for
/// the revision that owns it (Alembic's `_add_depends_on`). What cannot be resolved, and what
/// leads back to the revision itself, goes to `faults` and is left out.
pub(super) fn resolve(
    revisions: &[Revision],
    names: &Names,
    faults: &mut Vec<Fault>,
) -> Vec<Parents> {
    revisions
        .iter()
        .enumerate()
        .map(|(index, revision)| {
            let child = Node::new(index);
            let mut parents = Parents::default();
            let mut names_itself = false;
            for name in &revision.down_revisions {
                match names.get(name) {
                    Some(_) if *name == revision.id => names_itself = true,
                    Some(parent) if revisions[parent.index()].id == *name => {
                        push_once(&mut parents.down, parent);
                    }
                    _ => faults.push(Fault::MissingDownRevision {
                        revision: index,
                        missing: name.clone(),
                    }),
                }
            }
            for name in &revision.depends_on {
                match names.get(name) {
                    Some(parent) if parent == child || *name == revision.id => names_itself = true,
                    Some(parent) => push_once(&mut parents.dependencies, parent),
                    None => faults.push(Fault::MissingDependency {
                        revision: index,
                        missing: name.clone(),
                    }),
                }
            }
            if names_itself {
                faults.push(Fault::SelfLoop {
                    revision: index,
                    id: revision.id.clone(),
                });
            }
            parents
        })
        .collect()
}

fn push_once(nodes: &mut Vec<Node>, node: Node) {
    if !nodes.contains(&node) {
        nodes.push(node);
    }
}
