use super::{Expression, Name, QualifiedName};

/// A trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// The table or view that it watches.
    pub table: QualifiedName,
    /// Before, after or instead of the event.
    pub timing: TriggerTiming,
    /// What it watches for.
    pub events: Vec<TriggerEvent>,
    /// Once for each row, or once for each statement.
    pub level: TriggerLevel,
    /// When it acts; always where nothing is said.
    pub condition: Option<Expression>,
    /// What it does, as it was written: a call in PostgreSQL, statements elsewhere.
    pub action: String,
    /// Whether something that the action names has been renamed since. The database follows that,
    /// and the text does not.
    pub follows_rename: bool,
    /// What else is said of it: `CONSTRAINT`, `REFERENCING …`, `DEFERRABLE …`, as it was written.
    pub characteristics: String,
    /// Whether it acts at all.
    pub state: TriggerState,
    /// What is said of it.
    pub comment: Option<String>,
}

/// When a trigger acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriggerTiming {
    /// Before the event.
    Before,
    /// After it.
    After,
    /// In its place.
    InsteadOf,
}

impl TriggerTiming {
    /// As SQL has it.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::InsteadOf => "INSTEAD OF",
        }
    }
}

/// What a trigger watches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriggerEvent {
    /// Rows are added.
    Insert,
    /// Rows change.
    Update {
        /// Only where one of these columns is set; any where there are none.
        columns: Vec<Name>,
    },
    /// Rows are removed.
    Delete,
    /// All rows are removed at once.
    Truncate,
}

impl TriggerEvent {
    /// As SQL has it.
    pub fn sql(&self) -> String {
        match self {
            Self::Insert => "INSERT".to_owned(),
            Self::Delete => "DELETE".to_owned(),
            Self::Truncate => "TRUNCATE".to_owned(),
            Self::Update { columns } if columns.is_empty() => "UPDATE".to_owned(),
            Self::Update { columns } => {
                let names: Vec<&str> = columns.iter().map(Name::as_str).collect();
                format!("UPDATE OF {}", names.join(", "))
            }
        }
    }
}

/// How often a trigger acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriggerLevel {
    /// Once for each row.
    Row,
    /// Once for each statement.
    Statement,
}

/// Whether a trigger acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TriggerState {
    /// It does.
    #[default]
    Enabled,
    /// It does not.
    Disabled,
    /// It does on a replica alone.
    Replica,
    /// It does everywhere.
    Always,
}
