//! What a command fails with: a kind, a sentence, hints, and the place it is about.

mod planner;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::process::ExitCode;

use anstream::adapter::strip_str;
use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::project::Project;
use serde_json::{Map, Value, json};

use crate::project::sources;
use crate::run::Signal;

pub use planner::unknown_current;

/// Why a command stops.
///
/// The message says what is wrong, in lower case and without a full stop; what to do is in the
/// hints. Facts that a program may want are fields of their own in the JSON form.
///
/// Everything is behind one pointer, so that a `Result` that holds it stays small.
#[derive(Debug)]
pub struct CommandError(Box<Details>);

/// What is known of a [`CommandError`].
#[derive(Debug)]
pub struct Details {
    /// Which kind of failure; decides the exit status.
    pub kind: ErrorKind,
    /// What is wrong.
    pub message: String,
    /// What else is known, line by line: what was applied, what was not.
    pub notes: Vec<String>,
    /// What to do next.
    pub hints: Vec<String>,
    /// Where, if it is about a place.
    pub place: Option<Place>,
    /// The text that the error is about.
    pub excerpt: Option<Excerpt>,
    /// What is wrong inside scripts, each with an excerpt.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts of the scripts that the diagnostics point into, by their paths.
    pub sources: BTreeMap<String, String>,
    /// The signal that stopped the run, if one did.
    pub signal: Option<Signal>,
    /// More fields for the JSON form.
    pub facts: Map<String, Value>,
}

/// A piece of a script, and a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The script.
    pub path: String,
    /// The piece.
    pub text: String,
    /// The line of the piece's first byte in the script, from 1.
    pub first_line: usize,
    /// The column of the piece's first byte in characters, from 1.
    pub first_column: usize,
    /// The line of the place, from 1.
    pub line: usize,
    /// The column of the place in characters, from 1.
    pub column: usize,
}

