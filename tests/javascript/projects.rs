//! The projects that are asked about: the examples, every script of the splitter's corpus, and
//! histories that are none.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use limbeck_planner::source::File;

/// A project and what to call it.
#[derive(Debug)]
pub struct Fixture {
    /// For messages.
    pub name: String,
    /// What is in it.
    pub files: Vec<File>,
}

/// All of them.
pub fn fixtures() -> Result<Vec<Fixture>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut fixtures = Vec::new();
    for example in folders(&root.join("examples"))? {
        fixtures.push(Fixture {
            name: example.display().to_string(),
            files: files(&example, &example)?,
        });
    }
    for dialect in folders(&root.join("planner/tests/corpus/split"))? {
        for script in files(&dialect, &dialect)? {
            if !script.path.ends_with(".sql") {
                continue;
            }
            let mut bytes = b"-- revision: aaa\n-- message: m\n-- migrate:up\n".to_vec();
            bytes.extend(&script.bytes);
            bytes.extend(b"\n-- migrate:down\nSELECT 1\n");
            fixtures.push(Fixture {
                name: format!("{}/{}", dialect.display(), script.path),
                files: vec![File::new(script.path, bytes)],
            });
        }
    }
    fixtures.extend(written());
    Ok(fixtures)
}

/// Histories that have something wrong, or are hard on the planner.
fn written() -> Vec<Fixture> {
    let script = |id: &str, header: &str, sql: &str| {
        let text = format!("-- revision: {id}\n{header}\n-- migrate:up\n{sql}\n");
        File::new(format!("{id}.sql"), text)
    };
    let project = |name: &str, files: Vec<File>| Fixture {
        name: name.to_owned(),
        files,
    };
    let deep = |depth: usize| format!("SELECT {}1{};", "(".repeat(depth), ")".repeat(depth));
    vec![
        project(
            "branches that collide",
            vec![
                script("aaa", "", "CREATE TABLE customer (id integer PRIMARY KEY);"),
                script(
                    "bbb",
                    "-- down_revision: aaa",
                    "ALTER TABLE customer ADD COLUMN nick text;",
                ),
                script(
                    "ccc",
                    "-- down_revision: aaa",
                    "ALTER TABLE customer RENAME TO account;",
                ),
                script(
                    "ddd",
                    "-- down_revision: aaa",
                    "ALTER TABLE customer ADD COLUMN nick integer;",
                ),
            ],
        ),
        project("nothing", Vec::new()),
        project("an empty file", vec![File::new("a.sql", "")]),
        project(
            "not UTF-8",
            vec![
                File::new("a.sql", *b"-- revision: a\xff\n"),
                script("b", "", "SELECT 1;"),
            ],
        ),
        project(
            "no revision",
            vec![File::new("a.sql", "-- message: x\n-- migrate:up\n")],
        ),
        project(
            "one id twice",
            vec![
                script("a", "", "SELECT 1;"),
                File::new("z.sql", "-- revision: a\n-- migrate:up\n"),
            ],
        ),
        project(
            "an unknown parent",
            vec![script("a", "-- down_revision: b", "SELECT 1;")],
        ),
        project(
            "a cycle",
            vec![
                script("a", "-- down_revision: b", ""),
                script("b", "-- down_revision: a", ""),
            ],
        ),
        project("a self-loop", vec![script("a", "-- down_revision: a", "")]),
        project(
            "two heads",
            vec![
                script("a", "-- branch_labels: x", "SELECT 'é\u{2028}\u{7f}\u{1}';"),
                script("b", "-- down_revision: a", "SELECT 1;"),
                script(
                    "c",
                    "-- down_revision: a\n-- depends_on: b",
                    "COPY t FROM stdin;\n1\n\\.",
                ),
            ],
        ),
        project(
            "deep and wide",
            vec![
                script("a", "", &deep(20)),
                script("b", "-- down_revision: a", &deep(45)),
                script("c", "-- down_revision: b", &deep(5_000)),
                script(
                    "d",
                    "-- down_revision: c",
                    &format!("SELECT 1{};", " + 1".repeat(900)),
                ),
                script(
                    "e",
                    "-- down_revision: d",
                    &format!("SELECT 1{};", " + 1".repeat(90_000)),
                ),
                script(
                    "f",
                    "-- down_revision: e",
                    &format!("SELECT {};", "NOT ".repeat(45) + "1"),
                ),
                script("g", "-- down_revision: f", &"SELECT * FROM (".repeat(45)),
            ],
        ),
    ]
}

fn folders(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut folders = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

/// The files below `folder`, with their paths below `root`.
fn files(root: &Path, folder: &Path) -> Result<Vec<File>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(root, &path)?);
        } else {
            let name = path
                .strip_prefix(root)?
                .to_string_lossy()
                .replace('\\', "/");
            found.push(File::new(name, fs::read(&path)?));
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}
