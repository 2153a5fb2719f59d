//! Projects that the tests open.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use tempfile::TempDir;

/// A folder with `limbeck.toml` and scripts, which goes away when this is dropped.
#[derive(Debug)]
pub struct TestProject {
    folder: TempDir,
}

impl TestProject {
    /// A project without scripts, whose database has this address.
    pub fn new(url: &str) -> Result<Self> {
        let folder = TempDir::new().context("cannot make a folder for a project")?;
        let project = Self { folder };
        fs::create_dir_all(project.versions())?;
        let configuration =
            format!("url = {url:?}\nversion_locations = [\"migrations/versions\"]\n");
        fs::write(project.path().join("limbeck.toml"), configuration)?;
        Ok(project)
    }

    /// A copy of `examples/<name>`, whose database has this address.
    pub fn example(name: &str, url: &str) -> Result<Self> {
        let project = Self::new(url)?;
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../examples")
            .join(name)
            .join("migrations/versions");
        let entries =
            fs::read_dir(&scripts).with_context(|| format!("cannot read {}", scripts.display()))?;
        for entry in entries {
            let entry = entry?;
            fs::copy(entry.path(), project.versions().join(entry.file_name()))?;
        }
        Ok(project)
    }

    /// The project's folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of its scripts.
    pub fn versions(&self) -> PathBuf {
        self.path().join("migrations/versions")
    }

    /// Writes a file among the scripts.
    pub fn write(&self, name: &str, text: &str) -> Result<()> {
        let path = self.versions().join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Writes a script that makes the table `t_<id>`.
    pub fn revision(&self, id: &str, down_revision: &str) -> Result<()> {
        self.write(&format!("{id}_make.sql"), &script(id, down_revision))
    }
}

/// A script that makes the table `t_<id>`, with a way back.
pub fn script(id: &str, down_revision: &str) -> String {
    let mut text = format!("-- revision: {id}\n");
    if !down_revision.is_empty() {
        let _ = writeln!(text, "-- down_revision: {down_revision}");
    }
    let _ = write!(
        text,
        "-- message: make t_{id}\n\n-- migrate:up\nCREATE TABLE t_{id} (id INTEGER PRIMARY KEY);\n\n\
         -- migrate:down\nDROP TABLE t_{id};\n"
    );
    text
}
