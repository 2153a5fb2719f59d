use std::collections::{BTreeMap, BTreeSet};

use super::{Index, Name, QualifiedName};
use crate::operation::references;
use crate::sql::Dialect;

/// A view, or a materialized one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Whether its rows are stored.
    pub kind: ViewKind,
    /// The names of its columns, where the statement lists them.
    pub columns: Vec<Name>,
    /// Its query.
    pub query: ViewQuery,
    /// The relations that the query reads.
    pub reads: BTreeSet<QualifiedName>,
    /// What else is said when it is made, such as `security_barrier`, `check_option`.
    pub options: BTreeMap<String, String>,
    /// The indexes of a materialized view.
    pub indexes: Vec<Index>,
    /// What is said of it.
    pub comment: Option<String>,
    /// What is said of its columns.
    pub column_comments: BTreeMap<Name, String>,
}

/// Whether the rows of a view are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewKind {
    /// They are computed when it is read.
    Plain,
    /// They are stored, and refreshed by hand (PostgreSQL).
    Materialized,
}

/// The query of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewQuery {
    /// As it was written.
    pub text: String,
    /// Whether something that it names has been renamed since. The database follows that, and the
    /// text does not.
    pub follows_rename: bool,
    /// What a `*` stood for when it was made, where that is known: columns that came later are not
    /// read. SQLite reads whatever there is.
    pub star: Option<BTreeSet<Name>>,
}

impl ViewQuery {
    /// A query as it was written.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            follows_rename: false,
            star: None,
        }
    }

    /// The relations that it reads, with the namespaces that it writes.
    pub fn relations(&self, dialect: Dialect) -> BTreeSet<QualifiedName> {
        let touches = references(&self.text, dialect).touches;
        touches.into_iter().map(|touch| touch.relation).collect()
    }

    /// Whether it may read a column of this name: it has the name, or a `*`.
    pub fn names_column(&self, column: &Name, dialect: Dialect) -> bool {
        let references = references(&self.text, dialect);
        let stars =
            references.every_column && self.star.as_ref().is_none_or(|star| star.contains(column));
        stars || references.names.contains(column)
    }
}
