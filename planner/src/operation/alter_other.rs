use crate::schema::Name;

/// What changes in an object that is known by name and text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherChange {
    /// `RENAME TO`.
    Rename(Name),
    /// `SET SCHEMA`.
    SetNamespace(Name),
    /// Parts of what is said of it, as they are written; the others stay.
    Restate(String),
    /// Who owns it, and the like: nothing of the model.
    Nothing,
}
