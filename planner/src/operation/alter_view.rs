use crate::schema::Name;

/// What changes in a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewChange {
    /// `RENAME TO`.
    Rename(Name),
    /// `RENAME COLUMN`.
    RenameColumn {
        /// Its name.
        column: Name,
        /// Its name afterwards.
        to: Name,
    },
    /// `SET SCHEMA`.
    SetNamespace(Name),
    /// `SET (…)`: parameters with their values.
    SetOptions(Vec<(String, String)>),
    /// `RESET (…)`: parameters.
    ResetOptions(Vec<String>),
    /// `AS …`: another query (MySQL).
    SetQuery {
        /// The names of its columns, where the statement lists them.
        columns: Vec<Name>,
        /// The query.
        query: String,
    },
    /// Who owns it, and the like: nothing of the model.
    Nothing,
}
