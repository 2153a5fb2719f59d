//! What is said above the steps that lose data or leave something to decide.

use limbeck_planner::declared::declare;
use limbeck_planner::diff::diff;
use limbeck_planner::schema::Schema;
use limbeck_planner::source::File;
use limbeck_planner::sql::Dialect;

pub fn declared(sql: &str, dialect: Dialect) -> Schema {
    let declared = declare(vec![File::new("schema.sql", sql)], dialect, None);
    assert!(
        declared.diagnostics.is_empty(),
        "{:#?}",
        declared.diagnostics
    );
    declared.schema
}

fn script(from: &str, to: &str, dialect: Dialect) -> String {
    diff(&declared(from, dialect), &declared(to, dialect), &[]).sql(dialect)
}

#[test]
fn names_are_quoted_in_statements_to_run_by_hand() {
    let sql = script(
        "CREATE TABLE \"Order\" (\"userId\" int);",
        "CREATE TABLE \"Order\" (\"userId\" int NOT NULL DEFAULT 1);",
        Dialect::Postgresql,
    );
    let update = "UPDATE \"Order\" SET \"userId\" = 1 WHERE \"userId\" IS NULL;";
    assert!(sql.contains(update), "{sql}");
    let sql = script(
        "CREATE TABLE \"Order\" (\"userId\" int NOT NULL);",
        "CREATE TABLE \"Order\" (\"userId\" int GENERATED ALWAYS AS IDENTITY);",
        Dialect::Postgresql,
    );
    let setval = "SELECT setval(pg_get_serial_sequence('\"Order\"', 'userId'), max(\"userId\")) FROM \"Order\";";
    assert!(sql.contains(setval), "{sql}");
    let sql = script(
        "CREATE TABLE `my table` (`a b` int);",
        "CREATE TABLE `my table` (`a b` int NOT NULL);",
        Dialect::Mysql,
    );
    assert!(sql.contains("UPDATE `my table` SET `a b` ="), "{sql}");
}

#[test]
fn a_name_cannot_end_a_comment() {
    let sql = script(
        "CREATE TABLE t (\"a\r; DROP TABLE t; --\" int);",
        "CREATE TABLE t (\"a\r; DROP TABLE t; --\" int NOT NULL);",
        Dialect::Postgresql,
    );
    let comments = sql
        .split(['\n', '\r'])
        .take_while(|line| !line.starts_with("ALTER"));
    for line in comments {
        assert!(line.starts_with("--") || line.is_empty(), "{line}\n{sql}");
    }
}

#[test]
fn a_column_that_begins_to_count_is_told() {
    let sql = script(
        "CREATE TABLE t (id int);",
        "CREATE TABLE t (id serial);",
        Dialect::Postgresql,
    );
    assert!(
        sql.contains("SELECT setval(pg_get_serial_sequence('t', 'id'), max(id)) FROM t;"),
        "{sql}"
    );
}
