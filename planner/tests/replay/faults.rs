//! What a database would refuse.

use limbeck_planner::sql::Dialect;

use crate::{line, told};

const BASE: &str = "CREATE TABLE account (id integer PRIMARY KEY, name text UNIQUE, age integer);
CREATE TABLE payment (id integer PRIMARY KEY, account integer REFERENCES account (id));
CREATE INDEX account_age ON account (age);
CREATE VIEW names AS SELECT name FROM account;";

/// What replaying `statements` behind a schema tells, of each by itself.
fn told_of(dialect: Dialect, statements: &[&str]) -> String {
    let mut all = String::new();
    for statement in statements {
        let project = line(&[(BASE, ""), (statement, "")]);
        all.push_str(statement);
        all.push('\n');
        all.push_str(&told(&project, dialect));
    }
    all
}

#[test]
fn making_what_is_there() {
    insta::assert_snapshot!(told_of(
        Dialect::Postgresql,
        &[
            "CREATE TABLE account (id integer);",
            "CREATE TABLE IF NOT EXISTS account (id integer);",
            "CREATE VIEW account AS SELECT 1 AS one;",
            "CREATE INDEX account_age ON payment (account);",
            "CREATE TABLE account_age (id integer);",
            "CREATE SEQUENCE payment;",
            "ALTER TABLE account ADD COLUMN age integer;",
            "ALTER TABLE account ADD COLUMN \"Age\" integer;",
            "ALTER TABLE account ADD PRIMARY KEY (name);",
            "ALTER TABLE account ADD CONSTRAINT account_name_key CHECK (age > 0);",
            "ALTER TABLE account RENAME TO payment;",
            "ALTER TABLE account RENAME COLUMN age TO name;",
            "CREATE TYPE account AS ENUM ('a');",
            "CREATE TYPE mood AS ENUM ('a'); CREATE DOMAIN mood AS text;",
            "CREATE TYPE mood AS ENUM ('a'); ALTER TYPE mood ADD VALUE 'a';",
            "CREATE SCHEMA public;",
            "CREATE EXTENSION citext; CREATE EXTENSION citext;",
            "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 2';",
            "CREATE TABLE one (a integer, a text);",
        ],
    ));
}

#[test]
fn changing_what_is_not_there() {
    insta::assert_snapshot!(told_of(
        Dialect::Postgresql,
        &[
            "ALTER TABLE absent ADD COLUMN a integer;",
            "ALTER TABLE IF EXISTS absent ADD COLUMN a integer;",
            "ALTER TABLE \"Account\" ADD COLUMN a integer;",
            "ALTER TABLE account DROP COLUMN absent;",
            "ALTER TABLE account DROP COLUMN IF EXISTS absent;",
            "ALTER TABLE account ALTER COLUMN absent SET NOT NULL;",
            "ALTER TABLE account RENAME COLUMN absent TO a;",
            "ALTER TABLE account DROP CONSTRAINT absent;",
            "ALTER TABLE account ALTER COLUMN age DROP IDENTITY;",
            "DROP TABLE absent;",
            "DROP TABLE names;",
            "DROP VIEW absent;",
            "DROP VIEW account;",
            "DROP TABLE account_age;",
            "DROP INDEX absent;",
            "DROP SEQUENCE absent;",
            "DROP TYPE absent;",
            "DROP SCHEMA absent;",
            "DROP EXTENSION absent;",
            "DROP FUNCTION absent();",
            "DROP TRIGGER absent ON account;",
            "CREATE INDEX ON absent (a);",
            "CREATE INDEX ON account (absent);",
            "CREATE TABLE a (b integer REFERENCES absent);",
            "CREATE TABLE a (b absent);",
            "CREATE VIEW a AS SELECT 1 FROM absent;",
            "CREATE TABLE absent.a (b integer);",
            "COMMENT ON TABLE absent IS 'x';",
            "COMMENT ON COLUMN account.absent IS 'x';",
            "CREATE TYPE mood AS ENUM ('a'); ALTER TYPE mood RENAME VALUE 'b' TO 'c';",
        ],
    ));
}

#[test]
fn dropping_what_is_needed() {
    insta::assert_snapshot!(told_of(
        Dialect::Postgresql,
        &[
            "DROP TABLE account;",
            "DROP TABLE account CASCADE;",
            "DROP TABLE account, payment, names;",
            "ALTER TABLE account DROP COLUMN name;",
            "ALTER TABLE account DROP CONSTRAINT account_pkey;",
            "ALTER TABLE account ALTER COLUMN name TYPE varchar(10);",
            "DROP INDEX account_name_key;",
            "CREATE SCHEMA shop; CREATE TABLE shop.a (b integer); DROP SCHEMA shop;",
            "CREATE TYPE mood AS ENUM ('a'); CREATE TABLE a (b mood); DROP TYPE mood;",
        ],
    ));
}

#[test]
fn on_mysql() {
    insta::assert_snapshot!(told_of(
        Dialect::Mysql,
        &[
            "CREATE TABLE account (id INT);",
            "CREATE TABLE Account (id INT);",
            "ALTER TABLE account ADD COLUMN AGE INT;",
            "ALTER TABLE account ADD INDEX Account_Age (name(5));",
            "ALTER TABLE account DROP INDEX absent;",
            "ALTER TABLE account MODIFY absent INT;",
            "ALTER TABLE account CHANGE age name INT;",
            "ALTER TABLE payment DROP FOREIGN KEY absent;",
            "ALTER TABLE account ADD PRIMARY KEY (age);",
            "DROP TABLE account;",
            "DROP INDEX account_age ON payment;",
            "DROP TRIGGER absent;",
            "ALTER TABLE account AUTO_INCREMENT = 100;",
        ],
    ));
}

