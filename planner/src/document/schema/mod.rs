//! A schema as JSON: every object with its properties, spelled as they are known.
//!
//! What holds where nothing is said is left out, so that what is there says something.

mod constraint;
mod index;
mod routine;
mod sequence;
mod table;
mod user_type;
mod view;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::schema::{Cause, Name, OtherName, OtherObject, QualifiedName, Schema};

pub use constraint::{ConstraintDocument, RuleDocument};
pub use index::{IndexDocument, IndexPartDocument};
pub use routine::RoutineDocument;
pub use sequence::{SequenceDocument, SequenceOptionsDocument};
pub use table::{ColumnDocument, GeneratedDocument, IdentityDocument, TableDocument};
pub use user_type::{AttributeDocument, TypeDocument};
pub use view::{TriggerDocument, ViewDocument};

/// The version of the format.
pub const SCHEMA_VERSION: u32 = 1;

/// A database's schema.
///
/// It is what `limbeck schema --format json` prints. The key `limbeck_schema` is the version of
/// the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchemaDocument {
    /// The version of the format: 1.
    #[cfg_attr(feature = "json-schema", schemars(extend("const" = SCHEMA_VERSION)))]
    pub limbeck_schema: u32,
    /// `postgresql`, `mysql` or `sqlite`.
    #[cfg_attr(
        feature = "json-schema",
        schemars(extend("enum" = ["postgresql", "mysql", "sqlite"]))
    )]
    pub dialect: String,
    /// The namespaces beside the default one: PostgreSQL's schemas.
    pub namespaces: Vec<NamespaceDocument>,
    /// The extensions (PostgreSQL).
    pub extensions: Vec<ExtensionDocument>,
    /// The types that statements made (PostgreSQL).
    pub types: Vec<TypeDocument>,
    /// The sequences.
    pub sequences: Vec<SequenceDocument>,
    /// The tables.
    pub tables: Vec<TableDocument>,
    /// The views, materialized ones included.
    pub views: Vec<ViewDocument>,
    /// The functions, procedures and aggregates.
    pub routines: Vec<RoutineDocument>,
    /// The triggers.
    pub triggers: Vec<TriggerDocument>,
    /// Objects that are known by name and text alone: policies, rules, events, …
    pub others: Vec<OtherDocument>,
    /// The statements that may have changed something in a way that is not known. What they name
    /// is as it was before them.
    pub uncertain: Vec<CauseDocument>,
}

/// A namespace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NamespaceDocument {
    /// Its name.
    pub name: String,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// An extension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExtensionDocument {
    /// Its name.
    pub name: String,
    /// Its version, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The namespace that its objects are in, if that is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// An object that is known by name and text alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtherDocument {
    /// Of which kind: `policy`, `rule`, `statistics`, `event`, …
    pub kind: String,
    /// The namespace, if it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
    /// The table that it belongs to, if it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<NameDocument>,
    /// What stands behind its name when it is made; empty where that is not known.
    pub text: String,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// A name with its namespace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NameDocument {
    /// The namespace, if it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// The name.
    pub name: String,
}

/// A statement that makes something uncertain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CauseDocument {
    /// The file's path; empty where it is not from a file.
    pub path: String,
    /// The line, from 1; 0 where it is not from a file.
    pub line: usize,
    /// Why its effect is not known.
    pub reason: String,
}

impl SchemaDocument {
    /// The document of `schema`, with objects in the order of their names.
    pub fn of(schema: &Schema) -> Self {
        Self {
            limbeck_schema: SCHEMA_VERSION,
            dialect: schema.dialect().name().to_owned(),
            namespaces: schema
                .namespaces()
                .map(|(name, namespace)| NamespaceDocument {
                    name: name.to_string(),
                    comment: namespace.comment.clone(),
                })
                .collect(),
            extensions: schema
                .extensions()
                .map(|(name, extension)| ExtensionDocument {
                    name: name.to_string(),
                    version: extension.version.clone(),
                    namespace: extension.namespace.as_ref().map(Name::to_string),
                    comment: extension.comment.clone(),
                })
                .collect(),
            types: schema
                .types()
                .map(|(name, user_type)| TypeDocument::of(name, user_type))
                .collect(),
            sequences: schema
                .sequences()
                .map(|(name, sequence)| SequenceDocument::of(name, sequence))
                .collect(),
            tables: schema
                .tables()
                .map(|(name, table)| TableDocument::of(name, table))
                .collect(),
            views: schema
                .views()
                .map(|(name, view)| ViewDocument::of(name, view))
                .collect(),
            routines: schema
                .routines()
                .map(|(name, routine)| RoutineDocument::of(name, routine))
                .collect(),
            triggers: schema
                .triggers()
                .map(|(name, trigger)| TriggerDocument::of(name, trigger))
                .collect(),
            others: schema
                .others()
                .map(|(name, other)| OtherDocument::of(name, other))
                .collect(),
            uncertain: schema
                .uncertainty()
                .causes()
                .into_iter()
                .map(CauseDocument::of)
                .collect(),
        }
    }
}

impl OtherDocument {
    fn of(name: &OtherName, other: &OtherObject) -> Self {
        Self {
            kind: name.kind.noun().to_owned(),
            namespace: namespace(&name.name),
            name: name.name.name.to_string(),
            table: name.table.as_ref().map(NameDocument::of),
            text: other.text.clone(),
            comment: other.comment.clone(),
        }
    }
}

impl NameDocument {
    /// The document of `name`.
    pub fn of(name: &QualifiedName) -> Self {
        Self {
            namespace: namespace(name),
            name: name.name.to_string(),
        }
    }
}

impl CauseDocument {
    /// The document of `cause`.
    pub fn of(cause: &Cause) -> Self {
        Self {
            path: cause.path.clone(),
            line: cause.line,
            reason: cause.reason.clone(),
        }
    }
}

fn namespace(name: &QualifiedName) -> Option<String> {
    name.namespace.as_ref().map(Name::to_string)
}

fn names(names: &[Name]) -> Vec<String> {
    names.iter().map(Name::to_string).collect()
}

fn keyed(map: &BTreeMap<Name, String>) -> BTreeMap<String, String> {
    map.iter()
        .map(|(name, value)| (name.to_string(), value.clone()))
        .collect()
}

/// Whether a flag is not set, so that it need not be written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_unset(flag: &bool) -> bool {
    !*flag
}
