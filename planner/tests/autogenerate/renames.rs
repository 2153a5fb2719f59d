//! Renames of one revision that have to do with each other, on a real SQLite.

use limbeck_planner::autogenerate::{autogenerate, read_answers};
use limbeck_planner::sql::Dialect;
use rusqlite::Connection;

use crate::notes::declared;

const DIALECT: Dialect = Dialect::Sqlite;

/// Goes there and back, and gives what `query` finds in between.
fn between(from: &str, to: &str, renames: &[&str], query: &str) -> String {
    let (from_schema, to_schema) = (declared(from, DIALECT), declared(to, DIALECT));
    let renames: Vec<String> = renames.iter().map(|&it| it.to_owned()).collect();
    let answers = read_answers(&from_schema, &renames, &[]).expect("they name renames");
    let generated = autogenerate(&from_schema, &to_schema, &answers);
    let (up, down) = (
        generated.upgrade.sql(DIALECT),
        generated.downgrade.sql(DIALECT),
    );
    assert!(generated.notes().next().is_none(), "{up}\n{down}");
    let connection = Connection::open_in_memory().expect("SQLite opens");
    connection.execute_batch(from).expect("it is SQL");
    let schema = || -> String {
        let query =
            "SELECT group_concat(sql, '; ') FROM (SELECT sql FROM sqlite_master ORDER BY name)";
        let row = connection.query_row(query, [], |row| row.get(0));
        row.expect("it is one row")
    };
    let before = schema();
    let run = |sql: &str| {
        if let Err(error) = connection.execute_batch(sql) {
            panic!("{error}\n{sql}");
        }
    };
    run(&up);
    let found = connection.query_row(query, [], |row| row.get::<_, String>(0));
    let found = found.unwrap_or_else(|error| panic!("{error}\n{up}"));
    run(&down);
    assert_eq!(schema().replace('"', ""), before.replace('"', ""), "{down}");
    found
}

#[test]
fn a_name_is_passed_on() {
    let from = "CREATE TABLE a (x TEXT DEFAULT 'a'); CREATE TABLE b (y TEXT DEFAULT 'b'); \
                INSERT INTO a DEFAULT VALUES; INSERT INTO b DEFAULT VALUES;";
    let to = "CREATE TABLE b (x TEXT DEFAULT 'a'); CREATE TABLE c (y TEXT DEFAULT 'b');";
    for renames in [["a:b", "b:c"], ["b:c", "a:b"]] {
        assert_eq!(between(from, to, &renames, "SELECT x || y FROM b, c"), "ab");
    }
}

#[test]
fn two_names_change_places() {
    let from = "CREATE TABLE a (x TEXT DEFAULT 'a'); CREATE TABLE b (y TEXT DEFAULT 'b'); \
                INSERT INTO a DEFAULT VALUES; INSERT INTO b DEFAULT VALUES;";
    let to = "CREATE TABLE b (x TEXT DEFAULT 'a'); CREATE TABLE a (y TEXT DEFAULT 'b');";
    let query = "SELECT b.x || a.y FROM a, b";
    assert_eq!(between(from, to, &["a:b", "b:a"], query), "ab");
}

#[test]
fn columns_go_round() {
    let from = "CREATE TABLE t (a TEXT DEFAULT 'a', b INTEGER DEFAULT 2, c NUMERIC DEFAULT 3, d REAL DEFAULT 4); \
                INSERT INTO t DEFAULT VALUES;";
    let to = "CREATE TABLE t (b TEXT DEFAULT 'a', c INTEGER DEFAULT 2, a NUMERIC DEFAULT 3, e REAL DEFAULT 4);";
    let renames = ["t.a:b", "t.d:e", "t.c:a", "t.b:c"];
    let query = "SELECT b || c || a || CAST(e AS INTEGER) FROM t";
    assert_eq!(between(from, to, &renames, query), "a234");
}

/// Whoever gives a table another name may change some of its columns, too.
#[test]
fn what_may_have_another_name_is_asked_about_though_it_changed_besides() {
    let asked = |from: &str, to: &str| -> Vec<String> {
        let dialect = Dialect::Postgresql;
        let (from, to) = (declared(from, dialect), declared(to, dialect));
        let answers = read_answers(&from, &[], &[]).expect("they name renames");
        let asked = autogenerate(&from, &to, &answers).questions;
        asked.iter().map(|it| format!("{it:?}")).collect()
    };
    let customer = "CREATE TABLE customer (id int PRIMARY KEY, email text, age int, name text);";
    for (client, count) in [
        (
            "CREATE TABLE client (id bigint PRIMARY KEY, email text, age int, name varchar(9));",
            1,
        ),
        (
            "CREATE TABLE client (id int PRIMARY KEY, mail text, age int, nick text);",
            3,
        ),
        (
            "CREATE TABLE customer (id int PRIMARY KEY, mail varchar(50), age int, name text);",
            1,
        ),
        (
            "CREATE TABLE invoice (id int PRIMARY KEY, total numeric, due date);",
            0,
        ),
    ] {
        let asked = asked(customer, client);
        assert_eq!(asked.len(), count, "{client}: {asked:?}");
    }
}
