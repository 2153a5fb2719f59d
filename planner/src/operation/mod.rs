//! What statements do to a schema, in the same terms for every dialect.
//!
//! [`read()`] gives the operations of a statement; [`replay`](crate::replay) carries them out on a
//! [`Schema`](crate::schema::Schema); [`diff`](crate::diff) writes those that lead from one schema
//! to another, and [`render`](crate::render) makes statements of them.
//!
//! Names in an operation are as the statement has them, folded as the database folds them. Which
//! namespace one without any is in depends on the session, so the replay says.

mod alter_index;
mod alter_other;
mod alter_routine;
mod alter_table;
mod alter_type;
mod alter_view;
mod commented;
mod create_table;
mod data;
mod dropped;
mod read;
mod unknown;

pub use alter_index::IndexChange;
pub use alter_other::OtherChange;
pub use alter_routine::{RoutineChange, RoutineReference};
pub use alter_table::{
    ColumnChange, ColumnPosition, IdentityChange, KeyKind, SequenceChange, SequenceOptionChanges,
    TableChange, TypeChange,
};
pub use alter_type::{LabelPlace, UserTypeChange};
pub use alter_view::ViewChange;
pub use commented::Commented;
pub use create_table::{CreateTable, Including, LikeTable, TableSource};
pub use data::{Access, Call, DataChange, OnSameKey, Touch};
pub use dropped::Dropped;
pub(crate) use read::{
    Argument, StatedDivision, StatedEvent, StatedPolicy, StatedRule, StatedStatistics, arguments,
    block_mentions, qualified_name, references, unquoted,
};
pub use read::{cast_name, operator_name, read, read_fault};
pub use unknown::{Mentions, Unknown};

use crate::schema::{
    Extension, Index, Name, OtherKind, OtherObject, QualifiedName, Routine, Sequence, Trigger,
    TypeDefinition, View, ViewKind,
};

