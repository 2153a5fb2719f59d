use super::*;
use crate::sql::Dialect::{Mysql, Postgresql, Sqlite};

fn leaves(dialect: Dialect, effect: SessionEffect, statements: &[&str]) {
    for statement in statements {
        assert_eq!(
            conduct(statement, dialect).session,
            effect,
            "{statement} ({dialect})"
        );
    }
}

fn wants(dialect: Dialect, demand: Demand, statements: &[&str]) {
    for statement in statements {
        assert_eq!(
            conduct(statement, dialect).demand,
            demand,
            "{statement} ({dialect})"
        );
    }
}

#[test]
fn settings_that_are_spelt_out() {
    let setting = SessionEffect::Setting;
    leaves(
        Postgresql,
        setting,
        &[
            "SET search_path = a, \"B\"",
            "SET SESSION a TO 'b'",
            "SET TIME ZONE 'UTC'",
            "SET ROLE a",
            "RESET ALL",
            "LOAD 'auto_explain'",
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "-- a\nselect SET_CONFIG('a.b', 'c', true)",
        ],
    );
    leaves(
        Mysql,
        setting,
        &[
            "USE a",
            "SET NAMES utf8mb4 COLLATE utf8mb4_bin",
            "SET a = 1, @b := 'x', @@session.c = ON, GLOBAL d = DEFAULT",
            "SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE=''",
            "/*!40101 SET SQL_MODE=@OLD_SQL_MODE */",
            "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
            "SET autocommit = 0",
            "SET @a = -1.5 + 2",
        ],
    );
    leaves(
        Sqlite,
        setting,
        &[
            "PRAGMA foreign_keys = OFF",
            "PRAGMA main.cache_size(7)",
            "ATTACH 'a.db' AS b",
        ],
    );
}

#[test]
fn what_another_session_would_not_have() {
    let state = SessionEffect::State;
    leaves(
        Postgresql,
        state,
        &[
            "CREATE TEMP TABLE a (b int)",
            "CREATE LOCAL TEMPORARY TABLE a (b int)",
            "CREATE OR REPLACE TEMP VIEW a AS SELECT 1",
            "CREATE TABLE pg_temp.a (b int)",
            "SELECT 1 AS a, 2 AS b INTO LOCAL TEMP c FROM d",
            "PREPARE a AS SELECT 1",
            "DECLARE a CURSOR WITH HOLD FOR SELECT 1",
            "SELECT pg_advisory_lock(1)",
        ],
    );
    leaves(
        Mysql,
        state,
        &[
            "SET @id = LAST_INSERT_ID()",
            "SET @a = @@last_insert_id",
            "SET @a = CURRENT_TIMESTAMP, @b = 2",
            "SET @a = (SELECT 1)",
            "SELECT a, b INTO @a, @b FROM t",
            "SELECT @n := @n + 1 FROM t",
            "CALL p(1, @out)",
            "CREATE TEMPORARY TABLE a (b INT)",
            "PREPARE a FROM 'SELECT 1'",
            "SELECT GET_LOCK('a', 1)",
        ],
    );
    leaves(
        Sqlite,
        state,
        &[
            "CREATE TEMP TRIGGER a AFTER INSERT ON b BEGIN SELECT 1; END",
            "CREATE TABLE temp.a (b)",
        ],
    );
    let computed = SessionEffect::ComputedSetting;
    leaves(
        Postgresql,
        computed,
        &[
            "SELECT set_config('a.b', max(c), false) FROM d",
            "SELECT set_config('a.b', 'c', false), 1",
            "DO $$ BEGIN PERFORM set_config('a.b', 'c', false); END $$",
        ],
    );
    leaves(
        Mysql,
        computed,
        &[
            "SET sql_mode = CONCAT(@@sql_mode, ',ANSI')",
            "SET @a = 1, timestamp = UNIX_TIMESTAMP()",
        ],
    );
}

