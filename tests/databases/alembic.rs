//! Alembic and Limbeck take turns on one database.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::databases::Database;
use limbeck_tests::limbeck::run;
use limbeck_tests::path_from;
use limbeck_tests::projects::TestProject;
use tempfile::TempDir;

use super::support::{on_every_database, same};

/// An Alembic project with the same revisions as a Limbeck project.
struct Alembic {
    folder: TempDir,
}

const ENVIRONMENT: &str = "\
from alembic import context
from sqlalchemy import create_engine, pool

engine = create_engine(context.config.get_main_option('sqlalchemy.url'), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
";

impl Alembic {
    fn new(database: &dyn Database) -> Result<Self> {
        let folder = TempDir::new()?;
        fs::create_dir_all(folder.path().join("scripts/versions"))?;
        fs::write(
            folder.path().join("alembic.ini"),
            format!(
                "[alembic]\nscript_location = scripts\nsqlalchemy.url = {}\n",
                database.url().replace('%', "%%")
            ),
        )?;
        fs::write(folder.path().join("scripts/env.py"), ENVIRONMENT)?;
        fs::write(folder.path().join("scripts/script.py.mako"), "")?;
        Ok(Self { folder })
    }

    /// A revision that makes and drops `t_<id>`, as the Limbeck project's does.
    fn revision(&self, id: &str, down_revisions: &[&str]) -> Result<()> {
        let parents = match down_revisions {
            [] => "None".to_owned(),
            [one] => format!("{one:?}"),
            several => format!(
                "({})",
                several
                    .iter()
                    .map(|id| format!("{id:?}, "))
                    .collect::<String>()
            ),
        };
        let text = format!(
            "revision = {id:?}\ndown_revision = {parents}\nfrom alembic import op\n\
             def upgrade():\n    op.execute('CREATE TABLE t_{id} (id INTEGER PRIMARY KEY)')\n\
             def downgrade():\n    op.execute('DROP TABLE t_{id}')\n"
        );
        fs::write(self.versions().join(format!("{id}_.py")), text)?;
        Ok(())
    }

    fn versions(&self) -> std::path::PathBuf {
        self.folder.path().join("scripts/versions")
    }

    fn run(&self, arguments: &[&str]) -> Result<String> {
        let python = path_from("LIMBECK_TEST_ALEMBIC_PYTHON")?;
        let output = Command::new(python)
            .args(["-m", "alembic.config"])
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .context("cannot run Alembic")?;
        ensure!(
            output.status.success(),
            "alembic {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?)
    }
}

/// The same history for both: a base, two branches, and their merge.
fn both(database: &dyn Database) -> Result<(TestProject, Alembic)> {
    let limbeck = TestProject::new(&database.url())?;
    let alembic = Alembic::new(database)?;
    for (id, parents) in [
        ("base1", &[][..]),
        ("left1", &["base1"][..]),
        ("right1", &["base1"][..]),
        ("merge1", &["left1", "right1"][..]),
        ("last1", &["merge1"][..]),
    ] {
        limbeck.revision(id, &parents.join(", "))?;
        alembic.revision(id, parents)?;
    }
    Ok((limbeck, alembic))
}

fn ids(text: &str) -> Vec<&str> {
    let mut ids: Vec<_> = text
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    ids.sort_unstable();
    ids
}

fn agree(limbeck: &Path, alembic: &Alembic, expected: &[&str]) -> Result<()> {
    let ours = run(limbeck, &["current"])?;
    let theirs = alembic.run(&["current"])?;
    ensure!(ids(&ours) == expected, "limbeck is at {ours}");
    ensure!(ids(&theirs) == expected, "alembic is at {theirs}");
    Ok(())
}

on_every_database! {
    fn alembic_reads_what_limbeck_upgraded(database) {
        let (limbeck, alembic) = both(database)?;
        run(limbeck.path(), &["upgrade", "heads"])?;
        agree(limbeck.path(), &alembic, &["last1"])?;
        alembic.run(&["downgrade", "base"])?;
        ensure!(database.versions()?.is_empty());
        Ok(())
    }

    fn limbeck_reads_what_alembic_upgraded(database) {
        let (limbeck, alembic) = both(database)?;
        alembic.run(&["upgrade", "head"])?;
        agree(limbeck.path(), &alembic, &["last1"])?;
        run(limbeck.path(), &["downgrade", "base"])?;
        ensure!(database.versions()?.is_empty());
        Ok(())
    }

    fn they_take_turns(database) {
        let (limbeck, alembic) = both(database)?;
        let folder = limbeck.path();
        run(folder, &["upgrade", "base1"])?;
        alembic.run(&["upgrade", "left1"])?;
        agree(folder, &alembic, &["left1"])?;
        run(folder, &["upgrade", "right1"])?;
        agree(folder, &alembic, &["left1", "right1"])?;
        alembic.run(&["upgrade", "merge1"])?;
        run(folder, &["upgrade", "head"])?;
        agree(folder, &alembic, &["last1"])?;
        alembic.run(&["downgrade", "-1"])?;
        run(folder, &["downgrade", "left1@base1"])?;
        let after = database.versions()?;
        let theirs = alembic.run(&["current"])?;
        ensure!(ids(&theirs) == after, "{theirs} is not {after:?}");
        run(folder, &["upgrade", "heads"])?;
        agree(folder, &alembic, &["last1"])?;
        Ok(())
    }

    fn both_make_one_version_table(database) {
        let (limbeck, alembic) = both(database)?;
        run(limbeck.path(), &["upgrade", "base1"])?;
        run(limbeck.path(), &["downgrade", "base"])?;
        let ours = database.dump()?;
        database.query("DROP TABLE alembic_version")?;
        alembic.run(&["upgrade", "base1"])?;
        alembic.run(&["downgrade", "base"])?;
        let theirs = database.dump()?;
        // White space in SQLite's copy of the statement is its writer's.
        let plain = |dump: &str| -> String {
            let words: Vec<&str> = dump.split_whitespace().collect();
            words.join(" ").replace("( ", "(").replace(" )", ")").replace(", ", ",\n")
        };
        same(&plain(&ours), &plain(&theirs))?;
        Ok(())
    }
}
