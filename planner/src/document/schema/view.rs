use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{IndexDocument, NameDocument, is_unset, keyed, names, namespace};
use crate::schema::{
    Name, QualifiedName, Trigger, TriggerEvent, TriggerLevel, TriggerState, View, ViewKind,
};

/// A view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ViewDocument {
    /// The namespace, if it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether its rows are stored.
    #[serde(default, skip_serializing_if = "is_unset")]
    pub materialized: bool,
    /// The names of its columns, where they are listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Its query.
    pub query: String,
    /// The tables and views that the query reads.
    pub reads: Vec<NameDocument>,
    /// What else is said of it when it is made.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// The indexes of a materialized view.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<IndexDocument>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// What is said of its columns.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub column_comments: BTreeMap<String, String>,
}

/// A trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TriggerDocument {
    /// Its name.
    pub name: String,
    /// The table or view that it watches.
    pub table: NameDocument,
    /// `BEFORE`, `AFTER` or `INSTEAD OF`.
    pub timing: String,
    /// What it watches for: `INSERT`, `UPDATE OF a, b`, …
    pub events: Vec<String>,
    /// Whether it acts once for each statement, not once for each row.
    #[serde(default, skip_serializing_if = "is_unset")]
    pub for_each_statement: bool,
    /// When it acts; always where nothing is said.
    #[serde(rename = "when", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// What it does: a call in PostgreSQL, statements elsewhere.
    pub action: String,
    /// What else is said of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub characteristics: String,
    /// `disabled`, `replica` or `always`, where it does not act as usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

impl ViewDocument {
    pub(super) fn of(name: &QualifiedName, view: &View) -> Self {
        Self {
            namespace: namespace(name),
            name: name.name.to_string(),
            materialized: view.kind == ViewKind::Materialized,
            columns: names(&view.columns),
            query: view.query.text.clone(),
            reads: view.reads.iter().map(NameDocument::of).collect(),
            options: view.options.clone(),
            indexes: view.indexes.iter().map(IndexDocument::of).collect(),
            comment: view.comment.clone(),
            column_comments: keyed(&view.column_comments),
        }
    }
}

impl TriggerDocument {
    pub(super) fn of(name: &Name, trigger: &Trigger) -> Self {
        Self {
            name: name.to_string(),
            table: NameDocument::of(&trigger.table),
            timing: trigger.timing.sql().to_owned(),
            events: trigger.events.iter().map(TriggerEvent::sql).collect(),
            for_each_statement: trigger.level == TriggerLevel::Statement,
            condition: trigger.condition.as_ref().map(ToString::to_string),
            action: trigger.action.clone(),
            characteristics: trigger.characteristics.clone(),
            state: match trigger.state {
                TriggerState::Enabled => None,
                TriggerState::Disabled => Some("disabled".to_owned()),
                TriggerState::Replica => Some("replica".to_owned()),
                TriggerState::Always => Some("always".to_owned()),
            },
            comment: trigger.comment.clone(),
        }
    }
}
