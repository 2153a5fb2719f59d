//! Pieces that several views are made of.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties"
)]

mod code;
mod deliver;
mod icon;
mod prose;
mod revision_link;
mod splitter;
mod viewport;

pub use code::{CodeView, Mark};
pub use deliver::{copy, download, new_id, now};
pub use icon::{Icon, icon};
pub use prose::Prose;
pub use revision_link::RevisionLink;
pub use splitter::{Splitter, stored_split};
pub use viewport::Viewport;
