use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::collision::{CollisionKind, Side};
use super::given_key::GivenKey;
use super::row_index::RowIndex;
use super::rows::{Columns, RowAccess, rows_with_rows, rows_with_touch};
use super::touch::{StatementTouches, Touch, Verb};
use crate::operation::{Access, OnSameKey};
use crate::schema::{Name, Object, OtherName, QualifiedName};
use crate::sql::Dialect;

/// Two statements that may collide, by what they touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) kind: CollisionKind,
    pub(super) object: Object,
    pub(super) left: Side,
    pub(super) right: Side,
    /// The key that both give a row.
    pub(super) same_key: Option<SameKey>,
}

/// A key that both sides give a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SameKey {
    pub(super) key: GivenKey,
    /// What becomes of the left one's row where the key is there.
    pub(super) left: OnSameKey,
    /// What becomes of the right one's.
    pub(super) right: OnSameKey,
}

impl Pair {
    /// The graver, and then the more telling, the less.
    fn rank(&self) -> (CollisionKind, usize) {
        let needs = |side: &Side| usize::from(side.verb.only_uses());
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

/// One thing that a statement does, and the statement's place in its branch.
#[derive(Clone, Copy)]
struct Place<'touches> {
    position: usize,
    statement: &'touches StatementTouches,
    part: Part<'touches>,
}

/// Of statements that do the same to one object, as many are looked at: seeds are thousands of lines,
/// and the tenth says what the thousandth does.
const ALIKE: usize = 10;

/// What one side does to a relation, or to something else that has a name.
#[derive(Default)]
struct Group<'touches> {
    /// What it does to the whole, and to its rows.
    whole: Vec<Place<'touches>>,
    /// What it does to parts, which mind what becomes of the whole and of themselves.
    parts: BTreeMap<&'touches Object, Vec<Place<'touches>>>,
    /// The first to give a row each key.
    keys: BTreeMap<&'touches GivenKey, Place<'touches>>,
    /// Those that say which rows they change.
    wanted: RowIndex<'touches, Place<'touches>>,
    /// Those that say which rows they insert.
    given: RowIndex<'touches, Place<'touches>>,
    alike: BTreeMap<Alike<'touches>, usize>,
}

/// What statements that are looked at alike have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Alike<'touches> {
    Touch(&'touches Touch),
    Rows {
        access: Access,
        columns: &'touches Columns,
        on_same_key: OnSameKey,
        /// The columns by which the rows are told from others.
        told_by: BTreeSet<Vec<&'touches Name>>,
    },
}

impl<'touches> Group<'touches> {
    fn add(&mut self, key: &Key, place: Place<'touches>) {
        let alike = match place.part {
            Part::Touch(touch) => Alike::Touch(touch),
            Part::Rows(rows) => {
                for key in &rows.keys {
                    self.keys.entry(key).or_insert(place);
                }
                self.wanted.add(&rows.wanted, place);
                for row in rows.given.iter().flatten() {
                    self.given.add(row, place);
                }
                let told = rows.given.iter().flatten().chain([&rows.wanted]);
                Alike::Rows {
                    access: rows.access,
                    columns: &rows.columns,
                    on_same_key: rows.on_same_key,
                    told_by: told.map(|row| row.keys().collect()).collect(),
                }
            }
        };
        let alike = self.alike.entry(alike).or_default();
        *alike += 1;
        if *alike > ALIKE {
            return;
        }
        match place.part {
            Part::Touch(touch) if key.has_part(&touch.object) => {
                self.parts.entry(&touch.object).or_default().push(place);
            }
            _ => self.whole.push(place),
        }
    }

    /// The places of both that may collide.
    fn with<'both>(
        &'both self,
        other: &'both Self,
    ) -> impl Iterator<Item = (Place<'touches>, Place<'touches>)> + 'both {
        let of_whole = self.whole.iter().flat_map(|&one| {
            let parts = other.parts.values().flatten();
            let others = other.whole.iter().chain(parts);
            others.map(move |&other| (one, other))
        });
        let of_parts = self.parts.iter().flat_map(|(&object, ones)| {
            let others = other.parts.get(object).into_iter().flatten();
            let others = other.whole.iter().chain(others);
            others.flat_map(move |&other| ones.iter().map(move |&one| (one, other)))
        });
        let of_keys = self.keys.iter().filter_map(|(&key, &one)| {
            let other = other.keys.get(key)?;
            Some((one, *other))
        });
        let of_rows = [
            self.wanted.meeting(&other.wanted),
            self.given.meeting(&other.wanted),
            self.wanted.meeting(&other.given),
        ];
        of_whole
            .chain(of_parts)
            .chain(of_keys)
            .chain(of_rows.into_iter().flatten())
    }
}

impl Key {
    /// Whether an object is a part of what the key is the name of.
    fn has_part(&self, object: &Object) -> bool {
        let is_part = !matches!(object, Object::Table(_) | Object::View(_));
        matches!(self, Self::Relation(name) if is_part && object.relation() == Some(name))
    }
}

