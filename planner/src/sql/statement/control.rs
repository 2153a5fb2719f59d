use super::TransactionEffect;
use super::words::Words;
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
    if starts(&["COMMIT", "ROLLBACK"]) {
        return TransactionEffect::Ends;
    }
    match dialect {
        Dialect::Postgresql if starts(&["BEGIN", "START TRANSACTION"]) => TransactionEffect::Begins,
        Dialect::Postgresql if starts(&["END", "ABORT", "PREPARE TRANSACTION"]) => {
            TransactionEffect::Ends
        }
        // MariaDB's `BEGIN NOT ATOMIC` is a block of statements.
        Dialect::Mysql if starts(&["BEGIN NOT"]) => TransactionEffect::Ordinary,
        Dialect::Mysql if starts(&["BEGIN", "START TRANSACTION", "XA START|BEGIN"]) => {
            TransactionEffect::Begins
        }
        Dialect::Mysql if starts(&["XA END|PREPARE|COMMIT|ROLLBACK"]) => TransactionEffect::Ends,
        Dialect::Sqlite if starts(&["BEGIN"]) => TransactionEffect::Begins,
        Dialect::Sqlite if starts(&["END"]) => TransactionEffect::Ends,
        _ => TransactionEffect::Ordinary,
    }
}
