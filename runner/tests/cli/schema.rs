use crate::sandbox::Sandbox;

/// What most tables have, and a little of everything else.
const SHOP: [(&str, &str, &str); 3] = [
    (
        "aaa111",
        "",
        "CREATE TYPE mood AS ENUM ('sad', 'happy');\n\
         CREATE TABLE account (\n    id bigserial PRIMARY KEY,\n    name varchar(20) NOT NULL UNIQUE,\n    \
         mood mood DEFAULT 'happy'\n);\n\
         COMMENT ON TABLE account IS 'who pays';",
    ),
    (
        "bbb222",
        "aaa111",
        "CREATE TABLE payment (\n    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    \
         account bigint NOT NULL REFERENCES account ON DELETE CASCADE,\n    \
         amount numeric(10, 2) NOT NULL CHECK (amount > 0)\n);\n\
         CREATE INDEX payment_account ON payment (account) WHERE amount > 100;\n\
         CREATE VIEW large AS SELECT account, amount FROM payment WHERE amount > 100;",
    ),
    (
        "ccc333",
        "bbb222",
        "ALTER TABLE account RENAME COLUMN name TO full_name;\n\
         ALTER TABLE account ALTER COLUMN full_name TYPE text;",
    ),
];

impl Sandbox {
    /// A history for PostgreSQL.
    pub(crate) fn shop() -> Self {
        let sandbox = Self::empty();
        sandbox.write("limbeck.toml", "version_locations = [\"versions\"]\n");
        std::fs::create_dir(sandbox.path("versions")).unwrap();
        for (id, down_revision, up) in SHOP {
            sandbox.step(id, down_revision, up);
        }
        sandbox
    }
}

#[test]
fn of_a_history() {
    let sandbox = Sandbox::shop();
    insta::assert_snapshot!(sandbox.session(&[
        "schema --dialect postgresql",
        "schema aaa111 --dialect postgresql",
        "schema -2 --dialect postgresql",
        "schema base --dialect postgresql",
    ]));
}

#[test]
fn as_json() {
    insta::assert_snapshot!(Sandbox::shop().run(&[
        "schema",
        "--dialect",
        "postgresql",
        "--format",
        "json"
    ]));
}

#[test]
fn of_a_database() {
    let sandbox = Sandbox::line();
    insta::assert_snapshot!(sandbox.session(&[
        "schema --database",
        "upgrade bbb222 --quiet",
        "schema --database",
        "schema current",
        "schema",
        "schema --database --format json",
    ]));
}

/// The schema that is shown can be declared, and is the history's then.
#[test]
fn what_is_shown_can_be_declared() {
    let sandbox = Sandbox::shop();
    let schema = sandbox.stdout(&["schema", "--dialect", "postgresql"]);
    sandbox.write("schema.sql", schema);
    insta::assert_snapshot!(sandbox.run(&[
        "diff",
        "head",
        "schema.sql",
        "--dialect",
        "postgresql",
        "--exit-code"
    ]));
}

#[test]
fn what_is_uncertain() {
    let sandbox = Sandbox::shop();
    sandbox.step(
        "ddd444",
        "ccc333",
        "DO $$ BEGIN EXECUTE 'ALTER TABLE account ADD COLUMN age integer'; END $$;",
    );
    sandbox.step(
        "eee555",
        "ddd444",
        "CREATE TABLE copied AS SELECT * FROM payment;",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "schema --dialect postgresql",
        "schema bbb222 --dialect postgresql",
    ]));
}

#[test]
fn what_cannot_be_shown() {
    let sandbox = Sandbox::shop();
    insta::assert_snapshot!(sandbox.session(&[
        "schema",
        "schema zzz999 --dialect postgresql",
        "schema zzz999 --dialect postgresql --format json",
        "schema --database",
        "schema head --database",
        "schema current --dialect postgresql",
    ]));
    insta::assert_snapshot!(Sandbox::fork().session(&["schema head", "schema heads"]));
}
