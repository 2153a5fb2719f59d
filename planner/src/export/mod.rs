//! Writes a plan, or a stamp, as an SQL script that a person runs with the database's own client.

mod guard;
mod offline;
mod stamp;
mod statement;
mod version_table;
mod writer;

pub use offline::{OfflineOptions, OfflineScript, offline_script, offline_sql};
pub use stamp::{StampStart, stamp_sql};
