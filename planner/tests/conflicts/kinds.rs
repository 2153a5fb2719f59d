//! One pair of branches for each kind of collision, and for what looks like one and is none.

use std::fmt::Write as _;

use limbeck_planner::sql::Dialect;

use crate::two_branches::{between, text, two_branches};

const BASE: &str = "CREATE TABLE users (id integer PRIMARY KEY, email varchar(100), age integer);
CREATE TABLE posts (id integer PRIMARY KEY, user_id integer, title text);
CREATE VIEW emails AS SELECT email FROM users;
";

pub(crate) fn tell(dialect: Dialect, cases: &[(&str, &str, &str)]) -> String {
    let mut all = String::new();
    for (name, left, right) in cases {
        let project = two_branches(BASE, left, right);
        let conflict = between(&project, dialect);
        writeln!(
            all,
            "## {name}\nleft:  {left}\nright: {right}\n{}",
            text(&conflict)
        )
        .expect("it is a string");
    }
    all
}

#[test]
fn both_create() {
    insta::assert_snapshot!(tell(
        Dialect::Postgresql,
        &[
            (
                "one column, the same",
                "ALTER TABLE users ADD COLUMN nick text;",
                "ALTER TABLE users ADD COLUMN nick text;"
            ),
            (
                "one column, another type, another case",
                "ALTER TABLE users ADD COLUMN nick text;",
                "ALTER TABLE USERS ADD COLUMN Nick varchar(30);"
            ),
            (
                "names that differ by quotes only",
                "ALTER TABLE users ADD COLUMN nick text;",
                "ALTER TABLE users ADD COLUMN \"Nick\" text;"
            ),
            (
                "one column, if it does not exist",
                "ALTER TABLE users ADD COLUMN IF NOT EXISTS nick text;",
                "ALTER TABLE users ADD COLUMN IF NOT EXISTS nick text;"
            ),
            (
                "one column of two types, if it does not exist",
                "ALTER TABLE users ADD COLUMN IF NOT EXISTS nick text;",
                "ALTER TABLE users ADD COLUMN IF NOT EXISTS nick integer;"
            ),
            (
                "a table and a view of one name",
                "CREATE TABLE tags (id integer);",
                "CREATE VIEW tags AS SELECT 1 AS id;"
            ),
            (
                "a table and a type of one name",
                "CREATE TABLE tags (id integer);",
                "CREATE TYPE tags AS ENUM ('a');"
            ),
            (
                "an index and a table of one name",
                "CREATE INDEX tags ON users (email);",
                "CREATE TABLE tags (id integer);"
            ),
            (
                "an index of one name on two tables",
                "CREATE INDEX by_id ON users (email);",
                "CREATE INDEX by_id ON posts (title);"
            ),
            (
                "a type",
                "CREATE TYPE mood AS ENUM ('sad');",
                "CREATE TYPE mood AS ENUM ('happy');"
            ),
            (
                "the name that a constraint gets",
                "ALTER TABLE users ADD UNIQUE (email);",
                "ALTER TABLE users ADD UNIQUE (email);"
            ),
        ]
    ));
}

#[test]
fn both_remove() {
    insta::assert_snapshot!(tell(
        Dialect::Postgresql,
        &[
            ("drop and drop", "DROP VIEW emails;", "DROP VIEW emails;"),
            (
                "drop and drop, if it exists",
                "DROP VIEW IF EXISTS emails;",
                "DROP VIEW IF EXISTS emails;"
            ),
            (
                "two new names",
                "ALTER TABLE posts RENAME TO articles;",
                "ALTER TABLE posts RENAME TO notes;"
            ),
            (
                "drop and rename",
                "DROP TABLE posts;",
                "ALTER TABLE posts RENAME TO notes;"
            ),
        ]
    ));
}

#[test]
fn removed_and_used() {
    insta::assert_snapshot!(tell(
        Dialect::Postgresql,
        &[
            (
                "dropped and altered",
                "ALTER TABLE posts DROP COLUMN title;",
                "ALTER TABLE posts ALTER COLUMN title SET NOT NULL;"
            ),
            (
                "dropped and indexed",
                "CREATE INDEX ON posts (title);",
                "ALTER TABLE posts DROP COLUMN title;"
            ),
            (
                "dropped and referenced",
                "DROP TABLE posts;",
                "CREATE TABLE comments (id integer, post_id integer REFERENCES posts (id));"
            ),
            (
                "dropped and read by a view",
                "DROP TABLE posts;",
                "CREATE VIEW titles AS SELECT title FROM posts;"
            ),
            (
                "renamed and written",
                "ALTER TABLE posts RENAME COLUMN title TO heading;",
                "UPDATE posts SET title = upper(title);"
            ),
            (
                "renamed and another column written",
                "ALTER TABLE posts RENAME COLUMN title TO heading;",
                "UPDATE posts SET user_id = 1;"
            ),
            (
                "table renamed and altered",
                "ALTER TABLE posts RENAME TO articles;",
                "ALTER TABLE posts ADD COLUMN body text;"
            ),
            (
                "table renamed, and referenced by a foreign key",
                "ALTER TABLE posts RENAME TO articles;",
                "ALTER TABLE users ADD COLUMN post_id integer REFERENCES posts;"
            ),
            (
                "dropped with what needs it",
                "DROP TABLE users CASCADE;",
                "CREATE OR REPLACE VIEW emails AS SELECT email, age FROM users;"
            ),
        ]
    ));
}

