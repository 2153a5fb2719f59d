use serde::{Deserialize, Serialize};

use super::DiagnosticDocument;
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::PlanError;
use crate::project::Project;
use crate::target::TargetError;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct ErrorDocument {
    /// The stable name of its kind, the same as under the command's `--format json`.
    pub kind: String,
    /// What is wrong.
    pub message: String,
    /// What is wrong inside scripts, if that is why.
    pub diagnostics: Vec<DiagnosticDocument>,
}

impl ErrorDocument {
    /// An error without diagnostics.
    pub fn new(kind: &str, message: impl Into<String>) -> Self {
        Self {
            kind: kind.to_owned(),
            message: message.into(),
            diagnostics: Vec::new(),
        }
    }

    /// The error for a project whose revisions are no history, for whoever asks for one.
    pub fn faulty_history(project: &Project) -> Self {
        let errors = project.diagnostics().iter();
        Self {
            diagnostics: errors
                .filter(|diagnostic| diagnostic.severity == Severity::Error)
                .map(DiagnosticDocument::of)
                .collect(),
            ..Self::new(
                "faulty_history",
                "the scripts have faults that keep them from being a history",
            )
        }
    }
}

impl From<TargetError> for ErrorDocument {
    fn from(error: TargetError) -> Self {
        Self::new(kind(&error), error.to_string())
    }
}

impl From<PlanError> for ErrorDocument {
    fn from(error: PlanError) -> Self {
        let message = error.to_string();
        match error {
            PlanError::UnknownRevision { .. } => Self::new("revision_not_found", message),
            PlanError::NoWayBack { .. } => Self::new("no_way_back", message),
            PlanError::FaultyScripts { diagnostics } | PlanError::UnreadFiles { diagnostics } => {
                with_diagnostics("faulty_script", message, &diagnostics)
            }
        }
    }
}

fn with_diagnostics(kind: &str, message: String, diagnostics: &[Diagnostic]) -> ErrorDocument {
    ErrorDocument {
        diagnostics: diagnostics.iter().map(DiagnosticDocument::of).collect(),
        ..ErrorDocument::new(kind, message)
    }
}

fn kind(error: &TargetError) -> &'static str {
    match error {
        TargetError::NotFound { .. }
        | TargetError::NoSuchBranch { .. }
        | TargetError::Incomplete { .. }
        | TargetError::NoRevision { .. } => "revision_not_found",
        TargetError::Ambiguous { .. } => "ambiguous_revision",
        TargetError::MultipleHeads { .. } => "multiple_heads",
        TargetError::UnknownCurrent { .. } => "unknown_current",
        TargetError::RangeNotAllowed { .. }
        | TargetError::NotARange { .. }
        | TargetError::SeveralStarts { .. } => "usage",
        TargetError::UnclearBranch { .. }
        | TargetError::NotOnBranch { .. }
        | TargetError::TooFewRevisions { .. }
        | TargetError::WalkedTooFar { .. }
        | TargetError::AmbiguousWalk { .. }
        | TargetError::AmbiguousStart { .. }
        | TargetError::NothingOnBranch { .. }
        | TargetError::SeveralOnBranch { .. }
        | TargetError::Overlap { .. }
        | TargetError::OverlappingRows { .. }
        | TargetError::OverlappingParents { .. }
        | TargetError::NotOnDowngradedBranch { .. }
        | TargetError::NothingToDrop { .. }
        | TargetError::NotAnAncestor { .. }
        | TargetError::RowsDoNotFit { .. } => "unreachable_target",
    }
}
