use std::collections::{BTreeMap, BTreeSet, HashMap};

use fixedbitset::FixedBitSet;

use super::meeting::{Use, uses};
use super::{Conflict, Touches, between};
use crate::evolution::Evolution;
use crate::history::{Follow, History, Node};
use crate::project::Project;

/// Many branches beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The heads, in the order in which they were given.
    pub heads: Vec<String>,
    /// The pairs that are not independent, in that order.
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

/// Surveys many heads at once: which pairs are not independent, and what there is between them.
///
/// Only pairs whose own revisions have to do with one name are looked at closely, so that a thousand
/// branches cost what they are long, and what those cost that meet.
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
    let mut touches = Touches::default();
    let groups = groups(history, heads, first);
    let met = pairs_that_meet(project, evolution, &mut touches, history, &groups);
    for (left, right) in met {
        let found = between(project, evolution, &mut touches, heads[left], heads[right]);
        let found = found.filter(|conflict| !conflict.verdict.is_independent());
        survey.pairs.extend(found.map(|conflict| SurveyedPair {
            left,
            right,
            conflict,
        }));
    }
    survey
}

/// Revisions that the same heads have: a line that nothing branches from, however long, is one.
struct Group {
    revisions: Vec<Node>,
    /// The heads that have them.
    having: FixedBitSet,
    /// Those of them for which they are looked at.
    told_for: FixedBitSet,
}

/// The revisions that not all heads have.
fn groups(history: &History, heads: &[&str], first: FirstHead) -> Vec<Group> {
    let reached: Vec<FixedBitSet> = heads
        .iter()
        .map(|head| {
            let node = history.find(head);
            history.graph().ancestors(node, Follow::Effective)
        })
        .collect();
    let mut common = reached.first().cloned().unwrap_or_default();
    for reached in &reached {
        common.intersect_with(reached);
    }
    let mut having: Vec<Option<FixedBitSet>> = vec![None; common.len()];
    for (position, mut reached) in reached.into_iter().enumerate() {
        reached.difference_with(&common);
        for index in reached.ones() {
            having[index]
                .get_or_insert_with(|| FixedBitSet::with_capacity(heads.len()))
                .insert(position);
        }
    }
    let mut groups: HashMap<FixedBitSet, Vec<Node>> = HashMap::new();
    for (index, having) in having.into_iter().enumerate() {
        if let Some(having) = having {
            groups.entry(having).or_default().push(Node::new(index));
        }
    }
    let groups = groups.into_iter().map(|(having, revisions)| {
        let mut told_for = having.clone();
        if first == FirstHead::Trunk && having.contains(0) {
            told_for.clear();
            told_for.insert(0);
        }
        Group {
            revisions,
            having,
            told_for,
        }
    });
    groups.collect()
}

/// What groups do with one name.
type Users = BTreeMap<Use, Vec<usize>>;

/// The pairs of heads whose own revisions have to do with one name, in order.
fn pairs_that_meet(
    project: &Project,
    evolution: &mut Evolution,
    touches: &mut Touches,
    history: &History,
    groups: &[Group],
) -> BTreeSet<(usize, usize)> {
    let dialect = evolution.dialect();
    let mut users: HashMap<String, Users> = HashMap::new();
    let mut with_anything: BTreeSet<usize> = BTreeSet::new();
    for (position, group) in groups.iter().enumerate() {
        for &revision in &group.revisions {
            let Some(script) = project.script(history.id(revision)) else {
                continue;
            };
            for statement in touches.of_revision(project, evolution, history, revision) {
                let text = &script.text[statement.span.clone()];
                let Some(uses) = uses(statement, text, dialect) else {
                    with_anything.insert(position);
                    continue;
                };
                for (name, uses) in uses {
                    let users = users.entry(name).or_default();
                    for how in uses {
                        let groups = users.entry(how).or_default();
                        if groups.last() != Some(&position) {
                            groups.push(position);
                        }
                    }
                }
            }
        }
    }
    let mut groups_that_meet: BTreeSet<(usize, usize)> = BTreeSet::new();
    for users in users.values() {
        for (how, ones) in users {
            for (_, others) in users.range(how..).filter(|(other, _)| how.meets(**other)) {
                for &one in ones {
                    let others = others.iter().filter(|&&other| other != one);
                    groups_that_meet.extend(others.map(|&it| (one.min(it), one.max(it))));
                }
            }
        }
    }
    for &one in &with_anything {
        let others = (0..groups.len()).filter(|&other| other != one);
        groups_that_meet.extend(others.map(|it| (one.min(it), one.max(it))));
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (one, other) in groups_that_meet {
        let (one, other) = (&groups[one], &groups[other]);
        for left in one.told_for.difference(&other.having) {
            let rights = other.told_for.difference(&one.having);
            pairs.extend(rights.map(|right| (left.min(right), left.max(right))));
        }
    }
    pairs
}
