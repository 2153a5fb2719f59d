//! The planner's refusals in sentences, with what to do about each.

use limbeck_planner::document::PlanDocumentError;
use limbeck_planner::history::SHORTEST_PARTIAL;
use limbeck_planner::plan::PlanError;
use limbeck_planner::rebase::RebaseError;
use limbeck_planner::target::{PlacementError, TargetError};

use super::{CommandError, ErrorKind};
use crate::project::OpenProject;

impl From<TargetError> for CommandError {
    fn from(error: TargetError) -> Self {
        let message = error.to_string();
        match error {
            TargetError::NotFound { identifier } => {
                let is_short = identifier.chars().count() < SHORTEST_PARTIAL;
                let error = Self::new(ErrorKind::RevisionNotFound, message)
                    .fact("identifier", identifier)
                    .hint("`limbeck history` lists the revisions, `limbeck heads` the heads");
                if is_short {
                    error.hint(format!(
                        "an id can be named by its beginning if it has {SHORTEST_PARTIAL} characters \
                         or more"
                    ))
                } else {
                    error
                }
            }
            TargetError::NoSuchBranch { branch } => Self::new(ErrorKind::RevisionNotFound, message)
                .fact("identifier", branch)
                .hint("before the `@` stands a branch label or a revision: see `limbeck heads -v`"),
            TargetError::Ambiguous {
                identifier,
                candidates,
            } => Self::new(ErrorKind::AmbiguousRevision, message)
                .fact("identifier", identifier)
                .fact("candidates", candidates)
                .hint("type more of the id"),
            TargetError::MultipleHeads { argument, heads } => {
                Self::new(ErrorKind::MultipleHeads, message)
                    .hint(format!(
                        "name one of them, or `<branch>@head`{}: {}",
                        if argument.ends_with("heads") {
                            ""
                        } else {
                            ", or `heads` for all"
                        },
                        heads.join(", ")
                    ))
                    .hint("`limbeck merge heads -m MESSAGE` joins them")
                    .fact("argument", argument)
                    .fact("heads", heads)
            }
            TargetError::UnknownCurrent { revision } => unknown_current(&revision),
            TargetError::NothingToDrop { target, current } => {
                Self::new(ErrorKind::UnreachableTarget, message)
                    .fact("target", target)
                    .fact("current", current)
                    .hint("a downgrade goes to a revision that is applied: see `limbeck current`")
            }
            TargetError::NotOnDowngradedBranch {
                target,
                branch,
                current,
            } => Self::new(ErrorKind::UnreachableTarget, message)
                .fact("target", target)
                .fact("branch", branch)
                .fact("current", current)
                .hint("see which branch it is on: `limbeck history`"),
            TargetError::AmbiguousStart { current } => {
                let from = current.first().map_or("", String::as_str);
                let hint = format!(
                    "say from which of them, as in `{from}+1`, or on which branch, as in \
                     `<label>@+1`"
                );
                Self::new(ErrorKind::UnreachableTarget, message)
                    .hint(hint)
                    .fact("current", current)
            }
            TargetError::AmbiguousWalk { candidates, steps } => {
                // A branch leads the way up alone.
                let hint = if steps > 0 {
                    "name the one that is meant, or its branch, as in `<label>@+1`"
                } else {
                    "name the revision to go down to"
                };
                Self::new(ErrorKind::UnreachableTarget, message)
                    .fact("candidates", candidates)
                    .hint(hint)
            }
            TargetError::NotOnBranch { revision, branch } => {
                Self::new(ErrorKind::UnreachableTarget, message)
                    .fact("revision", revision)
                    .fact("branch", branch)
                    .hint("see which branch it is on: `limbeck history`")
            }
            TargetError::OverlappingRows { .. }
            | TargetError::OverlappingParents { .. }
            | TargetError::RowsDoNotFit { .. } => misfit(error),
            TargetError::RangeNotAllowed { target } => Self::new(ErrorKind::Usage, message)
                .fact("target", target)
                .hint("a range goes with `--sql`; a run starts from where the database is"),
            TargetError::NotARange { target } => Self::new(ErrorKind::Usage, message)
                .fact("target", target)
                .hint("write `START:END`, as in `base:head` or `ae10:1975`"),
            TargetError::SeveralStarts { starts } => {
                Self::new(ErrorKind::Usage, message).fact("starts", starts)
            }
            TargetError::Incomplete { target } | TargetError::NoRevision { target } => {
                Self::new(ErrorKind::RevisionNotFound, message).fact("target", target)
            }
            _ => Self::new(ErrorKind::UnreachableTarget, message),
        }
    }
}

