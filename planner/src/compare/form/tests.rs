use super::*;
use crate::schema::ViewQuery;

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
        (
            "a BETWEEN 1 AND 5 AND s <> ''",
            "(((a >= 1) AND (a <= 5)) AND (s <> ''::text))",
        ),
        (
            "b OR (a NOT BETWEEN 1 AND 5)",
            "(b OR ((a < 1) OR (a > 5)))",
        ),
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

fn same_views(dialect: Dialect, one: &str, other: &str) -> Option<bool> {
    same_query(
        (&ViewQuery::new(one), &[]),
        (&ViewQuery::new(other), &[]),
        dialect,
    )
}

#[test]
fn what_databases_make_of_queries() {
    for (dialect, written, shown) in [
        (
            Dialect::Postgresql,
            "SELECT a.id, name FROM account a WHERE active = true",
            " SELECT a.id,\n    a.name\n   FROM account a\n  WHERE (a.active = true)",
        ),
        (
            Dialect::Postgresql,
            "SELECT count(*) AS n, max(b) FROM t GROUP BY 1 ORDER BY n DESC",
            "SELECT count(*) AS n, max(t.b) AS max FROM t GROUP BY (count(*)) ORDER BY (count(*)) DESC",
        ),
        (
            Dialect::Postgresql,
            "SELECT * FROM a JOIN b USING (id) WHERE EXISTS (SELECT * FROM c)",
            "SELECT a.id, b.x FROM (a JOIN b USING (id)) WHERE (EXISTS ( SELECT c.y FROM c))",
        ),
        (
            Dialect::Mysql,
            "select id, name from account where name <> ''",
            "select `s`.`account`.`id` AS `id`,`s`.`account`.`name` AS `name` from `s`.`account` where `s`.`account`.`name` <> ''",
        ),
        (
            Dialect::Mysql,
            "SELECT ID, `Name` FROM `Account`",
            "select `s`.`Account`.`ID` AS `ID`,`s`.`Account`.`name` AS `Name` from `s`.`Account`",
        ),
        (
            Dialect::Mysql,
            "SELECT count(*) FROM a RIGHT JOIN b USING (id)",
            "select count(0) AS `count(*)` from (`b` left join `a` on(`a`.`id` = `b`.`id`))",
        ),
    ] {
        assert_eq!(same_views(dialect, written, shown), Some(true), "{written}");
    }
    for (one, other) in [
        ("SELECT a FROM b", "SELECT c FROM b"),
        ("SELECT count(*) FROM b", "SELECT count(*) FROM c"),
        ("SELECT a AS x FROM b", "SELECT a AS y FROM b"),
        ("SELECT a FROM b LIMIT 1", "SELECT a FROM b LIMIT 2"),
        ("SELECT a.x FROM a, b", "SELECT b.x FROM a, b"),
        ("SELECT count(DISTINCT a) FROM b", "SELECT count(a) FROM b"),
        (
            "SELECT a FROM b UNION SELECT c FROM d",
            "SELECT a FROM b UNION ALL SELECT c FROM d",
        ),
    ] {
        assert_eq!(
            same_views(Dialect::Postgresql, one, other),
            Some(false),
            "{one}"
        );
    }
    assert_eq!(
        same_views(Dialect::Postgresql, "SELECT (", "SELECT 1"),
        None
    );
}
