//! What autogenerate writes, on real SQLite databases.

mod every_dialect;
mod notes;
mod random_schema;
mod renames;
mod sqlite;
mod sqlite_rows;
