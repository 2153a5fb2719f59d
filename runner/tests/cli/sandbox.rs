//! A folder of a test's own, and the command in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The command's program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_limbeck");

/// A folder of a test's own.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A project without scripts, on an SQLite file that does not exist yet.
    pub(crate) fn project() -> Self {
        let sandbox = Self::empty();
        sandbox.write(
            "limbeck.toml",
            "url = \"sqlite:///app.db\"\nversion_locations = [\"versions\"]\n",
        );
        fs::create_dir(sandbox.path("versions")).unwrap();
        sandbox
    }

    /// A line of three revisions.
    pub(crate) fn line() -> Self {
        let sandbox = Self::project();
        sandbox.revision("aaa111", "", "create account");
        sandbox.revision("bbb222", "aaa111", "add email");
        sandbox.revision("ccc333", "bbb222", "create order");
        sandbox
    }

    /// A base with two heads, one of them labelled.
    pub(crate) fn fork() -> Self {
        let sandbox = Self::project();
        sandbox.revision("aaa111", "", "create account");
        sandbox.revision("bbb222", "aaa111", "left");
        sandbox.script(
            "ccc333_right.sql",
            "-- revision: ccc333\n-- down_revision: aaa111\n-- branch_labels: shop\n\
             -- message: right\n\n-- migrate:up\nCREATE TABLE t_ccc333 (a INTEGER);\n\n\
             -- migrate:down\nDROP TABLE t_ccc333;\n",
        );
        sandbox
    }

    /// Writes a script that makes the table `t_<id>`.
    pub(crate) fn revision(&self, id: &str, down_revision: &str, message: &str) {
        self.script(
            &format!("{id}_.sql"),
            format!(
                "-- revision: {id}\n-- down_revision: {down_revision}\n-- message: {message}\n\n\
                 -- migrate:up\nCREATE TABLE t_{id} (a INTEGER);\n\n\
                 -- migrate:down\nDROP TABLE t_{id};\n"
            ),
        );
    }

    /// Writes a file among the scripts.
    pub(crate) fn script(&self, name: &str, text: impl AsRef<[u8]>) {
        self.write(&format!("versions/{name}"), text);
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    /// A file's text.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The command, without variables that would change what it does.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        for name in [
            "LIMBECK_DATABASE_URL",
            "LIMBECK_CONFIG",
            "VISUAL",
            "EDITOR",
            "PGTZ",
            "NO_COLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// What it prints and how it ends.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        self.describe(arguments, &output)
    }

    /// Runs several, one after the other.
    pub(crate) fn session(&self, lines: &[&str]) -> String {
        let runs = lines.iter().map(|line| {
            let arguments: Vec<&str> = line.split(' ').collect();
            self.run(&arguments)
        });
        runs.collect::<Vec<_>>().join("\n")
    }

    /// Whether it succeeds.
    pub(crate) fn succeeds(&self, arguments: &[&str]) -> bool {
        self.command(arguments).output().unwrap().status.success()
    }

    /// The names of the files in the folder.
    pub(crate) fn files(&self) -> Vec<std::ffi::OsString> {
        let entries = fs::read_dir(self.folder()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    /// What it prints on standard output, where it must succeed.
    pub(crate) fn stdout(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            self.describe(arguments, &output)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn describe(&self, arguments: &[&str], output: &Output) -> String {
        let text = |bytes: &[u8]| self.mask(&String::from_utf8_lossy(bytes));
        let mut shown = format!("$ limbeck {}\n", arguments.join(" "));
        shown.push_str(&text(&output.stdout));
        if !output.stderr.is_empty() {
            shown.push_str("--- standard error\n");
            shown.push_str(&text(&output.stderr));
        }
        let ending = match output.status.code() {
            Some(0) => String::new(),
            Some(status) => format!("--- exit status {status}\n"),
            None => "--- killed\n".to_owned(),
        };
        shown + &ending
    }

    /// The text without what differs from run to run.
    fn mask(&self, text: &str) -> String {
        let folder = self.folder.path().display().to_string();
        let real = fs::canonicalize(self.folder.path()).unwrap();
        text.replace(&real.display().to_string(), "[FOLDER]")
            .replace(&folder, "[FOLDER]")
    }
}
