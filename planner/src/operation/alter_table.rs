use super::{DropBehavior, Existing, Missing};
use crate::schema::{
    Column, Constraint, DataType, Enforcement, Expression, Identity, IdentityGeneration, Index,
    Name, Nullability, OwnerPolicies, Persistence, QualifiedName, RowPolicies, SequenceOptions,
    SequenceOwner, Timing, TriggerState,
};

/// What changes in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableChange {
    /// `RENAME TO`, which can lead to another namespace in MySQL.
    Rename(QualifiedName),
    /// `SET SCHEMA`.
    SetNamespace(Name),
    /// `ADD COLUMN`, with the constraints that the statement writes at the column.
    AddColumn {
        /// The column.
        column: Box<Column>,
        /// Its constraints.
        constraints: Vec<Constraint>,
        /// Where it goes.
        position: ColumnPosition,
        /// What if it is there.
        existing: Existing,
    },
    /// `DROP COLUMN`.
    DropColumn {
        /// Which.
        column: Name,
        /// What if it is not there.
        missing: Missing,
        /// What about that which needs it.
        behavior: DropBehavior,
    },
    /// `RENAME COLUMN`.
    RenameColumn {
        /// Which.
        column: Name,
        /// Its name afterwards.
        to: Name,
        /// What if it is not there.
        missing: Missing,
    },
    /// `ALTER COLUMN`.
    AlterColumn {
        /// Which.
        column: Name,
        /// What changes.
        change: ColumnChange,
    },
    /// `MODIFY COLUMN`, `CHANGE COLUMN`: everything that is said of the column is said anew
    /// (MySQL).
    RedefineColumn {
        /// Which.
        column: Name,
        /// The column afterwards.
        definition: Box<Column>,
        /// Constraints that come with it.
        constraints: Vec<Constraint>,
        /// Where it goes; where it was, if nothing is said.
        position: Option<ColumnPosition>,
        /// What if it is not there.
        missing: Missing,
    },
    /// `ADD CONSTRAINT`.
    AddConstraint {
        /// The constraint.
        constraint: Box<Constraint>,
        /// What if it is there (MariaDB).
        existing: Existing,
    },
    /// `ADD … USING INDEX` (PostgreSQL).
    AddConstraintUsingIndex {
        /// The constraint's name; the index's where nothing is said.
        name: Option<Name>,
        /// The index, which becomes the constraint's.
        index: Name,
        /// Which kind of key it becomes.
        kind: KeyKind,
        /// When it is checked.
        timing: Timing,
    },
    /// `DROP CONSTRAINT`, `DROP FOREIGN KEY`, `DROP CHECK`.
    DropConstraint {
        /// Which.
        constraint: Name,
        /// What if it is not there.
        missing: Missing,
        /// What about that which needs it.
        behavior: DropBehavior,
    },
    /// `DROP PRIMARY KEY` (MySQL).
    DropPrimaryKey {
        /// What if it is not there.
        missing: Missing,
    },
    /// `RENAME CONSTRAINT`.
    RenameConstraint {
        /// Which.
        constraint: Name,
        /// Its name afterwards.
        to: Name,
    },
    /// `ALTER CONSTRAINT`.
    SetConstraintTiming {
        /// Which.
        constraint: Name,
        /// When it is checked afterwards.
        timing: Timing,
    },
    /// `ALTER CONSTRAINT … [NOT] ENFORCED`, `ALTER CHECK`.
    SetConstraintEnforcement {
        /// Which.
        constraint: Name,
        /// Whether it is enforced afterwards.
        enforcement: Enforcement,
    },
    /// `VALIDATE CONSTRAINT`.
    ValidateConstraint(Name),
    /// `ADD INDEX`, `ADD KEY` (MySQL).
    AddIndex {
        /// The index. Where the statement gives no name, it has none yet.
        index: Box<Index>,
        /// What if it is there (MariaDB).
        existing: Existing,
    },
    /// `DROP INDEX`, `DROP KEY` (MySQL).
    DropIndex {
        /// Which.
        index: Name,
        /// What if it is not there (MariaDB).
        missing: Missing,
    },
    /// `RENAME INDEX` (MySQL).
    RenameIndex {
        /// Which.
        index: Name,
        /// Its name afterwards.
        to: Name,
    },
    /// `SET (…)`, and MySQL's table options: parameters with their values.
    SetOptions(Vec<(String, String)>),
    /// `RESET (…)`: parameters.
    ResetOptions(Vec<String>),
    /// `CONVERT TO CHARACTER SET` (MySQL).
    ConvertCharacterSet {
        /// The character set.
        character_set: String,
        /// The collation, where one is named.
        collation: Option<String>,
    },
    /// `COMMENT = '…'` (MySQL).
    SetComment(String),
    /// `SET LOGGED`, `SET UNLOGGED`.
    SetPersistence(Persistence),
    /// `ENABLE ROW LEVEL SECURITY`, `DISABLE ROW LEVEL SECURITY`.
    SetRowPolicies(RowPolicies),
    /// `FORCE ROW LEVEL SECURITY`, `NO FORCE ROW LEVEL SECURITY`.
    SetOwnerPolicies(OwnerPolicies),
    /// `ENABLE TRIGGER`, `DISABLE TRIGGER` and their like; every trigger where none is named.
    SetTriggerState {
        /// Which.
        trigger: Option<Name>,
        /// Whether it acts afterwards.
        state: TriggerState,
    },
    /// `INHERIT`.
    Inherit(QualifiedName),
    /// `NO INHERIT`.
    NoInherit(QualifiedName),
    /// `ATTACH PARTITION`.
    AttachPartition {
        /// The table that becomes a partition.
        partition: QualifiedName,
        /// Which rows are there, as it was written.
        bound: String,
    },
    /// `DETACH PARTITION`.
    DetachPartition(QualifiedName),
    /// How rows are divided (MySQL); not at all, where nothing is said.
    SetPartitioning(Option<String>),
    /// Who owns it, where it is kept, and the like: nothing of the model.
    Nothing,
}

