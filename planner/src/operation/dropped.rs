use super::RoutineReference;
use crate::schema::{Name, OtherKind, QualifiedName, ViewKind};

/// What a `DROP` drops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dropped {
    /// `DROP SCHEMA`, `DROP DATABASE`.
    Namespaces(Vec<Name>),
    /// `DROP EXTENSION`.
    Extensions(Vec<Name>),
    /// `DROP TABLE`.
    Tables(Vec<QualifiedName>),
    /// `DROP VIEW`, `DROP MATERIALIZED VIEW`.
    Views {
        /// Which.
        names: Vec<QualifiedName>,
        /// Which kind the statement says they are.
        kind: ViewKind,
    },
    /// `DROP SEQUENCE`.
    Sequences(Vec<QualifiedName>),
    /// `DROP INDEX`.
    Indexes {
        /// Which.
        names: Vec<QualifiedName>,
        /// The table, where the statement says so (MySQL).
        table: Option<QualifiedName>,
    },
    /// `DROP TYPE`, `DROP DOMAIN`.
    Types(Vec<QualifiedName>),
    /// `DROP FUNCTION`, `DROP PROCEDURE`, `DROP AGGREGATE`.
    Routines(Vec<RoutineReference>),
    /// `DROP TRIGGER`.
    Trigger {
        /// Which. SQLite and MySQL take a namespace with it.
        name: QualifiedName,
        /// Its table, where the statement says so (PostgreSQL).
        table: Option<QualifiedName>,
    },
    /// Objects that are known by name and text alone.
    Others {
        /// Of which kind.
        kind: OtherKind,
        /// The table that they belong to, if they belong to one.
        table: Option<QualifiedName>,
        /// Which.
        names: Vec<QualifiedName>,
    },
}