#[test]
fn on_sqlite() {
    insta::assert_snapshot!(told_of(
        Dialect::Sqlite,
        &[
            "CREATE TABLE \"ACCOUNT\" (id integer);",
            "ALTER TABLE account ADD COLUMN Age integer;",
            "ALTER TABLE account DROP COLUMN absent;",
            "ALTER TABLE account DROP COLUMN id;",
            "ALTER TABLE account DROP COLUMN age;",
            "DROP TABLE account; ALTER TABLE payment RENAME TO paid;",
            "DROP INDEX absent;",
            "CREATE INDEX Account_age ON payment (account);",
            "DROP VIEW account;",
        ],
    ));
}

#[test]
fn dropping_a_function_that_is_called() {
    let make =
        "CREATE FUNCTION norm(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower($1)'";
    let mut all = String::new();
    for caller in [
        "CREATE INDEX i ON account (norm(name))",
        "CREATE INDEX i ON account (age) WHERE norm(name) = 'a'",
        "CREATE VIEW v AS SELECT norm(name) AS n FROM account",
        "ALTER TABLE account ADD COLUMN d text DEFAULT norm('A')",
        "ALTER TABLE account ADD COLUMN g text GENERATED ALWAYS AS (norm(name)) STORED",
        "ALTER TABLE account ADD CONSTRAINT c CHECK (norm(name) <> '')",
        "CREATE FUNCTION norm(integer) RETURNS text LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT norm(name) AS n FROM account",
    ] {
        let up = format!("{make}; {caller}; DROP FUNCTION norm(text);");
        all.push_str(caller);
        all.push('\n');
        all.push_str(&told(&line(&[(BASE, ""), (&up, "")]), Dialect::Postgresql));
        let up = format!("{make}; {caller}; DROP FUNCTION norm(text) CASCADE;");
        all.push_str(&told(&line(&[(BASE, ""), (&up, "")]), Dialect::Postgresql));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn foreign_keys_that_join_what_does_not_go_together() {
    insta::assert_snapshot!(told_of(
        Dialect::Postgresql,
        &[
            "CREATE TABLE note (account text REFERENCES account (id));",
            "CREATE TABLE note (account bigint REFERENCES account (id));",
            "CREATE TABLE note (account integer REFERENCES account (age));",
            "CREATE TABLE note (id integer REFERENCES note (parent), parent integer UNIQUE);",
            "ALTER TABLE account ALTER COLUMN id TYPE uuid USING gen_random_uuid();",
            "ALTER TABLE payment ALTER COLUMN account TYPE bigint;",
        ],
    ));
    insta::assert_snapshot!(told_of(
        Dialect::Mysql,
        &[
            "CREATE TABLE note (account bigint, FOREIGN KEY (account) REFERENCES account (id));",
            "CREATE TABLE note (account integer, FOREIGN KEY (account) REFERENCES account (age));",
            "CREATE TABLE note (account bigint, FOREIGN KEY (account) REFERENCES account (id)) ENGINE=MyISAM;",
            "SET FOREIGN_KEY_CHECKS = 0; CREATE TABLE note (account bigint, FOREIGN KEY (account) REFERENCES account (id));",
        ],
    ));
}

#[test]
fn keys_that_foreign_keys_need() {
    let base = "CREATE TABLE account (id integer PRIMARY KEY, name varchar(9));
CREATE TABLE payment (id integer PRIMARY KEY, account integer, FOREIGN KEY (account) REFERENCES account (id));";
    let told_of = |statement: &str| {
        let project = line(&[(base, ""), (statement, "")]);
        told(&project, Dialect::Mysql)
    };
    assert!(told_of("ALTER TABLE account DROP PRIMARY KEY;").contains("is needed by"));
    assert!(told_of("ALTER TABLE account MODIFY id bigint;").contains("joins column `account.id`"));
    assert!(told_of("ALTER TABLE payment DROP INDEX account;").contains("is needed by"));
    for fine in [
        "ALTER TABLE account DROP PRIMARY KEY, ADD PRIMARY KEY (id, name);",
        "ALTER TABLE account MODIFY id integer NOT NULL AUTO_INCREMENT;",
        "ALTER TABLE payment ADD INDEX both_of_them (account, id), DROP INDEX account;",
        "ALTER TABLE account ADD COLUMN nick varchar(9), DROP COLUMN name;",
    ] {
        let told = told_of(fine);
        assert!(
            !told.contains("error") && !told.contains("needed"),
            "{fine}: {told}"
        );
    }
}

#[test]
fn what_is_granted_or_locked() {
    insta::assert_snapshot!(told_of(
        Dialect::Postgresql,
        &[
            "GRANT SELECT (id), UPDATE (age) ON account, payment TO PUBLIC;",
            "GRANT SELECT ON nowhere TO PUBLIC;",
            "GRANT USAGE ON SCHEMA nowhere TO PUBLIC;",
            "GRANT reader TO writer;",
            "REVOKE ALL ON TABLE nowhere FROM PUBLIC;",
            "GRANT SELECT ON pg_catalog.pg_class TO PUBLIC;",
            "LOCK TABLE ONLY account, nowhere IN ACCESS EXCLUSIVE MODE;",
        ],
    ));
    let told = told_of(Dialect::Mysql, &["LOCK INSTANCE FOR BACKUP;"]);
    assert_eq!(told, "LOCK INSTANCE FOR BACKUP;\n");
}
