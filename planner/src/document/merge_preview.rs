use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ConflictDocument, DiagnosticDocument};
use crate::merging::{Preview, Sides};

/// What a merge of two branches would give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MergePreviewDocument {
    /// What the one branch is called.
    pub left: String,
    /// What the other is called.
    pub right: String,
    /// The heads of the left branch; none where its scripts are no history.
    pub left_heads: Vec<String>,
    /// The heads of the right branch.
    pub right_heads: Vec<String>,
    /// The heads after the merge.
    pub merged_heads: Vec<String>,
    /// Each revision of either side, and where it is: `both`, `differs`, `left` or `right`.
    pub presence: BTreeMap<String, String>,
    /// Whether the merge may go ahead as it is: one head at most, and nothing wrong.
    pub clean: bool,
    /// What is wrong after the merge and was on neither side.
    pub diagnostics: Vec<DiagnosticDocument>,
    /// What is between each two heads of the merge.
    pub conflicts: Vec<ConflictDocument>,
}

impl MergePreviewDocument {
    /// The document of what a merge of `sides` would give.
    pub fn of(sides: &Sides, preview: &Preview) -> Self {
        let presence = preview.presence.iter();
        let conflicts = preview.conflicts.iter();
        Self {
            left: sides.left_name.clone(),
            right: sides.right_name.clone(),
            left_heads: preview.left_heads.clone(),
            right_heads: preview.right_heads.clone(),
            merged_heads: preview.merged_heads.clone(),
            presence: presence
                .map(|(id, presence)| (id.clone(), presence.name().to_owned()))
                .collect(),
            clean: preview.is_clean(),
            diagnostics: preview
                .diagnostics
                .iter()
                .map(DiagnosticDocument::of)
                .collect(),
            conflicts: conflicts.map(ConflictDocument::of).collect(),
        }
    }
}
