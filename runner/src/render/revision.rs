//! Revisions in Alembic's words: what `heads`, `history`, `branches`, `current` and `show` print.

use limbeck_planner::history::{History, Revision};
use limbeck_planner::source::Script;

/// What a line says beside the id, and that a revision is a head; Alembic's `Script._head_only`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The branch labels.
    Head,
    /// Whether several follow it, or it follows several.
    Current,
    /// Both.
    Branch,
    /// The message, too.
    BranchWithMessage,
    /// All of it: the parents as well, as in `a -> b`.
    Whole(Mark),
}

/// Whether the database is at a revision, for a text that tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is.
    Current,
    /// It is not, or nobody asks.
    None,
}

impl Line {
    const fn has_labels(self) -> bool {
        !matches!(self, Self::Current)
    }

    const fn has_tree(self) -> bool {
        !matches!(self, Self::Head)
    }

    const fn has_message(self) -> bool {
        matches!(self, Self::BranchWithMessage | Self::Whole(_))
    }
}

/// A revision in one line.
pub fn line(history: &History, revision: &Revision, shown: Line) -> String {
    let id = revision.id.as_str();
    let mut text = String::new();
    if matches!(shown, Line::Whole(_)) {
        text.push_str(&parents(revision));
        if !revision.depends_on.is_empty() {
            text.push_str(&in_parentheses(&revision.depends_on.join(", ")));
        }
        text.push_str(" -> ");
    }
    text.push_str(id);
    if shown.has_labels() {
        let labels = history.branch_labels(id);
        if !labels.is_empty() {
            text.push_str(&in_parentheses(&labels.join(", ")));
        }
    }
    if history.is_effective_head(id) {
        text.push_str(" (head)");
    } else if history.is_head(id) {
        text.push_str(" (effective head)");
    }
    if shown == Line::Whole(Mark::Current) {
        text.push_str(" (current)");
    }
    if shown.has_tree() && history.is_branch_point(id) {
        text.push_str(" (branchpoint)");
    }
    if shown.has_tree() && history.is_merge_point(id) {
        text.push_str(" (mergepoint)");
    }
    if shown.has_message() && !revision.message.is_empty() {
        text.push_str(", ");
        text.push_str(&revision.message);
    }
    text
}

/// A revision in full: Alembic's `Script.log_entry`.
pub fn entry(
    history: &History,
    revision: &Revision,
    script: Option<&Script>,
    mark: Mark,
) -> String {
    let id = revision.id.as_str();
    let said = |is: bool, text: &'static str| if is { text } else { "" };
    let mut lines = vec![format!(
        "Rev: {id}{}{}{}{}",
        said(history.is_head(id), " (head)"),
        said(history.is_branch_point(id), " (branchpoint)"),
        said(history.is_merge_point(id), " (mergepoint)"),
        said(mark == Mark::Current, " (current)"),
    )];
    let name = if history.is_merge_point(id) {
        "Merges"
    } else {
        "Parent"
    };
    lines.push(format!("{name}: {}", parents(revision)));
    if !revision.depends_on.is_empty() {
        lines.push(format!(
            "Also depends on: {}",
            revision.depends_on.join(", ")
        ));
    }
    if history.is_branch_point(id) {
        lines.push(format!(
            "Branches into: {}",
            history.children(id).join(", ")
        ));
    }
    let labels = history.branch_labels(id);
    if !labels.is_empty() {
        lines.push(format!("Branch names: {}", labels.join(", ")));
    }
    if let Some(script) = script {
        lines.push(format!("Path: {}", script.path));
    }
    lines.push(String::new());
    lines.push(format!("    {}", revision.message));
    if let Some(created) = &revision.created {
        lines.push(String::new());
        lines.push(format!("    Create Date: {created}"));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn in_parentheses(text: &str) -> String {
    format!(" ({text})")
}

fn parents(revision: &Revision) -> String {
    if revision.down_revisions.is_empty() {
        "<base>".to_owned()
    } else {
        revision.down_revisions.join(", ")
    }
}
