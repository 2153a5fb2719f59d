use super::*;

fn same(dialect: Dialect, one: &str, other: &str) -> bool {
    same_expression(&Expression::new(one), &Expression::new(other), dialect)
}

#[test]
fn what_postgresql_makes_of_expressions() {
    for (written, shown) in [
        ("price > 0", "(price > (0)::numeric)"),
        ("now()", "CURRENT_TIMESTAMP"),
        ("-1", "'-1'::integer"),
        ("'x'", "'x'::character varying"),
        ("nextval('a_id_seq')", "nextval('a_id_seq'::regclass)"),
        (
            "status IN ('a', 'b')",
            "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
        ),
        (
            "status NOT IN ('a', 'b')",
            "(status <> ALL (ARRAY['a'::text, 'b'::text]))",
        ),
        ("a BETWEEN 1 AND 5", "((a >= 1) AND (a <= 5))"),
        ("name LIKE 'a%'", "((name)::text ~~ 'a%'::text)"),
        (
            "a = 1 AND b = 2 AND c = 3",
            "((a = 1) AND (b = 2) AND (c = 3))",
        ),
        ("a != 1", "(a <> 1)"),
        ("length(name) > 3", "(length((name)::text) > 3)"),
        ("NOT (a IS NULL)", "(a IS NOT NULL)"),
        ("lower(email)", "lower((email)::text)"),
        (
            "CASE WHEN a THEN 1 END",
            "\nCASE\n    WHEN a THEN 1\n    ELSE NULL::integer\nEND",
        ),
        ("'{}'", "'{}'::jsonb"),
        ("a.b > 1", "(b > 1)"),
    ] {
        assert!(
            same(Dialect::Postgresql, written, shown),
            "{written} / {shown}"
        );
    }
    assert!(!same(Dialect::Postgresql, "a > 1", "a > 2"));
    assert!(!same(Dialect::Postgresql, "a > 1", "b > 1"));
    assert!(!same(Dialect::Postgresql, "'A'", "'a'"));
}

#[test]
fn what_mariadb_makes_of_expressions() {
    for (written, shown) in [
        ("price > 0", "`price` > 0"),
        ("CURRENT_TIMESTAMP", "current_timestamp()"),
        ("NOW()", "current_timestamp()"),
        ("TRUE", "1"),
        ("status IN ('a', 'b')", "`status` in ('a','b')"),
        ("a <> 1 OR b", "`a` <> 1 or `b`"),
    ] {
        assert!(same(Dialect::Mysql, written, shown), "{written} / {shown}");
    }
}