#[test]
fn what_passes_and_what_leaves_nothing() {
    leaves(
        Postgresql,
        SessionEffect::Passing,
        &[
            "SET LOCAL a = b",
            "SET TRANSACTION READ ONLY",
            "SET CONSTRAINTS ALL DEFERRED",
        ],
    );
    leaves(
        Mysql,
        SessionEffect::Passing,
        &["SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"],
    );
    let nothing = SessionEffect::Nothing;
    leaves(
        Postgresql,
        nothing,
        &[
            "CREATE TEMP TABLE a ON COMMIT DROP AS SELECT 1",
            "CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT set_config(1, 2, false)'",
            "SELECT pg_temperature INTO a",
        ],
    );
    leaves(
        Mysql,
        nothing,
        &[
            "CREATE PROCEDURE p() SET @a = 1",
            "SET PASSWORD = 'x'",
            "UPDATE t SET a = 1",
        ],
    );
    leaves(
        Mysql,
        SessionEffect::Insertion,
        &[
            "INSERT INTO t VALUES ('a@b.c', @id)",
            "INSERT INTO `t` (`a`) VALUES (@id)",
            "REPLACE INTO t SELECT @id",
        ],
    );
    leaves(
        Sqlite,
        nothing,
        &[
            "PRAGMA user_version = 2",
            "CREATE TABLE temp (a)",
            "CREATE TABLE a (b)",
        ],
    );
}

#[test]
fn what_a_statement_wants_of_others() {
    wants(
        Mysql,
        Demand::LastInsertion,
        &[
            "INSERT INTO t VALUES (LAST_INSERT_ID())",
            "SET @a = @@identity",
            "SELECT last_insert_id() INTO @a",
        ],
    );
    wants(
        Mysql,
        Demand::StatementBefore,
        &["SET @n = ROW_COUNT()", "GET DIAGNOSTICS @n = NUMBER"],
    );
    wants(
        Mysql,
        Demand::LockedTables,
        &[
            "LOCK TABLES t WRITE",
            "FLUSH TABLES WITH READ LOCK",
            "FLUSH TABLES t FOR EXPORT",
        ],
    );
    wants(
        Mysql,
        Demand::Nothing,
        &[
            "SELECT ROW_COUNT()",
            "INSERT INTO t (row_count) VALUES ('LAST_INSERT_ID()')",
            "CREATE TRIGGER a AFTER INSERT ON t FOR EACH ROW SET @a = LAST_INSERT_ID()",
            "UNLOCK TABLES",
            "FLUSH PRIVILEGES",
        ],
    );
    wants(
        Sqlite,
        Demand::LastInsertion,
        &["INSERT INTO t VALUES (last_insert_rowid())"],
    );
    wants(
        Sqlite,
        Demand::StatementBefore,
        &["UPDATE t SET a = changes()"],
    );
    wants(
        Postgresql,
        Demand::Nothing,
        &["INSERT INTO t VALUES (lastval())"],
    );
}

#[test]
fn what_stays_of_a_refused_statement() {
    let leaves_part = |sql: &str, dialect| conduct(sql, dialect).refused == Refused::MayLeavePart;
    for sql in [
        "CREATE UNIQUE INDEX CONCURRENTLY a ON b (c)",
        "DROP INDEX CONCURRENTLY a",
        "REINDEX TABLE CONCURRENTLY a",
        "CREATE SUBSCRIPTION a CONNECTION 'b' PUBLICATION c",
        "CALL p()",
        "DO $$ BEGIN COMMIT; END $$",
    ] {
        assert!(leaves_part(sql, Postgresql), "{sql}");
    }
    for sql in [
        "VACUUM",
        "REINDEX DATABASE a",
        "CREATE TABLE a (b int)",
        "DO $$ BEGIN END $$",
    ] {
        assert!(!leaves_part(sql, Postgresql), "{sql}");
    }
    for sql in [
        "DROP TABLE a, b",
        "RENAME TABLE a TO b, c TO d",
        "CREATE OR REPLACE TABLE a (b INT)",
        "CREATE USER a, b",
        "DROP DATABASE a",
        "CALL p()",
        "EXECUTE a",
    ] {
        assert!(leaves_part(sql, Mysql), "{sql}");
    }
    for sql in [
        "ALTER TABLE a ADD b INT, ADD c INT",
        "CREATE TABLE a (b INT, c INT)",
        "DROP TABLE a",
        "RENAME TABLE a TO b",
        "GRANT SELECT, INSERT ON a TO b",
        "TRUNCATE a",
    ] {
        assert!(!leaves_part(sql, Mysql), "{sql}");
    }
}
