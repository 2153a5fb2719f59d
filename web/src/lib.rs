//! The page: the graph, the plan and the problems of a history, in the browser.
//!
//! Two programs come of this library. `page` draws, and `worker` plans: everything that takes
//! time happens there, and the two exchange the messages of [`worker`]. What does not need a
//! browser (the address, searching, which rows exist, where lanes lie) are plain functions, tested
//! on the host.

#![recursion_limit = "256"]

mod component;
mod open;
mod state;
pub mod view;
pub mod worker;
