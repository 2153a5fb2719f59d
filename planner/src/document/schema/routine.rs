use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::namespace;
use crate::schema::{QualifiedName, Routine, RoutineKind};

/// A function, a procedure or an aggregate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoutineDocument {
    /// The namespace, if it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
    /// `function`, `procedure` or `aggregate`.
    #[cfg_attr(
        feature = "json-schema",
        schemars(extend("enum" = ["function", "procedure", "aggregate"]))
    )]
    pub kind: String,
    /// The types of what it takes, which tell routines of one name apart (PostgreSQL).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signature: Vec<String>,
    /// What stands in its parentheses.
    pub arguments: String,
    /// What it gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<String>,
    /// What its body is written in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What else is said of it: `volatility`, `security`, …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// What it does.
    pub body: String,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

impl RoutineDocument {
    pub(super) fn of(name: &QualifiedName, routine: &Routine) -> Self {
        let signature = routine.signature.iter();
        Self {
            namespace: namespace(name),
            name: name.name.to_string(),
            kind: match routine.kind {
                RoutineKind::Function => "function",
                RoutineKind::Procedure => "procedure",
                RoutineKind::Aggregate => "aggregate",
            }
            .to_owned(),
            signature: signature.map(|it| it.text.clone()).collect(),
            arguments: routine.arguments.clone(),
            returns: routine.returns.clone(),
            language: routine.language.clone(),
            attributes: routine.attributes.clone(),
            body: routine.body.clone(),
            comment: routine.comment.clone(),
        }
    }
}
