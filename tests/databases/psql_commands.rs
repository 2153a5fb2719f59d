//! `psql` says itself where its commands end: it sends what the splitter splits off.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use limbeck_planner::sql::{Dialect, split};
use limbeck_tests::databases::{Database as _, Postgresql};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};
use tempfile::TempDir;

/// Scripts that `psql` itself cuts wrongly, each with the reason.
const EXCEPTIONS: [(&str, &str); 2] = [
    (
        "atomic_bodies",
        "psql counts every END, even one that is a name",
    ),
    (
        "nul_bytes",
        "psql reads no further than a NUL byte on a line",
    ),
];

/// What scripts are made of where they are hard to split; nothing that is a command to `psql`.
const FRAGMENTS: &[&str] = &[
    "'",
    "''",
    "E'",
    "e'",
    "E'\\''",
    "\"",
    "$$",
    "$a$",
    "$a",
    "$1",
    "(",
    ")",
    ";",
    ";;",
    "--",
    "-- x",
    "/*",
    "*/",
    "-",
    "+",
    "*",
    "/",
    "@",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "a",
    "a$b",
    "é",
    "1",
    "1.5",
    "SELECT",
    "CREATE",
    "OR",
    "REPLACE",
    "FUNCTION",
    "PROCEDURE",
    "BEGIN ATOMIC",
    "CASE",
    "END",
    "RETURN",
    "U&'",
    "u&\"",
    "N'",
    "x'",
    ",",
    ".",
    "::",
    "[",
    "]",
    "{",
    "`",
    "#",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;",
    "END;",
    "DO ALSO (",
    "RULE",
];

#[test]
fn psql_sends_the_statements_of_the_corpus() -> Result<()> {
    let psql = Psql::connect()?;
    let corpus = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../planner/tests/corpus/split/postgresql"
    );
    let mut compared = 0;
    for entry in fs::read_dir(corpus)? {
        let path = entry?.path();
        let name = path
            .file_stem()
            .context("a file has a name")?
            .to_string_lossy();
        let excepted = EXCEPTIONS.iter().any(|(exception, _)| *exception == name);
        if path.extension().is_some_and(|it| it == "sql") && !excepted {
            compared += psql.compare(&fs::read_to_string(&path)?)?;
        }
    }
    ensure!(compared > 40, "{compared} statements");
    Ok(())
}

#[test]
fn psql_sends_the_statements_of_any_script() -> Result<()> {
    let psql = Psql::connect()?;
    let part = (
        proptest::sample::select(FRAGMENTS),
        proptest::sample::select(&["", " ", "\n"][..]),
    );
    let script = vec(part, 1..25).prop_map(|parts| {
        let parts = parts
            .iter()
            .flat_map(|(fragment, space)| [*fragment, *space]);
        parts.collect::<String>()
    });
    let config = Config {
        cases: 400,
        failure_persistence: None,
        ..Config::default()
    };
    let random = TestRng::deterministic_rng(config.rng_algorithm);
    TestRunner::new_with_rng(config, random)
        .run(&script, |script| {
            psql.compare(&script)
                .map(drop)
                .map_err(|error| TestCaseError::fail(format!("{error:#}")))
        })
        .map_err(|error| anyhow::anyhow!("{error}"))
}

/// A database and a folder for what `psql` reads and writes.
struct Psql {
    database: Postgresql,
    folder: TempDir,
}

impl Psql {
    fn connect() -> Result<Self> {
        Ok(Self {
            database: Postgresql::create()?,
            folder: TempDir::new()?,
        })
    }

    /// Compares what `psql` sends with the pieces of a script; the number of them. Scripts with
    /// faults are refused before anybody runs them, and are not compared.
    fn compare(&self, script: &str) -> Result<usize> {
        let split = split(script, 0..script.len(), Dialect::Postgresql);
        if !split.faults.is_empty() {
            return Ok(0);
        }
        let pieces: Vec<&str> = split
            .pieces
            .iter()
            .map(|piece| behind_comments(&script[piece.span.clone()]))
            .collect();
        let sent = self.sent(script)?;
        let sent: Vec<&str> = sent
            .iter()
            .map(|command| behind_comments(command))
            .filter(|command| !matches!(*command, "" | ";"))
            .collect();
        ensure!(
            sent.len() == pieces.len(),
            "{script:?}: {sent:?} are {pieces:?}"
        );
        for (sent, piece) in sent.iter().zip(&pieces) {
            // What `psql` sends ends with the semicolon, or with the comments at the script's end,
            // and has no empty lines.
            let (sent, piece) = (squeezed(sent), squeezed(piece));
            let rest = sent.strip_prefix(&piece).map(behind_comments);
            ensure!(
                matches!(rest, Some("" | ";")),
                "{script:?}: psql sends {sent:?} where the piece is {piece:?}"
            );
        }
        Ok(pieces.len())
    }

    /// The commands that `psql` sends, as its log has them.
    fn sent(&self, script: &str) -> Result<Vec<String>> {
        let (file, log) = (
            self.folder.path().join("a.sql"),
            self.folder.path().join("log"),
        );
        fs::write(&file, script)?;
        fs::write(&log, "")?;
        let mut client = self.database.client();
        client.args(["-v", "ON_ERROR_STOP=0", "-L"]).arg(&log);
        client
            .arg("-f")
            .arg(&file)
            .output()
            .context("cannot run psql")?;
        commands(&log)
    }
}

/// The commands in a log of `psql`, which stand between two lines of stars.
fn commands(log: &Path) -> Result<Vec<String>> {
    let text = String::from_utf8_lossy(&fs::read(log)?).into_owned();
    let mut commands = Vec::new();
    let mut open: Option<String> = None;
    for line in text.split_inclusive('\n') {
        let stars = line.trim_end().trim_matches('/');
        if stars.starts_with("********* QUERY **") || stars.starts_with("******** QUERY **") {
            open = Some(String::new());
        } else if stars.len() > 20 && stars.bytes().all(|byte| byte == b'*') {
            commands.extend(open.take().map(|command| command.trim_end().to_owned()));
        } else if let Some(command) = &mut open {
            command.push_str(line);
        }
    }
    Ok(commands)
}

/// `text` with one space in place of each stretch of white space.
fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

/// `text` without the white space and the comments that it starts with, some of which `psql` does
/// not send.
fn behind_comments(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c', '\u{feff}']);
    if text.starts_with("--") {
        let end = text.find(['\n', '\r']).unwrap_or(text.len());
        return behind_comments(&text[end..]);
    }
    if !text.starts_with("/*") {
        return text;
    }
    let mut depth = 0_usize;
    let mut rest = text;
    loop {
        if let Some(inner) = rest.strip_prefix("/*") {
            depth += 1;
            rest = inner;
        } else if let Some(outer) = rest.strip_prefix("*/") {
            depth -= 1;
            rest = outer;
            if depth == 0 {
                return behind_comments(rest);
            }
        } else {
            let mut characters = rest.chars();
            if characters.next().is_none() {
                return rest;
            }
            rest = characters.as_str();
        }
    }
}
