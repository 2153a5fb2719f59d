use std::collections::BTreeMap;

use super::collision::{CollisionKind, Side};
use super::inserted_key::InsertedKey;
use super::rows::{RowAccess, rows_with_rows, rows_with_touch};
use super::touch::{StatementTouches, Touch, Verb};
use crate::schema::{Name, Object, OtherName, QualifiedName};
use crate::sql::Dialect;

/// Two statements that may collide, by what they touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) kind: CollisionKind,
    pub(super) object: Object,
    pub(super) left: Side,
    pub(super) right: Side,
    /// The key that both insert a row with.
    pub(super) same_key: Option<InsertedKey>,
}

impl Pair {
    /// The graver, and then the more telling, the less.
    fn rank(&self) -> (CollisionKind, usize) {
        let needs = |side: &Side| usize::from(side.verb == Verb::Need);
        (self.kind, needs(&self.left) + needs(&self.right))
    }
}

/// What two touches must share to have anything to do with each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A table, a view, a sequence, or in PostgreSQL and SQLite an index, and all parts of it.
    Relation(QualifiedName),
    Type(QualifiedName),
    Routine(QualifiedName),
    Namespace(Name),
    Extension(Name),
    Other(OtherName),
}

fn keys(object: &Object, dialect: Dialect) -> Vec<Key> {
    match object {
        Object::Table(name) | Object::View(name) | Object::Sequence(name) => {
            vec![Key::Relation(name.clone())]
        }
        Object::Index { table, index } if dialect != Dialect::Mysql => vec![
            Key::Relation(table.clone()),
            Key::Relation(table.with_name(index.clone())),
        ],
        Object::Column { table, .. }
        | Object::Constraint { table, .. }
        | Object::Index { table, .. }
        | Object::Trigger { table, .. } => vec![Key::Relation(table.clone())],
        Object::Type(name) => vec![Key::Type(name.clone())],
        Object::Routine { name, .. } => vec![Key::Routine(name.clone())],
        Object::Namespace(name) => vec![Key::Namespace(name.clone())],
        Object::Extension(name) => vec![Key::Extension(name.clone())],
        Object::Other(name) => {
            let table = name.table.iter().cloned().map(Key::Relation);
            std::iter::once(Key::Other(name.clone()))
                .chain(table)
                .collect()
        }
    }
}

/// One thing that a statement does.
#[derive(Clone, Copy)]
enum Part<'touches> {
    Touch(&'touches Touch),
    Rows(&'touches RowAccess),
}

type Place<'touches> = (&'touches StatementTouches, Part<'touches>);

/// The touches of one side by what they are about.
fn index(touches: &[StatementTouches], dialect: Dialect) -> BTreeMap<Key, Vec<Place<'_>>> {
    let mut index: BTreeMap<Key, Vec<Place<'_>>> = BTreeMap::new();
    for statement in touches {
        for touch in &statement.touches {
            for key in keys(&touch.object, dialect) {
                let place = (statement, Part::Touch(touch));
                index.entry(key).or_default().push(place);
            }
        }
        for rows in &statement.rows {
            let key = Key::Relation(rows.relation.clone());
            let place = (statement, Part::Rows(rows));
            index.entry(key).or_default().push(place);
        }
    }
    index
}

/// The pairs of statements that may collide, each once and for its gravest reason, in the order of
/// the left ones.
pub(super) fn pairs(
    left: &[StatementTouches],
    right: &[StatementTouches],
    dialect: Dialect,
) -> Vec<Pair> {
    let (ours, theirs) = (index(left, dialect), index(right, dialect));
    let mut gravest: BTreeMap<(&str, usize, &str, usize), Pair> = BTreeMap::new();
    for (key, ours) in &ours {
        let Some(theirs) = theirs.get(key) else {
            continue;
        };
        for &one in ours {
            for &other in theirs {
                let Some(kind) = collide(one, other) else {
                    continue;
                };
                let places = (
                    one.0.revision.as_str(),
                    one.0.span.start,
                    other.0.revision.as_str(),
                    other.0.span.start,
                );
                let found = pair(kind, one, other);
                let known = gravest.get(&places);
                if known.is_none_or(|known| found.rank() < known.rank()) {
                    gravest.insert(places, found);
                }
            }
        }
    }
    let mut found: Vec<Pair> = gravest.into_values().collect();
    found.retain(|pair| !makes_it_itself(pair, left, right));
    let position = |touches: &[StatementTouches], side: &Side| {
        let is_it = |it: &StatementTouches| it.path == side.path && it.span == side.span;
        touches.iter().position(is_it)
    };
    found.sort_by_key(|pair| (position(left, &pair.left), position(right, &pair.right)));
    found
}

/// Whether a branch that uses what the other one makes also makes it itself; then the two that make
/// it are what collides.
fn makes_it_itself(pair: &Pair, left: &[StatementTouches], right: &[StatementTouches]) -> bool {
    if pair.kind != CollisionKind::CreatedAndUsed {
        return false;
    }
    let (made, using) = match pair.left.verb {
        Verb::Create { .. } => (&pair.left.object, right),
        _ => (&pair.right.object, left),
    };
    let mut touches = using.iter().flat_map(|it| &it.touches);
    touches.any(|touch| touch.object == *made && matches!(touch.verb, Verb::Create { .. }))
}

