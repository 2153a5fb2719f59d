//! What page and worker say to each other.

use limbeck_planner::document::{DiagnosticDocument, LocationDocument};
use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;
use serde::{Deserialize, Serialize};

use super::{
    Code, Compared, Conflicts, DeclaredChoice, DeclaredFile, DeclaredView, ObjectView, Overview,
    Packed, Rebased, SchemaChoice, SchemaError, SchemaView, by_name,
};

/// A question with the number under which its answers come back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// Chosen by the page, never twice.
    pub number: u32,
    /// What is asked.
    pub question: Question,
}

/// An answer to the question of the same number. Only [`Question::Open`] gets several.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Response {
    /// The question's number.
    pub number: u32,
    /// What there is to say.
    pub answer: Answer,
}

/// What the page can ask.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Question {
    /// Read these files, and forget those that were read before.
    Open(Source),
    /// Show the script of a row.
    Script {
        /// The row.
        row: u32,
        /// How its SQL is read.
        #[serde(with = "by_name")]
        dialect: Dialect,
    },
    /// Check the SQL of all scripts.
    Check {
        /// How it is read.
        #[serde(with = "by_name")]
        dialect: Dialect,
    },
    /// Make a plan and show it.
    Plan(PlanChoice),
    /// Which revisions does this target mean, for a database at `current`?
    Locate {
        /// Where the database is, as it was typed.
        current: String,
        /// What was typed.
        target: String,
    },
    /// The lines of a plan's offline script from one on, as many as are shown.
    SqlLines {
        /// Which plan.
        choice: PlanChoice,
        /// The first line, from 1: that at which a step begins.
        first: u32,
    },
    /// The whole offline script of a plan.
    OfflineSql(PlanChoice),
    /// The whole plan file of a plan.
    PlanFile(PlanChoice),
    /// A new script that joins all heads.
    MergeScript {
        /// The new script's id.
        revision: String,
        /// The time it is written, as the header says it.
        created: String,
        /// What it is for.
        message: String,
    },
    /// The schema at a revision, with one object of it.
    Schema {
        /// Which schema.
        choice: SchemaChoice,
        /// What the object is asked for by.
        object: Option<String>,
    },
    /// One object of the schema at a revision.
    SchemaObject {
        /// Which schema.
        choice: SchemaChoice,
        /// What the object is asked for by.
        object: String,
    },
    /// The revision that leads to a declared schema.
    Declared(Packed<DeclaredChoice>),
    /// The lines around a place in a file.
    Excerpt(LocationDocument),
    /// Put these files of another branch beside the project that is open, or beside the one that is
    /// compared already.
    Compare {
        /// The files.
        picked: Packed<Picked>,
        /// How the SQL is read that is shown.
        #[serde(with = "by_name")]
        dialect: Dialect,
    },
    /// Go back to the project that was open before the comparison.
    EndComparison,
    /// What is there between the heads?
    Conflicts {
        /// How the SQL is read.
        #[serde(with = "by_name")]
        dialect: Dialect,
    },
    /// What changes if the branch of a head goes behind another?
    Rebase {
        /// The head of the branch.
        revision: String,
        /// The other head.
        onto: String,
    },
}

/// Where files come from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Source {
    /// The person picked or dropped them.
    Picked(Packed<Picked>),
    /// An example that comes with the page.
    Example {
        /// Its name.
        name: String,
    },
    /// The project that `limbeck serve` serves beside the page.
    Served,
}

/// Files that a person picked or dropped.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Picked {
    /// What was picked.
    pub name: String,
    /// The files that may be scripts.
    pub files: Vec<PickedFile>,
    /// What may be scripts, or hold some, and could not be read.
    pub unread: Vec<UnreadEntry>,
    /// How many other files there were.
    pub others: u32,
    /// Some of their paths.
    pub some_others: Vec<String>,
}

/// A file with its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickedFile {
    /// Its path below the folder.
    pub path: String,
    /// What is in it.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// A file or a folder that the browser could not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadEntry {
    /// Its path below the folder that was picked; a folder's ends with `/`.
    pub path: String,
    /// What the browser says.
    pub reason: String,
}

/// Everything that decides what a plan says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChoice {
    /// Where the database is: `base`, or ids, partial ids or labels between commas or spaces.
    pub current: String,
    /// Where it should be, in Alembic's syntax.
    pub target: String,
    /// What the SQL is for.
    #[serde(with = "by_name")]
    pub dialect: Dialect,
    /// How the steps are grouped into transactions.
    #[serde(with = "by_name")]
    pub transaction: TransactionMode,
}

/// What the worker can answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Answer {
    /// How far opening is; the answer is still to come.
    Progress(Progress),
    /// The files are read.
    Opened(Box<Opened>),
    /// The files cannot be read.
    NotOpened(OpenError),
    /// Something else was to be opened meanwhile; this was left.
    Superseded,
    /// A script.
    Script(Packed<ScriptView>),
    /// What is worth telling about the SQL, worst first.
    Checked(Vec<DiagnosticDocument>),
    /// A plan.
    Plan(Result<Packed<PlanView>, Box<Refusal>>),
    /// Lines of an offline script; `None` where there is no such plan any more.
    SqlLines(Option<Packed<Code>>),
    /// The ids that a target means.
    Located(Vec<String>),
    /// The schema at a revision.
    Schema(Result<Packed<SchemaView>, SchemaError>),
    /// An object; `None` where it is not there.
    SchemaObject(Option<Packed<ObjectView>>),
    /// A text to copy or download.
    Text(Result<TextFile, Box<Refusal>>),
    /// What came of a declared schema.
    Declared(Result<Packed<DeclaredView>, Box<Refusal>>),
    /// The lines around a place; `None` where the file is not text.
    Excerpt(Option<Packed<Code>>),
    /// What there is between the heads.
    Conflicts(Conflicts),
    /// What a rebase changes.
    Rebased(Result<Packed<Rebased>, Box<Refusal>>),
    /// The planner failed. It can be asked nothing more.
    Crashed(String),
}

