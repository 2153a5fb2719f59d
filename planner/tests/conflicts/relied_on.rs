//! What one branch relies on and the other changes.

use limbeck_planner::sql::Dialect;

use crate::kinds::tell;

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
