//! Which rows statements are about, and when those of two branches are the same.

use limbeck_planner::sql::Dialect;

use crate::two_branches::{between, two_branches};

/// The verdict over two branches of a base.
fn verdict(base: &str, left: &str, right: &str) -> &'static str {
    let project = two_branches(base, left, right);
    between(&project, Dialect::Postgresql).verdict.name()
}

/// Of statements that do the same some stand for all, but not where they say which rows they change.
#[test]
fn one_row_among_many_that_both_change() {
    let base = "CREATE TABLE users (id integer PRIMARY KEY, age integer);";
    let many = |ids: std::ops::Range<u32>| {
        let updates = ids.map(|id| format!("UPDATE users SET age = {id} WHERE id = {id};\n"));
        updates.collect::<String>()
    };
    let verdict = |right: &str| {
        let project = two_branches(base, &many(0..40), right);
        let conflict = between(&project, Dialect::Postgresql);
        (conflict.verdict.name(), conflict.collisions.len())
    };
    assert_eq!(verdict(&many(100..140)), ("independent", 0));
    assert_eq!(verdict(&many(35..75)), ("order_matters", 5));
    let both = "UPDATE users SET age = 1 WHERE age = 3 AND id = 37;";
    assert_eq!(verdict(both), ("order_matters", 1));
    let other = "UPDATE users SET age = 1 WHERE id = 77 AND age IS NULL;";
    assert_eq!(verdict(other), ("independent", 0));
}

/// Statements that say which rows they change do not stand for one that does not.
#[test]
fn every_row_is_changed_among_many_that_are_told_apart() {
    let base = "CREATE TABLE users (id integer PRIMARY KEY, age integer);";
    let mut many = (0..40)
        .map(|id| format!("UPDATE users SET age = {id} WHERE id = {id};\n"))
        .collect::<String>();
    many.push_str("UPDATE users SET age = 1 WHERE id > 50;\n");
    let right = "UPDATE users SET age = 2 WHERE id = 77;";
    let conflict = between(&two_branches(base, &many, right), Dialect::Postgresql);
    assert_eq!(conflict.verdict.name(), "order_matters");
}

#[test]
fn rows_that_are_inserted_and_rows_that_are_changed() {
    let base = "CREATE TABLE roles (id integer PRIMARY KEY, name text UNIQUE, label text);";
    let verdict = |left: &str, right: &str| verdict(base, left, right);
    let seed = |ids: std::ops::Range<u32>| {
        let rows = ids.map(|id| format!("({id}, 'role{id}')"));
        let rows: Vec<String> = rows.collect();
        format!("INSERT INTO roles (id, name) VALUES {};", rows.join(", "))
    };
    let one_by_one = |ids: std::ops::Range<u32>| {
        ids.map(|id| seed(id..id + 1))
            .collect::<Vec<_>>()
            .join("\n")
    };
    for seed in [seed(10..60), one_by_one(10..60)] {
        for apart in [
            "UPDATE roles SET label = 'a' WHERE id = 3;",
            "UPDATE roles SET label = 'a' WHERE name = 'role3';",
            "DELETE FROM roles WHERE id = 3;",
        ] {
            assert_eq!(verdict(&seed, apart), "independent", "{apart}");
            assert_eq!(verdict(apart, &seed), "independent", "{apart}");
        }
        for together in [
            "UPDATE roles SET label = 'a' WHERE id = 55;",
            "UPDATE roles SET label = 'a' WHERE label IS NULL;",
            "UPDATE roles SET label = 'a' WHERE label = 'b';",
            "UPDATE roles SET id = 100 WHERE id = 3;",
            "UPDATE roles SET name = 'other' WHERE id = 3;",
            "DELETE FROM roles WHERE name = 'role55';",
        ] {
            assert_eq!(verdict(&seed, together), "order_matters", "{together}");
            assert_eq!(verdict(together, &seed), "order_matters", "{together}");
        }
        let taken = "UPDATE roles SET name = 'role55' WHERE id = 3;";
        assert_eq!(verdict(&seed, taken), "cannot_both_apply");
        assert_eq!(verdict(taken, &seed), "cannot_both_apply");
    }
    let same = "UPDATE roles SET name = 'admin' WHERE id = 3;";
    assert_eq!(verdict(same, same), "order_matters");
    let other = "UPDATE roles SET name = 'admin' WHERE id = 4;";
    assert_eq!(verdict(same, other), "cannot_both_apply");
    let computed = "UPDATE roles SET name = label WHERE id = 4;";
    assert_eq!(verdict(same, computed), "order_matters");
    let gives_way = "INSERT INTO roles (id) VALUES (9) ON CONFLICT DO NOTHING;";
    assert_eq!(
        verdict(gives_way, "UPDATE roles SET label = 'a' WHERE id = 3;"),
        "order_matters"
    );
}