/// The place that an error is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as people name it.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1, where it is known.
    pub column: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.path, self.line)?;
        match self.column {
            Some(column) => write!(formatter, ":{column}"),
            None => Ok(()),
        }
    }
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The kinds of failure. The names are stable: programs read them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorKind {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl ErrorKind {
            /// Every kind with its name and its meaning, for the reference.
            pub const ALL: &[(Self, &'static str, &'static str)] =
                &[$((Self::$variant, $name, concat!($($doc),+)),)+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

kinds! {
    /// The command line itself is wrong.
    Usage = "usage",
    /// There is no configuration, or it is wrong.
    Configuration = "configuration",
    /// A file or folder cannot be read or written.
    File = "file",
    /// The scripts have faults that keep them from being a history.
    FaultyHistory = "faulty_history",
    /// A script has faults and is needed.
    FaultyScript = "faulty_script",
    /// A target, revision or label does not exist.
    RevisionNotFound = "revision_not_found",
    /// A partial id fits several revisions.
    AmbiguousRevision = "ambiguous_revision",
    /// One head is wanted and there are several.
    MultipleHeads = "multiple_heads",
    /// A new revision is to follow one that another follows already.
    NotAHead = "not_a_head",
    /// The target cannot be reached from where the database is.
    UnreachableTarget = "unreachable_target",
    /// A downgrade meets a revision that has none.
    NoWayBack = "no_way_back",
    /// A statement cannot run inside the transaction that is around it.
    TransactionConflict = "transaction_conflict",
    /// The database URL is missing or wrong.
    DatabaseUrl = "database_url",
    /// The database's server does not answer.
    DatabaseUnreachable = "database_unreachable",
    /// The database's server refuses the user or the password.
    PasswordRefused = "password_refused",
    /// The user lacks a right.
    NoRight = "no_right",
    /// The server has no such database, or the file does not exist.
    DatabaseNotFound = "database_not_found",
    /// The database allows no reading or writing.
    DatabaseReadOnly = "database_read_only",
    /// The version table records a revision that no script declares.
    UnknownCurrent = "unknown_current",
    /// The database is not at the heads.
    NotAtHeads = "not_at_heads",
    /// Another run holds the lock.
    LockTimeout = "lock_timeout",
    /// The lock does not hold, as behind a pooler.
    LockLost = "lock_lost",
    /// A statement failed.
    StatementFailed = "statement_failed",
    /// The database said something unexpected.
    Database = "database",
    /// An earlier run was interrupted, and it is not certain how far it came.
    InterruptedEarlier = "interrupted_earlier",
    /// A signal stopped the run.
    Interrupted = "interrupted",
    /// The plan starts somewhere else than where the database is.
    PlanOutdated = "plan_outdated",
    /// The plan's scripts are not the project's.
    PlanMismatch = "plan_mismatch",
    /// The file is not a plan.
    PlanInvalid = "plan_invalid",
    /// There is no such branch, tag or commit.
    ReferenceNotFound = "reference_not_found",
    /// Git's objects do not tell what is asked.
    Git = "git",
    /// Something may have another name, and nobody has said so.
    RenamesUndecided = "renames_undecided",
    /// A branch cannot be put where it was to go.
    RebaseRefused = "rebase_refused",
    /// Branches collide.
    BranchesCollide = "branches_collide",
    /// The files that declare the schema have faults.
    SchemaInvalid = "schema_invalid",
    /// Two schemas differ.
    SchemaDiffers = "schema_differs",
    /// A check found something.
    CheckFailed = "check_failed",
    /// An editor or another program failed.
    Program = "program",
    /// Whoever read the output has gone.
    BrokenPipe = "broken_pipe",
}

impl ErrorKind {
    /// 2 for wrong usage, 130 where a signal stopped the run, 1 for all else.
    fn exit_status(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Interrupted => 130,
            Self::BrokenPipe => 141,
            _ => 1,
        }
    }
}

impl Deref for CommandError {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for CommandError {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl CommandError {
    /// An error without hints, place and facts.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            message: message.into(),
            notes: Vec::new(),
            hints: Vec::new(),
            place: None,
            excerpt: None,
            diagnostics: Vec::new(),
            sources: BTreeMap::new(),
            signal: None,
            facts: Map::new(),
        }))
    }

    /// The same, as another kind.
    #[must_use]
    pub fn of_kind(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// A file that could not be read or written.
    pub fn file(action: &str, path: &Path, error: &std::io::Error) -> Self {
        let built = Self::new(
            ErrorKind::File,
            format!("cannot {action} `{}`: {}", path.display(), io_reason(error)),
        )
        .fact("path", path.display().to_string());
        match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                built.hint("check the permissions of the file and of its folder")
            }
            _ => built,
        }
    }

    /// Something that the operating system does not do, or did no longer.
    pub fn system(what: &str, error: &std::io::Error) -> Self {
        Self::new(ErrorKind::Program, format!("{what}: {}", io_reason(error)))
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what else is known.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says which signal stopped the run.
    #[must_use]
    pub fn by_signal(mut self, signal: Signal) -> Self {
        self.signal = Some(signal);
        self
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds what is wrong inside scripts.
    #[must_use]
    pub fn with_diagnostics(mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) -> Self {
        self.diagnostics.extend(diagnostics);
        self
    }

    /// Adds the texts that the diagnostics point into.
    #[must_use]
    pub fn with_sources(mut self, project: &Project) -> Self {
        self.sources = sources(project, &self.diagnostics);
        self
    }

    /// Adds a field to the JSON form.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    /// The exit status that the process ends with.
    pub fn exit_status(&self) -> u8 {
        match self.signal {
            Some(Signal::Terminate) => 143,
            Some(Signal::Interrupt) | None => self.kind.exit_status(),
        }
    }

    /// The exit status that the process ends with.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit_status())
    }

    /// The JSON form: `{"error": {"kind": …, "message": …, …}}`.
    pub fn to_json(&self) -> Value {
        let mut error = Map::new();
        error.insert("kind".to_owned(), self.kind.name().into());
        error.insert("message".to_owned(), self.message.clone().into());
        if let Some(place) = &self.place {
            error.insert(
                "location".to_owned(),
                json!({"path": place.path, "line": place.line, "column": place.column}),
            );
        }
        if !self.notes.is_empty() {
            // Some of them have colours, which are for a terminal.
            let plain = self.notes.iter().map(|note| strip_str(note).to_string());
            error.insert("notes".to_owned(), plain.collect());
        }
        if !self.hints.is_empty() {
            error.insert("hints".to_owned(), self.hints.clone().into());
        }
        if !self.diagnostics.is_empty() {
            let diagnostics = self
                .diagnostics
                .iter()
                .map(crate::render::diagnostic_json)
                .collect::<Vec<_>>();
            error.insert("diagnostics".to_owned(), diagnostics.into());
        }
        if let Some(signal) = self.signal {
            error.insert("signal".to_owned(), signal.name().into());
        }
        for (name, value) in &self.facts {
            error.entry(name.clone()).or_insert_with(|| value.clone());
        }
        json!({"error": error})
    }
}

/// The operating system's reason, without the `(os error 2)` that only machines read.
pub fn io_reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}
