use crate::sandbox::Sandbox;

const INITIAL: &str = "-- revision: aaa111\n\n-- migrate:up\n\
    CREATE TABLE customer (id integer PRIMARY KEY, email text, age integer);\n\n\
    -- migrate:down\nDROP TABLE customer;\n";

/// A project with one table, whose schema is declared in `schema.sql`.
fn declared(dialect: &str, schema: &str) -> Sandbox {
    let sandbox = Sandbox::project();
    let url = match dialect {
        "sqlite" => "sqlite:///app.db",
        "mysql" => "mysql://localhost/app",
        _ => "postgresql://localhost/app",
    };
    sandbox.write(
        "limbeck.toml",
        format!("url = \"{url}\"\nversion_locations = [\"versions\"]\nschema = \"schema.sql\"\n"),
    );
    sandbox.script("aaa111_.sql", INITIAL);
    sandbox.write("schema.sql", schema);
    sandbox
}

impl Sandbox {
    /// Writes `bbb222`, and gives what is in its script behind the header.
    fn autogenerate(&self, flags: &[&str]) -> String {
        let mut arguments = vec!["revision", "--autogenerate", "--rev-id", "bbb222"];
        arguments.extend(flags);
        let mut told = self.run(&arguments);
        let folder = std::fs::read_dir(self.path("versions")).unwrap();
        let written = folder
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .find(|name| name.starts_with("bbb222"));
        if let Some(name) = written {
            let text = self.read(&format!("versions/{name}"));
            let (_, sections) = text.split_once("\n\n").unwrap();
            told.push('\n');
            told.push_str(sections);
        }
        told
    }
}

#[test]
fn what_is_new_is_written_and_what_goes_is_said() {
    let sandbox = declared(
        "postgresql",
        "CREATE TABLE customer (id integer PRIMARY KEY, email varchar(200) NOT NULL);\n\
         CREATE TABLE purchase (id bigint PRIMARY KEY, customer integer REFERENCES customer);\n\
         CREATE INDEX customer_email ON customer (email);\n",
    );
    insta::assert_snapshot!(sandbox.run(&["check"]));
    insta::assert_snapshot!(sandbox.run(&["check", "--format", "json"]));
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
    insta::assert_snapshot!(sandbox.run(&["check"]));
    insta::assert_snapshot!(sandbox.run(&["revision", "--autogenerate"]));
}

#[test]
fn an_empty_schema_drops_nothing() {
    let sandbox = declared("postgresql", "-- nothing yet\n");
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
}

