//! Two branches in one graph: how the second is picked, and what is said of both.

mod bar;
mod button;
mod legend;
mod side;

pub use bar::CompareBar;
pub use button::{CompareButton, CompareInput};
pub use side::{SideChip, SideSign};
