//! What autogenerate writes, on real databases: for random pairs of schemas, apply the generated
//! upgrade, and the database has the declared schema; apply the downgrade, and it has the old one
//! again; and the rows of the tables that both have are still there.

mod casts;
mod changes;
#[path = "../../planner/tests/autogenerate/random_schema.rs"]
mod random_schema;

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use limbeck_planner::sql::Dialect;
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck;
use limbeck_tests::projects::TestProject;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

use random_schema::{RandomSchema, schemas};

/// Pairs of schemas for each database; `LIMBECK_AUTOGENERATE_CASES` asks for another number.
const CASES: u32 = 12;

fn cases() -> u32 {
    std::env::var("LIMBECK_AUTOGENERATE_CASES")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(CASES)
}

fn check<Kind: Database>(dialect: Dialect, create: fn() -> Result<Kind>) -> Result<()> {
    let mut runner = TestRunner::new(ProptestConfig {
        cases: cases(),
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let pairs = (schemas(dialect), schemas(dialect));
    let result = runner.run(&pairs, |(start, target)| {
        create()
            .and_then(|database| round_trip(&database, &start, &target, dialect))
            .map_err(|error| TestCaseError::fail(format!("{error:?}")))
    });
    result.map_err(|error| anyhow::anyhow!("{error}"))
}

fn round_trip(
    database: &dyn Database,
    start: &RandomSchema,
    target: &RandomSchema,
    dialect: Dialect,
) -> Result<()> {
    let project = TestProject::new(&database.url())?;
    let folder = project.path();
    declare(folder, &start.sql(dialect))?;
    generate(folder, "a1", &["--schema", "schema.sql"])?;
    limbeck::run(folder, &["upgrade", "head"])?;
    has(folder, "schema.sql").context("after the first revision")?;
    insert(database, &start.rows(target, dialect), dialect)?;
    std::fs::copy(folder.join("schema.sql"), folder.join("start.sql"))?;
    declare(folder, &target.sql(dialect))?;
    if !generate(folder, "b2", &["--schema", "schema.sql"])? {
        return Ok(());
    }
    let script = script(folder, "b2")?;
    let with_script = |what: &str| format!("{what}\n{script}");
    limbeck::run(folder, &["upgrade", "head"]).with_context(|| with_script("upgrade"))?;
    has(folder, "schema.sql").with_context(|| with_script("after the upgrade"))?;
    limbeck::run(folder, &["drift"]).with_context(|| with_script("drift after the upgrade"))?;
    rows_are_there(database, start, target).with_context(|| with_script("after the upgrade"))?;
    shows_itself(folder)?;
    // Tables that are new may be empty; the others keep their rows on the way back, too.
    limbeck::run(folder, &["downgrade", "-1"]).with_context(|| with_script("downgrade"))?;
    has(folder, "start.sql").with_context(|| with_script("after the downgrade"))?;
    rows_are_there(database, start, target).with_context(|| with_script("after the downgrade"))
}

/// What `limbeck schema` prints of the database declares the schema that the database has.
fn shows_itself(folder: &Path) -> Result<()> {
    let shown = limbeck::run(folder, &["schema", "--database"])?;
    std::fs::write(folder.join("shown.sql"), &shown)?;
    has(folder, "shown.sql").with_context(|| format!("the database shows itself as\n{shown}"))
}

/// Inserts rows that refer to each other in a circle.
fn insert(database: &dyn Database, rows: &[String], dialect: Dialect) -> Result<()> {
    let unchecked = match dialect {
        Dialect::Postgresql => "SET session_replication_role = replica",
        Dialect::Mysql => "SET FOREIGN_KEY_CHECKS = 0",
        Dialect::Sqlite => "PRAGMA foreign_keys = OFF",
    };
    database.query(&format!("{unchecked};\n{};", rows.join(";\n")))?;
    Ok(())
}

fn declare(folder: &Path, sql: &str) -> Result<()> {
    Ok(std::fs::write(folder.join("schema.sql"), sql)?)
}

fn script(folder: &Path, id: &str) -> Result<String> {
    let path = folder.join(format!("migrations/versions/{id}_{id}.sql"));
    Ok(std::fs::read_to_string(path)?)
}

/// Writes a revision. What looks like a rename is none: the generator knows tables by their numbers.
/// Gives whether there was anything to write.
fn generate(folder: &Path, id: &str, schema: &[&str]) -> Result<bool> {
    let command = [
        "revision",
        "--autogenerate",
        "-m",
        id,
        "--rev-id",
        id,
        "--format",
        "json",
    ];
    let mut arguments: Vec<String> = command
        .iter()
        .chain(schema)
        .map(|&it| it.to_owned())
        .collect();
    loop {
        let typed: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = limbeck::output(folder, &typed)?;
        let told: serde_json::Value = serde_json::from_slice(&output.stdout)
            .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
        if output.status.success() {
            return Ok(told["revision"].is_string());
        }
        let Some(renames) = told["error"]["renames"].as_array() else {
            bail!("{told:#}");
        };
        for rename in renames.iter().filter_map(serde_json::Value::as_str) {
            arguments.push("--no-rename".to_owned());
            arguments.push(rename.to_owned());
        }
    }
}

/// Whether the database has the schema that a file declares, but for the order of columns: one that
/// is added comes last.
fn has(folder: &Path, file: &str) -> Result<()> {
    let told = limbeck::run(folder, &["diff", "database", file, "--format", "json"])?;
    let told: serde_json::Value = serde_json::from_str(&told)?;
    let differences = told["differences"].as_array().context("there is a list")?;
    let others: Vec<_> = differences
        .iter()
        .filter(|difference| difference["property"] != "position")
        .collect();
    ensure!(
        others.is_empty(),
        "{others:#?}\n{}",
        std::fs::read_to_string(folder.join(file))?
    );
    Ok(())
}

fn rows_are_there(
    database: &dyn Database,
    start: &RandomSchema,
    target: &RandomSchema,
) -> Result<()> {
    for number in start
        .tables
        .keys()
        .filter(|it| target.tables.contains_key(it))
    {
        let count = database.query(&format!("SELECT count(*) FROM t{number};"))?;
        ensure!(count == "2", "t{number} has {count} rows");
    }
    Ok(())
}

#[test]
fn postgresql() -> Result<()> {
    check(Dialect::Postgresql, Postgresql::create)
}

#[test]
fn mariadb() -> Result<()> {
    check(Dialect::Mysql, MariaDb::create)
}

#[test]
fn sqlite() -> Result<()> {
    check(Dialect::Sqlite, Sqlite::create)
}
