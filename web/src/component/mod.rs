//! Pieces that several views are made of.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties"
)]

mod banner;
mod code;
mod deliver;
mod either_label;
mod empty;
mod icon;
mod live_code;
mod prose;
mod revision_link;
mod splitter;
mod toast;
mod viewport;

pub use banner::{Banner, Tone};
pub use code::{Align, CodeView, Lines, Mark};
pub use deliver::{copy, download, new_id, now};
pub use either_label::EitherLabel;
pub use empty::Empty;
pub use icon::{Icon, icon};
pub use live_code::LiveCode;
pub use prose::Prose;
pub use revision_link::RevisionLink;
pub use splitter::{Splitter, stored_split};
pub use toast::{Stays, Toast};
pub use viewport::Viewport;
