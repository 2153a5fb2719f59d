//! Conflicts between branches: their kinds, their orders on a real SQLite, and many at once.

mod kinds;
mod orders;
mod relied_on;
mod rows;
mod survey;
mod two_branches;
