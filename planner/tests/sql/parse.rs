//! Parsing statements, and refusing what cannot be parsed safely.

use limbeck_planner::sql::{Dialect, ParseFault, parse};

fn fault(sql: &str, dialect: Dialect) -> ParseFault {
    parse(sql, dialect).expect_err("the parser cannot read it")
}

#[test]
fn statements_parse_by_their_dialect() {
    let each = [
        (
            Dialect::Postgresql,
            "CREATE INDEX CONCURRENTLY i ON t USING gin (a jsonb_path_ops)",
        ),
        (
            Dialect::Mysql,
            "ALTER TABLE `t` MODIFY COLUMN `a` INT UNSIGNED NOT NULL",
        ),
        (
            Dialect::Sqlite,
            "CREATE TABLE [t] (a INTEGER PRIMARY KEY AUTOINCREMENT) STRICT",
        ),
    ];
    for (dialect, sql) in each {
        assert_eq!(parse(sql, dialect).expect("it parses").len(), 1, "{sql}");
        assert_eq!(
            parse(&format!("-- c\n/* d */ {sql} -- e\n"), dialect)
                .expect("it parses")
                .len(),
            1
        );
    }
    let mysql_only = "ALTER TABLE `t` MODIFY COLUMN `a` INT";
    assert!(parse(mysql_only, Dialect::Postgresql).is_err());
}

#[test]
fn a_fault_says_why_and_where() {
    let sql = "-- né\nSELECT 'é',\n  'ü' FROM (t WHERE 1";
    let found = fault(sql, Dialect::Postgresql);
    assert_eq!(&sql[found.offset..], "WHERE 1");
    assert_eq!(found.reason, "expected: joined table, found: WHERE");
    let unclosed = fault("SELECT 'abc", Dialect::Sqlite);
    assert_eq!(unclosed.offset, 7);
    assert_eq!(unclosed.reason, "unterminated string literal");
}

/// Each of these would, unguarded, take a stack or a tree as deep as it is long.
#[test]
fn deep_and_wide_statements_are_refused() {
    let statements = [
        format!("SELECT {}1{}", "(".repeat(20_000), ")".repeat(20_000)),
        format!("SELECT 1{}", " + 1".repeat(100_000)),
        format!("SELECT (1{}", " + (1)".repeat(50_000)),
        format!("SELECT {}1", "NOT ".repeat(50_000)),
        format!("SELECT {}1", "- ".repeat(50_000)),
        format!("SELECT 1{}", "::int".repeat(50_000)),
        format!("SELECT a{}", "[1]".repeat(50_000)),
        format!("SELECT 1{}", " UNION SELECT 1".repeat(50_000)),
        format!("SELECT {}", "CASE WHEN 1 THEN ".repeat(20_000)),
        format!("SELECT {}", "EXISTS (SELECT ".repeat(20_000)),
        format!("CREATE TABLE t (a {}", "ARRAY<".repeat(20_000)),
        format!("CREATE TABLE t (a INT{}", "[]".repeat(20_000)),
        format!("SELECT * FROM {}", "(".repeat(20_000)),
        format!("SELECT * FROM a{}", " JOIN (a".repeat(20_000)),
        format!("{}SELECT 1", "EXPLAIN ".repeat(20_000)),
        format!("{}SELECT 1", "WITH a AS (".repeat(20_000)),
        format!("SELECT '{}'", "x".repeat(2_000_000)),
        format!("SELECT {}", "INTERVAL ".repeat(20_000)),
        format!("SELECT {}", "f(a => ".repeat(20_000)),
        format!("SELECT {}", "{a: ".repeat(20_000)),
    ];
    for statement in &statements {
        for dialect in Dialect::ALL {
            let found = parse(statement, dialect);
            assert!(found.is_err(), "{}… ({dialect})", &statement[..30]);
        }
    }
}

/// What stays below the limits is parsed on a stack of a megabyte, which is what a page has.
#[test]
fn the_widest_statements_fit_a_small_stack() {
    let statements = [
        format!("SELECT 1{}", " + 1".repeat(990)),
        format!("SELECT 1{}", " OR a = 1".repeat(480)),
        format!("SELECT a{}", "[1]".repeat(600)),
        format!("SELECT 1{}", "::int".repeat(600)),
        format!("SELECT 1{}", " UNION ALL SELECT 1".repeat(490)),
        format!("CREATE TABLE t (a INT{})", "[]".repeat(900)),
        format!(
            "INSERT INTO t VALUES (1, 'x'){}",
            ", (2, 'y')".repeat(20_000)
        ),
    ];
    for statement in statements {
        std::thread::Builder::new()
            .stack_size(1 << 20)
            .spawn(move || {
                parse(&statement, Dialect::Postgresql)
                    .map(|parsed| assert_eq!(parsed.len(), 1))
                    .expect("it parses");
            })
            .expect("a thread starts")
            .join()
            .expect("the stack is enough");
    }
}
