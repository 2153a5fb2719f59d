use super::RoutineReference;
use crate::schema::{Name, OtherKind, QualifiedName};

/// What a comment is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Commented {
    /// A namespace.
    Namespace(Name),
    /// An extension.
    Extension(Name),
    /// A table.
    Table(QualifiedName),
    /// A column of a table or a view.
    Column {
        /// The table.
        table: QualifiedName,
        /// The column.
        column: Name,
    },
    /// A constraint of a table or a domain.
    Constraint {
        /// The table or domain.
        table: QualifiedName,
        /// The constraint.
        constraint: Name,
    },
    /// An index.
    Index(QualifiedName),
    /// A view, materialized or not.
    View(QualifiedName),
    /// A sequence.
    Sequence(QualifiedName),
    /// A type.
    Type(QualifiedName),
    /// A routine.
    Routine(RoutineReference),
    /// A trigger.
    Trigger {
        /// Its table.
        table: QualifiedName,
        /// The trigger.
        trigger: Name,
    },
    /// An object that is known by name and text alone.
    Other {
        /// Of which kind.
        kind: OtherKind,
        /// The table that it belongs to, if it belongs to one.
        table: Option<QualifiedName>,
        /// Its name.
        name: QualifiedName,
    },
}