#[test]
fn both_alter() {
    insta::assert_snapshot!(tell(
        Dialect::Postgresql,
        &[
            (
                "two types",
                "ALTER TABLE users ALTER COLUMN age TYPE bigint;",
                "ALTER TABLE users ALTER COLUMN age TYPE smallint;"
            ),
            (
                "one type in two spellings",
                "ALTER TABLE users ALTER COLUMN age TYPE bigint;",
                "ALTER TABLE users ALTER COLUMN age TYPE int8;"
            ),
            (
                "two defaults",
                "ALTER TABLE users ALTER COLUMN age SET DEFAULT 1;",
                "ALTER TABLE users ALTER COLUMN age SET DEFAULT 2;"
            ),
            (
                "a type and a default",
                "ALTER TABLE users ALTER COLUMN age TYPE bigint;",
                "ALTER TABLE users ALTER COLUMN age SET DEFAULT 2;"
            ),
            (
                "two definitions of a view",
                "CREATE OR REPLACE VIEW emails AS SELECT email, id FROM users;",
                "CREATE OR REPLACE VIEW emails AS SELECT email, age FROM users;"
            ),
        ]
    ));
}

#[test]
fn rows() {
    insta::assert_snapshot!(tell(
        Dialect::Postgresql,
        &[
            (
                "written and made NOT NULL",
                "INSERT INTO users (id, email) VALUES (1, NULL);",
                "ALTER TABLE users ALTER COLUMN email SET NOT NULL;"
            ),
            (
                "written and its type changed",
                "UPDATE users SET age = 40000;",
                "ALTER TABLE users ALTER COLUMN age TYPE smallint;"
            ),
            (
                "written and made unique",
                "UPDATE users SET email = lower(email);",
                "CREATE UNIQUE INDEX ON users (email);"
            ),
            (
                "another column written",
                "UPDATE users SET email = lower(email);",
                "ALTER TABLE users ALTER COLUMN age TYPE smallint;"
            ),
            (
                "an insert that names no columns, and one more column",
                "INSERT INTO users VALUES (1, 'a', 2);",
                "ALTER TABLE users ADD COLUMN nick text;"
            ),
            (
                "an insert that names its columns, and one more column",
                "INSERT INTO users (id, email) VALUES (1, 'a');",
                "ALTER TABLE users ADD COLUMN nick text;"
            ),
            (
                "both update one column",
                "UPDATE users SET age = age + 1;",
                "UPDATE users SET age = age * 2;"
            ),
            (
                "both update, other columns",
                "UPDATE users SET age = 1;",
                "UPDATE users SET email = '';"
            ),
            (
                "both insert",
                "INSERT INTO users (id) VALUES (1);",
                "INSERT INTO users (id) VALUES (2);"
            ),
            (
                "both insert one key",
                "INSERT INTO users (id, email) VALUES (1, 'a'), (7, 'b');",
                "INSERT INTO users VALUES (7, 'c', 3);"
            ),
            (
                "both insert one key, if it is not there",
                "INSERT INTO users (id, email) VALUES (7, 'b') ON CONFLICT DO NOTHING;",
                "INSERT INTO users (id, email) VALUES (7, 'c') ON CONFLICT DO NOTHING;"
            ),
            (
                "deleted and read",
                "DELETE FROM users;",
                "INSERT INTO posts (user_id) SELECT id FROM users;"
            ),
            (
                "read and read",
                "INSERT INTO posts (id) SELECT id FROM users;",
                "CREATE TABLE copies AS SELECT id FROM users;"
            ),
        ]
    ));
}

#[test]
fn independent() {
    insta::assert_snapshot!(tell(
        Dialect::Postgresql,
        &[
            (
                "two tables",
                "CREATE TABLE a (id integer);",
                "CREATE TABLE b (id integer);"
            ),
            (
                "two columns of one table",
                "ALTER TABLE users ADD COLUMN a text;",
                "ALTER TABLE users ADD COLUMN b text;"
            ),
            (
                "two references to one table",
                "CREATE TABLE a (user_id integer REFERENCES users);",
                "CREATE TABLE b (user_id integer REFERENCES users);"
            ),
            (
                "what fails on its own branch already",
                "ALTER TABLE nowhere ADD COLUMN a text;",
                "CREATE TABLE b (id integer);"
            ),
            ("nothing", "SELECT 1;", "SELECT 1;"),
        ]
    ));
}

