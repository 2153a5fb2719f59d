//! What autogenerate writes, on real SQLite databases.

mod random_schema;
mod sqlite;
