//! Two branches in both orders, on the database that they are for: what it refuses is what Limbeck
//! says before anybody merges.

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck;
use limbeck_tests::projects::TestProject;
use serde_json::Value;

/// The schema below both branches.
const BASE: &str = "CREATE TABLE a (id integer PRIMARY KEY, x integer, y varchar(20));
CREATE TABLE b (id integer PRIMARY KEY, aid integer, t varchar(20));
CREATE TABLE c (id integer, x integer, y varchar(20));
";

const REFERENCE: &str = "ALTER TABLE b ADD CONSTRAINT fk FOREIGN KEY (aid) REFERENCES a (id);";

/// The statement of one branch, that of the other, and the verdict.
type Case = (&'static str, &'static str, &'static str);

const POSTGRESQL: &[Case] = &[
    (
        "INSERT INTO a (id, x) VALUES (1, 1);",
        "UPDATE a SET x = 2 WHERE id = 2;",
        "independent",
    ),
    (
        "INSERT INTO a (id, x) VALUES (1, 1);",
        "DELETE FROM a WHERE id = 1;",
        "order_matters",
    ),
    (
        REFERENCE,
        "ALTER TABLE a ALTER COLUMN id TYPE bigint;",
        "independent",
    ),
    (
        REFERENCE,
        "ALTER TABLE a ALTER COLUMN id TYPE text;",
        "cannot_both_apply",
    ),
    (
        REFERENCE,
        "ALTER TABLE b ALTER COLUMN aid TYPE text;",
        "cannot_both_apply",
    ),
    (
        REFERENCE,
        "ALTER TABLE a DROP CONSTRAINT a_pkey;",
        "cannot_both_apply",
    ),
    (REFERENCE, "DELETE FROM a WHERE id = 1;", "order_matters"),
    (REFERENCE, "UPDATE a SET x = 1 WHERE id = 1;", "independent"),
    (
        "CREATE VIEW v AS SELECT x FROM a;",
        "ALTER TABLE a ALTER COLUMN x TYPE bigint;",
        "order_matters",
    ),
    (
        "ALTER TABLE a ADD COLUMN z integer GENERATED ALWAYS AS (x + 1) STORED;",
        "ALTER TABLE a ALTER COLUMN x TYPE bigint;",
        "order_matters",
    ),
    (
        "CREATE VIEW v AS SELECT * FROM a;",
        "ALTER TABLE a ADD COLUMN n integer;",
        "order_matters",
    ),
    (
        "CREATE VIEW v AS SELECT id FROM a;",
        "ALTER TABLE a ADD COLUMN n integer;",
        "independent",
    ),
    (
        "CREATE TABLE d AS SELECT * FROM a;",
        "ALTER TABLE a ADD COLUMN n integer;",
        "order_matters",
    ),
    (
        "INSERT INTO c SELECT * FROM a;",
        "ALTER TABLE a ADD COLUMN n integer;",
        "order_matters",
    ),
    (
        "CREATE RULE r AS ON INSERT TO a DO INSTEAD NOTHING;",
        "INSERT INTO a VALUES (1, 1, 'x');",
        "order_matters",
    ),
    (
        "INSERT INTO a (id) VALUES (1) ON CONFLICT (id) DO NOTHING;",
        "ALTER TABLE a DROP CONSTRAINT a_pkey;",
        "order_matters",
    ),
    (
        "INSERT INTO a (id) VALUES (1);",
        "ALTER TABLE a DROP CONSTRAINT a_pkey;",
        "independent",
    ),
    (
        "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT x FROM a';",
        "ALTER TABLE a DROP COLUMN x;",
        "order_matters",
    ),
    (
        "CREATE MATERIALIZED VIEW v AS SELECT x FROM a; REFRESH MATERIALIZED VIEW v;",
        "ALTER TABLE b ADD COLUMN n integer;",
        "independent",
    ),
    (
        "CREATE POLICY p ON a USING (x > 3);",
        "ALTER TABLE a ALTER COLUMN x TYPE bigint;",
        "order_matters",
    ),
    (
        "CREATE POLICY p ON a FOR INSERT WITH CHECK (y <> 'x');",
        "ALTER TABLE a ALTER COLUMN x TYPE bigint;",
        "independent",
    ),
    (
        "GRANT SELECT ON b TO PUBLIC;",
        "DROP TABLE b;",
        "order_matters",
    ),
    (
        "GRANT SELECT, UPDATE ON TABLE a, b TO PUBLIC;",
        "ALTER TABLE b RENAME TO d;",
        "order_matters",
    ),
    (
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;",
        "SELECT 1;",
        "independent",
    ),
    (
        "INSERT INTO a VALUES (1, 1, 'x');",
        "ALTER TABLE a ADD COLUMN n integer NOT NULL DEFAULT 0;",
        "independent",
    ),
    (
        "UPDATE a SET x = 1 WHERE id = 1;",
        "UPDATE a SET x = 2 WHERE id = 2;",
        "independent",
    ),
    (
        "UPDATE a SET x = 1 WHERE id = 1;",
        "DELETE FROM a WHERE (id = 2) AND x > 1;",
        "independent",
    ),
    (
        "UPDATE a SET x = 1 WHERE id = 1;",
        "UPDATE a SET x = 2 WHERE id = 1;",
        "order_matters",
    ),
    (
        "UPDATE a SET id = 2 WHERE id = 1;",
        "UPDATE a SET x = 2 WHERE id = 2;",
        "order_matters",
    ),
    (
        "UPDATE a SET x = 1 WHERE id = 1 OR x = 2;",
        "DELETE FROM a WHERE id = 2;",
        "order_matters",
    ),
];

const MARIADB: &[Case] = &[
    (
        "INSERT INTO a (id, x) VALUES (1, 1);",
        "UPDATE a SET x = 2 WHERE id = 2;",
        "independent",
    ),
    (
        "INSERT INTO a (id, x) VALUES (1, 1);",
        "DELETE FROM a WHERE id = 1;",
        "order_matters",
    ),
    (
        REFERENCE,
        "ALTER TABLE a MODIFY id bigint;",
        "cannot_both_apply",
    ),
    (
        REFERENCE,
        "ALTER TABLE b MODIFY aid bigint;",
        "cannot_both_apply",
    ),
    (
        REFERENCE,
        "ALTER TABLE b MODIFY aid integer NOT NULL;",
        "independent",
    ),
    (
        REFERENCE,
        "ALTER TABLE a DROP PRIMARY KEY;",
        "cannot_both_apply",
    ),
    (
        REFERENCE,
        "ALTER TABLE a DROP PRIMARY KEY, ADD PRIMARY KEY (id, x);",
        "independent",
    ),
    (
        "CREATE VIEW v AS SELECT * FROM a;",
        "ALTER TABLE a ADD COLUMN n integer;",
        "order_matters",
    ),
    (
        "INSERT INTO a SET id = 1, x = 2;",
        "INSERT INTO a (id) VALUES (1);",
        "cannot_both_apply",
    ),
    (
        "INSERT INTO a SET id = 1, x = 2;",
        "INSERT INTO a (id) VALUES (2);",
        "independent",
    ),
    (
        "CREATE PROCEDURE p() UPDATE a SET x = 1;",
        "ALTER TABLE a DROP COLUMN x;",
        "order_matters",
    ),
    (
        "INSERT INTO a VALUES (1, 1, 'x');",
        "ALTER TABLE a ADD COLUMN n integer;",
        "order_matters",
    ),
];

const SQLITE: &[Case] = &[
    (
        "INSERT INTO a (id, x) VALUES (1, 1);",
        "UPDATE a SET x = 2 WHERE id = 2;",
        "independent",
    ),
    (
        "INSERT INTO a (id, x) VALUES (1, 1);",
        "DELETE FROM a WHERE id = 1;",
        "order_matters",
    ),
    (
        "CREATE VIEW v AS SELECT * FROM a;",
        "ALTER TABLE a ADD COLUMN n integer;",
        "independent",
    ),
    (
        "CREATE TRIGGER r AFTER INSERT ON a BEGIN INSERT INTO b (t) VALUES (new.x); END;",
        "ALTER TABLE a DROP COLUMN x;",
        "order_matters",
    ),
    (
        "CREATE TRIGGER r AFTER INSERT ON a BEGIN INSERT INTO b (t) VALUES (new.y); END;",
        "ALTER TABLE a DROP COLUMN x;",
        "independent",
    ),
    (
        "INSERT INTO a VALUES (1, 1, 'x');",
        "ALTER TABLE a ADD COLUMN n integer NOT NULL DEFAULT 0;",
        "order_matters",
    ),
    (
        "INSERT INTO a (id) VALUES (1) ON CONFLICT (id) DO NOTHING;",
        "INSERT INTO a (id) VALUES (1);",
        "order_matters",
    ),
];

/// Compares what Limbeck says of each case with what databases do, one for each order.
fn check(make: impl Fn() -> Result<Box<dyn Database>>, cases: &[Case]) -> Result<()> {
    let mut wrong = Vec::new();
    for (left, right, expected) in cases {
        let told = Told::of(make()?.dialect(), left, right)?;
        let fails = |first: &str, second: &str| -> Result<bool> {
            let database = make()?;
            database.query(&format!("{BASE}{first}"))?;
            Ok(!database.run_sql(second)?.status.success())
        };
        let (second_right, second_left) = (fails(left, right)?, fails(right, left)?);
        // What fails is told as such, or at least the pair is.
        let agrees = (!told.left_first || second_right)
            && (!told.right_first || second_left)
            && (told.verdict == "cannot_both_apply") == (second_right && second_left)
            && (told.verdict != "independent" || !(second_right || second_left));
        if told.verdict != *expected || !agrees {
            wrong.push(format!(
                "{left} | {right}\n  {told:?}, expected {expected}; the database refuses the right \
                 one behind the left one: {second_right}, the left one behind the right one: \
                 {second_left}"
            ));
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// What Limbeck says of two branches.
#[derive(Debug)]
struct Told {
    verdict: String,
    /// Whether something fails with the left branch first.
    left_first: bool,
    right_first: bool,
}

impl Told {
    fn of(dialect: &str, left: &str, right: &str) -> Result<Self> {
        let project = TestProject::new("sqlite:///none.db")?;
        for (id, parent, sql) in [
            ("root", "", BASE),
            ("left", "root", left),
            ("right", "root", right),
        ] {
            let text =
                format!("-- revision: {id}\n-- down_revision: {parent}\n\n-- migrate:up\n{sql}\n");
            project.write(&format!("{id}_.sql"), &text)?;
        }
        let arguments = ["conflicts", "--dialect", dialect, "--format", "json"];
        let output = limbeck::output(project.path(), &arguments)?;
        let printed: Value = serde_json::from_slice(&output.stdout)?;
        let conflict = &printed["pairs"][0]["conflict"];
        let fails = |order: &str| conflict[order].as_array().is_some_and(|it| !it.is_empty());
        Ok(Self {
            verdict: conflict["verdict"]
                .as_str()
                .context("there is a verdict")?
                .to_owned(),
            left_first: fails("left_first"),
            right_first: fails("right_first"),
        })
    }
}

#[test]
fn postgresql() -> Result<()> {
    check(|| Ok(Box::new(Postgresql::create()?)), POSTGRESQL)
}

#[test]
fn mariadb() -> Result<()> {
    check(|| Ok(Box::new(MariaDb::create()?)), MARIADB)
}

#[test]
fn sqlite() -> Result<()> {
    check(|| Ok(Box::new(Sqlite::create()?)), SQLITE)
}