/// The touches of one side by what they are about.
fn index(touches: &[Rc<StatementTouches>], dialect: Dialect) -> BTreeMap<Key, Group<'_>> {
    let mut index: BTreeMap<Key, Group<'_>> = BTreeMap::new();
    let mut add = |key: Key, place| match index.entry(key) {
        Entry::Occupied(mut known) => {
            let key = known.key().clone();
            known.get_mut().add(&key, place);
        }
        Entry::Vacant(new) => {
            let key = new.key().clone();
            new.insert(Group::default()).add(&key, place);
        }
    };
    for (position, statement) in touches.iter().enumerate() {
        let place = |part| Place {
            position,
            statement,
            part,
        };
        for touch in &statement.touches {
            for key in keys(&touch.object, dialect) {
                add(key, place(Part::Touch(touch)));
            }
        }
        for rows in &statement.rows {
            add(
                Key::Relation(rows.relation.clone()),
                place(Part::Rows(rows)),
            );
        }
    }
    index
}

/// The pairs of statements that may collide, each once and for its gravest reason, in the order of
/// the left ones. Of those that do the same, some stand for the others.
pub(super) fn pairs(
    left: &[Rc<StatementTouches>],
    right: &[Rc<StatementTouches>],
    dialect: Dialect,
) -> Vec<Pair> {
    let (ours, theirs) = (index(left, dialect), index(right, dialect));
    let (left_made, right_made) = (made(left), made(right));
    let mut gravest: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    for (key, ours) in &ours {
        let Some(theirs) = theirs.get(key) else {
            continue;
        };
        for (one, other) in ours.with(theirs) {
            let Some(kind) = collide(one, other) else {
                continue;
            };
            let places = (one.position, other.position);
            let found = pair(kind, one, other);
            let known = gravest.get(&places);
            if known.is_none_or(|known| found.rank() < known.rank()) {
                gravest.insert(places, found);
            }
        }
    }
    let mut found: Vec<Pair> = gravest.into_values().collect();
    found.retain(|pair| !makes_it_itself(pair, &left_made, &right_made));
    found
}

/// What statements make.
fn made(touches: &[Rc<StatementTouches>]) -> BTreeSet<&Object> {
    let touches = touches.iter().flat_map(|it| &it.touches);
    let made = touches.filter(|touch| matches!(touch.verb, Verb::Create { .. }));
    made.map(|touch| &touch.object).collect()
}

/// Whether a branch that uses what the other one makes also makes it itself; then the two that make
/// it are what collides.
fn makes_it_itself(pair: &Pair, left: &BTreeSet<&Object>, right: &BTreeSet<&Object>) -> bool {
    if pair.kind != CollisionKind::CreatedAndUsed {
        return false;
    }
    match pair.left.verb {
        Verb::Create { .. } => right.contains(&pair.left.object),
        _ => left.contains(&pair.right.object),
    }
}

fn pair(kind: CollisionKind, left: Place<'_>, right: Place<'_>) -> Pair {
    let (left_side, right_side) = (side(left, right), side(right, left));
    let same_key = match (left.part, right.part) {
        (Part::Rows(one), Part::Rows(other)) => one.same_key(other).map(|key| SameKey {
            key,
            left: one.on_same_key,
            right: other.on_same_key,
        }),
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

fn side(place: Place<'_>, other: Place<'_>) -> Side {
    let (verb, object) = match (place.part, other.part) {
        (Part::Touch(touch), _) => (touch.verb.clone(), touch.object.clone()),
        (Part::Rows(rows), Part::Touch(touch)) => {
            let object = match &touch.object {
                Object::Column { column, .. }
                    if rows.access != Access::Delete && rows.columns.name(column) =>
                {
                    touch.object.clone()
                }
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
    Side::new(place.statement, verb, object)
}

/// How two things that statements do collide, if they do.
fn collide(left: Place<'_>, right: Place<'_>) -> Option<CollisionKind> {
    match (left.part, right.part) {
        (Part::Touch(one), Part::Touch(other)) => touch_with_touch(one, other),
        (Part::Rows(rows), Part::Touch(touch)) => rows_with_touch(rows, right.statement, touch),
        (Part::Touch(touch), Part::Rows(rows)) => rows_with_touch(rows, left.statement, touch),
        (Part::Rows(one), Part::Rows(other)) => rows_with_rows(one, other),
    }
}

fn touch_with_touch(left: &Touch, right: &Touch) -> Option<CollisionKind> {
    let same = left.object == right.object;
    match (&left.verb, &right.verb) {
        (Verb::TakeColumns, Verb::Create { .. }) if is_column_of(&right.object, &left.object) => {
            Some(CollisionKind::AlteredAndUsed)
        }
        (Verb::Create { .. }, Verb::TakeColumns) if is_column_of(&left.object, &right.object) => {
            Some(CollisionKind::AlteredAndUsed)
        }
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
    verb.only_uses() || matches!(verb, Verb::Alter(_) | Verb::Rows(_))
}

fn is_column_of(object: &Object, table: &Object) -> bool {
    matches!(object, Object::Column { .. }) && object.relation() == table.relation()
}

/// Whether `outer` is `inner`, or goes with it.
pub(super) fn holds(outer: &Object, inner: &Object) -> bool {
    if outer == inner {
        return true;
    }
    match outer {
        Object::Table(name) | Object::View(name) => inner.relation() == Some(name),
        Object::Namespace(namespace) => inner.namespace() == Some(namespace),
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
