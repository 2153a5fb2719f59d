use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{is_unset, names};
use crate::schema::{
    Index, IndexKind, IndexOrigin, IndexPart, IndexSubject, Nulls, NullsOrder, SortOrder,
};

/// An index of a table or a materialized view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IndexDocument {
    /// Its name.
    pub name: String,
    /// `plain`, `unique`, `fulltext` or `spatial`.
    #[cfg_attr(
        feature = "json-schema",
        schemars(extend("enum" = ["plain", "unique", "fulltext", "spatial"]))
    )]
    pub kind: String,
    /// Whether the database made it for a foreign key (MySQL).
    #[serde(default, skip_serializing_if = "is_unset")]
    pub for_foreign_key: bool,
    /// How it is built, where that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What it is over, in order.
    pub parts: Vec<IndexPartDocument>,
    /// Columns that it carries besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// Which rows are in it; all where nothing is said.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<String>,
    /// Whether two nulls are the same.
    #[serde(default, skip_serializing_if = "is_unset")]
    pub nulls_not_distinct: bool,
    /// Storage parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// One of the things that an index is over: a column or an expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IndexPartDocument {
    /// The column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// How many of the column's first characters count (MySQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix_length: Option<u64>,
    /// The expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// The collation, where one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
    /// The operator class, where one is named (PostgreSQL).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator_class: Option<String>,
    /// Whether the largest comes first.
    #[serde(default, skip_serializing_if = "is_unset")]
    pub descending: bool,
    /// `first` or `last`, where that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nulls: Option<String>,
}

impl IndexDocument {
    pub(super) fn of(index: &Index) -> Self {
        Self {
            name: index.name.to_string(),
            kind: match index.kind {
                IndexKind::Plain => "plain",
                IndexKind::Unique => "unique",
                IndexKind::FullText => "fulltext",
                IndexKind::Spatial => "spatial",
            }
            .to_owned(),
            for_foreign_key: index.origin == IndexOrigin::ForForeignKey,
            method: index.method.clone(),
            parts: index.parts.iter().map(IndexPartDocument::of).collect(),
            include: names(&index.include),
            predicate: index.predicate.as_ref().map(ToString::to_string),
            nulls_not_distinct: index.nulls == Nulls::NotDistinct,
            options: index.options.clone(),
            comment: index.comment.clone(),
        }
    }
}

impl IndexPartDocument {
    pub(super) fn of(part: &IndexPart) -> Self {
        let mut document = Self {
            column: None,
            prefix_length: None,
            expression: None,
            collation: part.collation.clone(),
            operator_class: part.operator_class.clone(),
            descending: part.order == SortOrder::Descending,
            nulls: part.nulls.map(|nulls| {
                match nulls {
                    NullsOrder::First => "first",
                    NullsOrder::Last => "last",
                }
                .to_owned()
            }),
        };
        match &part.subject {
            IndexSubject::Column {
                name,
                prefix_length,
            } => {
                document.column = Some(name.to_string());
                document.prefix_length = *prefix_length;
            }
            IndexSubject::Expression(expression) => {
                document.expression = Some(expression.to_string());
            }
        }
        document
    }
}
