//! Single changes of a schema on real databases: the generated upgrade leads to the declared
//! schema, and the generated downgrade back, though other objects need what changes.

use anyhow::{Context as _, Result, bail};
use limbeck_tests::databases::{Database, MariaDb, Postgresql};
use limbeck_tests::limbeck;
use limbeck_tests::projects::TestProject;

use super::{declare, generate, has, script};

/// What is there before and after a change, and statements that put rows in between.
struct Case<'text> {
    name: &'text str,
    before: &'text str,
    after: &'text str,
    rows: &'text str,
}

/// Goes from one schema to the other and back on PostgreSQL, and gives the script.
fn change(case: &Case<'_>) -> Result<String> {
    change_on(&Postgresql::create()?, case)
}

fn change_on(database: &dyn Database, case: &Case<'_>) -> Result<String> {
    let project = TestProject::new(&database.url())?;
    let folder = project.path();
    declare(folder, case.before)?;
    generate(folder, "a1", &["--schema", "schema.sql"])?;
    limbeck::run(folder, &["upgrade", "head"])?;
    has(folder, "schema.sql").context("after the first revision")?;
    database.query(case.rows)?;
    std::fs::copy(folder.join("schema.sql"), folder.join("start.sql"))?;
    declare(folder, case.after)?;
    if !generate(folder, "b2", &["--schema", "schema.sql"])? {
        bail!("nothing differs");
    }
    let script = script(folder, "b2")?;
    let with_script = |what: &str| format!("{what}\n{script}");
    limbeck::run(folder, &["upgrade", "head"]).with_context(|| with_script("upgrade"))?;
    has(folder, "schema.sql").with_context(|| with_script("after the upgrade"))?;
    limbeck::run(folder, &["drift"]).with_context(|| with_script("drift after the upgrade"))?;
    limbeck::run(folder, &["downgrade", "-1"]).with_context(|| with_script("downgrade"))?;
    has(folder, "start.sql").with_context(|| with_script("after the downgrade"))?;
    Ok(script)
}

/// Makes every change, and tells of all that fail.
fn all(cases: &[Case<'_>]) -> Result<()> {
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let error = change(case).err()?;
            Some(format!("{}: {error:?}", case.name))
        })
        .collect();
    anyhow::ensure!(failed.is_empty(), "{}", failed.join("\n\n"));
    Ok(())
}

#[test]
fn a_sequence_goes_with_the_type_of_its_column() -> Result<()> {
    all(&[Case {
        name: "serial",
        before: "CREATE TABLE \"order\" (id serial PRIMARY KEY);",
        after: "CREATE TABLE \"order\" (id bigserial PRIMARY KEY);",
        rows: "INSERT INTO \"order\" DEFAULT VALUES;",
    }])
}

const MOOD: &str = "CREATE TYPE mood AS ENUM ('sad', 'ok', 'new');";
const MOOD_AFTER: &str = "CREATE TYPE mood AS ENUM ('sad', 'ok');";

