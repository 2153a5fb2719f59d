//! A sandbox that is a git repository, made with the real git.

use std::process::Command;

use crate::sandbox::Sandbox;

impl Sandbox {
    /// A project in a repository of its own: `main` with one revision that makes a table.
    pub(crate) fn repository() -> Self {
        let sandbox = Self::project();
        sandbox.write(
            "limbeck.toml",
            "url = \"postgresql://localhost/app\"\nversion_locations = [\"versions\"]\n",
        );
        sandbox.git(&["init", "--quiet", "--initial-branch=main"]);
        sandbox.step(
            "aaa111",
            "",
            "CREATE TABLE account (id integer PRIMARY KEY, email text);",
        );
        sandbox.commit();
        sandbox
    }

    /// Writes a script with this upgrade and its way back.
    pub(crate) fn step(&self, id: &str, down_revision: &str, sql: &str) {
        let undone = undone(sql);
        self.script(
            &format!("{id}_.sql"),
            format!(
                "-- revision: {id}\n-- down_revision: {down_revision}\n\n-- migrate:up\n{sql}\n\n\
                 -- migrate:down\n{undone}\n"
            ),
        );
    }

    /// Commits everything.
    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=commit"]);
    }

    /// A new branch from another one, checked out.
    pub(crate) fn branch(&self, name: &str, from: &str) {
        self.git(&["checkout", "--quiet", "-b", name, from]);
    }

    /// Runs git, which must succeed.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(self.folder())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs([
                ("GIT_AUTHOR_NAME", "somebody"),
                ("GIT_AUTHOR_EMAIL", "somebody@example.com"),
                ("GIT_COMMITTER_NAME", "somebody"),
                ("GIT_COMMITTER_EMAIL", "somebody@example.com"),
            ])
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "git {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The statement that takes back `sql`, one of the few that these tests write.
fn undone(sql: &str) -> String {
    let words: Vec<&str> = sql.trim_end_matches(';').split([' ', '(']).collect();
    match words[..] {
        ["CREATE", "TABLE", table, ..] => format!("DROP TABLE {table};"),
        ["CREATE", "INDEX", "ON", table, "", column, ..] => {
            format!("DROP INDEX {table}_{}_idx;", column.trim_end_matches(')'))
        }
        ["CREATE", "INDEX", index, ..] => format!("DROP INDEX {index};"),
        ["ALTER", "TABLE", table, "ADD", "COLUMN", column, ..] => {
            format!("ALTER TABLE {table} DROP COLUMN {column};")
        }
        [
            "ALTER",
            "TABLE",
            table,
            "ALTER",
            "COLUMN",
            column,
            "SET",
            "NOT",
            "NULL",
        ] => {
            format!("ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL;")
        }
        ["ALTER", "TABLE", table, "RENAME", "COLUMN", from, "TO", to] => {
            format!("ALTER TABLE {table} RENAME COLUMN {to} TO {from};")
        }
        ["ALTER", "TABLE", from, "RENAME", "TO", to] => {
            format!("ALTER TABLE {to} RENAME TO {from};")
        }
        _ => "SELECT 1;".to_owned(),
    }
}