/// How far opening is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// Files are read.
    Reading {
        /// How many are.
        done: u32,
        /// Of how many.
        total: u32,
    },
    /// All are read; their history is built.
    Building {
        /// How many files.
        total: u32,
    },
}

/// A project, read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opened {
    /// Its revisions and their graph.
    pub overview: Packed<Overview>,
    /// What is worth telling, worst first.
    pub diagnostics: Vec<DiagnosticDocument>,
    /// What a serving `limbeck` says of itself.
    pub served: Option<Served>,
    /// The dialect of the project's database, if it is known.
    #[serde(with = "by_name::option")]
    pub dialect: Option<Dialect>,
    /// How the project groups steps into transactions.
    #[serde(with = "by_name")]
    pub transaction: TransactionMode,
    /// The files that declare the schema, as the configuration says.
    pub declared: Packed<Vec<DeclaredFile>>,
    /// What it is compared with, if it is.
    pub compared: Option<Compared>,
}

/// What a serving `limbeck` says beside the files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Served {
    /// The heads in its version table, if it could be read.
    pub current: Option<Vec<String>>,
    /// Why it could not.
    pub current_error: Option<String>,
    /// Why the files that declare the schema could not be read.
    pub declared_error: Option<String>,
    /// Which state of the project this is, at least: it counts the changes.
    pub generation: u64,
}

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum OpenError {
    /// There was no file at all.
    #[error("there are no files in it")]
    Empty {
        /// What was opened.
        name: String,
    },
    /// No file was a script.
    #[error("there are no migration scripts in it")]
    NoScripts {
        /// What was opened.
        name: String,
        /// How many files there were.
        files: u32,
        /// Some of their paths.
        some: Vec<String>,
    },
    /// The browser could not read anything.
    #[error("{name} could not be read: {reason}")]
    Unreadable {
        /// What was opened.
        name: String,
        /// What the browser says.
        reason: String,
    },
    /// `limbeck serve` did not answer, or not as it should.
    #[error("the served project could not be fetched: {reason}")]
    NotServed {
        /// What went wrong.
        reason: String,
    },
    /// `limbeck serve` cannot read the project.
    #[error("{message}")]
    Refused {
        /// What is wrong.
        message: String,
        /// Where, if it is at a place.
        place: Option<String>,
        /// What to do about it.
        hints: Vec<String>,
    },
    /// There is no example of that name.
    #[error("there is no example `{name}`")]
    NoSuchExample {
        /// The name.
        name: String,
    },
}

/// A script, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptView {
    /// The row it belongs to.
    pub row: u32,
    /// Its path.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its text, or the head of it.
    pub code: Code,
    /// Its sections: the upgrade, and the downgrade if there is one.
    pub sections: Vec<SectionView>,
}

/// A section's statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionView {
    /// `upgrade` or `downgrade`.
    pub direction: String,
    /// Whether it must run outside a transaction.
    pub is_outside_transaction: bool,
    /// How many statements it has.
    pub count: u32,
    /// The first of them.
    pub statements: Vec<StatementView>,
}

/// A statement, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementView {
    /// Its beginning, on one line.
    pub summary: String,
    /// The line of its first byte, from 1.
    pub first_line: u32,
    /// The line of its last byte.
    pub last_line: u32,
    /// Why the parser cannot read it, if it cannot. It runs all the same.
    pub opaque: Option<String>,
}

/// A plan, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    /// `upgrade` or `downgrade`.
    pub direction: String,
    /// The version table's rows before, sorted.
    pub from: Vec<String>,
    /// The version table's rows after, sorted.
    pub to: Vec<String>,
    /// The steps, in order.
    pub steps: Vec<StepView>,
    /// How many statements they have.
    pub statements: u32,
    /// The offline script, or the head of it.
    pub sql: Code,
}

/// A step, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// The revision's row.
    pub row: u32,
    /// Its id.
    pub revision: String,
    /// Its message.
    pub message: String,
    /// How many statements run.
    pub statements: u32,
    /// Whether they must run outside a transaction.
    pub is_outside_transaction: bool,
    /// What happens to the version table, in words.
    pub version_changes: Vec<String>,
    /// The line of the offline script where it begins, from 1.
    pub sql_line: u32,
}

/// A text to hand to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFile {
    /// What the file is called.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Refusal {
    /// Which choice is at fault, if one is.
    pub field: Option<Field>,
    /// The version table's rows that were meant, where that much is clear.
    pub current: Vec<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Ids to choose from, where several fit.
    pub candidates: Vec<String>,
    /// What a range in the target means, as the two ends of a plan.
    pub range: Option<(String, String)>,
    /// Whether the problems say more.
    pub is_in_problems: bool,
    /// What is wrong in the scripts.
    pub diagnostics: Vec<DiagnosticDocument>,
}

/// A field of the plan's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// Where the database is.
    Current,
    /// Where it should be.
    Target,
}
