//! What a statement does beside what it is for: to transactions, and to the session that it runs in.
//!
//! It is told by the statement's words. No parser is needed for it, so it also holds for statements
//! that none reads.

mod conduct;
mod control;
mod grouping;
mod lookup;
mod mysql;
mod mysql_set;
mod postgresql;
mod session;
mod sqlite;
mod words;

use super::Dialect;
use super::lexer::Lexer;
use words::Words;

pub use conduct::{Conduct, Demand, Refused, conduct};
pub(crate) use grouping::{Grouping, grouping};
pub(crate) use lookup::moves_lookup;
pub use session::SessionEffect;

/// What a statement does to the transaction that it runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransactionEffect {
    /// It runs inside and is undone with it.
    Ordinary,
    /// It starts a transaction of its own.
    Begins,
    /// It ends the transaction.
    Ends(TransactionEnd),
    /// It sets a savepoint, releases it or rolls back to it; the transaction goes on.
    Savepoint,
    /// The database commits the transaction before it runs, and it cannot be undone (MySQL).
    CommitsImplicitly,
    /// It runs code that nobody sees here, and that code may commit.
    MayCommit,
    /// The database refuses to run it inside a transaction.
    RefusedInside,
    /// The database runs it inside a transaction without doing anything.
    IgnoredInside,
}

/// How a transaction ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransactionEnd {
    /// It is committed.
    Commit,
    /// It is committed, and the next begins at once (`COMMIT AND CHAIN`).
    CommitAndBegin,
    /// It is rolled back.
    RollBack,
    /// It is rolled back, and the next begins at once (`ROLLBACK AND CHAIN`).
    RollBackAndBegin,
    /// It is one of two phases: what it leaves outlives the session, until another statement
    /// commits it.
    Phase,
}

/// What `sql`, one statement, does to the transaction that it runs in.
///
/// It looks at the first words and at what stands between them, up to a limit: a list of rows costs
/// nothing. Only a block of code (`DO`) and a `SET` are read as a whole.
pub fn transaction_effect(sql: &str, dialect: Dialect) -> TransactionEffect {
    effect(sql, &Words::of(sql, dialect), dialect)
}

fn effect(sql: &str, words: &Words, dialect: Dialect) -> TransactionEffect {
    let control = control::effect(words, dialect);
    if control != TransactionEffect::Ordinary {
        return control;
    }
    match dialect {
        Dialect::Postgresql => postgresql::effect(sql, words),
        Dialect::Mysql => mysql::effect(sql, words),
        Dialect::Sqlite => sqlite::effect(words),
    }
}

/// The first byte of `sql`, one statement, behind the comments before it; its length where there
/// is nothing else.
pub fn code_start(sql: &str, dialect: Dialect) -> usize {
    Lexer::new(sql, 0..sql.len(), dialect)
        .find(|lexeme| !lexeme.kind.is_trivia())
        .map_or(sql.len(), |lexeme| lexeme.span.start)
}

#[cfg(test)]
mod tests;
