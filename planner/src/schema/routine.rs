use std::collections::BTreeMap;

use super::DataType;

/// A function, a procedure or an aggregate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routine {
    /// Which of these.
    pub kind: RoutineKind,
    /// The types of what it takes, which tell routines of one name apart (PostgreSQL).
    pub signature: Vec<DataType>,
    /// What stands in its parentheses, as it was written.
    pub arguments: String,
    /// What it gives, as it was written.
    pub returns: Option<String>,
    /// What its body is written in, in lower case.
    pub language: Option<String>,
    /// What else is said of it: `volatility`, `security`, …
    pub attributes: BTreeMap<String, String>,
    /// What it does.
    pub body: String,
    /// What is said of it.
    pub comment: Option<String>,
}

/// The kinds of [`Routine`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoutineKind {
    /// Gives a value or rows.
    Function,
    /// Is called for what it does.
    Procedure,
    /// Gives a value for many rows.
    Aggregate,
}
