use super::{Existing, Missing};
use crate::schema::{Attribute, Constraint, Domain, Expression, Name, Nullability, TypeDefinition};

/// What changes in a type or a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserTypeChange {
    /// `RENAME TO`.
    Rename(Name),
    /// `SET SCHEMA`.
    SetNamespace(Name),
    /// `ADD VALUE`.
    AddLabel {
        /// The label.
        label: String,
        /// Where it goes.
        place: LabelPlace,
        /// What if it is there.
        existing: Existing,
    },
    /// `RENAME VALUE`.
    RenameLabel {
        /// The label.
        label: String,
        /// The label afterwards.
        to: String,
    },
    /// `ADD ATTRIBUTE`.
    AddAttribute(Attribute),
    /// `DROP ATTRIBUTE`.
    DropAttribute {
        /// Which.
        attribute: Name,
        /// What if it is not there.
        missing: Missing,
    },
    /// `ALTER ATTRIBUTE … TYPE`.
    SetAttributeType(Attribute),
    /// `RENAME ATTRIBUTE`.
    RenameAttribute {
        /// Which.
        attribute: Name,
        /// Its name afterwards.
        to: Name,
    },
    /// `SET DEFAULT`, `DROP DEFAULT` (domains).
    SetDefault(Option<Expression>),
    /// `SET NOT NULL`, `DROP NOT NULL` (domains).
    SetNullability(Nullability),
    /// `ADD CONSTRAINT` (domains).
    AddConstraint(Constraint),
    /// `DROP CONSTRAINT` (domains).
    DropConstraint {
        /// Which.
        constraint: Name,
        /// What if it is not there.
        missing: Missing,
    },
    /// `RENAME CONSTRAINT` (domains).
    RenameConstraint {
        /// Which.
        constraint: Name,
        /// Its name afterwards.
        to: Name,
    },
    /// `VALIDATE CONSTRAINT` (domains).
    ValidateConstraint(Name),
    /// Who owns it, and the like: nothing of the model.
    Nothing,
}

/// Where a new label of an enum goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelPlace {
    /// Behind all others.
    Last,
    /// Before this one.
    Before(String),
    /// Behind this one.
    After(String),
}

impl From<Domain> for TypeDefinition {
    fn from(domain: Domain) -> Self {
        Self::Domain(domain)
    }
}
