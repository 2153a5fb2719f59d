//! The revisions that commands ask for by name.

use super::walk::Walked;
use super::{Reference, Selection, TargetError, closure, destination, resolve};
use crate::history::{Follow, History, Revision};

/// Every revision that `text` means, none for `base`: what `show` and `edit` take.
///
/// `heads` gives the effective heads; `-1` gives what is a step below each of them.
pub fn revisions<'a>(history: &'a History, text: &str) -> Result<Vec<&'a Revision>, TargetError> {
    Selection::parse(text)?
        .all(history)?
        .into_iter()
        .map(|place| match place {
            Walked::At(node) => Ok(history.revision(node)),
            Walked::Base | Walked::Short => Err(TargetError::NoRevision {
                target: text.to_owned(),
            }),
        })
        .collect()
}

/// The one revision that `text` means, or none for `base`.
pub fn revision<'a>(history: &'a History, text: &str) -> Result<Option<&'a Revision>, TargetError> {
    let node = Reference::parse(text)?.one(history)?;
    Ok(node.map(|node| history.revision(node)))
}

/// Refuses a version table's rows of which one implies another: the database cannot be at both.
pub fn check_rows(history: &History, rows: &[String]) -> Result<(), TargetError> {
    let rows = resolve::current(history, rows)?;
    closure::of_rows(history, &rows).map(drop)
}

/// Of these revisions, one that follows others of them, and those; nothing where none does. What one
/// only depends on may be merged with it, as with Alembic.
pub fn following(history: &History, revisions: &[&Revision]) -> Option<(String, Vec<String>)> {
    let graph = history.graph();
    let nodes: Vec<_> = revisions
        .iter()
        .filter_map(|revision| history.find(&revision.id))
        .collect();
    nodes.iter().find_map(|&node| {
        let ancestors = graph.ancestors([node], Follow::Down);
        let others = nodes.iter().copied();
        let followed = others.filter(|&other| other != node && ancestors.contains(other.index()));
        let ids = history.ids(followed);
        (!ids.is_empty()).then(|| {
            let ids = ids.into_iter().map(str::to_owned).collect();
            (history.id(node).to_owned(), ids)
        })
    })
}

/// The revisions that `current` lists for a version table with these rows: the rows, and the
/// heads of all that they imply by way of dependencies. In load order, where Alembic gives none.
pub fn current_revisions<'a>(
    history: &'a History,
    rows: &[String],
) -> Result<Vec<&'a Revision>, TargetError> {
    let rows = resolve::current(history, rows)?;
    Ok(destination::all_current(history, &rows)
        .into_iter()
        .map(|node| history.revision(node))
        .collect())
}