/// One thing that a statement does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// `CREATE SCHEMA`, `CREATE DATABASE`.
    CreateNamespace {
        /// Its name.
        name: Name,
        /// What if it is there.
        existing: Existing,
    },
    /// `ALTER SCHEMA … RENAME TO`.
    RenameNamespace {
        /// Its name.
        name: Name,
        /// Its name afterwards.
        to: Name,
    },
    /// `CREATE EXTENSION`.
    CreateExtension {
        /// Its name.
        name: Name,
        /// The extension.
        extension: Extension,
        /// What if it is there.
        existing: Existing,
    },
    /// `ALTER EXTENSION … UPDATE`, `ALTER EXTENSION … SET SCHEMA`.
    UpdateExtension {
        /// Its name.
        name: Name,
        /// The version that it has afterwards, where one is named.
        version: Option<String>,
        /// The namespace that its objects are in afterwards, where it is moved.
        namespace: Option<Name>,
    },
    /// `CREATE TABLE`.
    CreateTable(Box<CreateTable>),
    /// `ALTER TABLE`, and what else changes tables.
    AlterTable {
        /// The table.
        table: QualifiedName,
        /// Whether the tables that have their columns from it change, too.
        scope: Scope,
        /// What if it is not there.
        missing: Missing,
        /// What changes, in order.
        changes: Vec<TableChange>,
    },
    /// `CREATE INDEX`.
    CreateIndex {
        /// The table or materialized view.
        table: QualifiedName,
        /// The index. Where the statement gives no name, it has none yet.
        index: Box<Index>,
        /// What if it is there.
        existing: Existing,
    },
    /// `ALTER INDEX`.
    AlterIndex {
        /// The index.
        index: QualifiedName,
        /// What if it is not there.
        missing: Missing,
        /// What changes.
        change: IndexChange,
    },
    /// `CREATE VIEW`.
    CreateView {
        /// Its name.
        name: QualifiedName,
        /// The view.
        view: Box<View>,
        /// What if it is there.
        existing: Existing,
    },
    /// `ALTER VIEW`, but for what `ALTER TABLE` does, too.
    AlterView {
        /// The view.
        view: QualifiedName,
        /// Which kind the statement says it is.
        kind: ViewKind,
        /// What if it is not there.
        missing: Missing,
        /// What changes.
        change: ViewChange,
    },
    /// `CREATE SEQUENCE`.
    CreateSequence {
        /// Its name.
        name: QualifiedName,
        /// The sequence.
        sequence: Box<Sequence>,
        /// What if it is there.
        existing: Existing,
    },
    /// `ALTER SEQUENCE`.
    AlterSequence {
        /// The sequence.
        sequence: QualifiedName,
        /// What if it is not there.
        missing: Missing,
        /// What changes, in order.
        changes: Vec<SequenceChange>,
    },
    /// `CREATE TYPE`, `CREATE DOMAIN`.
    CreateType {
        /// Its name.
        name: QualifiedName,
        /// The type.
        definition: Box<TypeDefinition>,
    },
    /// `ALTER TYPE`, `ALTER DOMAIN`.
    AlterType {
        /// The type.
        user_type: QualifiedName,
        /// What changes, in order.
        changes: Vec<UserTypeChange>,
    },
    /// `CREATE FUNCTION`, `CREATE PROCEDURE`, `CREATE AGGREGATE`.
    CreateRoutine {
        /// Its name.
        name: QualifiedName,
        /// The routine.
        routine: Box<Routine>,
        /// What if it is there.
        existing: Existing,
    },
    /// `ALTER FUNCTION`, `ALTER PROCEDURE`, `ALTER AGGREGATE`.
    AlterRoutine {
        /// The routine.
        routine: RoutineReference,
        /// What changes.
        change: RoutineChange,
    },
    /// `CREATE TRIGGER`.
    CreateTrigger {
        /// Its name.
        name: Name,
        /// The trigger.
        trigger: Box<Trigger>,
        /// What if it is there.
        existing: Existing,
    },
    /// `ALTER TRIGGER … RENAME TO`.
    RenameTrigger {
        /// Its table.
        table: QualifiedName,
        /// Its name.
        name: Name,
        /// Its name afterwards.
        to: Name,
    },
    /// Makes an object that is known by name and text alone.
    CreateOther {
        /// Of which kind.
        kind: OtherKind,
        /// The table that it belongs to, if it belongs to one.
        table: Option<QualifiedName>,
        /// Its name.
        name: QualifiedName,
        /// The object.
        object: OtherObject,
        /// What if it is there.
        existing: Existing,
    },
    /// Changes an object that is known by name and text alone.
    AlterOther {
        /// Of which kind.
        kind: OtherKind,
        /// The table that it belongs to, if it belongs to one.
        table: Option<QualifiedName>,
        /// Its name.
        name: QualifiedName,
        /// What if it is not there.
        missing: Missing,
        /// What changes.
        change: OtherChange,
    },
    /// `DROP …`.
    Drop {
        /// What.
        dropped: Dropped,
        /// What if it is not there.
        missing: Missing,
        /// What about that which needs it.
        behavior: DropBehavior,
    },
    /// `COMMENT ON …`.
    Comment {
        /// On what.
        on: Commented,
        /// What is said of it; nothing takes the comment away.
        comment: Option<String>,
    },
    /// Names without a namespace are looked up here from now on: `SET search_path`, `USE`.
    SetSearchPath(Vec<Name>),
    /// Names without a namespace are looked up as when the session began.
    ResetSearchPath,
    /// `SET FOREIGN_KEY_CHECKS` (MySQL).
    SetForeignKeyChecks(ForeignKeyChecks),
    /// `PRAGMA legacy_alter_table`, `PRAGMA writable_schema` (SQLite).
    SetViewChecks(ViewChecks),
    /// Asks for relations to be there, and changes nothing of them: `GRANT`, `LOCK TABLE`.
    Use(Vec<QualifiedName>),
    /// Reads and writes rows.
    Data(DataChange),
    /// Does something that is not known.
    Unknown(Unknown),
}

/// Whether foreign keys keep tables from being dropped (MySQL).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ForeignKeyChecks {
    /// They do.
    #[default]
    On,
    /// They do not.
    Off,
}

/// Whether the tables that have their columns from a table change along with it (PostgreSQL).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// They do.
    #[default]
    WithChildren,
    /// They do not: `ONLY`.
    Alone,
}

/// Whether a table is renamed, or a column renamed or dropped, only while every view can be read
/// (SQLite).
///
/// Outside rule: <https://www.sqlite.org/pragma.html#pragma_legacy_alter_table>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ViewChecks {
    /// So it is.
    #[default]
    On,
    /// No view is looked at.
    Off,
}

/// What a statement says to something that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// It fails.
    #[default]
    Refuse,
    /// It leaves it as it is: `IF NOT EXISTS`.
    Keep,
    /// It takes its place: `OR REPLACE`.
    Replace,
}

/// What a statement says to something that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// It fails.
    #[default]
    Refuse,
    /// It does nothing: `IF EXISTS`.
    Skip,
}

/// What a drop says to that which needs what it drops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DropBehavior {
    /// It fails.
    #[default]
    Restrict,
    /// It drops that, too.
    Cascade,
}
