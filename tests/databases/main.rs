//! SQLite, PostgreSQL and MariaDB, each for real.

mod alembic;
mod autogenerate;
mod bad_databases;
mod branches;
mod concurrency;
mod conflicts;
mod failure;
mod implicit_commits;
mod kill;
mod observer;
mod offline;
mod offline_driver;
mod offline_guard;
mod offline_lookup;
mod offline_mysql;
mod passwords;
mod plans;
mod psql_commands;
mod record;
mod round_trip;
mod schema;
mod session;
mod signals;
mod support;
mod uncertain;
