//! The migrations of other projects, from the folder that `LIMBECK_CORPUS` names. They are too large
//! for the clone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};

use super::history::{History, Step, files};
use super::walk::Walk;

/// The scripts of one revision, for one dialect.
#[derive(Default)]
struct Pair {
    up: Option<Choice>,
    down: Option<Choice>,
}

/// One of several scripts that say the same; that for a dialect goes before that for all.
struct Choice {
    is_for_dialect: bool,
    path: PathBuf,
}

/// What a script's name says: `<version>_<message>[.<database>][.autocommit][.up|.down].sql`.
struct FileName {
    version: String,
    database: Option<String>,
    is_downgrade: bool,
}

const DATABASES: [&str; 6] = ["cockroach", "postgres", "mysql", "sqlite", "sqlite3", "all"];

impl FileName {
    fn parse(path: &Path) -> Option<Self> {
        let stem = path.file_stem()?.to_str()?;
        let (version, rest) = stem.split_once('_')?;
        let words = || rest.split('.').skip(1);
        Some(Self {
            version: version.to_owned(),
            database: words().find(|it| DATABASES.contains(it)).map(str::to_owned),
            is_downgrade: words().any(|it| it == "down"),
        })
    }

    /// Whether the script is for a dialect, and for it alone; none where it is for another.
    fn is_for(&self, dialect: &str) -> Option<bool> {
        match (self.database.as_deref(), dialect) {
            (None, _) => Some(false),
            (Some("postgres"), "postgresql")
            | (Some("mysql"), "mysql")
            | (Some("sqlite" | "sqlite3"), "sqlite") => Some(true),
            _ => None,
        }
    }
}

/// The scripts of another tool, as revisions in a line.
fn read(folder: &Path, dialect: &str) -> Result<History> {
    let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
    for path in files(folder)? {
        let name = FileName::parse(&path).with_context(|| path.display().to_string())?;
        let Some(is_for_dialect) = name.is_for(dialect) else {
            continue;
        };
        let pair = pairs.entry(name.version).or_default();
        let choice = if name.is_downgrade {
            &mut pair.down
        } else {
            &mut pair.up
        };
        if choice
            .as_ref()
            .is_none_or(|it| it.is_for_dialect <= is_for_dialect)
        {
            *choice = Some(Choice {
                is_for_dialect,
                path,
            });
        }
    }
    let mut steps = Vec::new();
    let mut parent = String::new();
    for (version, pair) in pairs {
        let Some(up) = pair.up else {
            continue;
        };
        let up = text(&up.path, dialect)?;
        let down = pair.down.map(|down| text(&down.path, dialect));
        let down = down.transpose()?.unwrap_or_default();
        let id = format!("r{version}");
        let mut script = format!("-- revision: {id}\n-- down_revision: {parent}\n\n");
        for (direction, statements) in [("up", &up), ("down", &down)] {
            let option = if statements.contains("CONCURRENTLY") {
                " transaction:false"
            } else {
                ""
            };
            // A downgrade that does nothing is a way back, too.
            let statements = if is_empty(statements) {
                "SELECT 1;"
            } else {
                statements
            };
            let _ = write!(script, "-- migrate:{direction}{option}\n{statements}\n\n");
        }
        parent.clone_from(&id);
        steps.push(Step {
            file: (format!("{id}_.sql"), script),
            id,
            up,
            down,
        });
    }
    Ok(History { steps })
}

fn is_empty(statements: &str) -> bool {
    let mut lines = statements.lines().map(str::trim);
    lines.all(|line| line.is_empty() || line.starts_with("--"))
}

/// A script without what its tool fills in, and without what MariaDB cannot read of MySQL.
fn text(path: &Path, dialect: &str) -> Result<String> {
    let mut text = fs::read_to_string(path)?;
    while let Some(start) = text.find("{{") {
        let length = text[start..].find("}}").context("a template has an end")?;
        text.replace_range(start..start + length + 2, "");
    }
    if dialect == "mysql" {
        text = text.replace(" as json)", " as char)");
    }
    Ok(text)
}

/// Walks through the history of another project. The database refuses its downgrade at `refused`: it
/// drops what it never made, or says so in another dialect.
fn walk(database: &dyn Database, folder: &str, refused: Option<&str>) -> Result<()> {
    let corpus = std::env::var_os("LIMBECK_CORPUS");
    let corpus = corpus.context("LIMBECK_CORPUS names a folder of SQL scripts")?;
    let history = read(&Path::new(&corpus).join(folder), database.dialect())?;
    ensure!(!history.steps.is_empty(), "{folder} has no scripts");
    let walked = Walk::through(database, &history)?;
    ensure!(
        walked.refused.as_deref() == refused,
        "the downgrade of {:?} was refused",
        walked.refused
    );
    ensure!(walked.reasons.is_empty(), "{:#?}", walked.reasons);
    Ok(())
}

macro_rules! walks {
    ($($name:ident: $database:ident, $folder:literal, $refused:expr;)+) => {
        $(
            #[test]
            #[ignore = "LIMBECK_CORPUS must name a folder of SQL scripts"]
            fn $name() -> Result<()> {
                walk(&$database::create()?, $folder, $refused)
            }
        )+
    };
}

walks! {
    hydra_on_postgresql: Postgresql, "hydra/migrations", Some("r20210928155900000000");
    hydra_on_mariadb: MariaDb, "hydra/migrations", Some("r20211226155900000000");
    hydra_on_sqlite: Sqlite, "hydra/migrations", Some("r20211011000001000000");
    atuin_server_on_postgresql: Postgresql, "atuin/crates/atuin-server-postgres/migrations", None;
    atuin_server_on_sqlite: Sqlite, "atuin/crates/atuin-server-sqlite/migrations", None;
    atuin_client: Sqlite, "atuin/crates/atuin-client/migrations", None;
    atuin_client_meta: Sqlite, "atuin/crates/atuin-client/meta-migrations", None;
    atuin_client_record: Sqlite, "atuin/crates/atuin-client/record-migrations", None;
    atuin_kv: Sqlite, "atuin/crates/atuin-kv/migrations", None;
    atuin_scripts: Sqlite, "atuin/crates/atuin-scripts/migrations", Some("r20250402170430");
    atuin_ai: Sqlite, "atuin/crates/atuin-ai/migrations", None;
}