/// Version rows and revisions that do not go together.
fn misfit(error: TargetError) -> CommandError {
    let message = error.to_string();
    match error {
        TargetError::OverlappingRows {
            revision,
            implied,
            left,
        } => CommandError::new(ErrorKind::UnreachableTarget, message)
            .fact("revision", revision)
            .fact("implied", implied)
            .hint(format!(
                "where the database has all of it, take the rows out that others imply: \
                 `limbeck stamp --purge {}`",
                left.join(" ")
            )),
        TargetError::OverlappingParents {
            revision,
            parent,
            implied,
        } => CommandError::new(ErrorKind::UnreachableTarget, message)
            .fact("revision", revision)
            .fact("parent", parent)
            .hint(format!(
                "take {} out of its `down_revision` or `depends_on`",
                implied.join(", ")
            ))
            .fact("implied", implied),
        TargetError::RowsDoNotFit {
            revision,
            parents,
            rows,
        } => CommandError::new(ErrorKind::UnreachableTarget, message)
            .fact("revision", revision)
            .fact("parents", parents)
            .fact("rows", rows)
            .hint("see whether the version table says what is true: `limbeck current`")
            .hint(
                "a `depends_on` that names what the parents already follow does this, too: take \
                 it out",
            ),
        _ => CommandError::new(ErrorKind::UnreachableTarget, message),
    }
}

impl From<RebaseError> for CommandError {
    fn from(error: RebaseError) -> Self {
        let message = error.to_string();
        match error {
            RebaseError::NoRevision { id } => {
                Self::new(ErrorKind::RevisionNotFound, message).fact("identifier", id)
            }
            RebaseError::WhichHead { heads } => Self::new(ErrorKind::MultipleHeads, message)
                .fact("heads", heads)
                .hint("name the revision to go behind: `--onto REVISION`"),
            RebaseError::SeveralBeginnings { .. } => Self::new(ErrorKind::RebaseRefused, message)
                .hint("name a revision of one of them, and rebase them one by one"),
            RebaseError::JoinedBefore { merge, .. } => Self::new(ErrorKind::RebaseRefused, message)
                .hint(format!(
                    "join the branches with `limbeck merge heads`, or take the merge `{merge}` out of \
                     the branch first"
                )),
            _ => Self::new(ErrorKind::RebaseRefused, message),
        }
    }
}

/// The error for a database that is at a revision which the scripts do not have.
pub fn unknown_current(revision: &str) -> CommandError {
    CommandError::new(
        ErrorKind::UnknownCurrent,
        format!("the database is at revision `{revision}`, which no script declares"),
    )
    .fact("revision", revision)
    .hint("get the scripts that the database was upgraded with: another branch may have them")
    .hint("or, where the revision is gone for good, say where the database is: `limbeck stamp --purge REVISION`")
}

impl OpenProject {
    /// Why the steps of a plan have no statements.
    pub fn plan_error(&self, error: PlanError) -> CommandError {
        match error {
            PlanError::UnknownRevision { ref revision } => {
                let message = error.to_string();
                CommandError::new(ErrorKind::RevisionNotFound, message)
                    .fact("revision", revision.clone())
            }
            PlanError::NoWayBack { revision, path } => CommandError::new(
                ErrorKind::NoWayBack,
                format!("revision `{revision}` has no way back: its script has no downgrade"),
            )
            .fact("revision", revision)
            .fact("path", path.clone())
            .hint(format!("write it behind `-- migrate:down` in `{path}`")),
            PlanError::FaultyScripts { diagnostics } => self.explain(
                CommandError::new(
                    ErrorKind::FaultyScript,
                    "scripts of this plan have faults, and nothing is run",
                ),
                diagnostics,
            ),
            PlanError::UnreadFiles { diagnostics } => self.unread(diagnostics),
        }
    }
}

impl From<PlacementError> for CommandError {
    fn from(error: PlacementError) -> Self {
        let message = error.to_string();
        match error {
            PlacementError::Target(TargetError::MultipleHeads { argument, heads }) => {
                Self::new(ErrorKind::MultipleHeads, message)
                    .fact("argument", argument)
                    .fact("heads", heads)
                    .hint("name the head that the new revision follows with `--head`")
                    .hint("or join the heads first: `limbeck merge heads -m MESSAGE`")
            }
            PlacementError::Target(error) => error.into(),
            PlacementError::NotAHead { revision } => Self::new(ErrorKind::NotAHead, message)
                .fact("revision", revision)
                .hint("give `--splice` to begin a new branch at it"),
            PlacementError::IllegalId { id } => Self::new(ErrorKind::Usage, message)
                .fact("revision", id)
                .hint(
                    "ids have no white space and none of `@`, `-`, `+`, `:`, `,` and `/`, and none \
                     is `head`, `heads`, `base` or `current`",
                ),
            PlacementError::IdTaken { revision, .. }
            | PlacementError::LabelTaken { revision, .. }
            | PlacementError::DuplicateHead { revision } => {
                Self::new(ErrorKind::Usage, message).fact("revision", revision)
            }
        }
    }
}

impl From<PlanDocumentError> for CommandError {
    fn from(error: PlanDocumentError) -> Self {
        Self::new(ErrorKind::PlanInvalid, error.to_string())
            .hint("make the plan anew: `limbeck plan upgrade TARGET --from REVISION -o plan.json`")
    }
}
