use super::words::Words;
use super::{TransactionEffect, mysql_set};

/// The settings that the server refuses to change inside a transaction.
/// <https://dev.mysql.com/doc/refman/8.4/en/set-transaction.html>,
/// <https://dev.mysql.com/doc/refman/8.4/en/set-sql-log-bin.html>
const REFUSED_INSIDE: [&str; 6] = [
    "SQL_LOG_BIN",
    "BINLOG_FORMAT",
    "BINLOG_ROW_IMAGE",
    "BINLOG_DIRECT_NON_TRANSACTIONAL_UPDATES",
    "GTID_NEXT",
    "SKIP_REPLICATION",
];

/// The first words of statements that are known not to commit. A server's new statements are not
/// among them.
const ORDINARY: [&str; 20] = [
    "",
    "INSERT",
    "UPDATE",
    "DELETE",
    "REPLACE",
    "SELECT",
    "WITH",
    "VALUES",
    "TABLE",
    "LOAD",
    "SET",
    "USE",
    "SHOW",
    "EXPLAIN",
    "DESCRIBE",
    "DO",
    "PREPARE",
    "DEALLOCATE",
    "CREATE",
    "DROP",
];

pub(super) fn effect(sql: &str, words: &Words) -> TransactionEffect {
    let settings = if words.start_with("SET") {
        mysql_set::targets(sql)
    } else {
        Vec::new()
    };
    let sets = |names: &[&str]| {
        let mut settings = settings.iter();
        settings.any(|setting| names.contains(&setting.as_str()))
    };
    if commits_implicitly(words) || sets(&["AUTOCOMMIT"]) {
        TransactionEffect::CommitsImplicitly
    } else if words.start_with("SET TRANSACTION") || sets(&REFUSED_INSIDE) {
        TransactionEffect::RefusedInside
    } else if ORDINARY.contains(&words.first()) {
        TransactionEffect::Ordinary
    } else {
        TransactionEffect::MayCommit
    }
}

/// Whether MySQL or MariaDB commits before the statement.
///
/// <https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html>,
/// <https://mariadb.com/kb/en/sql-statements-that-cause-an-implicit-commit/>
fn commits_implicitly(words: &Words) -> bool {
    let changes_schema = words.start_with("CREATE|ALTER|DROP");
    let spares_transaction = words.start_with_any(&[
        "CREATE|DROP TEMPORARY",
        "CREATE OR REPLACE TEMPORARY",
        "DROP PREPARE",
    ]);
    (changes_schema && !spares_transaction)
        || words.start_with_any(&[
            "RENAME TABLE|TABLES|USER",
            "TRUNCATE",
            "INSTALL|UNINSTALL PLUGIN|COMPONENT|SONAME",
            "IMPORT TABLE",
            "GRANT|REVOKE",
            "SET PASSWORD",
            "SET DEFAULT ROLE",
            "LOCK|UNLOCK TABLE|TABLES",
            "ANALYZE|CHECK|OPTIMIZE|REPAIR TABLE|TABLES",
            "ANALYZE|CHECK|OPTIMIZE|REPAIR LOCAL|NO_WRITE_TO_BINLOG TABLE|TABLES",
            "CACHE INDEX",
            "LOAD INDEX",
            "FLUSH",
            "START|STOP REPLICA|SLAVE",
            "CHANGE MASTER|REPLICATION",
        ])
        || (words.start_with("RESET") && !words.start_with("RESET PERSIST"))
}
