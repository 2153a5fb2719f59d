use serde::{Deserialize, Serialize};

use crate::history::History;
use crate::source::Script;

/// A revision as `limbeck heads --format json` and `limbeck history --format json` print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct RevisionDocument {
    /// The id.
    pub revision: String,
    /// The ids that it follows.
    pub down_revision: Vec<String>,
    /// The ids or labels that it depends on, as the script names them.
    pub depends_on: Vec<String>,
    /// The labels of the branches that it is on, inherited ones included.
    pub branch_labels: Vec<String>,
    /// What it is for.
    pub message: String,
    /// When it was written, as the script says it.
    pub created: Option<String>,
    /// The script's path.
    pub path: String,
    /// Whether no revision follows it.
    pub is_head: bool,
    /// Whether it follows none.
    pub is_base: bool,
    /// Whether several revisions follow it.
    pub is_branch_point: bool,
    /// Whether it follows several.
    pub is_merge_point: bool,
}

impl RevisionDocument {
    /// The document of the revision that `script` declares, at its place in `history`.
    pub fn of(script: &Script, history: &History) -> Self {
        let revision = &script.revision;
        let id = revision.id.as_str();
        Self {
            is_head: history.is_head(id),
            is_base: revision.down_revisions.is_empty(),
            is_branch_point: history.is_branch_point(id),
            is_merge_point: history.is_merge_point(id),
            branch_labels: history
                .branch_labels(id)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            ..Self::declared(script)
        }
    }

    /// The document of a script in a project whose graph has faults: what it declares itself, with
    /// nothing inherited, and with no place in a history.
    pub fn declared(script: &Script) -> Self {
        let revision = &script.revision;
        Self {
            revision: revision.id.clone(),
            down_revision: revision.down_revisions.clone(),
            depends_on: revision.depends_on.clone(),
            branch_labels: revision.branch_labels.clone(),
            message: revision.message.clone(),
            created: revision.created.clone(),
            path: script.path.clone(),
            is_head: false,
            is_base: revision.down_revisions.is_empty(),
            is_branch_point: false,
            is_merge_point: revision.down_revisions.len() > 1,
        }
    }
}
