use limbeck_planner::sql::Dialect;
use serde::{Deserialize, Serialize};

use crate::worker::{Code, by_name};

/// Everything that decides what the schema is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemaChoice {
    /// The row of the revision; `None` stands for all heads.
    pub row: Option<u32>,
    /// How the SQL is read.
    #[serde(with = "by_name")]
    pub dialect: Dialect,
}

/// What a revision did to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Dropped,
    /// It was something else before.
    Altered,
}

impl Sign {
    /// The character that stands before it.
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Dropped => "−",
            Self::Altered => "~",
        }
    }

    /// The word for it, which is also the name of its style.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Altered => "changed",
        }
    }
}

/// The groups in which objects are listed, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ObjectKind {
    /// Tables.
    Table,
    /// Views, materialized ones included.
    View,
    /// Types that statements made.
    Type,
    /// Sequences.
    Sequence,
    /// Functions, procedures and aggregates.
    Routine,
    /// Extensions.
    Extension,
    /// Namespaces.
    Namespace,
    /// What is known by name and text alone, and belongs to no table.
    Other,
}

impl ObjectKind {
    /// What the group is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Table => "Tables",
            Self::View => "Views",
            Self::Type => "Types",
            Self::Sequence => "Sequences",
            Self::Routine => "Routines",
            Self::Extension => "Extensions",
            Self::Namespace => "Schemas",
            Self::Other => "Others",
        }
    }
}

/// Why there is no schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SchemaError {
    /// The order of the scripts is not known.
    #[error("the history has errors, so the order of its scripts is not known")]
    FaultyHistory,
    /// The history does not have the revision.
    #[error("there is no revision `{revision}`")]
    NoSuchRevision {
        /// Its id.
        revision: String,
    },
}

/// The schema at a revision, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SchemaView {
    /// The row that it is of; `None` stands for all heads.
    pub row: Option<u32>,
    /// What there is, and what the revision dropped, in the order of kinds and names.
    pub objects: Vec<ObjectEntry>,
    /// What the revision changed, in a sentence as messages are; empty where it is none.
    pub summary: String,
    /// What the revision changed, object by object.
    pub changes: Vec<ChangeGroup>,
    /// How many further objects it changed.
    pub further_changes: u32,
    /// The statements that may have changed something in a way that is not known.
    pub causes: Vec<CauseView>,
    /// The object that was asked for, if it is there or was dropped.
    pub object: Option<ObjectView>,
}

/// An object, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectEntry {
    /// What it is asked for by.
    pub key: String,
    /// The group that it is in.
    pub kind: ObjectKind,
    /// Its name.
    pub name: String,
    /// What else is said of it: how many columns, of which kind.
    pub note: String,
    /// What the revision did to it or to something in it.
    pub sign: Option<Sign>,
    /// Whether it is not known for certain.
    pub is_uncertain: bool,
    /// The names of what is in it, by which it is found.
    pub members: Vec<String>,
}

/// What a revision changed in one object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeGroup {
    /// What the object is asked for by.
    pub key: String,
    /// What it is.
    pub noun: String,
    /// Its name.
    pub name: String,
    /// What happened to it.
    pub sign: Sign,
    /// What else is said of it.
    pub note: String,
    /// The statement that did it.
    pub place: Option<Place>,
    /// What changed in it.
    pub lines: Vec<ChangeLine>,
}

/// One thing that changed in an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// What happened.
    pub sign: Sign,
    /// What it is: `column`, `index`, … or empty where it is the object itself.
    pub noun: String,
    /// Its name.
    pub name: String,
    /// What is added or dropped, as SQL; the property that changed otherwise.
    pub what: String,
    /// What the property was; empty where there was none.
    pub before: String,
    /// What it is; empty where there is none.
    pub after: String,
    /// The statement that did it.
    pub place: Option<Place>,
}

/// A statement of a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The script.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
}

/// A statement whose effect is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseView {
    /// Where it is.
    pub place: Place,
    /// Why it is not known.
    pub reason: String,
}

/// One object with everything that it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectView {
    /// What it is asked for by.
    pub key: String,
    /// What it is.
    pub noun: String,
    /// Its name.
    pub name: String,
    /// What the revision did to it or to something in it.
    pub sign: Option<Sign>,
    /// The last statement that made or changed the object itself.
    pub place: Option<Place>,
    /// Why it is not known for certain.
    pub uncertain: Option<CauseView>,
    /// What is said of the whole.
    pub facts: Vec<Fact>,
    /// Its columns, in order; a dropped one where it was.
    pub columns: Vec<ColumnView>,
    /// What else it has.
    pub parts: Vec<Parts>,
    /// What refers to it.
    pub needed_by: Vec<Link>,
    /// The statements that would make it.
    pub sql: Code,
}

/// Something that is said of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// What is said.
    pub cell: Cell,
}

/// A value, and what it was before where the revision changed it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// What it is; empty where there is none.
    pub text: String,
    /// What it was.
    pub before: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its name.
    pub name: String,
    /// What the revision did to it.
    pub sign: Option<Sign>,
    /// `PK`, `FK`, `UQ`: the keys that it is a part of.
    pub keys: Vec<String>,
    /// Its type.
    pub data_type: Cell,
    /// `null` or `not null`.
    pub nulls: Cell,
    /// Its default, or how it is computed or counted.
    pub value: Cell,
    /// What is said of it.
    pub comment: Cell,
    /// The last statement that made or changed it.
    pub place: Option<Place>,
}

/// Parts of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// What they are.
    pub title: String,
    /// In order; a dropped one where it was.
    pub parts: Vec<PartView>,
}

/// A part of an object that is no column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartView {
    /// Its name; empty where it has none.
    pub name: String,
    /// What the revision did to it.
    pub sign: Option<Sign>,
    /// What it is, as SQL.
    pub definition: Cell,
    /// What is said of it.
    pub comment: String,
    /// The object that it leads to, such as the table that a foreign key refers to.
    pub link: Option<Link>,
    /// The last statement that made or changed it.
    pub place: Option<Place>,
}

/// Leads to an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is asked for by.
    pub key: String,
    /// What it is.
    pub noun: String,
    /// Its name.
    pub name: String,
}
