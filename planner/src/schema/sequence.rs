use super::{DataType, Name, QualifiedName};
use crate::sql::Dialect;

/// A sequence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sequence {
    /// The type of its values; `bigint` where nothing is said.
    pub data_type: Option<DataType>,
    /// How it counts.
    pub options: SequenceOptions,
    /// The column that it goes with when that is dropped.
    pub owner: Option<SequenceOwner>,
    /// What is said of it.
    pub comment: Option<String>,
}

/// The column that a sequence belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SequenceOwner {
    /// The column's table.
    pub table: QualifiedName,
    /// The column.
    pub column: Name,
}

/// How a sequence counts. What is not said follows from the rest, as the database has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SequenceOptions {
    /// The first value.
    pub start: Option<i128>,
    /// From one value to the next.
    pub increment: Option<i128>,
    /// The smallest value.
    pub minimum: Option<i128>,
    /// The largest value.
    pub maximum: Option<i128>,
    /// How many values a session takes at once.
    pub cache: Option<i128>,
    /// Whether it starts anew behind its last value.
    pub cycle: bool,
}

impl SequenceOptions {
    /// The options with everything said that follows from what is said, for values of a type that
    /// ends at `largest`.
    ///
    /// The rules are those of <https://www.postgresql.org/docs/current/sql-createsequence.html> and
    /// <https://mariadb.com/docs/server/reference/sql-structure/sequences/create-sequence>.
    #[must_use]
    pub fn resolved(self, largest: i128, dialect: Dialect) -> Self {
        let increment = self.increment.unwrap_or(1);
        // MariaDB keeps the ends of the type for itself, and takes many values at once.
        let (end, start, cache) = match dialect {
            Dialect::Mysql => (largest - 1, -largest, 1000),
            Dialect::Postgresql | Dialect::Sqlite => (largest, -largest - 1, 1),
        };
        let (lowest, highest) = if increment < 0 { (start, -1) } else { (1, end) };
        let minimum = self.minimum.unwrap_or(lowest);
        let maximum = self.maximum.unwrap_or(highest);
        let first = if increment < 0 { maximum } else { minimum };
        Self {
            start: Some(self.start.unwrap_or(first)),
            increment: Some(increment),
            minimum: Some(minimum),
            maximum: Some(maximum),
            cache: Some(self.cache.unwrap_or(cache)),
            cycle: self.cycle,
        }
    }
}
