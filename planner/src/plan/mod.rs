//! Ordered steps from where a database is to a target.

mod applied;
mod fault;
mod order;
mod retrace;
mod rows;
mod section_sql;
mod select;
mod stamp;
mod step;
mod transaction;
mod transaction_check;
mod version;

pub use applied::is_applied;
pub(crate) use fault::diagnostic as split_diagnostic;
pub use order::{
    Order, RevisionStep, downgrade, downgrade_offline, starting_point, upgrade, upgrade_offline,
};
pub use retrace::retrace;
pub use section_sql::{SectionSql, Statement};
pub use stamp::{Stamp, StampStep, stamp, stamp_offline};
pub use step::{Plan, PlanError, Step};
pub use transaction::{TransactionMode, UnknownTransactionMode};
pub use version::{VersionOperation, VersionTable, place};

/// Which way a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From base towards the heads.
    Upgrade,
    /// From the heads towards base.
    Downgrade,
}

impl Direction {
    /// `upgrade` or `downgrade`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upgrade => "upgrade",
            Self::Downgrade => "downgrade",
        }
    }
}
