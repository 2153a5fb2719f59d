use crate::schema::{DataType, Name, QualifiedName, RoutineKind};

/// Names a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutineReference {
    /// Of which kind; `None` where the statement says `ROUTINE`.
    pub kind: Option<RoutineKind>,
    /// Its name.
    pub name: QualifiedName,
    /// The types of what it takes; `None` where the name is enough.
    pub signature: Option<Vec<DataType>>,
}

/// What changes in a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoutineChange {
    /// `RENAME TO`.
    Rename(Name),
    /// `SET SCHEMA`.
    SetNamespace(Name),
    /// An attribute gets a value, or loses it.
    SetAttribute {
        /// Which, as in [`Routine::attributes`](crate::schema::Routine::attributes).
        attribute: String,
        /// Its value.
        value: Option<String>,
    },
    /// `COMMENT` (MySQL).
    SetComment(String),
    /// Who owns it, and the like: nothing of the model.
    Nothing,
}
