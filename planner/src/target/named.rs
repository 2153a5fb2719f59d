//! The revisions that commands ask for by name.

use super::walk::Walked;
use super::{Reference, Selection, TargetError, destination, resolve};
use crate::history::{History, Revision};

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