#[test]
fn a_label_goes_though_objects_name_the_column_or_the_type() -> Result<()> {
    let dependents = [
        (
            "check",
            "ALTER TABLE u ADD CONSTRAINT k CHECK (m <> 'sad');",
        ),
        (
            "check that names the type",
            "CREATE TABLE w (t text, CONSTRAINT k CHECK (t <> 'sad'::mood::text));",
        ),
        (
            "partial index",
            "CREATE INDEX i ON u (id) WHERE m <> 'sad';",
        ),
        ("expression index", "CREATE INDEX i ON u ((m = 'ok'));"),
        (
            "generated column",
            "ALTER TABLE u ADD COLUMN g boolean GENERATED ALWAYS AS (m = 'ok') STORED;",
        ),
        (
            "generated column with an index",
            "ALTER TABLE u ADD COLUMN g boolean GENERATED ALWAYS AS (m = 'ok') STORED; \
             CREATE INDEX i ON u (g);",
        ),
        (
            "generated column of the type",
            "ALTER TABLE u ADD COLUMN g mood GENERATED ALWAYS AS ('ok'::mood) STORED;",
        ),
        (
            "view",
            "CREATE VIEW v AS SELECT id, m FROM u WHERE m <> 'sad';",
        ),
        (
            "view that names the type",
            "CREATE TABLE w (t text); CREATE VIEW v AS SELECT t::mood AS m FROM w;",
        ),
        (
            "triggers",
            "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; \
             CREATE TRIGGER one BEFORE UPDATE OF m ON u FOR EACH ROW EXECUTE FUNCTION tell(); \
             CREATE TRIGGER two BEFORE UPDATE ON u FOR EACH ROW WHEN (OLD.m = 'ok') EXECUTE FUNCTION tell();",
        ),
        ("policy", "CREATE POLICY p ON u USING (m <> 'sad');"),
        (
            "rule",
            "CREATE RULE r AS ON UPDATE TO u WHERE NEW.m = 'ok' DO ALSO NOTHING;",
        ),
        (
            "foreign key",
            "CREATE TABLE w (m mood PRIMARY KEY); ALTER TABLE u ADD CONSTRAINT fk FOREIGN KEY (m) REFERENCES w;",
        ),
        ("array", "CREATE TABLE w (m mood[] DEFAULT '{ok}');"),
    ];
    let table = "CREATE TABLE u (id int PRIMARY KEY, m mood DEFAULT 'ok');";
    let failed: Vec<String> = dependents
        .iter()
        .filter_map(|(name, dependent)| {
            let case = Case {
                name,
                before: &format!("{MOOD}\n{table}\n{dependent}"),
                after: &format!("{MOOD_AFTER}\n{table}\n{dependent}"),
                rows: "SELECT 1;",
            };
            let error = change(&case).err()?;
            Some(format!("{name}: {error:?}"))
        })
        .collect();
    anyhow::ensure!(failed.is_empty(), "{}", failed.join("\n\n"));
    Ok(())
}

#[test]
fn a_new_label_is_used_in_the_same_revision() -> Result<()> {
    let before = "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE u (id int PRIMARY KEY, m mood);";
    all(&[
        Case {
            name: "partial index",
            before,
            after: "CREATE TYPE mood AS ENUM ('ok', 'new'); CREATE TABLE u (id int PRIMARY KEY, m mood); \
                    CREATE INDEX i ON u (id) WHERE m = 'new';",
            rows: "INSERT INTO u VALUES (1, 'ok');",
        },
        Case {
            name: "check",
            before,
            after: "CREATE TYPE mood AS ENUM ('ok', 'new'); \
                    CREATE TABLE u (id int PRIMARY KEY, m mood, CONSTRAINT k CHECK (m <> 'new'));",
            rows: "INSERT INTO u VALUES (1, 'ok');",
        },
        Case {
            name: "generated column",
            before,
            after: "CREATE TYPE mood AS ENUM ('ok', 'new'); CREATE TABLE u (id int PRIMARY KEY, m mood, \
                    g boolean GENERATED ALWAYS AS (m = 'new') STORED);",
            rows: "INSERT INTO u VALUES (1, 'ok');",
        },
        Case {
            name: "view",
            before,
            after: "CREATE TYPE mood AS ENUM ('ok', 'new'); CREATE TABLE u (id int PRIMARY KEY, m mood); \
                    CREATE VIEW v AS SELECT id FROM u WHERE m = 'new';",
            rows: "INSERT INTO u VALUES (1, 'ok');",
        },
    ])?;
    let script = change(&Case {
        name: "default of another type",
        before,
        after: "CREATE TYPE mood AS ENUM ('ok', 'new'); CREATE TABLE u (id int PRIMARY KEY, m mood); \
                CREATE TABLE w (t text DEFAULT 'new');",
        rows: "INSERT INTO u VALUES (1, 'ok');",
    })?;
    anyhow::ensure!(script.contains("ADD VALUE 'new'"), "{script}");
    Ok(())
}

