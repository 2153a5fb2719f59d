//! For random pairs of schemas: apply the generated upgrade, and the schema is the target; apply the
//! downgrade, and it is the start again; and the rows of the tables that both have are still there.

use limbeck_planner::compare::compare;
use limbeck_planner::diff::{Generated, diff};
use limbeck_planner::operation::read;
use limbeck_planner::replay::{Place, Replay};
use limbeck_planner::schema::Schema;
use limbeck_planner::sql::{Dialect, split};
use proptest::prelude::*;
use rusqlite::Connection;

use crate::random_schema::{RandomSchema, schemas};

const DIALECT: Dialect = Dialect::Sqlite;

fn declared(sql: &str) -> Schema {
    let mut replay = Replay::empty(DIALECT);
    for piece in split(sql, 0..sql.len(), DIALECT).pieces {
        let statement = &sql[piece.span];
        let faults = replay.apply_all(&read(statement, DIALECT), Place::NONE);
        assert!(faults.is_empty(), "{faults:?}\n{statement}");
    }
    replay.into_schema()
}

/// What the database says of itself, read back.
fn live(connection: &Connection) -> Schema {
    let mut statement = connection
        .prepare(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' \
             ORDER BY type = 'trigger', type = 'view', type = 'index', rowid",
        )
        .expect("sqlite_master is there");
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .expect("it can be read");
    let sql: Vec<String> = rows.map(|row| row.expect("it is text")).collect();
    let mut replay = Replay::empty(DIALECT);
    for statement in &sql {
        replay.apply_all(&read(statement, DIALECT), Place::NONE);
    }
    replay.into_schema()
}

fn run(connection: &Connection, generated: &Generated) -> Result<(), String> {
    let sql = generated.sql(DIALECT);
    connection
        .execute_batch(&sql)
        .map_err(|error| format!("{error}\n{sql}"))
}

fn expect_same(left: &Schema, right: &Schema, what: &str, sql: &str) -> Result<(), TestCaseError> {
    let differences: Vec<_> = compare(left, right)
        .into_iter()
        .filter(|difference| !difference.is_about_position())
        .collect();
    prop_assert!(differences.is_empty(), "{what}: {differences:#?}\n{sql}");
    Ok(())
}

fn count(connection: &Connection, table: usize) -> i64 {
    connection
        .query_row(&format!("SELECT count(*) FROM t{table}"), [], |row| {
            row.get(0)
        })
        .expect("the table is there")
}

fn round_trip(start: &RandomSchema, target: &RandomSchema) -> Result<(), TestCaseError> {
    let (start_sql, target_sql) = (start.sql(DIALECT), target.sql(DIALECT));
    let (from, to) = (declared(&start_sql), declared(&target_sql));
    let connection = Connection::open_in_memory().expect("SQLite opens");
    connection
        .execute_batch("PRAGMA foreign_keys = OFF")
        .expect("it is a pragma");
    connection
        .execute_batch(&start_sql)
        .map_err(|error| TestCaseError::fail(format!("{error}\n{start_sql}")))?;
    for row in start.rows(target, DIALECT) {
        connection
            .execute_batch(&row)
            .map_err(|error| TestCaseError::fail(format!("{error}\n{row}\n{start_sql}")))?;
    }
    connection
        .execute_batch("PRAGMA foreign_keys = ON")
        .expect("it is a pragma");
    expect_same(&live(&connection), &from, "start", &start_sql)?;

    let upgrade = diff(&from, &to, &[]);
    let context = format!(
        "{start_sql}\n-- to\n{target_sql}\n-- by\n{}",
        upgrade.sql(DIALECT)
    );
    run(&connection, &upgrade)
        .map_err(|error| TestCaseError::fail(format!("{error}\n{context}")))?;
    expect_same(&live(&connection), &to, "after the upgrade", &context)?;
    for table in start
        .tables
        .keys()
        .filter(|it| target.tables.contains_key(it))
    {
        prop_assert_eq!(
            count(&connection, *table),
            2,
            "rows of t{}\n{}",
            table,
            &context
        );
    }

    let downgrade = diff(&to, &from, &[]);
    let context = format!(
        "{start_sql}\n-- from\n{target_sql}\n-- by\n{}",
        downgrade.sql(DIALECT)
    );
    run(&connection, &downgrade)
        .map_err(|error| TestCaseError::fail(format!("{error}\n{context}")))?;
    expect_same(&live(&connection), &from, "after the downgrade", &context)?;
    for table in start
        .tables
        .keys()
        .filter(|it| target.tables.contains_key(it))
    {
        prop_assert_eq!(
            count(&connection, *table),
            2,
            "rows of t{}\n{}",
            table,
            &context
        );
    }
    Ok(())
}

