//! What a person types to say where to go: `head`, `-1`, `shop@head`, `ae10+2`.
//!
//! `parse` reads the text into a [`Target`], a [`Reference`] or a [`Selection`]; `resolve`
//! finds the revisions that a name means, `walk` takes steps from them, and `destination`
//! puts both together for `upgrade` and `downgrade`.

pub(crate) mod closure;
mod destination;
mod error;
mod lineage;
mod named;
mod parse;
mod placement;
mod range;
mod resolve;
mod walk;

pub use destination::chosen_start;
pub(crate) use destination::{Destination, Start, downgrade_destination, upgrade_destinations};
pub use error::TargetError;
pub(crate) use lineage::{Kinship, Lineage};
pub use named::{check_rows, current_revisions, following, revision, revisions};
pub use parse::{Reference, Relative, Selection, Symbol, Target};
pub use placement::{Placement, PlacementError, Splice, place};
pub use range::range;
pub(crate) use resolve::{branch, current, owned};
pub(crate) use walk::{Overwalk, Walked};
