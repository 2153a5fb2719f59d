//! What one branch relies on and the other changes.

use limbeck_planner::sql::Dialect;

use crate::kinds::tell;
use crate::two_branches::{between, two_branches};

#[test]
fn altered_and_used() {
    let reference =
        "ALTER TABLE posts ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id);";
    insta::assert_snapshot!(tell(
        Dialect::Postgresql,
        &[
            (
                "a foreign key and the type of what it refers to",
                reference,
                "ALTER TABLE users ALTER COLUMN id TYPE text;"
            ),
            (
                "a foreign key and a type that goes together with its own",
                reference,
                "ALTER TABLE users ALTER COLUMN id TYPE bigint;"
            ),
            (
                "a foreign key and the key that it refers to",
                reference,
                "ALTER TABLE users DROP CONSTRAINT users_pkey;"
            ),
            (
                "a foreign key and rows that it may refer to",
                reference,
                "DELETE FROM users WHERE id = 1;"
            ),
            (
                "every column and one more",
                "CREATE VIEW whole AS SELECT * FROM users;",
                "ALTER TABLE users ADD COLUMN nick text;"
            ),
            (
                "a rule and what it is about",
                "CREATE RULE quiet AS ON INSERT TO posts DO INSTEAD NOTHING;",
                "INSERT INTO posts (id) VALUES (1);"
            ),
            (
                "an insert that gives way and the key",
                "INSERT INTO users (id) VALUES (1) ON CONFLICT (id) DO NOTHING;",
                "ALTER TABLE users DROP CONSTRAINT users_pkey;"
            ),
        ]
    ));
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