/// A database with `sql` in it, and the revision that takes it to `target`.
fn changed(sql: &str, rows: &str, target: &str) -> (Connection, Generated) {
    let connection = Connection::open_in_memory().expect("SQLite opens");
    // As Limbeck's own session.
    let begin = format!("PRAGMA foreign_keys = OFF; {sql} {rows}");
    connection.execute_batch(&begin).expect("it is good SQL");
    let generated = diff(&declared(sql), &declared(target), &[]);
    (connection, generated)
}

fn number(connection: &Connection, query: &str) -> i64 {
    connection
        .query_row(query, [], |row| row.get(0))
        .expect("it is a query")
}

#[test]
fn foreign_keys_stay_off_for_what_comes_behind() {
    let child = "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) \
                 ON DELETE CASCADE);";
    let (connection, generated) = changed(
        &format!("CREATE TABLE parent (id INTEGER PRIMARY KEY, a TEXT); {child}"),
        "INSERT INTO parent VALUES (1, 'a'); INSERT INTO child VALUES (1, 1), (2, 1);",
        &format!("CREATE TABLE parent (id INTEGER PRIMARY KEY, a VARCHAR(5)); {child}"),
    );
    run(&connection, &generated).expect("it runs");
    // A script behind it, written by hand in the same way.
    connection
        .execute_batch(
            "CREATE TABLE other (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO other SELECT * FROM \
             parent; DROP TABLE parent; ALTER TABLE other RENAME TO parent;",
        )
        .expect("it runs");
    assert_eq!(number(&connection, "SELECT count(*) FROM child"), 2);
}

#[test]
fn rows_that_refer_to_none_stop_a_rebuild_where_it_was_about_them() {
    let tables = |of_key: &str, of_a: &str| {
        format!(
            "CREATE TABLE parent (id INTEGER PRIMARY KEY); \
             CREATE TABLE lost (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id)); \
             CREATE TABLE t (id INTEGER PRIMARY KEY, a {of_a}, parent INTEGER{of_key}); \
             CREATE TABLE of_t (t INTEGER REFERENCES t (id));"
        )
    };
    let rows = "INSERT INTO lost VALUES (1, 99); INSERT INTO t VALUES (1, 'a', 98);";
    // What is wrong in another table is older.
    let (connection, generated) = changed(&tables("", "TEXT"), rows, &tables("", "VARCHAR(5)"));
    run(&connection, &generated).expect("it runs");
    let key = " REFERENCES parent (id)";
    let (connection, generated) = changed(&tables("", "TEXT"), rows, &tables(key, "VARCHAR(5)"));
    let sql = generated.sql(DIALECT);
    let refused = run(&connection, &generated).expect_err(&sql);
    assert!(refused.contains("refers_to_none"), "{refused}");
}

#[test]
fn what_autoincrement_gave_is_not_given_again() {
    let (connection, generated) = changed(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT); \
         CREATE TABLE empty (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);",
        "INSERT INTO t (a) VALUES ('a'), ('b'), ('c'); DELETE FROM t WHERE id = 3; \
         INSERT INTO empty (a) VALUES ('a'); DELETE FROM empty;",
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a VARCHAR(5)); \
         CREATE TABLE empty (id INTEGER PRIMARY KEY AUTOINCREMENT, a VARCHAR(5));",
    );
    run(&connection, &generated).expect("it runs");
    let insert = "INSERT INTO t (a) VALUES ('d'); INSERT INTO empty (a) VALUES ('b');";
    connection.execute_batch(insert).expect("it runs");
    assert_eq!(number(&connection, "SELECT max(id) FROM t"), 4);
    assert_eq!(number(&connection, "SELECT max(id) FROM empty"), 2);
    assert_eq!(
        number(&connection, "SELECT count(*) FROM sqlite_sequence"),
        2
    );
}

#[test]
fn a_column_that_sqlite_does_not_add_comes_with_a_rebuild() {
    for column in [
        "b TEXT DEFAULT ('a' || 'b')",
        "b TEXT NOT NULL DEFAULT 'it''s'",
        "b INTEGER DEFAULT -7",
        "b TEXT DEFAULT CURRENT_TIMESTAMP",
    ] {
        let (connection, generated) = changed(
            "CREATE TABLE t (id INTEGER PRIMARY KEY);",
            "INSERT INTO t VALUES (1);",
            &format!("CREATE TABLE t (id INTEGER PRIMARY KEY, {column});"),
        );
        run(&connection, &generated).expect(column);
    }
}

#[test]
fn the_rows_of_a_virtual_table_are_said_to_go() {
    let (_, generated) = changed(
        "CREATE VIRTUAL TABLE words USING fts5(a);",
        "",
        "CREATE VIRTUAL TABLE words USING fts5(a, b);",
    );
    let sql = generated.sql(DIALECT);
    assert!(
        sql.starts_with("-- LOSES DATA: the rows of virtual table words\nDROP TABLE words"),
        "{sql}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn upgrade_then_downgrade_is_the_identity(
        start in schemas(DIALECT),
        target in schemas(DIALECT),
    ) {
        round_trip(&start, &target)?;
    }
}
