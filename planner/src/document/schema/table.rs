use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ConstraintDocument, IndexDocument, NameDocument, SequenceOptionsDocument, is_unset, namespace,
};
use crate::schema::{
    Column, ColumnValue, GeneratedStorage, IdentityGeneration, Persistence, QualifiedName,
    RowSecurity, Table,
};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TableDocument {
    /// The namespace, if it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<ColumnDocument>,
    /// Its constraints. MySQL's unique keys are indexes.
    pub constraints: Vec<ConstraintDocument>,
    /// Its indexes, but for those of constraints.
    pub indexes: Vec<IndexDocument>,
    /// `unlogged` or `temporary`, where its rows do not stay for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persistence: Option<String>,
    /// What else is said of it when it is made.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// The tables that it has its columns from (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inherits: Vec<NameDocument>,
    /// How its rows are divided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_by: Option<String>,
    /// The table that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_of: Option<NameDocument>,
    /// Which rows of that table are here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_bound: Option<String>,
    /// `enabled` or `forced`, where policies decide who sees which row; `dormant` where they will
    /// for everybody once they are enabled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_security: Option<String>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnDocument {
    /// Its name.
    pub name: String,
    /// Its type; empty where there is none (SQLite).
    #[serde(rename = "type")]
    pub data_type: String,
    /// Whether it takes nulls.
    pub nullable: bool,
    /// The expression of its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// What it is computed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<GeneratedDocument>,
    /// The sequence that it counts by (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityDocument>,
    /// Whether it counts by itself (MySQL, SQLite).
    #[serde(default, skip_serializing_if = "is_unset")]
    pub auto_increment: bool,
    /// What a change of the row sets it to (MySQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_update: Option<String>,
    /// The collation, where one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
    /// The character set, where one is named (MySQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub character_set: Option<String>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// What a column is computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GeneratedDocument {
    /// The expression.
    pub expression: String,
    /// Whether it is computed when the row is written, not when it is read.
    pub stored: bool,
}

/// The sequence of an identity column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct IdentityDocument {
    /// Whether a given value does not go before the sequence's.
    pub always: bool,
    /// How it counts.
    #[serde(flatten)]
    pub options: SequenceOptionsDocument,
}

impl TableDocument {
    pub(super) fn of(name: &QualifiedName, table: &Table) -> Self {
        let place = table.partition_of.as_ref();
        Self {
            namespace: namespace(name),
            name: name.name.to_string(),
            columns: table.columns.iter().map(ColumnDocument::of).collect(),
            constraints: table
                .constraints
                .iter()
                .map(ConstraintDocument::of)
                .collect(),
            indexes: table.indexes.iter().map(IndexDocument::of).collect(),
            persistence: match table.persistence {
                Persistence::Logged => None,
                Persistence::Unlogged => Some("unlogged".to_owned()),
                Persistence::Temporary => Some("temporary".to_owned()),
            },
            options: table.options.clone(),
            inherits: table.inherits.iter().map(NameDocument::of).collect(),
            partition_by: table.partition_by.clone(),
            partition_of: place.map(|place| NameDocument::of(&place.parent)),
            partition_bound: place.map(|place| place.bound.clone()),
            row_security: match table.row_security {
                RowSecurity::Disabled => None,
                RowSecurity::Enabled => Some("enabled".to_owned()),
                RowSecurity::Forced => Some("forced".to_owned()),
                RowSecurity::Dormant => Some("dormant".to_owned()),
            },
            comment: table.comment.clone(),
        }
    }
}

impl ColumnDocument {
    fn of(column: &Column) -> Self {
        let mut document = Self {
            name: column.name.to_string(),
            data_type: column.data_type.text.clone(),
            nullable: column.is_nullable(),
            default: None,
            generated: None,
            identity: None,
            auto_increment: false,
            on_update: column.on_update.as_ref().map(ToString::to_string),
            collation: column.collation.clone(),
            character_set: column.character_set.clone(),
            comment: column.comment.clone(),
        };
        match &column.value {
            ColumnValue::Given(default) => {
                document.default = default.as_ref().map(ToString::to_string);
            }
            ColumnValue::Generated {
                expression,
                storage,
            } => {
                document.generated = Some(GeneratedDocument {
                    expression: expression.to_string(),
                    stored: *storage == GeneratedStorage::Stored,
                });
            }
            ColumnValue::Identity(identity) => {
                document.identity = Some(IdentityDocument {
                    always: identity.generation == IdentityGeneration::Always,
                    options: SequenceOptionsDocument::of(&identity.options),
                });
            }
            ColumnValue::AutoIncrement => document.auto_increment = true,
        }
        document
    }
}