#[test]
fn unknown() {
    insta::assert_snapshot!(tell(
        Dialect::Postgresql,
        &[
            (
                "a block that names the table",
                "DO $$ BEGIN EXECUTE 'ALTER TABLE users ADD x int'; END $$;",
                "ALTER TABLE users ADD COLUMN b text;"
            ),
            (
                "a block that names another table",
                "DO $$ BEGIN PERFORM 1 FROM posts; END $$;",
                "ALTER TABLE users ADD COLUMN b text;"
            ),
            (
                "a block that may name any",
                "DO $$ BEGIN EXECUTE 'DROP ' || 'TABLE ' || 'us' || 'ers'; END $$;",
                "ALTER TABLE users ADD COLUMN b text;"
            ),
            (
                "a collision beside a block",
                "DO $$ BEGIN PERFORM 1 FROM users; END $$;\nALTER TABLE users ADD COLUMN b text;",
                "ALTER TABLE users ADD COLUMN b text;"
            ),
        ]
    ));
}

#[test]
fn mysql() {
    insta::assert_snapshot!(tell(
        Dialect::Mysql,
        &[
            (
                "a definition anew and a default",
                "ALTER TABLE users MODIFY age bigint;",
                "ALTER TABLE users ALTER age SET DEFAULT 3;"
            ),
            (
                "a new name and a definition anew",
                "ALTER TABLE users CHANGE age years integer;",
                "ALTER TABLE users MODIFY age bigint NOT NULL;"
            ),
            (
                "an index of one name on two tables",
                "CREATE INDEX by_id ON users (email);",
                "CREATE INDEX by_id ON posts (user_id);"
            ),
            (
                "two tables renamed at once",
                "RENAME TABLE users TO people, posts TO notes;",
                "ALTER TABLE posts ADD COLUMN body text;"
            ),
        ]
    ));
}

fn verdict(base: &str, left: &str, right: &str) -> (&'static str, String) {
    let project = two_branches(base, left, right);
    let conflict = between(&project, Dialect::Postgresql);
    (conflict.verdict.name(), text(&conflict))
}

/// PostgreSQL keeps functions and sequences from being dropped that something uses.
#[test]
fn functions_and_sequences_are_needed() {
    let base = format!(
        "{BASE}CREATE FUNCTION norm(value text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT 1';\n\
         CREATE SEQUENCE numbers;\n"
    );
    let cases = [
        ("CREATE INDEX by_norm ON users (norm(email));", "norm(text)"),
        (
            "CREATE INDEX by_age ON users (age) WHERE norm(email) = '';",
            "norm(text)",
        ),
        (
            "ALTER TABLE users ADD COLUMN a text DEFAULT norm('x');",
            "norm(text)",
        ),
        (
            "ALTER TABLE users ADD COLUMN a text GENERATED ALWAYS AS (norm(email)) STORED;",
            "norm(text)",
        ),
        (
            "ALTER TABLE users ADD CONSTRAINT c CHECK (norm(email) <> '');",
            "norm(text)",
        ),
        (
            "CREATE VIEW normal AS SELECT norm(email) AS email FROM users;",
            "norm(text)",
        ),
        (
            "CREATE TABLE t (a text DEFAULT norm('x'), CHECK (norm(a) = ''));",
            "norm(text)",
        ),
        (
            "ALTER TABLE users ADD COLUMN a integer DEFAULT nextval('numbers');",
            "",
        ),
        ("CREATE TABLE t (a integer DEFAULT nextval('numbers'));", ""),
    ];
    for (using, function) in cases {
        let dropping = match function {
            "" => "DROP SEQUENCE numbers;".to_owned(),
            function => format!("DROP FUNCTION {function};"),
        };
        let (verdict, text) = verdict(&base, using, &dropping);
        assert!(
            matches!(verdict, "order_matters" | "cannot_both_apply"),
            "{using}: {text}"
        );
        assert!(text.contains("removed_and_used"), "{using}: {text}");
    }
}

/// Only the insert that does not say what else to do is refused.
#[test]
fn an_insert_that_gives_way_does_not_fail() {
    let plain = "INSERT INTO users (id) VALUES (7);";
    let yielding = "INSERT INTO users (id) VALUES (7) ON CONFLICT DO NOTHING;";
    let (name, text) = verdict(BASE, plain, yielding);
    assert_eq!(name, "order_matters", "{text}");
    assert!(text.contains("right first: left:5"), "{text}");
    assert!(!text.contains("left first"), "{text}");
}

/// A name that is another table's is not missed in this one.
#[test]
fn names_of_other_tables_are_theirs() {
    let cases = [
        (
            "UPDATE users SET email = p.title FROM posts p WHERE p.user_id = users.id;",
            "ALTER TABLE users ADD COLUMN title text;",
        ),
        (
            "INSERT INTO posts (id) SELECT age FROM users;",
            "ALTER TABLE posts ADD COLUMN age integer;",
        ),
    ];
    for (left, right) in cases {
        let (name, text) = verdict(BASE, left, right);
        assert_eq!(name, "independent", "{text}");
    }
}
