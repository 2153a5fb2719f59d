//! What a statement does to transactions, told by its first words.
//!
//! No parser is needed for it, so it also holds for statements that none reads.

mod control;
mod grouping;
mod lookup;
mod mysql;
mod postgresql;
mod sqlite;
mod words;

use super::Dialect;
use words::Words;

pub(crate) use grouping::{Grouping, grouping};
pub(crate) use lookup::moves_lookup;

/// What a statement does to the transaction that it runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransactionEffect {
    /// It runs inside and is undone with it.
    Ordinary,
    /// It starts a transaction of its own.
    Begins,
    /// It commits the transaction or rolls it back.
    Ends,
    /// It sets a savepoint, releases it or rolls back to it; the transaction goes on.
    Savepoint,
    /// The database commits the transaction before it runs, and it cannot be undone (MySQL).
    CommitsImplicitly,
    /// The database refuses to run it inside a transaction.
    RefusedInside,
    /// The database runs it inside a transaction without doing anything.
    IgnoredInside,
}

impl TransactionEffect {
    /// Whether a step that runs inside a transaction is no longer all or nothing with such a
    /// statement in it.
    pub const fn breaks_transaction(self) -> bool {
        match self {
            Self::Ordinary | Self::Savepoint | Self::RefusedInside | Self::IgnoredInside => false,
            Self::Begins | Self::Ends | Self::CommitsImplicitly => true,
        }
    }
}

/// What `sql`, one statement, does to the transaction that it runs in.
///
/// It looks at the first words only, and costs no more than they and the comments before them.
pub fn transaction_effect(sql: &str, dialect: Dialect) -> TransactionEffect {
    let words = Words::of(sql, dialect);
    let control = control::effect(&words, dialect);
    if control != TransactionEffect::Ordinary {
        return control;
    }
    match dialect {
        Dialect::Postgresql if postgresql::is_refused_inside(&words) => {
            TransactionEffect::RefusedInside
        }
        Dialect::Mysql if mysql::commits_implicitly(&words) => TransactionEffect::CommitsImplicitly,
        Dialect::Sqlite => sqlite::effect(&words),
        Dialect::Postgresql | Dialect::Mysql => TransactionEffect::Ordinary,
    }
}

#[cfg(test)]
mod tests;
