//! Ways back that lead to another schema than the one before the upgrade.

use std::fmt::Write as _;

use limbeck_planner::sql::Dialect;

use crate::{line, told};

const BASE: (&str, &str) = (
    "CREATE TABLE account (id integer PRIMARY KEY, name varchar(20) DEFAULT 'x', age integer);\n\
     CREATE INDEX by_age ON account (age);",
    "DROP TABLE account;",
);

fn told_of(dialect: Dialect, steps: &[(&str, &str)]) -> String {
    let mut all = String::new();
    for (up, down) in steps {
        let project = line(&[BASE, (up, down)]);
        writeln!(all, "up: {up}\ndown: {down}").expect("it is a string");
        all.push_str(&told(&project, dialect));
    }
    all
}

#[test]
fn what_is_not_undone() {
    insta::assert_snapshot!(told_of(
        Dialect::Postgresql,
        &[
            (
                "ALTER TABLE account ADD COLUMN a integer, ADD COLUMN b integer;",
                "ALTER TABLE account DROP COLUMN a;"
            ),
            (
                "ALTER TABLE account ALTER COLUMN name TYPE text;",
                "SELECT 1;"
            ),
            (
                "ALTER TABLE account DROP COLUMN age;",
                "ALTER TABLE account ADD COLUMN age integer;"
            ),
            (
                "ALTER TABLE account DROP COLUMN name;",
                "ALTER TABLE account ADD COLUMN name varchar(30) NOT NULL;"
            ),
            (
                "CREATE TABLE a (b serial); CREATE TYPE t AS ENUM ('x'); CREATE VIEW v AS SELECT 1 AS c; CREATE SEQUENCE s; CREATE SCHEMA n; CREATE EXTENSION citext;",
                "SELECT 1;"
            ),
            (
                "ALTER TABLE account ADD COLUMN a integer;",
                "ALTER TABLE account DROP COLUMN b;"
            ),
        ],
    ));
}

#[test]
fn what_is_undone() {
    let undone = told_of(
        Dialect::Postgresql,
        &[
            (
                "ALTER TABLE account ADD COLUMN a integer;",
                "ALTER TABLE account DROP COLUMN a;",
            ),
            (
                "ALTER TABLE account DROP COLUMN name;",
                "ALTER TABLE account ADD COLUMN name character varying(20) DEFAULT 'x'::varchar;",
            ),
            ("INSERT INTO account (id) VALUES (1);", "SELECT 1;"),
        ],
    );
    assert!(!undone.contains("warning"), "{undone}");
}

#[test]
fn on_the_other_dialects() {
    insta::assert_snapshot!(told_of(
        Dialect::Mysql,
        &[
            (
                "ALTER TABLE account MODIFY name VARCHAR(40) NOT NULL;",
                "ALTER TABLE account MODIFY name VARCHAR(20);"
            ),
            ("ALTER TABLE account AUTO_INCREMENT = 100;", "SELECT 1;"),
        ],
    ));
    insta::assert_snapshot!(told_of(
        Dialect::Sqlite,
        &[(
            "CREATE TRIGGER t AFTER INSERT ON account BEGIN SELECT 1; END; CREATE INDEX i ON account (name);",
            "DROP INDEX i;"
        )],
    ));
}