fn pair(kind: CollisionKind, left: Place<'_>, right: Place<'_>) -> Pair {
    let (left_side, right_side) = (side(left, right), side(right, left));
    let same_key = match (left.1, right.1) {
        (Part::Rows(one), Part::Rows(other)) => one.same_key(other),
        _ => None,
    };
    // What is gone, or is larger, is what they collide over.
    let object = if right_side.verb.removes() {
        right_side.object.clone()
    } else {
        left_side.object.clone()
    };
    Pair {
        kind,
        object,
        left: left_side,
        right: right_side,
        same_key,
    }
}

fn side((statement, part): Place<'_>, (_, other): Place<'_>) -> Side {
    let (verb, object) = match (part, other) {
        (Part::Touch(touch), _) => (touch.verb.clone(), touch.object.clone()),
        (Part::Rows(rows), Part::Touch(touch)) => {
            let object = match &touch.object {
                Object::Column { column, .. } if rows.columns.name(column) => touch.object.clone(),
                view @ Object::View(_) => view.clone(),
                _ => Object::Table(rows.relation.clone()),
            };
            (Verb::Rows(rows.access), object)
        }
        (Part::Rows(rows), Part::Rows(_)) => (
            Verb::Rows(rows.access),
            Object::Table(rows.relation.clone()),
        ),
    };
    Side::new(statement, verb, object)
}

/// How two things that statements do collide, if they do.
fn collide(left: Place<'_>, right: Place<'_>) -> Option<CollisionKind> {
    match (left.1, right.1) {
        (Part::Touch(one), Part::Touch(other)) => touch_with_touch(one, other),
        (Part::Rows(rows), Part::Touch(touch)) => rows_with_touch(rows, right.0, touch),
        (Part::Touch(touch), Part::Rows(rows)) => rows_with_touch(rows, left.0, touch),
        (Part::Rows(one), Part::Rows(other)) => rows_with_rows(one, other),
    }
}

fn touch_with_touch(left: &Touch, right: &Touch) -> Option<CollisionKind> {
    let same = left.object == right.object;
    match (&left.verb, &right.verb) {
        (Verb::Create { .. }, Verb::Create { .. }) if same => Some(CollisionKind::BothCreate),
        (Verb::Create { .. }, Verb::Create { .. })
            if have_one_name(&left.object, &right.object) =>
        {
            Some(CollisionKind::SameName)
        }
        (one, other) if one.removes() && other.removes() && same => Some(CollisionKind::BothRemove),
        (one, _) if one.removes() && holds(&left.object, &right.object) => {
            Some(CollisionKind::RemovedAndUsed)
        }
        (_, other) if other.removes() && holds(&right.object, &left.object) => {
            Some(CollisionKind::RemovedAndUsed)
        }
        (Verb::Create { .. }, other) if is_use(other) && holds(&left.object, &right.object) => {
            Some(CollisionKind::CreatedAndUsed)
        }
        (one, Verb::Create { .. }) if is_use(one) && holds(&right.object, &left.object) => {
            Some(CollisionKind::CreatedAndUsed)
        }
        (one, Verb::Create { .. }) | (Verb::Create { .. }, one)
            if one.removes() && have_one_name(&left.object, &right.object) =>
        {
            Some(CollisionKind::SameName)
        }
        (Verb::Alter(one), Verb::Alter(other)) if same && one == other => {
            Some(CollisionKind::BothAlter)
        }
        _ => None,
    }
}

fn is_use(verb: &Verb) -> bool {
    matches!(verb, Verb::Alter(_) | Verb::Need | Verb::Rows(_))
}

/// Whether `outer` is `inner`, or goes with it.
pub(super) fn holds(outer: &Object, inner: &Object) -> bool {
    if outer == inner {
        return true;
    }
    match outer {
        Object::Table(name) | Object::View(name) => inner.relation() == Some(name),
        Object::Namespace(namespace) => {
            let of = match inner {
                Object::Sequence(name) | Object::Type(name) | Object::Routine { name, .. } => {
                    name.namespace.as_ref()
                }
                inner => inner.relation().and_then(|it| it.namespace.as_ref()),
            };
            of == Some(namespace)
        }
        Object::Routine { name, .. } => {
            matches!(inner, Object::Routine { name: other, .. } if other == name)
        }
        _ => false,
    }
}

/// Whether two new objects would have one name.
fn have_one_name(one: &Object, other: &Object) -> bool {
    let relation_name = |object: &Object| match object {
        Object::Table(name) | Object::View(name) | Object::Sequence(name) => Some(name.clone()),
        Object::Index { table, index } => Some(table.with_name(index.clone())),
        _ => None,
    };
    let (one, other) = (relation_name(one), relation_name(other));
    one.is_some() && one == other
}
