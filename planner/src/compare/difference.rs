use std::fmt;

use crate::schema::Object;

/// One thing that differs between two schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub object: Object,
    /// How.
    pub change: Change,
}

impl Difference {
    /// Whether nothing differs but the order of columns.
    pub const fn is_about_position(&self) -> bool {
        matches!(
            self.change,
            Change::Differs {
                property: Property::Position,
                ..
            }
        )
    }
}

/// How an object differs between two schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The right one does not have it.
    OnlyLeft,
    /// The left one does not have it.
    OnlyRight,
    /// Both have it, and a property of it differs.
    Differs {
        /// Which property.
        property: Property,
        /// What it is in the left one.
        left: String,
        /// What it is in the right one.
        right: String,
    },
}

/// The properties in which objects can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Property {
    /// What kind of relation it is.
    Kind,
    /// A column's type.
    Type,
    /// Whether a column takes nulls.
    Nullability,
    /// A default.
    Default,
    /// How a generated column is computed.
    Generated,
    /// Whether a column has an identity, and which.
    Identity,
    /// Whether a column counts by itself.
    AutoIncrement,
    /// What an update sets a column to.
    OnUpdate,
    /// A collation.
    Collation,
    /// A character set.
    CharacterSet,
    /// The place of a column among the others.
    Position,
    /// What a constraint demands, or what an index is over.
    Definition,
    /// When a constraint is checked.
    Timing,
    /// Whether a constraint is known to hold.
    Validity,
    /// An option of a table, a view or an index.
    Options,
    /// How a table's rows are divided.
    Partitioning,
    /// The tables that a table has its columns from.
    Inheritance,
    /// Whether a table's rows survive a crash.
    Persistence,
    /// Whether policies decide who sees which row.
    RowSecurity,
    /// The labels of an enum.
    Labels,
    /// The values of a composite type.
    Attributes,
    /// What a function takes.
    Arguments,
    /// The columns of a view.
    Columns,
    /// The version of an extension.
    Version,
    /// The namespace that an extension's objects are in.
    Namespace,
    /// The column that a sequence belongs to.
    Owner,
    /// Whether a trigger acts.
    State,
    /// What is said of it.
    Comment,
}

impl Property {
    /// What it is called in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Type => "type",
            Self::Nullability => "nullability",
            Self::Default => "default",
            Self::Generated => "generation",
            Self::Identity => "identity",
            Self::AutoIncrement => "auto-increment",
            Self::OnUpdate => "update value",
            Self::Collation => "collation",
            Self::CharacterSet => "character set",
            Self::Position => "position",
            Self::Definition => "definition",
            Self::Timing => "timing",
            Self::Validity => "validity",
            Self::Options => "options",
            Self::Partitioning => "partitioning",
            Self::Inheritance => "inheritance",
            Self::Persistence => "persistence",
            Self::RowSecurity => "row security",
            Self::Labels => "labels",
            Self::Attributes => "attributes",
            Self::Arguments => "arguments",
            Self::Columns => "columns",
            Self::Version => "version",
            Self::Namespace => "namespace",
            Self::Owner => "owner",
            Self::State => "state",
            Self::Comment => "comment",
        }
    }
}

impl fmt::Display for Property {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A side of a property that differs, as messages show it.
pub(crate) fn shown_value(text: &str) -> String {
    if text.is_empty() {
        "none".to_owned()
    } else {
        format!("`{text}`")
    }
}