#[test]
fn rows_that_are_copied_have_keys() {
    let base = "CREATE TABLE roles (id integer PRIMARY KEY, name text);";
    let verdict = |left: &str, right: &str| verdict(base, left, right);
    let copy = "COPY roles (name, id) FROM stdin;\nadmin\t1\n\\N\t2\n\\.\n";
    let insert = |id: u32| format!("INSERT INTO roles (id) VALUES ({id});");
    assert_eq!(verdict(copy, &insert(2)), "cannot_both_apply");
    assert_eq!(verdict(copy, &insert(3)), "independent");
    let update = "UPDATE roles SET name = 'a' WHERE id = 1;";
    assert_eq!(verdict(copy, update), "order_matters");
    assert_eq!(verdict(copy, &update.replace('1', "9")), "independent");
    let csv = copy.replace("stdin", "stdin WITH (FORMAT csv)");
    assert_eq!(verdict(&csv, &update.replace('1', "9")), "order_matters");
}

/// Whether two statements about rows of one table can matter to each other is not guessed.
#[test]
fn rows_that_may_matter_to_others_are_not_told_apart() {
    let seed = "INSERT INTO t (id, a) VALUES (10, 3);";
    let delete = "DELETE FROM t WHERE id = 3;";
    let cases = [
        (
            "id integer PRIMARY KEY, a integer",
            seed,
            delete,
            "independent",
        ),
        (
            "id integer PRIMARY KEY, a integer REFERENCES t ON DELETE CASCADE",
            seed,
            delete,
            "order_matters",
        ),
        (
            "id integer PRIMARY KEY, a integer, g integer GENERATED ALWAYS AS (a * 2) STORED",
            seed,
            delete,
            "order_matters",
        ),
        (
            "id integer PRIMARY KEY, a text, d date",
            "INSERT INTO t (d) VALUES ('2020-01-02');",
            "DELETE FROM t WHERE d = '20200102';",
            "order_matters",
        ),
        (
            "id integer PRIMARY KEY, a text",
            "INSERT INTO t (a) VALUES ('10:00');",
            "DELETE FROM t WHERE a = '10:00:00';",
            "order_matters",
        ),
        (
            "id integer PRIMARY KEY, a text",
            "UPDATE t SET a = 'b' WHERE a = 'c';",
            "UPDATE t SET a = 'e' WHERE a = 'd';",
            "order_matters",
        ),
    ];
    for (columns, left, right, expected) in cases {
        let project = two_branches(&format!("CREATE TABLE t ({columns});"), left, right);
        let conflict = between(&project, Dialect::Postgresql);
        assert_eq!(
            conflict.verdict.name(),
            expected,
            "{columns}: {left} {right}"
        );
    }
    let verdict = |also: &str| {
        let base = format!("CREATE TABLE t (id integer PRIMARY KEY, a text);\n{also}");
        let project = two_branches(
            &base,
            "INSERT INTO t (id, a) VALUES (10, 'x');",
            "UPDATE t SET a = 'y' WHERE id = 3;",
        );
        between(&project, Dialect::Postgresql).verdict.name()
    };
    assert_eq!(verdict(""), "independent");
    for also in [
        "CREATE UNIQUE INDEX u ON t (lower(a));",
        "CREATE UNIQUE INDEX u ON t (a) WHERE id > 1;",
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();",
        "CREATE RULE r AS ON INSERT TO t DO ALSO DELETE FROM t;",
    ] {
        assert_eq!(verdict(also), "order_matters", "{also}");
    }
}
