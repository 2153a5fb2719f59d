use super::words::Words;

/// Whether MySQL or MariaDB commits before the statement.
///
/// <https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html>,
/// <https://mariadb.com/kb/en/sql-statements-that-cause-an-implicit-commit/>
pub(super) fn commits_implicitly(words: &Words) -> bool {
    let changes_schema = words.start_with("CREATE|ALTER|DROP");
    let spares_transaction = words.start_with_any(&[
        "CREATE|DROP TEMPORARY",
        "CREATE OR REPLACE TEMPORARY",
        "DROP PREPARE",
    ]);
    let sets_autocommit = words.start_with("SET") && words.contain("AUTOCOMMIT");
    (changes_schema && !spares_transaction)
        || sets_autocommit
        || words.start_with_any(&[
            "RENAME TABLE|TABLES|USER",
            "TRUNCATE",
            "INSTALL|UNINSTALL PLUGIN|COMPONENT|SONAME",
            "IMPORT TABLE",
            "GRANT|REVOKE",
            "SET PASSWORD",
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