/// Which kind of key a constraint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// The primary key.
    Primary,
    /// Another.
    Unique,
}

/// Where a column goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnPosition {
    /// Behind all others.
    Last,
    /// Before all others (MySQL).
    First,
    /// Behind this one (MySQL).
    After(Name),
}

/// What changes in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnChange {
    /// `TYPE`.
    SetType(TypeChange),
    /// `SET NOT NULL`, `DROP NOT NULL`.
    SetNullability(Nullability),
    /// `SET DEFAULT`.
    SetDefault(Expression),
    /// `DROP DEFAULT`.
    DropDefault,
    /// `SET EXPRESSION AS`.
    SetExpression(Expression),
    /// `DROP EXPRESSION`.
    DropExpression {
        /// What if there is none.
        missing: Missing,
    },
    /// `ADD GENERATED … AS IDENTITY`.
    AddIdentity(Identity),
    /// `SET GENERATED`, `SET` and `RESTART`.
    AlterIdentity(Vec<IdentityChange>),
    /// `DROP IDENTITY`.
    DropIdentity {
        /// What if there is none.
        missing: Missing,
    },
    /// `SET STATISTICS`, `SET STORAGE` and the like: nothing of the model.
    Nothing,
}

/// Another type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeChange {
    /// The type.
    pub data_type: DataType,
    /// The collation, where one is named; the type's where none is.
    pub collation: Option<String>,
    /// How old values become new ones.
    pub using: Option<Expression>,
}

/// What changes in an identity column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityChange {
    /// `SET GENERATED`.
    SetGeneration(IdentityGeneration),
    /// `SET` with an option of sequences.
    SetOptions(SequenceOptionChanges),
}

/// What changes in a sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SequenceChange {
    /// `RENAME TO`.
    Rename(Name),
    /// `SET SCHEMA`.
    SetNamespace(Name),
    /// `AS`.
    SetType(DataType),
    /// One or more options.
    SetOptions(SequenceOptionChanges),
    /// `OWNED BY`.
    SetOwner(Option<SequenceOwner>),
    /// `RESTART`, who owns it, and the like: nothing of the model.
    Nothing,
}

/// The options of a sequence that change; the others stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SequenceOptionChanges {
    /// `START`.
    pub start: Option<i128>,
    /// `INCREMENT`.
    pub increment: Option<i128>,
    /// `MINVALUE`; the inner nothing is `NO MINVALUE`.
    pub minimum: Option<Option<i128>>,
    /// `MAXVALUE`; the inner nothing is `NO MAXVALUE`.
    pub maximum: Option<Option<i128>>,
    /// `CACHE`.
    pub cache: Option<i128>,
    /// `CYCLE` and `NO CYCLE`.
    pub cycle: Option<bool>,
}

impl SequenceOptionChanges {
    /// Makes the changes.
    pub fn apply_to(self, options: &mut SequenceOptions) {
        options.start = self.start.or(options.start);
        options.increment = self.increment.or(options.increment);
        options.minimum = self.minimum.unwrap_or(options.minimum);
        options.maximum = self.maximum.unwrap_or(options.maximum);
        options.cache = self.cache.or(options.cache);
        options.cycle = self.cycle.unwrap_or(options.cycle);
    }
}
