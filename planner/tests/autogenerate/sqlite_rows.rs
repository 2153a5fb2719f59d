//! What becomes of rows, of counters and of the session when SQLite's tables are made anew.

use limbeck_planner::diff::diff;
use limbeck_planner::sql::Dialect;
use rusqlite::Connection;

use crate::notes::declared;

const DIALECT: Dialect = Dialect::Sqlite;

/// A database with a schema and what else is to be there, and foreign keys off, as in Limbeck.
fn database(sql: &str) -> Connection {
    let connection = Connection::open_in_memory().expect("SQLite opens");
    connection
        .execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
        .expect("it is SQL");
    connection
}

fn change(connection: &Connection, from: &str, to: &str) -> Result<String, String> {
    let sql = diff(&declared(from, DIALECT), &declared(to, DIALECT), &[]).sql(DIALECT);
    match connection.execute_batch(&sql) {
        Ok(()) => Ok(sql),
        Err(error) => Err(format!("{error}\n{sql}")),
    }
}

fn number(connection: &Connection, query: &str) -> i64 {
    connection
        .query_row(query, [], |row| row.get(0))
        .expect("it is a query of one number")
}

const PARENT: &str = "CREATE TABLE parent (id INTEGER PRIMARY KEY, a TEXT); \
     CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) ON DELETE CASCADE); \
     CREATE TABLE other (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES nobody (id)); \
     CREATE TABLE nobody (id INTEGER PRIMARY KEY);";

#[test]
fn foreign_keys_stay_as_the_session_has_them() {
    let rows = "INSERT INTO parent VALUES (1, 'x'); INSERT INTO child VALUES (1, 1), (2, 1);";
    let connection = database(&format!("{PARENT} {rows}"));
    let to = PARENT.replace("a TEXT", "a VARCHAR(5)");
    change(&connection, PARENT, &to).expect("it runs");
    assert_eq!(number(&connection, "PRAGMA foreign_keys"), 0);
    // A script behind it makes the table anew by hand.
    connection
        .execute_batch(
            "CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO p SELECT * FROM parent; \
                        DROP TABLE parent; ALTER TABLE p RENAME TO parent;",
        )
        .expect("it is SQL");
    assert_eq!(number(&connection, "SELECT count(*) FROM child"), 2);
}

#[test]
fn rows_that_refer_to_none_stop_it_where_it_made_something_anew() {
    let to = PARENT.replace("a TEXT", "a VARCHAR(5)");
    let connection = database(&format!("{PARENT} INSERT INTO other VALUES (1, 7);"));
    change(&connection, PARENT, &to).expect("the row is of another table");
    let connection = database(&format!("{PARENT} INSERT INTO child VALUES (1, 7);"));
    let error = change(&connection, PARENT, &to).expect_err("the row refers to none");
    assert!(error.starts_with("CHECK constraint failed"), "{error}");
}

#[test]
fn autoincrement_counts_on() {
    let from = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);";
    let to = from.replace("TEXT", "VARCHAR(5)");
    for kept in ["id < 10", "id < 0"] {
        let rows = "INSERT INTO t (a) VALUES ('x'), ('x'), ('x'), ('x'), ('x'), ('x'), ('x'), ('x'), ('x'), ('x');";
        let connection = database(&format!("{from} {rows} DELETE FROM t WHERE NOT {kept};"));
        change(&connection, from, &to).expect("it runs");
        connection
            .execute_batch("INSERT INTO t (a) VALUES ('y')")
            .expect("it is SQL");
        assert_eq!(number(&connection, "SELECT max(id) FROM t"), 11);
    }
}

#[test]
fn a_default_that_is_an_expression_makes_the_table_anew() {
    let from = "CREATE TABLE t (id INTEGER PRIMARY KEY);";
    for default in ["('a' || 'b')", "(1 + 1)", "CURRENT_DATE"] {
        let connection = database(&format!("{from} INSERT INTO t VALUES (1);"));
        let to = format!("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT {default});");
        change(&connection, from, &to).expect("it runs");
    }
    for default in ["'it''s'", "-7", "NULL", "1.5"] {
        let connection = database(&format!("{from} INSERT INTO t VALUES (1);"));
        let to = format!("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT {default});");
        let sql = change(&connection, from, &to).expect("it runs");
        assert!(sql.contains("ADD COLUMN"), "{sql}");
    }
    let to = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL DEFAULT NULL);";
    let connection = database(from);
    let sql = change(&connection, from, to).expect("it runs where there are no rows");
    assert!(sql.contains("takes no nulls and has no default"), "{sql}");
}

#[test]
fn the_rows_of_a_virtual_table_are_lost() {
    let from = "CREATE VIRTUAL TABLE ft USING fts5(a);";
    let to = "CREATE VIRTUAL TABLE ft USING fts5(a, b);";
    let sql = diff(&declared(from, DIALECT), &declared(to, DIALECT), &[]).sql(DIALECT);
    assert!(sql.contains("LOSES DATA: the rows of table ft"), "{sql}");
}
