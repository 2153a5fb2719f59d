use thiserror::Error;

use crate::schema::{Name, Object, QualifiedName};

/// What a database would refuse of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// It makes something that is there.
    #[error("{object} exists already")]
    AlreadyExists {
        /// What is there.
        object: Object,
    },
    /// It is about something that is not there.
    #[error("{object} does not exist")]
    DoesNotExist {
        /// What is not there.
        object: Object,
    },
    /// It is about something of another kind.
    #[error("`{}` is no {}, but {}", object.name(), object.noun(), with_article(is))]
    OtherKind {
        /// What it takes it for.
        object: Object,
        /// What it is.
        is: &'static str,
    },
    /// It drops something that is needed.
    #[error("{object} is needed by {by}")]
    StillNeeded {
        /// What it drops.
        object: Object,
        /// What needs it.
        by: Object,
    },
    /// It changes the type of a column that a view reads or that another column is generated from
    /// (PostgreSQL), which no `CASCADE` allows.
    #[error("the type of {object} is needed by {by}")]
    TypeNeeded {
        /// The column.
        object: Object,
        /// What reads it, or is generated from it.
        by: Object,
    },
    /// It refers to columns that no key tells the rows of their table apart by.
    #[error(
        "{object} has no key over {} for a foreign key to refer to",
        quoted(columns)
    )]
    NoKey {
        /// The table that is referred to.
        object: Object,
        /// The columns.
        columns: Vec<Name>,
    },
    /// It joins two columns by a foreign key whose types do not go together, or changes the type of
    /// one that a foreign key joins.
    #[error("a foreign key joins {object} with {with}, and their types do not go together")]
    Unjoinable {
        /// The column that it is about.
        object: Object,
        /// The other one.
        with: Object,
    },
    /// It gives a table columns from itself, or from a table that has its own from it (PostgreSQL).
    #[error("{object} cannot have its columns from `{parent}`, which has its own from it")]
    Circle {
        /// The table, as an object.
        object: Object,
        /// Where it would have its columns from.
        parent: QualifiedName,
    },
    /// It changes a table while a view or a trigger cannot be read (SQLite).
    #[error("{object} reads `{relation}`, which does not exist")]
    BrokenView {
        /// The view, or the trigger.
        object: Object,
        /// What it reads and is not there.
        relation: QualifiedName,
    },
    /// It gives a table another primary key.
    #[error("table `{table}` has a primary key already")]
    SecondPrimaryKey {
        /// The table, as an object.
        object: Object,
        /// The table.
        table: QualifiedName,
    },
    /// It adds a label that an enum has.
    #[error("type `{}` has the label `{label}` already", object.name())]
    LabelExists {
        /// The enum.
        object: Object,
        /// The label.
        label: String,
    },
    /// It is about a label that an enum does not have.
    #[error("type `{}` has no label `{label}`", object.name())]
    NoLabel {
        /// The enum.
        object: Object,
        /// The label.
        label: String,
    },
    /// It takes away a property that a column does not have.
    #[error("column `{column}` is not {property}")]
    NoProperty {
        /// The column, as an object.
        object: Object,
        /// The column.
        column: Name,
        /// The property, as in "an identity column".
        property: &'static str,
    },
}

fn quoted(columns: &[Name]) -> String {
    let columns: Vec<String> = columns.iter().map(|it| format!("`{it}`")).collect();
    columns.join(", ")
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

impl Fault {
    /// What it is about, and what is in its way or missing.
    pub fn objects(&self) -> Vec<Object> {
        let other = match self {
            Self::StillNeeded { by, .. } | Self::TypeNeeded { by, .. } => Some(by.clone()),
            Self::Unjoinable { with, .. } => Some(with.clone()),
            Self::BrokenView { relation, .. } => Some(Object::Table(relation.clone())),
            Self::Circle { parent, .. } => Some(Object::Table(parent.clone())),
            _ => None,
        };
        std::iter::once(self.object().clone())
            .chain(other)
            .collect()
    }

    /// What it is about.
    pub const fn object(&self) -> &Object {
        match self {
            Self::AlreadyExists { object }
            | Self::DoesNotExist { object }
            | Self::OtherKind { object, .. }
            | Self::StillNeeded { object, .. }
            | Self::Circle { object, .. }
            | Self::NoKey { object, .. }
            | Self::Unjoinable { object, .. }
            | Self::TypeNeeded { object, .. }
            | Self::BrokenView { object, .. }
            | Self::SecondPrimaryKey { object, .. }
            | Self::LabelExists { object, .. }
            | Self::NoLabel { object, .. }
            | Self::NoProperty { object, .. } => object,
        }
    }
}
