//! Writes a plan as an offline SQL script.

mod guard;
mod offline;
mod statement;
mod version_table;

pub use offline::{OfflineOptions, offline_sql};
