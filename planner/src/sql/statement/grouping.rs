use super::words::Words;
use super::{TransactionEffect, transaction_effect};
use crate::sql::Dialect;

/// How a statement for MySQL goes together with others in a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// It is undone with the transaction.
    Inside,
    /// It changes the session alone, so that no transaction needs to begin for it.
    Anywhere,
    /// It commits the transaction before it, and itself.
    Alone,
    /// It locks tables, and commits. A transaction that begins behind it would unlock them.
    LocksTables,
    /// It unlocks tables, and commits.
    UnlocksTables,
}

/// How `sql`, one statement for MySQL, goes together with others.
pub(crate) fn grouping(sql: &str) -> Grouping {
    let words = Words::of(sql, Dialect::Mysql);
    let commits = transaction_effect(sql, Dialect::Mysql) == TransactionEffect::CommitsImplicitly;
    if words.start_with("UNLOCK") {
        Grouping::UnlocksTables
    } else if words.start_with("LOCK TABLE|TABLES")
        || (words.start_with("FLUSH") && (words.contain("LOCK") || words.contain("EXPORT")))
    {
        Grouping::LocksTables
    } else if commits {
        Grouping::Alone
    } else if words.start_with("SET|USE") {
        Grouping::Anywhere
    } else {
        Grouping::Inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_grouping() {
        for (sql, expected) in [
            ("INSERT INTO a VALUES (1)", Grouping::Inside),
            ("SET FOREIGN_KEY_CHECKS = 0", Grouping::Anywhere),
            ("USE other", Grouping::Anywhere),
            ("SET autocommit = 1", Grouping::Alone),
            ("/* it */ ALTER TABLE a ADD b INT", Grouping::Alone),
            ("LOCK TABLES a WRITE", Grouping::LocksTables),
            ("FLUSH TABLES WITH READ LOCK", Grouping::LocksTables),
            ("FLUSH TABLES a FOR EXPORT", Grouping::LocksTables),
            ("FLUSH PRIVILEGES", Grouping::Alone),
            ("UNLOCK TABLES", Grouping::UnlocksTables),
        ] {
            assert_eq!(grouping(sql), expected, "{sql}");
        }
    }
}
