use crate::schema::Name;

/// What changes in an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexChange {
    /// `RENAME TO`.
    Rename(Name),
    /// `SET (…)`: parameters with their values.
    SetOptions(Vec<(String, String)>),
    /// `RESET (…)`: parameters.
    ResetOptions(Vec<String>),
    /// Where it is kept, and the like: nothing of the model.
    Nothing,
}
