//! The page in a real browser.
//!
//! One file a scenario. What each does to the page goes through [`actions`], so that a change of
//! the page is a change of one file.

mod accessibility;
mod actions;
mod branches;
mod broken_script;
mod compare;
mod conflicts;
mod declared;
mod example;
mod exported_sql;
mod harness;
mod keyboard;
mod large_history;
mod merge;
mod plan_file;
mod plan_pane;
mod planning;
mod problems;
mod schema;
mod searching;
mod served;
mod start;
mod two_heads;
mod views;
mod widths;
