use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use tempfile::TempDir;

use super::{Database, output_of};

/// An SQLite file that does not exist yet.
#[derive(Debug)]
pub struct Sqlite {
    folder: TempDir,
}

impl Sqlite {
    /// A folder for a new file.
    pub fn create() -> Result<Self> {
        Ok(Self {
            folder: TempDir::new()?,
        })
    }

    /// The file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }
}

impl Database for Sqlite {
    fn dialect(&self) -> &'static str {
        "sqlite"
    }

    fn url(&self) -> String {
        format!("sqlite:///{}", self.path().display())
    }

    fn client(&self) -> Command {
        let mut client = Command::new("sqlite3");
        client
            .args(["-batch", "-bail", "-separator", "\t"])
            .args(["-cmd", ".timeout 10000"])
            .arg(self.path());
        client
    }

    fn heedless_client(&self) -> Command {
        let mut client = Command::new("sqlite3");
        client
            .args(["-batch", "-separator", "\t"])
            .args(["-cmd", ".timeout 10000"])
            .arg(self.path());
        client
    }

    fn dump(&self) -> Result<String> {
        output_of(Command::new("sqlite3").arg(self.path()).arg(".dump"))
    }

    /// SQLite has no clock to wait for; it counts instead, some millions to a second.
    fn sleep(&self, seconds: f64) -> String {
        let rows = seconds * 6_000_000.0;
        format!(
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < {rows:.0}) \
             SELECT count(*) FROM c"
        )
    }
}
