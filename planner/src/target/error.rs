use thiserror::Error;

use super::parse::MOST_STEPS;
use crate::plan::place;

/// Why a target leads nowhere. The cases are Alembic's refusals, and the facts are fields; the
/// cases where Alembic fails with an error of Python's own are said to.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TargetError {
    /// The text breaks off: nothing before or after an `@`, or nothing at all. (Alembic takes
    /// `@head` for `head`, and fails with an `AssertionError` for the others.)
    #[error("target `{target}` is not complete")]
    Incomplete {
        /// What was typed.
        target: String,
    },
    /// Nothing has this id, partial id or label.
    #[error("can't locate revision identified by `{identifier}`")]
    NotFound {
        /// What was typed.
        identifier: String,
    },
    /// The partial id fits several revisions.
    #[error("`{identifier}` fits several revisions: {}", candidates.join(", "))]
    Ambiguous {
        /// What was typed.
        identifier: String,
        /// The ids and labels that it fits, ids in load order before labels.
        candidates: Vec<String>,
    },
    /// `head` where there are several, or several revisions where one is wanted.
    #[error("multiple heads are present for `{argument}`: {}", heads.join(", "))]
    MultipleHeads {
        /// What was typed.
        argument: String,
        /// The heads meant.
        heads: Vec<String>,
    },
    /// What stands before the `@` is no label, id or partial id.
    #[error("no such branch: `{branch}`")]
    NoSuchBranch {
        /// What was typed before the `@`.
        branch: String,
    },
    /// A range that starts on the branch of a revision which has no label, or several, and so does
    /// not tell which branch is meant. (Alembic fails with an `AssertionError`.)
    #[error("revision `{revision}` does not name one branch: it has {} labels", labels.len())]
    UnclearBranch {
        /// The revision's id.
        revision: String,
        /// The labels that it has.
        labels: Vec<String>,
    },
    /// The revision is neither an ancestor nor a descendant of what stands before the `@`.
    #[error("revision `{revision}` is not a member of branch `{branch}`")]
    NotOnBranch {
        /// The revision's id.
        revision: String,
        /// What was typed before the `@`.
        branch: String,
    },
    /// There are not so many revisions from where the database is.
    #[error("{}", too_few_revisions(*steps))]
    TooFewRevisions {
        /// The steps asked for; below zero towards the bases.
        steps: i64,
    },
    /// There are not so many revisions from the one that was named. (In an upgrade, Alembic fails
    /// with an `AssertionError`.)
    #[error("{}", walked_too_far(from, *steps))]
    WalkedTooFar {
        /// Where the walk starts, as it was typed.
        from: String,
        /// The steps asked for; below zero towards the bases.
        steps: i64,
    },
    /// A step could go to several revisions.
    #[error("ambiguous walk: a step could lead to {}", candidates.join(", "))]
    AmbiguousWalk {
        /// The steps asked for; below zero towards the bases.
        steps: i64,
        /// Their ids.
        candidates: Vec<String>,
    },
    /// Steps from where the database is, when it is at several heads.
    #[error("ambiguous upgrade from multiple current revisions: {}", current.join(", "))]
    AmbiguousStart {
        /// The ids that the steps could start from.
        current: Vec<String>,
    },
    /// Steps down a branch that the database is not on. (Alembic fails with an `AssertionError`.)
    #[error("the database has no revision on branch `{branch}`")]
    NothingOnBranch {
        /// What was typed before the `@`.
        branch: String,
    },
    /// Steps down a branch on which the database has several revisions. (Alembic fails with an
    /// `AssertionError`.)
    #[error("the database has several revisions on branch `{branch}`: {}", current.join(", "))]
    SeveralOnBranch {
        /// What was typed before the `@`.
        branch: String,
        /// Their ids.
        current: Vec<String>,
    },
    /// Revisions that were asked for together, one of which contains the other.
    #[error("requested revision `{revision}` overlaps with other requested revisions: {}", others.join(", "))]
    Overlap {
        /// The one that contains the others.
        revision: String,
        /// The others.
        others: Vec<String>,
    },
    /// Version rows of which one implies the others. (Alembic says that they overlap, as if they had
    /// been asked for.)
    #[error("current revisions overlap: `{revision}` implies {}", implied.join(", "))]
    OverlappingRows {
        /// The row that implies the others.
        revision: String,
        /// The others.
        implied: Vec<String>,
        /// The rows that no other implies.
        left: Vec<String>,
    },
    /// What follows the target is not on the branch that the downgrade is to stay on.
    #[error(
        "`{target}` is not a valid downgrade target from {}: nothing on branch `{branch}` follows it",
        place(current)
    )]
    NotOnDowngradedBranch {
        /// What was typed.
        target: String,
        /// The branch, as it was typed, or the current revision that the steps start from.
        branch: String,
        /// The version table's rows.
        current: Vec<String>,
    },
    /// A downgrade to a revision that the database does not have.
    #[error("`{target}` is not a valid downgrade target from {}", place(current))]
    NothingToDrop {
        /// What was typed.
        target: String,
        /// The version table's rows.
        current: Vec<String>,
    },
    /// A range whose end does not come after its start.
    #[error("`{start}` is not an ancestor of `{end}`")]
    NotAnAncestor {
        /// The start of the range, as it was typed.
        start: String,
        /// The end of the range, as it was typed.
        end: String,
    },
    /// A range where none can be.
    #[error("a range such as `{target}` is only for offline scripts")]
    RangeNotAllowed {
        /// What was typed.
        target: String,
    },
    /// No range, or half of one, where there must be one.
    #[error("`{target}` is not a range of the form `start:end`")]
    NotARange {
        /// What was typed.
        target: String,
    },
    /// Offline stamps that start from different places.
    #[error("only a single starting revision at a time: {}", starts.join(", "))]
    SeveralStarts {
        /// The starts, as they were typed.
        starts: Vec<String>,
    },
    /// Base, or nothing, where there must be a revision. (Alembic fails with an
    /// `AttributeError` or an `AssertionError`.)
    #[error("`{target}` is no revision")]
    NoRevision {
        /// What was typed.
        target: String,
    },
    /// The database records an id that no script declares.
    #[error("the database is at revision `{revision}`, which no script declares")]
    UnknownCurrent {
        /// The id.
        revision: String,
    },
    /// A revision that cannot run, since one of its parents is an ancestor of another. (Alembic fails
    /// with a `KeyError`, after it has run the step.)
    #[error(
        "revision `{revision}` cannot run: it follows `{parent}` and also {}, which `{parent}` implies",
        implied.join(", ")
    )]
    OverlappingParents {
        /// The revision.
        revision: String,
        /// The parent, or dependency that counts as one, which implies the others.
        parent: String,
        /// The others.
        implied: Vec<String>,
    },
    /// The version table's rows do not fit the step that is to run. (Alembic fails with a
    /// `KeyError` or an `AssertionError`, after it has run the step.)
    #[error(
        "revision `{revision}` follows {}, and these do not fit the version table's rows: {}",
        parents.join(", "),
        rows.join(", ")
    )]
    RowsDoNotFit {
        /// The revision that runs, or is stamped.
        revision: String,
        /// Its parents, and the dependencies that count as such.
        parents: Vec<String>,
        /// The rows before it.
        rows: Vec<String>,
    },
}

fn walked_too_far(from: &str, steps: i64) -> String {
    match steps.unsigned_abs() {
        _ if steps.abs() >= MOST_STEPS => {
            format!("walked too far: there are not so many revisions from `{from}`")
        }
        steps => format!("walked too far: there are no {steps} revisions from `{from}`"),
    }
}

/// Alembic's sentence, except that it has a sign for no steps, too.
fn too_few_revisions(steps: i64) -> String {
    match steps {
        0 => "0 steps lead nowhere".to_owned(),
        // The number that was typed may be a larger one.
        _ if steps.abs() >= MOST_STEPS => "no history has so many revisions".to_owned(),
        _ => format!(
            "relative revision {steps:+} didn't produce {} migrations",
            steps.unsigned_abs()
        ),
    }
}
