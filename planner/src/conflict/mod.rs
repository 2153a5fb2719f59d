//! Conflicts between branches, before they are merged.
//!
//! Two heads are compared by what the revisions do that only one of them has: which objects each
//! statement makes, changes, drops, reads and writes (`touch`), which of these collide
//! (`collision`), and what becomes of the schema in either order (`order`).

mod advice;
mod changed_rows;
mod collision;
mod copied_rows;
mod diagnostics;
mod given_key;
mod inserted_rows;
mod literal;
mod meeting;
mod named;
mod needs;
mod order;
mod pairs;
mod row_index;
mod rows;
mod settle;
mod shared;
mod statement_rows;
mod survey;
mod told_rows;
mod touch;
mod verdict;

pub use collision::{Collision, CollisionKind, Side};
pub use given_key::GivenKey;
pub use order::{Failure, OrderOutcome};
pub use rows::{Columns, RowAccess};
pub use survey::{FirstHead, Survey, SurveyedPair, survey};
pub use touch::{StatementTouches, Touch, Verb};
pub use verdict::{Independence, Verdict};

use std::collections::HashMap;
use std::rc::Rc;

use crate::evolution::Evolution;
use crate::history::{History, Node};
use crate::project::Project;
use crate::schema::Cause;

use settle::{Certainty, settle};

/// What there is between two heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The one head.
    pub left: String,
    /// The other.
    pub right: String,
    /// The revisions that only the left one has, parents first.
    pub left_only: Vec<String>,
    /// The revisions that only the right one has, parents first.
    pub right_only: Vec<String>,
    /// Whether both can be applied, and in which order.
    pub verdict: Verdict,
    /// The pairs of statements that collide, in the order of the left ones.
    pub collisions: Vec<Collision>,
}

/// Compares two heads, or any two revisions; `None` where the history does not have both.
///
/// The first question about a history costs what it takes to work out the schema where the two
/// part; after that, a question costs what the revisions are long that only one of them has.
pub fn conflict(
    project: &Project,
    evolution: &mut Evolution,
    left: &str,
    right: &str,
) -> Option<Conflict> {
    between(project, evolution, &mut Touches::default(), left, right)
}

/// The same, with what was found of revisions before.
fn between(
    project: &Project,
    evolution: &mut Evolution,
    touches: &mut Touches,
    left: &str,
    right: &str,
) -> Option<Conflict> {
    let history = project.history().ok()?;
    let (one, other) = (history.find(left)?, history.find(right)?);
    let left_only = evolution.missing(history, other, &[one]);
    let right_only = evolution.missing(history, one, &[other]);
    let mut conflict = Conflict {
        left: left.to_owned(),
        right: right.to_owned(),
        left_only: ids(history, &left_only),
        right_only: ids(history, &right_only),
        verdict: Verdict::Independent(Independence::OneContainsTheOther),
        collisions: Vec::new(),
    };
    if left_only.is_empty() || right_only.is_empty() {
        return Some(conflict);
    }
    let base = evolution.base(project, history, &left_only, &right_only);
    let left_touches = touches.of(project, evolution, history, &left_only);
    let right_touches = touches.of(project, evolution, history, &right_only);
    let dialect = evolution.dialect();
    let pairs = pairs::pairs(&left_touches, &right_touches, dialect);
    let shared = shared::shared_names(&left_touches, &right_touches);
    let causes = shared::unknown_causes(&left_touches, &right_touches, &base);
    let left_branch = order::Branch {
        touches: &left_touches,
    };
    let right_branch = order::Branch {
        touches: &right_touches,
    };
    let mut outcome = order::compare_orders(&base, &left_branch, &right_branch);
    let certainty = if causes.is_empty() {
        Certainty::Certain
    } else {
        Certainty::Uncertain
    };
    conflict.collisions = settle(
        pairs,
        &mut outcome,
        certainty,
        [&left_touches, &right_touches],
    );
    conflict.verdict = verdict(outcome, &conflict.collisions, causes, shared);
    Some(conflict)
}

/// Every pair of heads, in load order.
pub fn conflicts(project: &Project, evolution: &mut Evolution, heads: &[&str]) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut touches = Touches::default();
    for (position, left) in heads.iter().enumerate() {
        for right in &heads[position + 1..] {
            found.extend(between(project, evolution, &mut touches, left, right));
        }
    }
    found
}

fn verdict(
    outcome: OrderOutcome,
    collisions: &[Collision],
    causes: Vec<Cause>,
    shared: Vec<String>,
) -> Verdict {
    let OrderOutcome {
        left_first,
        right_first,
        differences,
        reordered,
    } = outcome;
    if !left_first.is_empty() && !right_first.is_empty() {
        return Verdict::CannotBothApply {
            left_first,
            right_first,
        };
    }
    let beyond_the_schema = collisions.iter().any(|it| it.kind.is_beyond_the_schema());
    let fails = !left_first.is_empty() || !right_first.is_empty();
    if fails || !differences.is_empty() || beyond_the_schema {
        return Verdict::OrderMatters {
            left_first,
            right_first,
            differences,
        };
    }
    if !causes.is_empty() {
        return Verdict::Unknown { causes };
    }
    if shared.is_empty() {
        return Verdict::Independent(Independence::DifferentObjects);
    }
    Verdict::Independent(Independence::SameResult { shared, reordered })
}

/// What the statements of revisions touch, found once for each.
#[derive(Default)]
struct Touches {
    found: HashMap<Node, Vec<Rc<StatementTouches>>>,
}

impl Touches {
    fn of_revision(
        &mut self,
        project: &Project,
        evolution: &mut Evolution,
        history: &History,
        revision: Node,
    ) -> &[Rc<StatementTouches>] {
        self.found.entry(revision).or_insert_with(|| {
            let found = touch::of_revision(project, evolution, history.id(revision));
            found.into_iter().map(Rc::new).collect()
        })
    }

    /// What each statement of these revisions touches, in order.
    fn of(
        &mut self,
        project: &Project,
        evolution: &mut Evolution,
        history: &History,
        revisions: &[Node],
    ) -> Vec<Rc<StatementTouches>> {
        let mut all = Vec::new();
        for &revision in revisions {
            let found = self.of_revision(project, evolution, history, revision);
            all.extend(found.iter().cloned());
        }
        all
    }
}

fn ids(history: &History, nodes: &[Node]) -> Vec<String> {
    history
        .ids(nodes.iter().copied())
        .into_iter()
        .map(str::to_owned)
        .collect()
}
