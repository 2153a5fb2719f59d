use std::collections::BTreeSet;

use crate::schema::{Name, QualifiedName};

/// What a statement does to rows, and what it calls.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataChange {
    /// The tables and views that it reads or writes, in the order in which it names them, each
    /// once for each access.
    pub touches: Vec<Touch>,
    /// The columns of these that it names, and other names besides; `None` where it means them all.
    pub columns: Option<BTreeSet<Name>>,
    /// What becomes of a row that it inserts whose key another row has.
    pub on_same_key: OnSameKey,
    /// The functions and procedures that it calls for what they do: those of `CALL`, and those in a
    /// `SELECT` that nobody reads.
    pub calls: Vec<Call>,
}

/// A function or procedure that is called for what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Which.
    pub routine: QualifiedName,
    /// The names that stand in the statement, its strings included: a function that changes the
    /// schema is told what to change.
    pub mentions: BTreeSet<Name>,
}

/// What a statement does to the rows of one table or view.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch {
    /// Which.
    pub relation: QualifiedName,
    /// How.
    pub access: Access,
}

/// What an `INSERT` does about a row whose key another row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum OnSameKey {
    /// It fails.
    #[default]
    Fail,
    /// It leaves the other one: `ON CONFLICT DO NOTHING`, `INSERT IGNORE`.
    Keep,
    /// It changes or replaces the other one: `ON CONFLICT DO UPDATE`, `ON DUPLICATE KEY UPDATE`,
    /// `REPLACE`.
    Update,
}

/// How rows are touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// They are read.
    Read,
    /// Some are added.
    Insert,
    /// Some change.
    Update,
    /// Some are removed.
    Delete,
}

impl Access {
    /// Whether rows change.
    pub fn is_write(self) -> bool {
        self != Self::Read
    }
}
