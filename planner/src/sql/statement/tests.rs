use super::TransactionEffect::{
    self, Begins, CommitsImplicitly, Ends, IgnoredInside, MayCommit, Ordinary, RefusedInside,
    Savepoint,
};
use super::TransactionEnd::{Commit, CommitAndBegin, Phase, RollBack, RollBackAndBegin};
use super::words::Words;
use super::{code_start, transaction_effect};
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
        check(dialect, Ends(Commit), &["COMMIT"]);
        check(dialect, Ends(RollBack), &["ROLLBACK"]);
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
    check(Postgresql, Ends(Commit), &["END", "COMMIT AND NO CHAIN"]);
    check(Postgresql, Ends(RollBack), &["ABORT", "ROLLBACK WORK"]);
    check(
        Postgresql,
        Ends(CommitAndBegin),
        &["COMMIT AND CHAIN", "END WORK AND CHAIN"],
    );
    check(Postgresql, Ends(Phase), &["PREPARE TRANSACTION 'x'"]);
    check(Postgresql, Savepoint, &["RELEASE a", "ROLLBACK WORK TO a"]);
    check(
        Mysql,
        Begins,
        &["BEGIN WORK", "START TRANSACTION READ ONLY", "XA START 'x'"],
    );
    check(Mysql, Ends(Phase), &["XA END 'x'", "XA COMMIT 'x'"]);
    check(
        Mysql,
        Ends(RollBackAndBegin),
        &["ROLLBACK AND CHAIN NO RELEASE"],
    );
    check(Mysql, MayCommit, &["BEGIN NOT ATOMIC SELECT 1; END"]);
    check(Sqlite, Begins, &["BEGIN IMMEDIATE"]);
    check(Sqlite, Ends(Commit), &["END TRANSACTION"]);
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
            "SET SESSION `autocommit` := OFF, @a = 1",
            "SET DEFAULT ROLE r TO u",
            "SET STATEMENT a = 1, b = (SELECT 2), c = 'x' FOR ALTER TABLE t ADD COLUMN b INT",
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
            "SET @autocommit = 1, @x = @@autocommit",
            "SET @old_log_bin = @@session.sql_log_bin",
            "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
            "SET STATEMENT max_statement_time = 9 FOR UPDATE t SET a = 1",
            "DO 1",
            "PREPARE p FROM @x",
            "LOAD DATA INFILE 'x' INTO TABLE t",
        ],
    );
}

#[test]
fn mysql_refuses_some_settings_inside_a_transaction() {
    check(
        Mysql,
        RefusedInside,
        &[
            "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
            "SET sql_log_bin = 0",
            "SET @@session.binlog_format = 'ROW'",
            "SET a = 1, GTID_NEXT = 'AUTOMATIC'",
        ],
    );
}

#[test]
fn code_that_is_not_seen_may_commit() {
    check(
        Mysql,
        MayCommit,
        &["CALL p()", "EXECUTE p", "RESET PERSIST", "NEW STATEMENT"],
    );
    check(
        Postgresql,
        MayCommit,
        &[
            "CALL p()",
            "DO $$ BEGIN COMMIT; END $$",
            "DO LANGUAGE plpython3u 'plpy.commit()'",
            "DO $$ BEGIN CALL p(); END $$",
        ],
    );
    check(
        Postgresql,
        Ordinary,
        &["DO $$ BEGIN PERFORM f(); END $$", "EXECUTE prepared (1)"],
    );
}

/// However long the statement is: its rows have no words, and what follows them is never read.
#[test]
fn no_more_than_the_start_is_looked_at() {
    let rows = "(1, 'a'), ".repeat(100);
    let words = Words::of(
        &format!("INSERT INTO t VALUES {rows} END_OF_IT"),
        Postgresql,
    );
    assert!(words.start_with("INSERT INTO T VALUES"));
    assert!(!words.contain("END_OF_IT"));
}

#[test]
fn code_starts_behind_the_comments() {
    for (sql, dialect, start) in [
        ("-- a\n/* b /* c */ */ SELECT 1", Postgresql, "SELECT 1"),
        ("# a\n--\tb\nSELECT 1", Mysql, "SELECT 1"),
        (
            "/* a */ /*!40101 SET a = 1 */",
            Mysql,
            "/*!40101 SET a = 1 */",
        ),
        ("--1", Mysql, "--1"),
        ("-- a", Sqlite, ""),
    ] {
        assert_eq!(&sql[code_start(sql, dialect)..], start, "{sql}");
    }
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