#[test]
fn a_type_change_on_sqlite_makes_the_table_anew() {
    let sandbox = declared(
        "sqlite",
        "CREATE TABLE customer (id integer PRIMARY KEY, email text NOT NULL, age text);\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
}

#[test]
fn a_rename_is_of_the_transaction_that_makes_a_table_anew() {
    let sandbox = declared(
        "sqlite",
        "CREATE TABLE account (id integer PRIMARY KEY, email text NOT NULL, age integer);\n\
         CREATE TABLE purchase (id integer PRIMARY KEY, account integer REFERENCES account (id));\n",
    );
    sandbox.script(
        "aaa111_.sql",
        INITIAL.replace(
            "\n\n-- migrate:down\n",
            "\nCREATE TABLE purchase (id integer PRIMARY KEY, \
             account integer REFERENCES customer (id));\n\n-- migrate:down\nDROP TABLE purchase;\n",
        ),
    );
    insta::assert_snapshot!(sandbox.autogenerate(&["--rename", "customer:account"]));
}

#[test]
fn a_probable_rename_is_asked_about() {
    let sandbox = declared(
        "mysql",
        "CREATE TABLE account (id integer PRIMARY KEY, mail text, age integer);\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
    insta::assert_snapshot!(sandbox.autogenerate(&["--format", "json"]));
    insta::assert_snapshot!(sandbox.autogenerate(&["--rename", "customer:account"]));
    insta::assert_snapshot!(sandbox.autogenerate(&["--rename", "customer"]));
    insta::assert_snapshot!(sandbox.autogenerate(&["--rename", "nothing:account"]));
    insta::assert_snapshot!(sandbox.autogenerate(&[
        "--rename",
        "customer.email:mail",
        "--rename",
        "customer:account"
    ]));
}

#[test]
fn names_that_need_quotes_are_asked_about_with_them() {
    let sandbox = declared(
        "postgresql",
        "CREATE TABLE customer (id integer PRIMARY KEY, \"E-Mail\" text, age integer);\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
    insta::assert_snapshot!(sandbox.autogenerate(&["--rename", "customer.email:\"E-Mail\""]));
}

#[test]
fn what_is_no_rename_is_dropped_and_made_anew() {
    let sandbox = declared(
        "mysql",
        "CREATE TABLE customer (id integer PRIMARY KEY, mail text, age integer);\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&["--no-rename", "customer.email:mail"]));
}

#[test]
fn nothing_to_do() {
    let sandbox = declared(
        "postgresql",
        "create table CUSTOMER (ID int4 not null, email TEXT, age int, primary key (id));\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
    insta::assert_snapshot!(sandbox.autogenerate(&["--format", "json"]));
    insta::assert_snapshot!(sandbox.run(&["check"]));
}

#[test]
fn a_schema_that_cannot_be_read() {
    let sandbox = declared("postgresql", "CREATE TABLE customer (id integer,\n  ,);\n");
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
    sandbox.write(
        "schema.sql",
        "CREATE TABLE a (id integer);\nCREATE TABLE a (id integer);\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
    sandbox.write("schema.sql", "CREATE TABLE a (id integer, 'open);\n");
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
    insta::assert_snapshot!(sandbox.autogenerate(&["--schema", "nowhere.sql"]));
    sandbox.write(
        "limbeck.toml",
        "url = \"postgresql://localhost/app\"\nversion_locations = [\"versions\"]\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
}

#[test]
fn a_folder_declares_a_schema_in_any_order() {
    let sandbox = declared("postgresql", "");
    std::fs::create_dir(sandbox.path("schema")).unwrap();
    sandbox.write(
        "schema/a_purchase.sql",
        "CREATE TABLE purchase (id integer PRIMARY KEY, customer integer REFERENCES customer (id));\n",
    );
    sandbox.write(
        "schema/b_customer.sql",
        "CREATE TABLE customer (id integer PRIMARY KEY, email text, age integer);\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&["--schema", "schema"]));
}

#[test]
fn cycles_of_foreign_keys() {
    let sandbox = declared(
        "postgresql",
        "CREATE TABLE customer (id integer PRIMARY KEY, email text, age integer);\n\
         CREATE TABLE team (id integer PRIMARY KEY, lead integer);\n\
         CREATE TABLE member (id integer PRIMARY KEY, team integer REFERENCES team);\n\
         ALTER TABLE team ADD FOREIGN KEY (lead) REFERENCES member;\n",
    );
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
}

#[test]
fn what_is_uncertain_is_left_alone() {
    let sandbox = declared(
        "postgresql",
        "CREATE TABLE customer (id integer PRIMARY KEY, email text);\n",
    );
    sandbox.script(
        "aaa111_.sql",
        INITIAL.replace(
            "\n\n-- migrate:down",
            "\nDO $$ BEGIN EXECUTE 'ALTER TABLE customer DROP COLUMN age'; END $$;\n\n-- migrate:down",
        ),
    );
    insta::assert_snapshot!(sandbox.autogenerate(&[]));
}

#[test]
fn flags_that_do_not_go_together() {
    let sandbox = declared("postgresql", "");
    insta::assert_snapshot!(sandbox.session(&[
        "revision --schema schema.sql",
        "revision --rename a:b",
        "revision --database",
    ]));
}
