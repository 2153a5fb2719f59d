//! What page and worker say to each other of it.

use limbeck_planner::sql::Dialect;
use serde::{Deserialize, Serialize};

use crate::worker::{Code, TextFile, by_name};

/// Everything that decides what a generated revision says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredChoice {
    /// The ids of the heads that the revision follows.
    pub follows: Vec<String>,
    /// What the SQL is for.
    #[serde(with = "by_name")]
    pub dialect: Dialect,
    /// The declared schema. Where nobody wrote any, the one that the history has.
    pub files: Option<Vec<DeclaredFile>>,
    /// What was said of renames.
    pub answers: Vec<RenameAnswer>,
    /// The revision's id.
    pub revision: String,
    /// The time it is written, as the header says it.
    pub created: String,
    /// What it is for.
    pub message: String,
}

/// A file of the declared schema.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DeclaredFile {
    /// Its path.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// A table or a column that may have another name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RenameView {
    /// The namespace of the table, if it is not the default one.
    pub namespace: Option<String>,
    /// The table, by the name that it has afterwards, where it is a column that has another name.
    pub table: Option<String>,
    /// The old name.
    pub from: String,
    /// The new name.
    pub to: String,
}

/// What was said of a rename.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RenameAnswer {
    /// What was asked about.
    pub rename: RenameView,
    /// Whether it is one, and not one thing that goes and another that comes.
    pub is_rename: bool,
}

/// What came of a declared schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredView {
    /// The history's schema as SQL, where nobody wrote another.
    pub history: Option<String>,
    /// What is wrong with the declared schema, in the order of places.
    pub faults: Vec<FaultView>,
    /// The revision; none while the schema has an error.
    pub generated: Option<GeneratedView>,
}

/// Something that is wrong with the declared schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultView {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Whether there is no revision because of it.
    pub is_error: bool,
}

/// A generated revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeneratedView {
    /// Its script.
    pub file: TextFile,
    /// The script as it is shown.
    pub code: Code,
    /// Whether there is nothing to do.
    pub is_empty: bool,
    /// What differs between the two schemas, or the first of it.
    pub differences: Vec<DifferenceView>,
    /// How many differences there are, each renamed thing among them.
    pub difference_count: u32,
    /// The renames that somebody must decide.
    pub questions: Vec<RenameView>,
    /// The answers that fit nothing that is there now.
    pub idle_answers: Vec<RenameAnswer>,
    /// What a person must know, in the order of the script.
    pub notes: Vec<NoteView>,
    /// The statements of the scripts whose effect is not known.
    pub uncertain: Vec<UncertainView>,
}

/// What became of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DifferenceKind {
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
    /// It differs.
    Changed,
    /// It has another name.
    Renamed,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceView {
    /// How.
    pub kind: DifferenceKind,
    /// What it is, with names between backticks.
    pub object: String,
    /// What of it, where it is in both.
    pub detail: Option<String>,
}

/// Something that a person must know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// Of which kind.
    pub kind: NoteKind,
    /// Whether it is about the way back.
    pub is_downgrade: bool,
    /// What there is to know.
    pub text: String,
    /// The line of the script where its comment begins, from 1.
    pub first_line: u32,
    /// The line where it ends.
    pub last_line: u32,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    /// Rows or values are lost for good.
    LosesData,
    /// A person must decide or write something.
    Decide,
}

/// A statement whose effect is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncertainView {
    /// The script's path, or that of the declared file.
    pub path: String,
    /// The line, from 1; 0 where there is no place.
    pub line: u32,
    /// Why it is not known.
    pub reason: String,
}
