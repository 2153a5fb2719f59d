use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::advice;
use super::collision::{Collision, CollisionKind, Side};
use super::order::{Failure, OrderOutcome};
use super::pairs::{Pair, holds};
use super::touch::{StatementTouches, Verb};
use crate::operation::OnSameKey;
use crate::schema::Object;

/// What would fail of either side of a pair, if the other side is applied first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Fails {
    pub(super) left: Option<String>,
    pub(super) right: Option<String>,
}

/// Whether all is known of what a pair is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    Certain,
    Uncertain,
}

/// Makes pairs and what became of the schema agree: pairs that turn out not to matter go, and what
/// they tell of rows, which no schema shows, goes into the outcome.
///
/// A failure that no pair explains gets one: with the last statement of the other side that is
/// about the same objects.
pub(super) fn settle(
    mut pairs: Vec<Pair>,
    outcome: &mut OrderOutcome,
    certainty: Certainty,
    [left, right]: [&[Rc<StatementTouches>]; 2],
) -> Vec<Collision> {
    for pair in &pairs {
        add_failures_of_keys(pair, outcome);
    }
    let known: BTreeSet<Statement> = pairs.iter().map(|it| it.right.statement()).collect();
    let unexplained = outcome.left_first.iter();
    let unexplained = unexplained.filter(|it| !known.contains(&it.statement()));
    let found = unexplained.filter_map(|failure| explain(failure, left, right));
    let mut explanations: Vec<Pair> = found
        .take(EXPLAINED)
        .map(|(cause, failing)| explained(&cause.verb.clone(), cause, failing))
        .collect();
    let known: BTreeSet<Statement> = pairs
        .iter()
        .chain(&explanations)
        .map(|it| it.left.statement())
        .collect();
    let unexplained = outcome.right_first.iter();
    let unexplained = unexplained.filter(|it| !known.contains(&it.statement()));
    let found = unexplained.filter_map(|failure| explain(failure, right, left));
    explanations.extend(
        found
            .take(EXPLAINED)
            .map(|(cause, failing)| explained(&cause.verb.clone(), failing, cause)),
    );
    pairs.extend(explanations);
    let (left_first, right_first) = (
        messages(&outcome.left_first),
        messages(&outcome.right_first),
    );
    pairs
        .into_iter()
        .filter_map(|pair| {
            let fails = Fails {
                left: right_first.get(&pair.left.statement()).cloned(),
                right: left_first.get(&pair.right.statement()).cloned(),
            };
            let matters = matters(&pair, &fails, outcome, certainty);
            matters.then(|| collision(pair, &fails))
        })
        .collect()
}

/// As many failures that no pair explains get one: a thousand of one kind need no thousand.
const EXPLAINED: usize = 100;

/// The path and the line of a statement.
type Statement = (String, usize);

/// What each statement fails for first.
fn messages(failures: &[Failure]) -> BTreeMap<Statement, String> {
    let mut messages = BTreeMap::new();
    for failure in failures {
        messages
            .entry(failure.statement())
            .or_insert_with(|| failure.message.clone());
    }
    messages
}

impl Side {
    fn statement(&self) -> Statement {
        (self.path.clone(), self.line)
    }
}

impl Failure {
    fn statement(&self) -> Statement {
        (self.path.clone(), self.line)
    }
}

/// The statement of `others` that is the cause of a failure, and the statement that fails.
fn explain(
    failure: &Failure,
    others: &[Rc<StatementTouches>],
    own: &[Rc<StatementTouches>],
) -> Option<(Side, Side)> {
    let is_about = |object: &Object| {
        let mut objects = failure.objects.iter();
        objects.any(|it| holds(it, object) || holds(object, it))
    };
    let cause = others.iter().rev().find_map(|statement| {
        let mut touches = statement.touches.iter();
        let touch = touches.find(|it| !it.verb.only_uses() && is_about(&it.object))?;
        Some(Side::new(
            statement,
            touch.verb.clone(),
            touch.object.clone(),
        ))
    })?;
    let failing = own
        .iter()
        .find(|statement| statement.path == failure.path && statement.line == failure.line)?;
    let object = failure.objects.first()?.clone();
    let own = failing.touches.iter().find(|it| it.object == object);
    let verb = own.map_or(Verb::Need, |touch| touch.verb.clone());
    Some((cause, Side::new(failing, verb, object)))
}

fn explained(cause: &Verb, left: Side, right: Side) -> Pair {
    let kind = match cause {
        _ if left.verb.removes() || right.verb.removes() => CollisionKind::RemovedAndUsed,
        Verb::Create { .. } => CollisionKind::CreatedAndUsed,
        Verb::Drop | Verb::Rename(_) => CollisionKind::RemovedAndUsed,
        Verb::Alter(_) => CollisionKind::AlteredAndUsed,
        Verb::Need | Verb::TakeColumns | Verb::Refer | Verb::Rows(_) => CollisionKind::BothAlter,
    };
    let object = if right.verb.only_uses() {
        left.object.clone()
    } else {
        right.object.clone()
    };
    Pair {
        kind,
        object,
        left,
        right,
        same_key: None,
    }
}

/// Of two rows with one key, the second is refused, unless its statement says what else to do.
fn add_failures_of_keys(pair: &Pair, outcome: &mut OrderOutcome) {
    let (CollisionKind::SameKey, Some(same)) = (pair.kind, &pair.same_key) else {
        return;
    };
    let message = same.key.exists_already(&pair.object);
    let failure = |side: &Side| Failure {
        revision: side.revision.clone(),
        path: side.path.clone(),
        line: side.line,
        message: message.clone(),
        objects: vec![pair.object.clone()],
    };
    if same.right == OnSameKey::Fail {
        outcome.left_first.push(failure(&pair.right));
    }
    if same.left == OnSameKey::Fail {
        outcome.right_first.push(failure(&pair.left));
    }
}

fn matters(pair: &Pair, fails: &Fails, outcome: &OrderOutcome, certainty: Certainty) -> bool {
    let is_of_columns = |side: &Side| side.verb == Verb::TakeColumns;
    if pair.kind.is_about_rows()
        || leaves_broken(pair)
        || is_of_columns(&pair.left)
        || is_of_columns(&pair.right)
    {
        return true;
    }
    // What was made with `IF NOT EXISTS` and is the same collides with nothing; nor does what is
    // gone either way.
    let failed = fails.left.is_some() || fails.right.is_some();
    let differs = || {
        outcome.differences.iter().any(|difference| {
            let objects = [&pair.left.object, &pair.right.object];
            objects
                .iter()
                .any(|it| holds(it, &difference.object) || holds(&difference.object, it))
        })
    };
    failed || certainty == Certainty::Uncertain || differs()
}

/// Whether one side makes something that needs what the other takes away. Where no database minds,
/// as MySQL and SQLite do not when a view is made, it is broken in the end.
fn leaves_broken(pair: &Pair) -> bool {
    let needs = |side: &Side| side.verb.only_uses() || matches!(side.verb, Verb::Rows(_));
    pair.kind == CollisionKind::RemovedAndUsed && (needs(&pair.left) || needs(&pair.right))
}

fn collision(pair: Pair, fails: &Fails) -> Collision {
    Collision {
        outcome: advice::outcome(&pair, fails),
        advice: advice::advice(&pair, fails),
        kind: pair.kind,
        object: pair.object,
        left: pair.left,
        right: pair.right,
    }
}
