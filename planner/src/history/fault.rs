use thiserror::Error;

/// Something that keeps a set of revisions from being a history.
///
/// Revisions are meant by their index in what was given to
/// [`History::build`](super::History::build), since ids may be double.
///
/// Alembic refuses self-loops, most cycles and double labels, warns of a double id and then
/// forgets all but the last, fails with a `KeyError` for a missing parent or dependency, and does
/// not see a cycle that has a way in and a way out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// An id that is empty, or has one of the characters `@`, `-`, `+` and `:`, which targets use.
    #[error("`{id}` is no revision id")]
    IllegalId {
        /// The one that has it.
        revision: usize,
        /// The id.
        id: String,
    },
    /// Two or more revisions have one id.
    #[error("revision `{id}` is declared {} times", revisions.len())]
    DuplicateRevision {
        /// The id.
        id: String,
        /// All that have it, in load order.
        revisions: Vec<usize>,
    },
    /// A parent that does not exist.
    #[error("down revision `{missing}` does not exist")]
    MissingDownRevision {
        /// The one that names it.
        revision: usize,
        /// The id that it names.
        missing: String,
    },
    /// A dependency that does not exist.
    #[error("dependency `{missing}` does not exist")]
    MissingDependency {
        /// The one that names it.
        revision: usize,
        /// The id or label that it names.
        missing: String,
    },
    /// A revision names itself, as parent or as dependency.
    #[error("revision `{id}` names itself")]
    SelfLoop {
        /// The one that does.
        revision: usize,
        /// Its id.
        id: String,
    },
    /// Revisions that are their own ancestors.
    #[error("revisions {} are each other's ancestors", ids.join(", "))]
    Cycle {
        /// The ones on the cycle, in its order, children before parents.
        revisions: Vec<usize>,
        /// Their ids, in the same order.
        ids: Vec<String>,
    },
    /// Revisions that depend on themselves, where parents alone make no cycle.
    #[error("revisions {} depend on each other", ids.join(", "))]
    DependencyCycle {
        /// The ones on the cycle, in its order.
        revisions: Vec<usize>,
        /// Their ids, in the same order.
        ids: Vec<String>,
    },
    /// A label that two revisions own, or that is also the id of a revision.
    #[error("branch label `{label}` is used more than once")]
    DuplicateBranchLabel {
        /// The label.
        label: String,
        /// All that use it, in load order.
        revisions: Vec<usize>,
    },
}
