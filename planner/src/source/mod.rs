//! Reads files into scripts, and writes new scripts.
//!
//! The one format so far is the native one: an SQL file a revision, with a header of
//! `-- key: value` lines and dbmate's `-- migrate:up` and `-- migrate:down` markers.

mod blank;
mod compose;
mod edits;
mod encoding;
mod file;
mod header;
mod lines;
mod lookalike;
mod marker;
mod native;
mod reading;
mod script;
mod unreadable;
mod version_folder;
mod vocabulary;

pub use compose::{NewScript, NewSection, compose, file_name, section_text};
pub(crate) use encoding::decode;
pub use file::File;
pub use header::Header;
pub use lines::LineIndex;
pub use marker::SectionTransaction;
pub use native::{is_script_path, read};
pub use script::{Script, Section};
pub use unreadable::Unreadable;
pub use version_folder::VersionFolders;
