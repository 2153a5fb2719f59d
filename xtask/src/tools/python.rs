//! A Python environment with Alembic, the truth that Limbeck is compared with.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tools::system;
use crate::workspace::Workspace;
use crate::{console, process};

/// What the environment holds. Another version of Alembic would be another truth.
const PACKAGES: [&str; 3] = ["alembic==1.20.1", "pymysql", "psycopg[binary]"];

/// The environment's Python, made if it is not there.
pub(crate) fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.made("python");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if is_complete(&python) {
        return Ok(python);
    }
    system::ensure(&[system::PYTHON])?;
    let base = system::PYTHON.find().context("python3 is missing")?;
    if process::read(Command::new(&base).args(["-c", "import venv, ensurepip"])).is_err() {
        system::install(&["Python's venv module"], &BTreeSet::from(["python3-venv"]))?;
    }
    let title = format!("Making a Python environment with {}", PACKAGES.join(", "));
    console::stage(&title, || {
        process::run(
            Command::new(&base)
                .args(["-m", "venv", "--clear"])
                .arg(&folder),
        )?;
        let mut pip = Command::new(&python);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        process::run(pip.args(PACKAGES))
    })?;
    Ok(python)
}

/// Whether everything is there at the right version.
fn is_complete(python: &Path) -> bool {
    let check = "import alembic, pymysql, psycopg; assert alembic.__version__ == '1.20.1'";
    python.is_file() && process::read(Command::new(python).args(["-c", check])).is_ok()
}
