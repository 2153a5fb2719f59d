use std::fmt;

use super::{DataType, Name, QualifiedName};

/// Names one object of a schema, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
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
        /// Its name, or what it is over where it has none.
        constraint: Name,
    },
    /// An index. It is in the namespace of its table.
    Index {
        /// The table or materialized view.
        table: QualifiedName,
        /// The index.
        index: Name,
    },
    /// A trigger.
    Trigger {
        /// The table or view.
        table: QualifiedName,
        /// The trigger.
        trigger: Name,
    },
    /// A view, materialized or not.
    View(QualifiedName),
    /// A sequence.
    Sequence(QualifiedName),
    /// A type: an enum, a domain or a composite one.
    Type(QualifiedName),
    /// A function, a procedure or an aggregate.
    Routine {
        /// Its name.
        name: QualifiedName,
        /// What it takes; none in MySQL, where a name is enough.
        signature: Vec<DataType>,
    },
    /// Anything else that is known by name.
    Other(OtherName),
}

/// The name of an object that is known by name and text alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OtherName {
    /// Of which kind.
    pub kind: OtherKind,
    /// The table or view that it belongs to, if it belongs to one.
    pub table: Option<QualifiedName>,
    /// Its name.
    pub name: QualifiedName,
}

/// The kinds of objects that are known by name and text alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OtherKind {
    /// Who sees which row of a table.
    Policy,
    /// What becomes of a statement on a table.
    Rule,
    /// Extended statistics.
    Statistics,
    /// A collation.
    Collation,
    /// A scheduled event (MySQL).
    Event,
    /// A virtual table (SQLite).
    VirtualTable,
    /// A trigger on statements that change the schema.
    EventTrigger,
    /// What is published to other databases.
    Publication,
    /// A text search configuration, dictionary, parser or template.
    TextSearch,
    /// A cast.
    Cast,
    /// An operator.
    Operator,
}

impl OtherKind {
    /// What it is called in messages.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Rule => "rule",
            Self::Statistics => "statistics",
            Self::Collation => "collation",
            Self::Event => "event",
            Self::VirtualTable => "virtual table",
            Self::EventTrigger => "event trigger",
            Self::Publication => "publication",
            Self::TextSearch => "text search object",
            Self::Cast => "cast",
            Self::Operator => "operator",
        }
    }
}

impl Object {
    /// What it is called in messages: `table`, `column`, …
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Namespace(_) => "schema",
            Self::Extension(_) => "extension",
            Self::Table(_) => "table",
            Self::Column { .. } => "column",
            Self::Constraint { .. } => "constraint",
            Self::Index { .. } => "index",
            Self::Trigger { .. } => "trigger",
            Self::View(_) => "view",
            Self::Sequence(_) => "sequence",
            Self::Type(_) => "type",
            Self::Routine { .. } => "function",
            Self::Other(other) => other.kind.noun(),
        }
    }

    /// The table, view or domain that it is or belongs to.
    pub const fn relation(&self) -> Option<&QualifiedName> {
        match self {
            Self::Table(name) | Self::View(name) => Some(name),
            Self::Column { table, .. }
            | Self::Constraint { table, .. }
            | Self::Index { table, .. }
            | Self::Trigger { table, .. } => Some(table),
            Self::Other(OtherName { table, .. }) => table.as_ref(),
            Self::Namespace(_)
            | Self::Extension(_)
            | Self::Sequence(_)
            | Self::Type(_)
            | Self::Routine { .. } => None,
        }
    }

    /// The namespace that it is in, where its name has one.
    pub(crate) fn namespace(&self) -> Option<&Name> {
        let name = match self {
            Self::Sequence(name) | Self::Type(name) | Self::Routine { name, .. } => Some(name),
            object => object.relation(),
        };
        name.and_then(|it| it.namespace.as_ref())
    }

    /// The name that it has itself; none for a column, which only its table's name tells apart
    /// from others.
    pub(super) const fn own_name(&self) -> Option<&Name> {
        match self {
            Self::Namespace(name) | Self::Extension(name) => Some(name),
            Self::Table(name)
            | Self::View(name)
            | Self::Sequence(name)
            | Self::Type(name)
            | Self::Routine { name, .. } => Some(&name.name),
            Self::Index { index, .. } => Some(index),
            Self::Trigger { trigger, .. } => Some(trigger),
            Self::Constraint { constraint, .. } => Some(constraint),
            Self::Other(other) => Some(&other.name.name),
            Self::Column { .. } => None,
        }
    }

    /// Its name, with its table's where it is a part of one, and without its noun.
    pub fn name(&self) -> String {
        match self {
            Self::Namespace(name) | Self::Extension(name) => name.to_string(),
            Self::Table(name) | Self::View(name) | Self::Sequence(name) | Self::Type(name) => {
                name.to_string()
            }
            Self::Column { table, column } => format!("{table}.{column}"),
            Self::Constraint { constraint, .. } => constraint.to_string(),
            Self::Index { index, .. } => index.to_string(),
            Self::Trigger { trigger, .. } => trigger.to_string(),
            Self::Routine { name, signature } => {
                let types: Vec<&str> = signature.iter().map(|it| it.text.as_str()).collect();
                format!("{name}({})", types.join(", "))
            }
            Self::Other(other) => other.name.to_string(),
        }
    }
}

/// As in messages: ``column `account.email` ``, ``index `account_email_idx` of `account` ``.
impl fmt::Display for Object {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} `{}`", self.noun(), self.name())?;
        let owner = match self {
            Self::Constraint { table, .. }
            | Self::Index { table, .. }
            | Self::Trigger { table, .. } => Some(table),
            Self::Other(other) => other.table.as_ref(),
            _ => None,
        };
        // What is not there may be named without its table, and is then called like it.
        match owner {
            Some(owner) if self.own_name() != Some(&owner.name) => {
                write!(formatter, " of `{owner}`")
            }
            _ => Ok(()),
        }
    }
}
