use std::sync::Arc;

use super::{Name, Object, QualifiedName, Sequence, Table, View};

/// Something that shares its names with tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// A table.
    Table(Arc<Table>),
    /// A view, materialized or not.
    View(Arc<View>),
    /// A sequence.
    Sequence(Arc<Sequence>),
    /// An index, one that a constraint has included. It is in the namespace of its owner.
    Index {
        /// The table or materialized view that has it.
        owner: Name,
    },
}

impl Relation {
    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The view, if it is one.
    pub fn as_view(&self) -> Option<&View> {
        match self {
            Self::View(view) => Some(view),
            _ => None,
        }
    }

    /// The sequence, if it is one.
    pub fn as_sequence(&self) -> Option<&Sequence> {
        match self {
            Self::Sequence(sequence) => Some(sequence),
            _ => None,
        }
    }

    /// It as an object, under its name. An index stands for its table.
    pub fn object(&self, name: &QualifiedName) -> Object {
        match self {
            Self::Table(_) => Object::Table(name.clone()),
            Self::View(_) => Object::View(name.clone()),
            Self::Sequence(_) => Object::Sequence(name.clone()),
            Self::Index { owner } => Object::Index {
                table: name.with_name(owner.clone()),
                index: name.name.clone(),
            },
        }
    }

    /// What it is called in messages.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Table(_) => "table",
            Self::View(_) => "view",
            Self::Sequence(_) => "sequence",
            Self::Index { .. } => "index",
        }
    }

    /// Whether both are the same object in memory, and so equal without a look inside.
    pub(crate) fn is_shared_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Table(one), Self::Table(other)) => Arc::ptr_eq(one, other),
            (Self::View(one), Self::View(other)) => Arc::ptr_eq(one, other),
            (Self::Sequence(one), Self::Sequence(other)) => Arc::ptr_eq(one, other),
            (Self::Index { owner: one }, Self::Index { owner: other }) => one == other,
            _ => false,
        }
    }
}
