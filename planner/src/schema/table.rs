use std::collections::{BTreeMap, BTreeSet};

use super::{Column, Constraint, ConstraintName, Index, Key, Name, QualifiedName, Rule};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its constraints, in the order in which they were made. MySQL's unique keys are indexes.
    pub constraints: Vec<Constraint>,
    /// Its indexes, other than those of constraints, in the order in which they were made.
    pub indexes: Vec<Index>,
    /// How long its rows stay.
    pub persistence: Persistence,
    /// What else is said when it is made.
    pub options: BTreeMap<String, String>,
    /// The tables that it has its columns from (PostgreSQL).
    pub inherits: Vec<QualifiedName>,
    /// What it has of its own, though a table that it inherits from has it, too: it stays when it
    /// goes there.
    pub own: OwnParts,
    /// How its rows are divided, as it was written.
    pub partition_by: Option<String>,
    /// The table that it is a part of (PostgreSQL).
    pub partition_of: Option<PartitionOf>,
    /// Whether policies decide who sees which row (PostgreSQL).
    pub row_security: RowSecurity,
    /// What is said of it.
    pub comment: Option<String>,
}

/// Parts of a table that it has of its own, though it inherits them as well (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnParts {
    /// Columns.
    pub columns: BTreeSet<Name>,
    /// Constraints.
    pub constraints: BTreeSet<Name>,
}

/// A partition's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartitionOf {
    /// The table that is divided.
    pub parent: QualifiedName,
    /// Which rows are here, as it was written: `FOR VALUES …` or `DEFAULT`.
    pub bound: String,
}

/// How long a table's rows stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Persistence {
    /// For good.
    #[default]
    Logged,
    /// Until the server crashes (PostgreSQL's `UNLOGGED`).
    Unlogged,
    /// Until the session ends.
    Temporary,
}

/// Whether policies decide who sees which row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowSecurity {
    /// They do not.
    #[default]
    Disabled,
    /// They do, but for the table's owner.
    Enabled,
    /// They do for everybody.
    Forced,
    /// They do not, but will for everybody once they are enabled.
    Dormant,
}

impl RowSecurity {
    /// Once policies decide, or do not any more.
    #[must_use]
    pub const fn enabled(self, enabled: RowPolicies) -> Self {
        match (enabled, self) {
            (RowPolicies::Decide, Self::Disabled | Self::Enabled) => Self::Enabled,
            (RowPolicies::Decide, Self::Forced | Self::Dormant) => Self::Forced,
            (RowPolicies::Ignored, Self::Disabled | Self::Enabled) => Self::Disabled,
            (RowPolicies::Ignored, Self::Forced | Self::Dormant) => Self::Dormant,
        }
    }

    /// Once policies are for the owner, too, or are not any more.
    #[must_use]
    pub const fn forced(self, owner: OwnerPolicies) -> Self {
        match (owner, self) {
            (OwnerPolicies::Apply, Self::Disabled | Self::Dormant) => Self::Dormant,
            (OwnerPolicies::Apply, Self::Enabled | Self::Forced) => Self::Forced,
            (OwnerPolicies::Bypassed, Self::Disabled | Self::Dormant) => Self::Disabled,
            (OwnerPolicies::Bypassed, Self::Enabled | Self::Forced) => Self::Enabled,
        }
    }

    /// Whether policies decide anything.
    #[must_use]
    pub const fn policies(self) -> RowPolicies {
        match self {
            Self::Enabled | Self::Forced => RowPolicies::Decide,
            Self::Disabled | Self::Dormant => RowPolicies::Ignored,
        }
    }

    /// Whether they are for the table's owner, too, once they decide.
    #[must_use]
    pub const fn owner_policies(self) -> OwnerPolicies {
        match self {
            Self::Forced | Self::Dormant => OwnerPolicies::Apply,
            Self::Disabled | Self::Enabled => OwnerPolicies::Bypassed,
        }
    }
}

/// Whether policies decide anything about a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowPolicies {
    /// They do: `ENABLE ROW LEVEL SECURITY`.
    Decide,
    /// They do not: `DISABLE ROW LEVEL SECURITY`.
    Ignored,
}

/// Whether policies are for a table's owner, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerPolicies {
    /// They are: `FORCE ROW LEVEL SECURITY`.
    Apply,
    /// They are not: `NO FORCE ROW LEVEL SECURITY`.
    Bypassed,
}

impl Table {
    /// The column with this name.
    pub fn column(&self, name: &Name) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == *name)
    }

    /// The column with this name, to change it.
    pub fn column_mut(&mut self, name: &Name) -> Option<&mut Column> {
        self.columns.iter_mut().find(|column| column.name == *name)
    }

    /// Where the column with this name is.
    pub fn column_position(&self, name: &Name) -> Option<usize> {
        self.columns.iter().position(|column| column.name == *name)
    }

    /// The constraint with this name.
    pub fn constraint(&self, name: &Name) -> Option<&Constraint> {
        let named = |it: &&Constraint| it.name() == Some(name);
        self.constraints.iter().find(named)
    }

    /// The constraint with this name, to change it.
    pub fn constraint_mut(&mut self, name: &Name) -> Option<&mut Constraint> {
        let named = |it: &&mut Constraint| it.name() == Some(name);
        self.constraints.iter_mut().find(named)
    }

    /// The index with this name.
    pub fn index(&self, name: &Name) -> Option<&Index> {
        self.indexes.iter().find(|index| index.name == *name)
    }

    /// The index with this name, to change it.
    pub fn index_mut(&mut self, name: &Name) -> Option<&mut Index> {
        self.indexes.iter_mut().find(|index| index.name == *name)
    }

    /// The primary key, if there is one.
    pub fn primary_key(&self) -> Option<(&Key, Option<&ConstraintName>)> {
        self.constraints.iter().find_map(|constraint| {
            let Rule::PrimaryKey(key) = &constraint.rule else {
                return None;
            };
            Some((key, constraint.name.as_ref()))
        })
    }
}
