//! SQLite, PostgreSQL and MariaDB, each for real.

mod alembic;
mod bad_databases;
mod concurrency;
mod failure;
mod kill;
mod observer;
mod offline;
mod passwords;
mod plans;
mod psql_commands;
mod round_trip;
mod signals;
mod support;
