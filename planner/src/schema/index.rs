use std::collections::BTreeMap;

use super::{Expression, Name, Nulls};

/// An index of a table or a materialized view, other than those that constraints have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// Its name.
    pub name: Name,
    /// Who made it.
    pub origin: IndexOrigin,
    /// What it is for.
    pub kind: IndexKind,
    /// How it is built, in lower case: `btree`, `gin`; nothing where the database chooses.
    pub method: Option<String>,
    /// What it is over, in order.
    pub parts: Vec<IndexPart>,
    /// Columns that it carries besides (PostgreSQL).
    pub include: Vec<Name>,
    /// Which rows are in it; all where nothing is said.
    pub predicate: Option<Expression>,
    /// Whether two nulls are the same, in a unique index.
    pub nulls: Nulls,
    /// Storage parameters, such as `fillfactor`.
    pub options: BTreeMap<String, String>,
    /// What is said of it.
    pub comment: Option<String>,
}

impl Index {
    /// An index for finding rows, over nothing yet.
    pub const fn plain(name: Name) -> Self {
        Self {
            name,
            origin: IndexOrigin::Given,
            kind: IndexKind::Plain,
            method: None,
            parts: Vec::new(),
            include: Vec::new(),
            predicate: None,
            nulls: Nulls::Distinct,
            options: BTreeMap::new(),
            comment: None,
        }
    }

    /// Whether its first parts are these columns, in this order.
    pub fn begins_with(&self, columns: &[Name]) -> bool {
        self.parts.len() >= columns.len()
            && self
                .parts
                .iter()
                .zip(columns)
                .all(|(part, column)| part.column_name() == Some(column))
    }
}

/// Who made an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IndexOrigin {
    /// A statement.
    #[default]
    Given,
    /// A statement that gives it no name, or one about the table that this one is a part of. Another
    /// database may have chosen another name.
    Unnamed,
    /// MySQL, for a foreign key that no other index serves. It goes when one does.
    ForForeignKey,
}

/// What an index is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IndexKind {
    /// Finding rows.
    #[default]
    Plain,
    /// Finding rows, and telling them apart.
    Unique,
    /// Finding words in texts (MySQL).
    FullText,
    /// Finding places (MySQL).
    Spatial,
}

/// One of the things that an index is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexPart {
    /// What.
    pub subject: IndexSubject,
    /// The collation, where it is not the column's.
    pub collation: Option<String>,
    /// The operator class, where it is not the type's (PostgreSQL).
    pub operator_class: Option<String>,
    /// Smallest or largest first.
    pub order: SortOrder,
    /// Where nulls come; nothing where the order says.
    pub nulls: Option<NullsOrder>,
}

impl IndexPart {
    /// A column, smallest first.
    pub const fn column(name: Name) -> Self {
        Self::of(IndexSubject::Column {
            name,
            prefix_length: None,
        })
    }

    /// A subject, smallest first.
    pub const fn of(subject: IndexSubject) -> Self {
        Self {
            subject,
            collation: None,
            operator_class: None,
            order: SortOrder::Ascending,
            nulls: None,
        }
    }

    /// The column, if it is one.
    pub const fn column_name(&self) -> Option<&Name> {
        match &self.subject {
            IndexSubject::Column { name, .. } => Some(name),
            IndexSubject::Expression(_) => None,
        }
    }
}

/// What a part of an index is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexSubject {
    /// A column.
    Column {
        /// Its name.
        name: Name,
        /// How many of its first characters count (MySQL); all where nothing is said.
        prefix_length: Option<u64>,
    },
    /// What an expression gives.
    Expression(Expression),
}

/// The order in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortOrder {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

/// Where nulls come in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullsOrder {
    /// Before everything else.
    First,
    /// After everything else.
    Last,
}
