use std::str::FromStr;

use thiserror::Error;

/// How an offline script or a run groups its steps into transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TransactionMode {
    /// One transaction for each step.
    #[default]
    Step,
    /// One transaction around all steps; a section that must run outside interrupts it.
    All,
    /// None: each statement commits by itself.
    None,
}

impl TransactionMode {
    /// Every mode, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Step, Self::All, Self::None];

    /// The name used in configuration, on the command line and in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::All => "all",
            Self::None => "none",
        }
    }
}

/// The name is not one of [`TransactionMode::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown transaction mode `{name}`, expected `step`, `all` or `none`")]
pub struct UnknownTransactionMode {
    /// What was given.
    pub name: String,
}

impl FromStr for TransactionMode {
    type Err = UnknownTransactionMode;

    /// Takes the names of [`TransactionMode::name`].
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|mode| mode.name() == name);
        found.ok_or_else(|| UnknownTransactionMode {
            name: name.to_owned(),
        })
    }
}
