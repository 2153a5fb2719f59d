use serde::{Deserialize, Serialize};

use super::{NameDocument, is_unset, namespace};
use crate::schema::{QualifiedName, Sequence, SequenceOptions};

/// A sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SequenceDocument {
    /// The namespace, if it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
    /// The type of its values; `bigint` where nothing is said.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub data_type: Option<String>,
    /// How it counts.
    pub options: SequenceOptionsDocument,
    /// The table of the column that it goes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_table: Option<NameDocument>,
    /// The column that it goes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_column: Option<String>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// How a sequence counts. What is not said follows from the rest, as the database has it. Values
/// are texts, since some are too large for JSON's numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct SequenceOptionsDocument {
    /// The first value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// From one value to the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub increment: Option<String>,
    /// The smallest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<String>,
    /// The largest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<String>,
    /// How many values a session takes at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<String>,
    /// Whether it starts anew behind its last value.
    #[serde(default, skip_serializing_if = "is_unset")]
    pub cycle: bool,
}

impl SequenceDocument {
    pub(super) fn of(name: &QualifiedName, sequence: &Sequence) -> Self {
        let owner = sequence.owner.as_ref();
        Self {
            namespace: namespace(name),
            name: name.name.to_string(),
            data_type: sequence.data_type.as_ref().map(|it| it.text.clone()),
            options: SequenceOptionsDocument::of(&sequence.options),
            owner_table: owner.map(|owner| NameDocument::of(&owner.table)),
            owner_column: owner.map(|owner| owner.column.to_string()),
            comment: sequence.comment.clone(),
        }
    }
}

impl SequenceOptionsDocument {
    pub(super) fn of(options: &SequenceOptions) -> Self {
        let text = |value: Option<i128>| value.map(|value| value.to_string());
        Self {
            start: text(options.start),
            increment: text(options.increment),
            minimum: text(options.minimum),
            maximum: text(options.maximum),
            cache: text(options.cache),
            cycle: options.cycle,
        }
    }
}
