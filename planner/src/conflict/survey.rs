use std::collections::{BTreeMap, BTreeSet, HashMap};

use fixedbitset::FixedBitSet;

use super::pairs::pairs;
use super::touch::{self, StatementTouches, Touch};
use super::{Conflict, conflict};
use crate::evolution::Evolution;
use crate::history::{Follow, History, Node};
use crate::operation::Mentions;
use crate::project::Project;
use crate::schema::Object;
use crate::sql::Dialect;

/// Many branches beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The heads, in the order in which they were given.
    pub heads: Vec<String>,
    /// The pairs that have something to do with each other, in that order. All other pairs are
    /// independent.
    pub pairs: Vec<SurveyedPair>,
}

/// Two heads of a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedPair {
    /// The position of the one head.
    pub left: usize,
    /// The position of the other head.
    pub right: usize,
    /// What there is between them.
    pub conflict: Conflict,
}

/// What the first of the heads of a survey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstHead {
    /// What the others are to be merged into. Where several of them have its newest revisions, what
    /// collides with these is told of the trunk alone.
    Trunk,
    /// A branch as the others.
    Branch,
}

/// Surveys many heads at once: which pairs have anything to do with each other, and what.
///
/// Only pairs whose own revisions touch one name are looked at closely, so that a thousand branches
/// cost what they are long, and their conflicts.
pub fn survey(
    project: &Project,
    evolution: &mut Evolution,
    heads: &[&str],
    first: FirstHead,
) -> Survey {
    let mut survey = Survey {
        heads: heads.iter().map(|&head| head.to_owned()).collect(),
        pairs: Vec::new(),
    };
    let Ok(history) = project.history() else {
        return survey;
    };
    let branches = branches(history, heads, first);
    let mut touches: HashMap<Node, Vec<StatementTouches>> = HashMap::new();
    for &node in branches.iter().flat_map(|branch| &branch.own) {
        touches
            .entry(node)
            .or_insert_with(|| touch::of_revision(project, evolution, history.id(node)));
    }
    for (one, other) in pairs_that_meet(&branches, &touches) {
        let dialect = evolution.dialect();
        let branches = [&branches[one], &branches[other]];
        if dialect != Dialect::Sqlite && !may_collide(branches, &touches, dialect) {
            continue;
        }
        let found = conflict(project, evolution, heads[one], heads[other]);
        survey.pairs.extend(found.map(|conflict| SurveyedPair {
            left: one,
            right: other,
            conflict,
        }));
    }
    survey
}

/// A head of a survey.
struct Branch {
    /// What it has.
    reached: FixedBitSet,
    /// What of that is looked at for it.
    own: Vec<Node>,
}

fn branches(history: &History, heads: &[&str], first: FirstHead) -> Vec<Branch> {
    let reached: Vec<FixedBitSet> = heads
        .iter()
        .map(|head| {
            let node = history.find(head);
            history.graph().ancestors(node, Follow::Effective)
        })
        .collect();
    let trunk = reached.first().cloned().unwrap_or_default();
    let mut common = trunk.clone();
    for reached in &reached {
        common.intersect_with(reached);
    }
    reached
        .into_iter()
        .enumerate()
        .map(|(position, reached)| {
            let others = if position > 0 && first == FirstHead::Trunk {
                &trunk
            } else {
                &common
            };
            let mut own = reached.clone();
            own.difference_with(others);
            Branch {
                own: crate::history::members(&own).collect(),
                reached,
            }
        })
        .collect()
}

/// The pairs of heads whose own revisions touch one name.
fn pairs_that_meet(
    branches: &[Branch],
    touches: &HashMap<Node, Vec<StatementTouches>>,
) -> BTreeSet<(usize, usize)> {
    let mut by_name: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut anything: BTreeSet<usize> = BTreeSet::new();
    for (head, branch) in branches.iter().enumerate() {
        let statements = branch.own.iter().filter_map(|node| touches.get(node));
        for statement in statements.flatten() {
            match names(statement) {
                Some(names) => {
                    for name in names {
                        by_name.entry(name).or_default().insert(head);
                    }
                }
                None => {
                    anything.insert(head);
                }
            }
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for heads in by_name.values() {
        let heads: Vec<usize> = heads.iter().copied().collect();
        for (position, &one) in heads.iter().enumerate() {
            pairs.extend(heads[position + 1..].iter().map(|&other| (one, other)));
        }
    }
    let all = 0..branches.len();
    for one in anything {
        let others = all.clone().filter(|&other| other != one);
        pairs.extend(others.map(|other| (one.min(other), one.max(other))));
    }
    pairs
}

/// Whether statements of two heads collide, or may for all that is known. SQLite looks at the whole
/// schema when a table changes, and so minds what no statement names.
fn may_collide(
    [left, right]: [&Branch; 2],
    touches: &HashMap<Node, Vec<StatementTouches>>,
    dialect: Dialect,
) -> bool {
    let only = |branch: &Branch, other: &Branch| -> Vec<StatementTouches> {
        let nodes = branch.own.iter();
        nodes
            .filter(|node| !other.reached.contains(node.index()))
            .filter_map(|node| touches.get(node))
            .flatten()
            .cloned()
            .collect()
    };
    let (left, right) = (only(left, right), only(right, left));
    let is_unknown = |statements: &[StatementTouches]| {
        statements
            .iter()
            .any(|statement| statement.unknown.is_some())
    };
    is_unknown(&left) || is_unknown(&right) || !pairs(&left, &right, dialect).is_empty()
}

/// The names that a statement touches; `None` where it may touch anything.
fn names(statement: &StatementTouches) -> Option<BTreeSet<String>> {
    let of_touch = |touch: &Touch| {
        let object = &touch.object;
        let own = match object {
            Object::Type(name) | Object::Sequence(name) | Object::Routine { name, .. } => {
                Some(name.name.key().to_owned())
            }
            // An index can have the name that another table wants.
            Object::Index { index, .. } => Some(index.key().to_owned()),
            object if object.relation().is_none() => Some(object.name()),
            _ => None,
        };
        let relation = object.relation().map(|it| it.name.key().to_owned());
        own.into_iter().chain(relation)
    };
    let touched = statement.touches.iter().flat_map(of_touch);
    let rows = statement.rows.iter();
    let rows = rows.map(|it| it.relation.name.key().to_owned());
    let mut names: BTreeSet<String> = touched.chain(rows).collect();
    match &statement.unknown {
        Some((Mentions::Everything, _)) => return None,
        Some((Mentions::Names(mentioned), _)) => {
            names.extend(mentioned.iter().map(|name| name.key().to_owned()));
        }
        None => {}
    }
    Some(names)
}
