use super::{Expression, Index, IndexPart, Name, QualifiedName};

/// A constraint of a table or a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    /// Its name; SQLite allows none.
    pub name: Option<ConstraintName>,
    /// What it demands.
    pub rule: Rule,
    /// When it is checked.
    pub timing: Timing,
    /// Whether the rows that were there before it are known to fulfil it.
    pub validity: Validity,
    /// What is said of it.
    pub comment: Option<String>,
}

impl Constraint {
    /// A constraint without a name that is checked at once and holds for every row.
    pub const fn new(rule: Rule) -> Self {
        Self {
            name: None,
            rule,
            timing: Timing::Immediate,
            validity: Validity::Valid,
            comment: None,
        }
    }

    /// Its name, if it has one.
    pub fn name(&self) -> Option<&Name> {
        self.name.as_ref().map(|name| &name.name)
    }

    /// Whether the database chose its name.
    pub fn has_generated_name(&self) -> bool {
        self.name
            .as_ref()
            .is_some_and(|name| name.origin == NameOrigin::Generated)
    }
}

/// The name of a constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstraintName {
    /// The name.
    pub name: Name,
    /// Who chose it.
    pub origin: NameOrigin,
}

/// Who chose a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOrigin {
    /// Whoever wrote the statement.
    Given,
    /// The database. Two databases with the same schema may have chosen differently.
    Generated,
}

/// What a constraint demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The columns tell the rows apart, and take no nulls.
    PrimaryKey(Key),
    /// The columns tell the rows apart.
    Unique(Key),
    /// The columns' values are those of a row elsewhere.
    ForeignKey(ForeignKey),
    /// Something is true of each row.
    Check(Check),
    /// No two rows stand in a relation to each other (PostgreSQL).
    Exclusion(Exclusion),
}

/// The columns of a primary key or a unique constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The columns, in order. SQLite and MySQL allow more than a name.
    pub parts: Vec<IndexPart>,
    /// Columns that the index carries besides (PostgreSQL).
    pub include: Vec<Name>,
    /// Whether two nulls are the same.
    pub nulls: Nulls,
}

impl Key {
    /// A key of plain columns.
    pub fn of_columns(columns: impl IntoIterator<Item = Name>) -> Self {
        Self {
            parts: columns.into_iter().map(IndexPart::column).collect(),
            include: Vec::new(),
            nulls: Nulls::Distinct,
        }
    }

    /// The names of its columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &Name> {
        self.parts.iter().filter_map(IndexPart::column_name)
    }
}

/// Whether a unique index takes two nulls for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nulls {
    /// It does not.
    #[default]
    Distinct,
    /// It does (PostgreSQL's `NULLS NOT DISTINCT`).
    NotDistinct,
}

/// A reference to another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The columns of this table.
    pub columns: Vec<Name>,
    /// The other table.
    pub table: QualifiedName,
    /// The columns of the other table; none stands for its primary key.
    pub referred: Vec<Name>,
    /// What happens when the other row is deleted.
    pub on_delete: ReferentialAction,
    /// What happens when the other row's columns change.
    pub on_update: ReferentialAction,
    /// What nulls among several columns mean.
    pub match_kind: MatchKind,
    /// The constraint or index of the other table that it depends on (PostgreSQL), where that is
    /// known. Another one over the same columns is not needed.
    pub needs: Option<Name>,
}

/// What happens to a row when the row that it refers to changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReferentialAction {
    /// The change is refused at the end of the statement, or of the transaction.
    #[default]
    NoAction,
    /// The change is refused at once.
    Restrict,
    /// The row changes along.
    Cascade,
    /// The columns become null.
    SetNull,
    /// The columns get their defaults.
    SetDefault,
}

impl ReferentialAction {
    /// As SQL has it.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }
}

/// What nulls among several columns of a foreign key mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatchKind {
    /// One null is enough to refer to nothing.
    #[default]
    Simple,
    /// Either all are null or none is.
    Full,
    /// Those that are not null must match.
    Partial,
}

/// Something that is true of each row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What.
    pub expression: Expression,
    /// Whether tables that inherit from this one have it, too.
    pub inheritance: Inheritance,
    /// Whether anybody looks (MySQL's and PostgreSQL's `NOT ENFORCED`).
    pub enforcement: Enforcement,
}

/// Whether tables that inherit have a constraint, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inheritance {
    /// They do.
    #[default]
    Inherited,
    /// They do not (`NO INHERIT`).
    NotInherited,
}

/// Whether a constraint is enforced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Enforcement {
    /// It is.
    #[default]
    Enforced,
    /// It is a note.
    NotEnforced,
}

/// A relation in which no two rows stand. It is its index, whose parts have operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The index: its method, its parts, its predicate.
    pub index: Index,
    /// The operator of each part.
    pub operators: Vec<String>,
}

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Timing {
    /// At the end of each statement.
    #[default]
    Immediate,
    /// At the end of each statement, unless the transaction defers it.
    Deferrable,
    /// At the end of the transaction.
    Deferred,
}

/// Whether the rows that were there before a constraint are known to fulfil it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Validity {
    /// They are.
    #[default]
    Valid,
    /// Nobody looked (`NOT VALID`).
    NotValid,
}
