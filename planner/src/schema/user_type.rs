use super::{Constraint, DataType, Expression, Name, Nullability};

/// A type that statements made (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserType {
    /// What it is.
    pub definition: TypeDefinition,
    /// What is said of it.
    pub comment: Option<String>,
}

/// What a type is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeDefinition {
    /// One of some labels, in order.
    Enum {
        /// The labels.
        labels: Vec<String>,
    },
    /// Another type with rules.
    Domain(Domain),
    /// A row of values.
    Composite {
        /// The values, in order.
        attributes: Vec<Attribute>,
    },
    /// Anything else, as it was written.
    Other {
        /// What stands behind the name.
        text: String,
    },
}

/// Another type with rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// The other type.
    pub data_type: DataType,
    /// The collation, where it is not the type's.
    pub collation: Option<String>,
    /// The default.
    pub default: Option<Expression>,
    /// Whether it takes nulls.
    pub nullability: Nullability,
    /// Its checks.
    pub constraints: Vec<Constraint>,
}

/// A value of a composite type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub data_type: DataType,
    /// The collation, where it is not the type's.
    pub collation: Option<String>,
}
