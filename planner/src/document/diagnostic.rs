use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Location};

/// A diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct DiagnosticDocument {
    /// `error`, `warning` or `information`.
    pub severity: String,
    /// The stable name of its kind.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub location: Option<LocationDocument>,
    /// Other places that belong to it.
    pub related: Vec<RelatedDocument>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place in a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct LocationDocument {
    /// The script's path.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The first byte of the span.
    pub start: usize,
    /// The byte behind the span.
    pub end: usize,
}

/// Another place that belongs to a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct RelatedDocument {
    /// Where.
    pub location: LocationDocument,
    /// What it has to do with the diagnostic.
    pub message: String,
}

impl DiagnosticDocument {
    /// The document of `diagnostic`.
    pub fn of(diagnostic: &Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity.name().to_owned(),
            code: diagnostic.code.name().to_owned(),
            message: diagnostic.message.clone(),
            location: diagnostic.location.as_ref().map(LocationDocument::of),
            related: diagnostic
                .related
                .iter()
                .map(|related| RelatedDocument {
                    location: LocationDocument::of(&related.location),
                    message: related.message.clone(),
                })
                .collect(),
            help: diagnostic.help.clone(),
        }
    }
}

impl LocationDocument {
    /// The document of `location`.
    pub fn of(location: &Location) -> Self {
        Self {
            path: location.path.clone(),
            line: location.line,
            column: location.column,
            start: location.span.start,
            end: location.span.end,
        }
    }
}
