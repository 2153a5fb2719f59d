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

#[test]
fn a_wider_type_of_mysql_loses_nothing() {
    let from = "CREATE TABLE t (a INT, b VARCHAR(10));";
    let to = "CREATE TABLE t (a BIGINT, b VARCHAR(20));";
    let sql = script(from, to, Dialect::Mysql);
    assert!(!sql.contains("LOSES DATA"), "{sql}");
    let sql = script(to, from, Dialect::Mysql);
    assert_eq!(sql.matches("LOSES DATA").count(), 2, "{sql}");
}

#[test]
fn a_check_that_nobody_named_has_another_name_in_mariadb() {
    let sql = script(
        "CREATE TABLE t (a INT, CHECK (a > 0));",
        "CREATE TABLE t (a INT, CHECK (a >= 0));",
        Dialect::Mysql,
    );
    assert!(sql.contains("and MariaDB CONSTRAINT_1"), "{sql}");
}

#[test]
fn a_view_that_is_made_anew_loses_what_was_granted() {
    let view = "CREATE VIEW v AS SELECT a FROM t;";
    let sql = script(
        &format!("CREATE TABLE t (a int); {view}"),
        &format!("CREATE TABLE t (a text); {view}"),
        Dialect::Postgresql,
    );
    assert!(sql.contains("DECIDE: view v is made anew"), "{sql}");
}
