use super::words::Words;
use super::{TransactionEffect, TransactionEnd};
use crate::sql::Dialect;

/// The effect of a statement that is there to control transactions.
///
/// <https://www.postgresql.org/docs/current/tutorial-transactions.html>,
/// <https://dev.mysql.com/doc/refman/8.4/en/commit.html>,
/// <https://dev.mysql.com/doc/refman/8.4/en/xa-statements.html>,
/// <https://www.sqlite.org/lang_transaction.html>
pub(super) fn effect(words: &Words, dialect: Dialect) -> TransactionEffect {
    let starts = |patterns: &[&str]| words.start_with_any(patterns);
    if starts(&["SAVEPOINT", "RELEASE"]) || starts(&["ROLLBACK TO", "ROLLBACK WORK|TRANSACTION TO"])
    {
        return TransactionEffect::Savepoint;
    }
    // These take up a transaction that was prepared before, and want none around them.
    if starts(&["COMMIT|ROLLBACK PREPARED"]) {
        return TransactionEffect::RefusedInside;
    }
    if starts(&["COMMIT"]) {
        return TransactionEffect::Ends(commit(words));
    }
    if starts(&["ROLLBACK"]) {
        return TransactionEffect::Ends(roll_back(words));
    }
    match dialect {
        Dialect::Postgresql if starts(&["BEGIN", "START TRANSACTION"]) => TransactionEffect::Begins,
        Dialect::Postgresql if starts(&["END"]) => TransactionEffect::Ends(commit(words)),
        Dialect::Postgresql if starts(&["ABORT"]) => TransactionEffect::Ends(roll_back(words)),
        Dialect::Postgresql if starts(&["PREPARE TRANSACTION"]) => {
            TransactionEffect::Ends(TransactionEnd::Phase)
        }
        // MariaDB's `BEGIN NOT ATOMIC` is a block of statements.
        Dialect::Mysql if starts(&["BEGIN NOT"]) => TransactionEffect::MayCommit,
        Dialect::Mysql if starts(&["BEGIN", "START TRANSACTION", "XA START|BEGIN"]) => {
            TransactionEffect::Begins
        }
        Dialect::Mysql if starts(&["XA END|PREPARE|COMMIT|ROLLBACK"]) => {
            TransactionEffect::Ends(TransactionEnd::Phase)
        }
        Dialect::Sqlite if starts(&["BEGIN"]) => TransactionEffect::Begins,
        Dialect::Sqlite if starts(&["END"]) => TransactionEffect::Ends(TransactionEnd::Commit),
        _ => TransactionEffect::Ordinary,
    }
}

fn commit(words: &Words) -> TransactionEnd {
    if chains(words) {
        TransactionEnd::CommitAndBegin
    } else {
        TransactionEnd::Commit
    }
}

fn roll_back(words: &Words) -> TransactionEnd {
    if chains(words) {
        TransactionEnd::RollBackAndBegin
    } else {
        TransactionEnd::RollBack
    }
}

/// Whether the next transaction begins at once.
fn chains(words: &Words) -> bool {
    words.start_with_any(&[
        "COMMIT|ROLLBACK|END|ABORT AND CHAIN",
        "COMMIT|ROLLBACK|END|ABORT WORK|TRANSACTION AND CHAIN",
    ])
}
