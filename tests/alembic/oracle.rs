//! Alembic itself, in a process that answers questions.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// The Alembic that Limbeck gives the same answers as.
const VERSION: &str = "1.20.1";

/// The running program `oracle.py`.
pub struct Oracle {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Oracle {
    /// Starts it with the Python that `LIMBECK_TEST_ALEMBIC_PYTHON` names.
    pub fn start() -> Result<Self> {
        let python = std::env::var_os("LIMBECK_TEST_ALEMBIC_PYTHON").context(
            "LIMBECK_TEST_ALEMBIC_PYTHON is not set: run `cargo xtask test --only alembic`, or \
             set it to the Python of an environment that holds alembic==1.20.1",
        )?;
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("alembic/oracle.py");
        let mut process = Command::new(&python)
            .arg(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {}", python.display()))?;
        let questions = process.stdin.take().context("no way to ask")?;
        let answers = BufReader::new(process.stdout.take().context("no way to be told")?);
        let mut oracle = Self {
            process,
            questions,
            answers,
        };
        let version = &oracle.read()?["alembic"];
        ensure!(
            version == VERSION,
            "this is Alembic {version}, not {VERSION}"
        );
        Ok(oracle)
    }

    /// Its answer to `question`.
    pub fn ask(&mut self, question: &Value) -> Result<Value> {
        writeln!(self.questions, "{question}").context("the oracle is gone")?;
        self.questions.flush()?;
        self.read()
    }

    fn read(&mut self) -> Result<Value> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line).context("the oracle stopped; its own words are above")
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        // It ends by itself when its input does; this is for when it hangs.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