#[test]
fn a_column_changes_its_type_though_objects_need_it() -> Result<()> {
    all(&[
        Case {
            name: "policy",
            before: "CREATE TABLE u (id int PRIMARY KEY, m varchar(10)); CREATE POLICY p ON u USING (m IS NOT NULL);",
            after: "CREATE TABLE u (id int PRIMARY KEY, m integer); CREATE POLICY p ON u USING (m IS NOT NULL);",
            rows: "INSERT INTO u VALUES (1, '1');",
        },
        Case {
            name: "rule",
            before: "CREATE TABLE u (id int PRIMARY KEY, m varchar(10)); \
                     CREATE RULE r AS ON UPDATE TO u WHERE NEW.m IS NULL DO INSTEAD NOTHING;",
            after: "CREATE TABLE u (id int PRIMARY KEY, m integer); \
                    CREATE RULE r AS ON UPDATE TO u WHERE NEW.m IS NULL DO INSTEAD NOTHING;",
            rows: "INSERT INTO u VALUES (1, '1');",
        },
        Case {
            name: "foreign key",
            before: "CREATE TABLE w (a varchar(10) PRIMARY KEY); \
                     CREATE TABLE u (id int PRIMARY KEY, m varchar(10) REFERENCES w (a));",
            after: "CREATE TABLE w (a integer PRIMARY KEY); \
                    CREATE TABLE u (id int PRIMARY KEY, m integer REFERENCES w (a));",
            rows: "INSERT INTO w VALUES ('1'); INSERT INTO u VALUES (1, '1');",
        },
    ])
}

#[test]
fn a_routine_is_another_though_objects_call_it() -> Result<()> {
    const BEFORE: &str =
        "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT a $$;";
    const AFTER: &str = "CREATE FUNCTION f(a int, b int DEFAULT 3) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT a + b $$;";
    const RETURNS: &str =
        "CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT a $$;";
    let dependents = [
        ("view", "CREATE VIEW v AS SELECT f(2) AS x;"),
        (
            "index",
            "CREATE TABLE u (id int); CREATE INDEX i ON u (f(id));",
        ),
        ("default", "CREATE TABLE u (id int, n bigint DEFAULT f(2));"),
        (
            "check",
            "CREATE TABLE u (id int, CONSTRAINT k CHECK (f(id) > 0));",
        ),
        (
            "generated column",
            "CREATE TABLE u (id int, g bigint GENERATED ALWAYS AS (f(id)) STORED);",
        ),
        (
            "policy",
            "CREATE TABLE u (id int); CREATE POLICY p ON u USING (f(id) > 0);",
        ),
    ];
    let mut failed = Vec::new();
    for (name, dependent) in dependents {
        for after in [AFTER, RETURNS] {
            let case = Case {
                name,
                before: &format!("{BEFORE}\n{dependent}"),
                after: &format!("{after}\n{dependent}"),
                rows: "SELECT 1;",
            };
            if let Err(error) = change(&case) {
                failed.push(format!("{name}, {after}: {error:?}"));
            }
        }
    }
    anyhow::ensure!(failed.is_empty(), "{}", failed.join("\n\n"));
    Ok(())
}

#[test]
fn a_table_that_inherits_keeps_its_own_default() -> Result<()> {
    let tables = |parent: i32, child: Option<i32>| {
        let own = child.map_or(String::new(), |default| {
            format!("ALTER TABLE child ALTER COLUMN n SET DEFAULT {default};")
        });
        format!(
            "CREATE TABLE parent (id int, n int DEFAULT {parent}); \
             CREATE TABLE child () INHERITS (parent); {own}"
        )
    };
    let pairs = [
        (tables(0, Some(0)), tables(1, Some(0))),
        (tables(0, Some(1)), tables(0, Some(2))),
        (tables(0, None), tables(1, None)),
        (tables(0, None), tables(0, Some(2))),
    ];
    for (before, after) in &pairs {
        let script = change(&Case {
            name: "inherits",
            before,
            after,
            rows: "SELECT 1;",
        })?;
        anyhow::ensure!(!script.contains("DECIDE"), "{script}");
    }
    Ok(())
}

#[test]
fn mariadb_takes_no_null_before_a_character_set() -> Result<()> {
    let database = MariaDb::create()?;
    let script = change_on(
        &database,
        &Case {
            name: "a shorter name, and another character set under a computed column",
            before: "CREATE TABLE a (id INT PRIMARY KEY, \
                     name VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, t TIMESTAMP NULL, \
                     low VARCHAR(100) GENERATED ALWAYS AS (lower(name)) STORED) \
                     DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci;",
            after: "CREATE TABLE a (id INT PRIMARY KEY, \
                    name VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, t TIMESTAMP NULL, \
                    low VARCHAR(90) GENERATED ALWAYS AS (lower(name)) STORED) \
                    DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_general_ci;",
            rows: "INSERT INTO a (id, name) VALUES (1, 'Ann');",
        },
    )?;
    anyhow::ensure!(script.contains("COLLATE utf8mb4_bin NULL"), "{script}");
    Ok(())
}
