//! Programs that come from the operating system's packages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::{console, process, tools};

/// A program that the tests need, and the Debian package that has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Program {
    /// Its names; any of them will do.
    names: &'static [&'static str],
    /// Folders beyond the PATH, whose entries may hold it in `bin`.
    versions: Option<&'static str>,
    package: &'static str,
}

const fn program(names: &'static [&'static str], package: &'static str) -> Program {
    Program {
        names,
        versions: None,
        package,
    }
}

/// The browser.
pub(crate) const CHROMIUM: Program = program(
    &["chromium", "chromium-browser", "google-chrome"],
    "chromium",
);
/// What drives the browser.
pub(crate) const CHROMEDRIVER: Program = program(&["chromedriver"], "chromium-driver");
/// PostgreSQL's server, which Debian keeps off the PATH.
pub(crate) const POSTGRES: Program = Program {
    names: &["postgres"],
    versions: Some("/usr/lib/postgresql"),
    package: "postgresql",
};
/// PostgreSQL's client.
pub(crate) const PSQL: Program = program(&["psql"], "postgresql-client");
/// MariaDB's server.
pub(crate) const MARIADBD: Program = program(&["mariadbd", "mysqld"], "mariadb-server");
/// MariaDB's client.
pub(crate) const MYSQL: Program = program(&["mysql", "mariadb"], "mariadb-client");
/// SQLite's client.
pub(crate) const SQLITE3: Program = program(&["sqlite3"], "sqlite3");
/// The JavaScript runtime.
pub(crate) const NODE: Program = program(&["node"], "nodejs");
/// The JavaScript packages' client.
pub(crate) const NPM: Program = program(&["npm"], "npm");
/// Python.
pub(crate) const PYTHON: Program = program(&["python3"], "python3-venv");

impl Program {
    /// Where it is, if it is installed.
    pub(crate) fn find(self) -> Option<PathBuf> {
        let on_path = self.names.iter().find_map(|name| tools::on_path(name));
        // Servers stand in sbin, which a user's PATH may lack.
        let in_sbin = || self.first_in(Path::new("/usr/sbin"));
        let in_versions = || {
            let versions = fs::read_dir(self.versions?).ok()?;
            versions
                .flatten()
                .find_map(|version| self.first_in(&version.path().join("bin")))
        };
        on_path.or_else(in_sbin).or_else(in_versions)
    }

    fn first_in(self, folder: &Path) -> Option<PathBuf> {
        let mut paths = self.names.iter().map(|name| folder.join(name));
        paths.find(|path| path.is_file())
    }
}

/// Installs those of `programs` that are missing, or fails naming them and the command that
/// installs them.
pub(crate) fn ensure(programs: &[Program]) -> Result<()> {
    let missing: Vec<_> = programs
        .iter()
        .filter(|program| program.find().is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|program| program.names[0]).collect();
    let packages: BTreeSet<_> = missing.iter().map(|program| program.package).collect();
    install(&names, &packages)?;
    for program in missing {
        if program.find().is_none() {
            bail!(
                "{} is still missing after installing {}",
                program.names[0],
                program.package
            );
        }
    }
    Ok(())
}

/// Installs Debian packages, or fails with the command that does.
pub(crate) fn install(missing: &[&str], packages: &BTreeSet<&str>) -> Result<()> {
    let packages: Vec<_> = packages.iter().copied().collect();
    let advice = format!("apt-get install {}", packages.join(" "));
    if tools::on_path("apt-get").is_none() {
        bail!(
            "missing: {}; install what provides them (on Debian or Ubuntu: {advice})",
            missing.join(", ")
        );
    }
    if !is_root()? {
        bail!(
            "missing: {}; install them with: sudo {advice}",
            missing.join(", ")
        );
    }
    console::stage(&format!("Installing {}", packages.join(", ")), || {
        process::run(&mut apt_get(&["update", "--quiet"]))?;
        let mut install = apt_get(&["install", "--yes", "--quiet", "--no-install-recommends"]);
        process::run(install.args(&packages))
    })
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null());
    command
}

fn is_root() -> Result<bool> {
    Ok(process::read(Command::new("id").arg("-u"))?.trim() == "0")
}
