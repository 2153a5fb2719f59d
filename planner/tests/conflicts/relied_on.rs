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

#[test]
fn a_view_that_is_refreshed_has_to_be_there() {
    let base = "CREATE TABLE a (id integer);\nCREATE MATERIALIZED VIEW v AS SELECT id FROM a;";
    let verdict = |left: &str, right: &str| {
        let project = two_branches(base, left, right);
        between(&project, Dialect::Postgresql).verdict.name()
    };
    let refresh = "REFRESH MATERIALIZED VIEW CONCURRENTLY v WITH DATA;";
    assert_eq!(
        verdict("DROP MATERIALIZED VIEW v;", refresh),
        "order_matters"
    );
    assert_eq!(verdict(refresh, refresh), "independent");
    assert_eq!(
        verdict("ALTER MATERIALIZED VIEW v RENAME TO w;", refresh),
        "order_matters"
    );
}
