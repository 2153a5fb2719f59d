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
