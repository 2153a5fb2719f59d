use crate::sandbox::Sandbox;

const DECLARED: &str = "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE account (
    id bigserial PRIMARY KEY,
    full_name character varying NOT NULL UNIQUE,
    mood mood DEFAULT 'happy'::mood,
    born date
);
";

#[test]
fn of_revisions() {
    let sandbox = Sandbox::shop();
    insta::assert_snapshot!(sandbox.session(&[
        "diff aaa111 head --dialect postgresql",
        "diff bbb222 ccc333 --dialect postgresql --format json",
        "diff head head --dialect postgresql --exit-code",
        "diff head -1 --dialect postgresql --exit-code",
    ]));
}

#[test]
fn of_a_declared_schema() {
    let sandbox = Sandbox::shop();
    sandbox.write("schema.sql", DECLARED);
    insta::assert_snapshot!(sandbox.session(&[
        "diff head schema.sql --dialect postgresql",
        "diff schema.sql head --dialect postgresql --exit-code --format json",
        "diff head schema --dialect postgresql",
        "diff head schema --schema schema.sql --dialect postgresql --exit-code",
    ]));
}

/// The files of a folder are one schema, in whatever order they are found.
#[test]
fn of_a_folder() {
    let sandbox = Sandbox::shop();
    for folder in ["schema", "schema/tables"] {
        std::fs::create_dir(sandbox.path(folder)).unwrap();
    }
    sandbox.write(
        "schema/tables/account.sql",
        "CREATE TABLE account (id bigserial PRIMARY KEY, full_name text NOT NULL CONSTRAINT account_name_key UNIQUE, mood mood DEFAULT 'happy');\nCOMMENT ON TABLE account IS 'who pays';\n",
    );
    sandbox.write(
        "schema/types.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'happy');\n",
    );
    sandbox.write("schema/notes.txt", "no SQL\n");
    insta::assert_snapshot!(
        sandbox.session(&["diff ./schema head --dialect postgresql --exit-code",])
    );
}

#[test]
fn of_a_database() {
    let sandbox = Sandbox::line();
    assert!(sandbox.succeeds(&["upgrade", "bbb222", "--quiet"]));
    insta::assert_snapshot!(sandbox.session(&[
        "diff database head",
        "diff current database --exit-code",
        "diff database heads --format json",
    ]));
}

#[test]
fn what_is_uncertain() {
    let sandbox = Sandbox::shop();
    sandbox.step(
        "ddd444",
        "ccc333",
        "DO $$ BEGIN EXECUTE 'ALTER TABLE payment ADD COLUMN age integer'; END $$;",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "diff ccc333 ddd444 --dialect postgresql --exit-code",
        "diff ccc333 ddd444 --dialect postgresql --format json",
    ]));
}

#[test]
fn what_cannot_be_compared() {
    let sandbox = Sandbox::shop();
    sandbox.write(
        "broken.sql",
        "CREATE TABLE a (b integer);\n\nCREATE TABLE c (\n    d integer,,\n    e text\n);\n",
    );
    sandbox.write("open.sql", "CREATE TABLE a (b text DEFAULT 'open);\n");
    sandbox.write("latin.sql", b"CREATE TABLE caf\xe9 (a integer);\n");
    sandbox.write(
        "twice.sql",
        "CREATE TABLE a (b integer);\nCREATE TABLE A (b integer);\nALTER TABLE c ADD COLUMN d integer;\n",
    );
    insta::assert_snapshot!(sandbox.session(&[
        "diff head broken.sql --dialect postgresql",
        "diff head open.sql --dialect postgresql",
        "diff head latin.sql --dialect postgresql",
        "diff head twice.sql --dialect postgresql",
        "diff head absent.sql --dialect postgresql",
        "diff head zzz999 --dialect postgresql",
        "diff head broken.sql --dialect postgresql --format json",
        "diff head database --dialect postgresql",
        "diff head head",
    ]));
}
