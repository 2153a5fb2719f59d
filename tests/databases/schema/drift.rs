//! Databases that somebody changed by hand: each change is found, and nothing but the change.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use limbeck_planner::document::{ComparisonDocument, DifferenceDocument};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};
use limbeck_tests::limbeck;
use limbeck_tests::projects::TestProject;

/// A change, with the differences that it makes and unmakes.
struct ByHand {
    made: BTreeSet<String>,
    unmade: BTreeSet<String>,
    sql: String,
}

/// What stands before a difference that is none any more.
const UNMADE: &str = "no longer ";

/// The changes in a file: each is a paragraph, with a line of comment for each difference.
fn read(path: &Path) -> Result<Vec<ByHand>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let changes = text.split("\n\n").skip(1).map(|paragraph| {
        let (expected, sql): (Vec<&str>, Vec<&str>) =
            paragraph.lines().partition(|line| line.starts_with("-- "));
        let expected = expected.iter().filter_map(|line| line.strip_prefix("-- "));
        let (unmade, made): (Vec<&str>, Vec<&str>) =
            expected.partition(|line| line.starts_with(UNMADE));
        let unmade = unmade.iter().filter_map(|line| line.strip_prefix(UNMADE));
        ByHand {
            made: made.into_iter().map(str::to_owned).collect(),
            unmade: unmade.map(str::to_owned).collect(),
            sql: sql.join("\n"),
        }
    });
    Ok(changes.collect())
}

fn folder(dialect: &str) -> PathBuf {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("databases/schema/drift");
    schema.join(dialect)
}

/// A project whose database has what `base.sql` makes.
fn project(database: &dyn Database) -> Result<TestProject> {
    let project = TestProject::new(&database.url())?;
    let base = fs::read_to_string(folder(database.dialect()).join("base.sql"))?;
    project.write("base.sql", &base)?;
    limbeck::run(project.path(), &["upgrade", "head", "--quiet"])?;
    let found = drift(&project)?;
    ensure!(found.equal, "at the start: {:#?}", found.differences);
    ensure!(found.uncertain.is_empty(), "{:#?}", found.uncertain);
    Ok(project)
}

fn drift(project: &TestProject) -> Result<ComparisonDocument> {
    let output = limbeck::output(project.path(), &["drift", "--format", "json"])?;
    let text = String::from_utf8(output.stdout)?;
    let found: ComparisonDocument = serde_json::from_str(&text).with_context(|| {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        format!("{text}{errors}")
    })?;
    let status = i32::from(!found.equal);
    ensure!(output.status.code() == Some(status), "{}", output.status);
    Ok(found)
}

/// A difference without its values: `differs column account.name type`.
fn named(difference: &DifferenceDocument) -> String {
    // A column's name has its table's.
    let of = difference
        .of
        .as_ref()
        .filter(|_| difference.kind != "column");
    let of = of.map_or_else(String::new, |of| format!("{of}."));
    let property = difference.property.as_ref();
    let property = property.map_or_else(String::new, |it| format!(" {it}"));
    format!(
        "{} {} {of}{}{property}",
        difference.change, difference.kind, difference.name
    )
}

/// Makes one change after another, and looks for what each adds to the differences.
fn each_change_is_found(database: &dyn Database) -> Result<()> {
    let project = project(database)?;
    let mut known: Vec<DifferenceDocument> = Vec::new();
    let changes = read(&folder(database.dialect()).join("changes.sql"))?;
    let mut wrong = Vec::new();
    for change in &changes {
        database.query(&change.sql)?;
        let found = drift(&project)?.differences;
        let names = |differences: &[DifferenceDocument]| -> BTreeSet<String> {
            differences.iter().map(named).collect()
        };
        let new: Vec<_> = found.iter().filter(|it| !known.contains(it)).collect();
        let made: BTreeSet<String> = new.iter().map(|it| named(it)).collect();
        let unmade = &names(&known) - &names(&found);
        if made != change.made || unmade != change.unmade {
            wrong.push(format!("{}\nmade {new:#?}\nunmade {unmade:#?}", change.sql));
        }
        // What the history made is told with its script.
        for difference in found.iter().filter(|it| it.change != "only_right") {
            let revision = difference.script.as_ref().map(|it| it.revision.as_str());
            ensure!(revision == Some("a1"), "{difference:#?}");
        }
        known = found;
    }
    if !wrong.is_empty() {
        bail!(
            "{} of {}:\n{}",
            wrong.len(),
            changes.len(),
            wrong.join("\n\n")
        );
    }
    Ok(())
}

/// Says the same in other words, of which nothing is found.
fn other_spellings_are_none(database: &dyn Database) -> Result<()> {
    let project = project(database)?;
    for change in read(&folder(database.dialect()).join("spellings.sql"))? {
        database.query(&change.sql)?;
        let found = drift(&project)?.differences;
        ensure!(found.is_empty(), "{}: {found:#?}", change.sql);
    }
    Ok(())
}

macro_rules! checks {
    ($($check:ident: $postgresql:ident, $mariadb:ident, $sqlite:ident;)+) => {
        $(
            #[test]
            fn $postgresql() -> Result<()> {
                $check(&Postgresql::create()?)
            }

            #[test]
            fn $mariadb() -> Result<()> {
                $check(&MariaDb::create()?)
            }

            #[test]
            fn $sqlite() -> Result<()> {
                $check(&Sqlite::create()?)
            }
        )+
    };
}

checks! {
    each_change_is_found: changes_of_postgresql, changes_of_mariadb, changes_of_sqlite;
    other_spellings_are_none: spellings_of_postgresql, spellings_of_mariadb, spellings_of_sqlite;
}
