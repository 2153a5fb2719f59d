use super::TransactionEffect::{
    self, Begins, CommitsImplicitly, Ends, IgnoredInside, Ordinary, RefusedInside, Savepoint,
};
use super::transaction_effect;
use crate::sql::Dialect::{self, Mysql, Postgresql, Sqlite};

fn check(dialect: Dialect, effect: TransactionEffect, statements: &[&str]) {
    for statement in statements {
        assert_eq!(
            transaction_effect(statement, dialect),
            effect,
            "{statement} ({dialect})"
        );
        let dressed = format!("-- BEGIN\n/* COMMIT */ {} ;", statement.to_lowercase());
        assert_eq!(transaction_effect(&dressed, dialect), effect, "{dressed}");
    }
}

#[test]
fn statements_that_control_transactions() {
    for dialect in Dialect::ALL {
        check(dialect, Begins, &["BEGIN"]);
        check(dialect, Ends, &["COMMIT", "ROLLBACK"]);
        check(
            dialect,
            Savepoint,
            &[
                "SAVEPOINT a",
                "RELEASE SAVEPOINT a",
                "ROLLBACK TO SAVEPOINT a",
            ],
        );
        check(
            dialect,
            Ordinary,
            &["SELECT 1", "INSERT INTO t VALUES (1)", "", "(SELECT 1)"],
        );
    }
    check(
        Postgresql,
        Begins,
        &["BEGIN ISOLATION LEVEL SERIALIZABLE", "START TRANSACTION"],
    );
    check(
        Postgresql,
        Ends,
        &[
            "END",
            "ABORT",
            "COMMIT AND CHAIN",
            "PREPARE TRANSACTION 'x'",
        ],
    );
    check(Postgresql, Savepoint, &["RELEASE a", "ROLLBACK WORK TO a"]);
    check(
        Mysql,
        Begins,
        &["BEGIN WORK", "START TRANSACTION READ ONLY", "XA START 'x'"],
    );
    check(Mysql, Ends, &["XA COMMIT 'x'", "ROLLBACK AND CHAIN"]);
    check(Mysql, Ordinary, &["BEGIN NOT ATOMIC SELECT 1; END"]);
    check(Sqlite, Begins, &["BEGIN IMMEDIATE"]);
    check(Sqlite, Ends, &["END TRANSACTION"]);
}

#[test]
fn mysql_commits_before_statements_that_change_the_schema() {
    check(
        Mysql,
        CommitsImplicitly,
        &[
            "CREATE TABLE t (a INT)",
            "CREATE UNIQUE INDEX i ON t (a)",
            "ALTER TABLE t ADD COLUMN b INT",
            "DROP TABLE t",
            "DROP VIEW v",
            "RENAME TABLE t TO u",
            "TRUNCATE t",
            "GRANT SELECT ON t TO u",
            "SET PASSWORD FOR u = 'x'",
            "SET autocommit = 1",
            "SET @@session.autocommit = 1",
            "LOCK TABLES t WRITE",
            "ANALYZE NO_WRITE_TO_BINLOG TABLE t",
            "FLUSH TABLES",
            "RESET REPLICA",
            "CREATE DEFINER=`a`@`b` TRIGGER t BEFORE INSERT ON t FOR EACH ROW SET @x = 1",
        ],
    );
    check(
        Mysql,
        Ordinary,
        &[
            "CREATE TEMPORARY TABLE t (a INT)",
            "CREATE OR REPLACE TEMPORARY TABLE t (a INT)",
            "CREATE /*!32302 TEMPORARY */ TABLE t (a INT)",
            "DROP TEMPORARY TABLE t",
            "DROP PREPARE p",
            "UPDATE t SET autocommit = 1",
            "SET NAMES utf8mb4",
            "RESET PERSIST",
            "LOAD DATA INFILE 'x' INTO TABLE t",
        ],
    );
}

#[test]
fn postgresql_refuses_some_statements_inside_a_transaction() {
    check(
        Postgresql,
        RefusedInside,
        &[
            "CREATE INDEX CONCURRENTLY i ON t (a)",
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
            "DROP INDEX CONCURRENTLY IF EXISTS i",
            "REINDEX INDEX CONCURRENTLY i",
            "REINDEX (VERBOSE) TABLE CONCURRENTLY t",
            "REINDEX DATABASE d",
            "ALTER TABLE IF EXISTS s.t DETACH PARTITION s.p CONCURRENTLY",
            "VACUUM",
            "VACUUM (FULL, ANALYZE) t",
            "CREATE DATABASE d",
            "DROP TABLESPACE s",
            "ALTER SYSTEM SET a = 1",
            "ALTER DATABASE d SET TABLESPACE s",
            "CLUSTER",
            "DISCARD ALL",
            "COMMIT PREPARED 'x'",
        ],
    );
    check(
        Postgresql,
        Ordinary,
        &[
            "CREATE INDEX i ON t (a)",
            "CREATE TABLE t (concurrently int)",
            "ALTER TYPE e ADD VALUE 'x'",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
            "CLUSTER t USING i",
            "ALTER DATABASE d SET work_mem = 1",
            "DISCARD TEMP",
            "CREATE TABLE \"VACUUM\" (a int)",
        ],
    );
}

/// SQLite says itself what it refuses.
#[test]
fn sqlite_refuses_some_statements_inside_a_transaction() {
    let statements = [
        "VACUUM",
        "DETACH other",
        "PRAGMA synchronous = OFF",
        "PRAGMA main.journal_mode = WAL",
        "PRAGMA foreign_keys = OFF",
        "CREATE TABLE t (a)",
        "REINDEX",
        "ANALYZE",
        "PRAGMA user_version = 2",
        "DROP TABLE there",
    ];
    let folder = std::env::temp_dir().join(format!("limbeck-statement-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    for statement in statements {
        let database = rusqlite::Connection::open(folder.join("a.db")).expect("SQLite opens");
        database
            .execute_batch(
                "PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = ON; ATTACH ':memory:' AS other;
                 DROP TABLE IF EXISTS there; DROP TABLE IF EXISTS t; CREATE TABLE there (a);
                 BEGIN; INSERT INTO there VALUES (1);",
            )
            .expect("SQLite is ready");
        let refused = database.execute_batch(statement).is_err();
        let effect = transaction_effect(statement, Sqlite);
        assert_eq!(effect == RefusedInside, refused, "{statement}");
        if effect == IgnoredInside {
            let setting = |name| {
                let read = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
                database
                    .pragma_query_value(None, name, read)
                    .expect("SQLite answers")
            };
            let unchanged = (setting("foreign_keys"), setting("journal_mode"));
            assert_eq!(
                unchanged,
                (1.into(), "delete".to_owned().into()),
                "{statement}"
            );
        }
    }
    std::fs::remove_dir_all(folder).expect("the folder is ours");
}
