//! Plans database migrations.
//!
//! The planner reads migration scripts, builds the graph of their revisions, resolves what a
//! person typed as a target, and orders the steps from where a database is to where it should
//! be. It does no I/O, reads no clock and no environment, and draws no random numbers: whoever
//! calls it brings the bytes, and gets plain data back. That is why the same code runs in a
//! browser's worker and in the `limbeck` command.
//!
//! Data flows one way, and the modules are named after the stations:
//!
//! ```text
//! files ─▶ source ─▶ history ─▶ plan ─▶ export (SQL), document (JSON)
//!              │         │        ▲
//!              │         └▶ target┘
//!              └▶ sql
//! ```

pub mod autogenerate;
pub mod compare;
pub mod conflict;
pub mod declared;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod evolution;
pub mod export;
pub mod history;
pub mod layout;
pub mod merging;
pub mod operation;
pub mod plan;
pub mod project;
pub mod rebase;
pub mod render;
pub mod replay;
pub mod schema;
pub mod settings;
pub mod source;
pub mod sql;
pub mod target;
#[cfg(feature = "javascript")]
pub mod wasm;
