//! Which types PostgreSQL casts to which, as PostgreSQL itself has it.

use std::fmt::Write as _;

use anyhow::{Result, ensure};
use limbeck_planner::declared::declare;
use limbeck_planner::diff::{Note, Step, diff};
use limbeck_planner::schema::Schema;
use limbeck_planner::source::File;
use limbeck_planner::sql::{Dialect, literal};
use limbeck_tests::databases::{Database as _, Postgresql};

const DIALECT: Dialect = Dialect::Postgresql;

const TYPES: [&str; 38] = [
    "smallint",
    "integer",
    "bigint",
    "numeric",
    "numeric(10,2)",
    "real",
    "double precision",
    "money",
    "text",
    "varchar(10)",
    "char(5)",
    "name",
    "boolean",
    "date",
    "time",
    "time(3)",
    "timetz",
    "timestamp",
    "timestamp(0)",
    "timestamptz",
    "interval",
    "interval day to second(3)",
    "json",
    "jsonb",
    "inet",
    "cidr",
    "macaddr",
    "macaddr8",
    "bit(8)",
    "bit varying(8)",
    "uuid",
    "bytea",
    "xml",
    "oid",
    "integer[]",
    "text[]",
    "interval[]",
    "tsvector",
];

fn table(data_type: &str) -> Schema {
    let sql = format!("CREATE TABLE t (c {data_type});");
    declare(vec![File::new("schema.sql", sql.as_str())], DIALECT, None).schema
}

/// Runs each statement on an empty table with a column of a type, and gives back those that fail.
fn failing(database: &Postgresql, statements: &[(String, &str)]) -> Result<Vec<String>> {
    let mut body = String::new();
    for (statement, data_type) in statements {
        let _infallible = write!(
            body,
            "CREATE TABLE t (c {data_type});\n\
             BEGIN EXECUTE {statement};\n\
             EXCEPTION WHEN OTHERS THEN INSERT INTO failing VALUES ({statement} || ' -- ' || SQLERRM);\n\
             END;\n\
             DROP TABLE t;\n",
            statement = literal(statement, DIALECT)
        );
    }
    database.query(&format!(
        "DROP TABLE IF EXISTS failing; CREATE TABLE failing (what text);\nDO $run$ BEGIN\n{body}\nEND $run$;"
    ))?;
    let failing = database.query("SELECT what FROM failing")?;
    Ok(failing.lines().map(str::to_owned).collect())
}

fn says_that_there_is_none(steps: &[Step]) -> bool {
    let mut notes = steps.iter().flat_map(|step| &step.notes);
    notes.any(|note| matches!(note, Note::Decide(text) if text.contains("has no cast from")))
}

#[test]
fn what_is_said_of_casts_is_so() -> Result<()> {
    let database = Postgresql::create()?;
    let mut written = Vec::new();
    let mut without = Vec::new();
    for one in TYPES {
        for other in TYPES {
            let generated = diff(&table(one), &table(other), &[]);
            if generated.is_empty() {
                continue;
            }
            let statements: Vec<String> = generated
                .steps
                .iter()
                .flat_map(|step| step.action.statements(DIALECT))
                .collect();
            if says_that_there_is_none(&generated.steps) {
                let plain = format!("ALTER TABLE t ALTER COLUMN c TYPE {other} USING c::{other}");
                without.push((plain, one));
            } else {
                written.push((statements.join("; "), one));
            }
        }
    }
    let fail = failing(&database, &written)?;
    ensure!(fail.is_empty(), "{}", fail.join("\n"));
    let fail = failing(&database, &without)?.len();
    let runs = without.len() - fail;
    ensure!(
        runs == 0,
        "{runs} of those that are said to have no cast have one"
    );
    Ok(())
}
