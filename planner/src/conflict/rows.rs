use std::collections::{BTreeMap, BTreeSet};

use super::collision::CollisionKind;
use super::given_key::GivenKey;
use super::touch::{StatementTouches, Touch, Verb};
use crate::compare::Property;
use crate::operation::{Access, OnSameKey};
use crate::schema::{Name, Object, OtherKind, QualifiedName};

/// How a statement touches the rows of a table or view.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowAccess {
    /// Whose.
    pub relation: QualifiedName,
    /// How.
    pub access: Access,
    /// Which columns it has to do with.
    pub columns: Columns,
    /// The keys of the rows that it inserts, or that it gives a row, where they are written out.
    pub keys: BTreeSet<GivenKey>,
    /// What becomes of a row whose key another row has.
    pub on_same_key: OnSameKey,
    /// What columns have to be in the rows that it changes, where that is written out.
    pub wanted: BTreeMap<Name, String>,
    /// The rows that it inserts, as far as they are written out; `None` where it does not say which
    /// these are.
    pub given: Option<BTreeSet<BTreeMap<Name, String>>>,
}

/// Columns that a statement has to do with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Columns {
    /// All that there are: `SELECT *`, `INSERT INTO t VALUES`.
    All,
    /// Those among these names.
    Named(BTreeSet<Name>),
}

impl Columns {
    /// Whether a column is one of them, by its name or because all are.
    pub fn include(&self, column: &Name) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => names.contains(column),
        }
    }

    /// The names, where columns are called by their names.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        let names = match self {
            Self::All => None,
            Self::Named(names) => Some(names),
        };
        names.into_iter().flatten()
    }

    /// Whether a column is called by its name.
    pub fn name(&self, column: &Name) -> bool {
        matches!(self, Self::Named(names) if names.contains(column))
    }

    fn overlap(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Named(ours), Self::Named(theirs)) => !ours.is_disjoint(theirs),
            _ => true,
        }
    }
}

impl RowAccess {
    /// A key that both write out.
    pub(super) fn same_key(&self, other: &Self) -> Option<GivenKey> {
        self.keys.intersection(&other.keys).next().cloned()
    }

    /// Whether no row is among those that both change or insert: they ask for different values of a
    /// column, and neither gives it another one.
    fn are_apart(&self, other: &Self) -> bool {
        // What gives way to another row may change or remove that.
        if self.on_same_key != OnSameKey::Fail || other.on_same_key != OnSameKey::Fail {
            return false;
        }
        match (self.access, other.access) {
            (Access::Insert, _) => self.inserts_apart(other),
            (_, Access::Insert) => other.inserts_apart(self),
            _ => differ(&self.wanted, &other.wanted),
        }
    }

    /// Whether no row that it inserts is among those that another changes, nor has the key that this
    /// gives one.
    fn inserts_apart(&self, other: &Self) -> bool {
        let given = self.given.as_ref();
        other.keys.is_empty()
            && given.is_some_and(|rows| rows.iter().all(|row| differ(row, &other.wanted)))
    }
}

/// Whether two rows are not the same one.
fn differ(one: &BTreeMap<Name, String>, other: &BTreeMap<Name, String>) -> bool {
    one.iter()
        .any(|(column, value)| other.get(column).is_some_and(|other| other != value))
}

/// How two statements about the rows of one table collide.
///
/// Statements that only add rows do not mind each other, nor do two that only remove some; and two
/// that change columns do only where they have to do with the same ones.
pub(super) fn rows_with_rows(one: &RowAccess, other: &RowAccess) -> Option<CollisionKind> {
    use Access::{Delete, Insert, Read, Update};
    let is_new_to_other = |one: &RowAccess, other: &RowAccess| {
        one.access == Insert || other.access == Insert || one.are_apart(other)
    };
    if one.same_key(other).is_some() && is_new_to_other(one, other) {
        let fails = one.on_same_key == OnSameKey::Fail || other.on_same_key == OnSameKey::Fail;
        return Some(if fails {
            CollisionKind::SameKey
        } else {
            CollisionKind::SameRows
        });
    }
    let collide = match (one.access, other.access) {
        (Read, Read) | (Insert, Insert) | (Delete, Delete) => false,
        (Insert | Update | Delete, Update | Delete) | (Update | Delete, Insert)
            if one.are_apart(other) =>
        {
            false
        }
        (Update, Update | Read | Delete) | (Read | Delete, Update) => {
            one.columns.overlap(&other.columns)
        }
        (Insert, Read | Update | Delete)
        | (Read | Update | Delete, Insert)
        | (Delete, Read)
        | (Read, Delete) => true,
    };
    collide.then_some(CollisionKind::SameRows)
}

/// How a statement about rows collides with what another, `statement`, does to the table.
pub(super) fn rows_with_touch(
    rows: &RowAccess,
    statement: &StatementTouches,
    touch: &Touch,
) -> Option<CollisionKind> {
    if touch.object.relation() != Some(&rows.relation) {
        return None;
    }
    if touch.verb.removes() && statement.dropped_keys.contains(&touch.object) {
        // `ON CONFLICT` relies on the key, and without one a row comes twice.
        let relies = rows.access == Access::Insert && rows.on_same_key != OnSameKey::Fail;
        return relies.then_some(CollisionKind::RemovedAndUsed);
    }
    if touch.verb.removes() {
        return is_about(rows, &touch.object).then_some(CollisionKind::RemovedAndUsed);
    }
    if matches!(touch.verb, Verb::Create { .. }) && names(rows, &touch.object) {
        return Some(CollisionKind::CreatedAndUsed);
    }
    if matches!(touch.object, Object::View(_)) {
        let is_another = matches!(
            touch.verb,
            Verb::Alter(Property::Definition | Property::Columns)
        );
        return is_another.then_some(CollisionKind::SameRows);
    }
    if touch.verb == Verb::Refer {
        let is_seen = match (&touch.object, rows.access) {
            (_, Access::Delete) => true,
            // What it looks for in a column, and does not give it, stays.
            (Object::Column { column, .. }, Access::Update) => {
                rows.columns.include(column) && !rows.wanted.contains_key(column)
            }
            _ => false,
        };
        return is_seen.then_some(CollisionKind::WrittenAndRestructured);
    }
    let is_rule = matches!(&touch.object, Object::Other(other) if other.kind == OtherKind::Rule);
    if is_rule || matches!(touch.object, Object::Trigger { .. }) {
        let is_seen = rows.access.is_write() && !touch.verb.only_uses();
        return is_seen.then_some(CollisionKind::WrittenAndRestructured);
    }
    minds(rows, statement, touch).then_some(CollisionKind::WrittenAndRestructured)
}

/// Whether a statement needs an object, which is the table or a part of it.
fn is_about(rows: &RowAccess, object: &Object) -> bool {
    match object {
        Object::Table(_) | Object::View(_) => true,
        Object::Column { column, .. } => rows.columns.include(column),
        Object::Trigger { .. } => rows.access.is_write(),
        _ => false,
    }
}

/// Whether a statement calls the table or one of its columns by its name.
fn names(rows: &RowAccess, object: &Object) -> bool {
    match object {
        Object::Table(_) | Object::View(_) => true,
        Object::Column { column, .. } => rows.columns.name(column),
        _ => false,
    }
}

/// Whether what rows can be after `touch` matters to a statement that writes them.
fn minds(rows: &RowAccess, statement: &StatementTouches, touch: &Touch) -> bool {
    let inserts = rows.access == Access::Insert;
    let removes = rows.access == Access::Delete;
    match (&touch.object, &touch.verb) {
        (_, _) if !rows.access.is_write() => false,
        (Object::Column { column, .. }, Verb::Create { restricts }) => {
            // Old rows may have no value for it, and a statement that names no columns gives one
            // value too few.
            (*restricts && removes)
                || (inserts && (*restricts || rows.columns == Columns::All))
                    && !rows.columns.name(column)
        }
        (Object::Constraint { .. } | Object::Index { .. }, Verb::Create { restricts: true }) => {
            rows.access != Access::Update || needed_columns(statement, rows)
        }
        (Object::Constraint { .. }, Verb::Alter(Property::Definition | Property::Validity)) => true,
        (Object::Column { column, .. }, Verb::Alter(property)) => {
            let gives = !removes && rows.columns.include(column);
            let leaves_out = inserts && !rows.columns.include(column);
            match property {
                Property::Type
                | Property::Collation
                | Property::CharacterSet
                | Property::Generated => gives,
                Property::Nullability => gives || leaves_out || removes,
                Property::Default
                | Property::Identity
                | Property::AutoIncrement
                | Property::OnUpdate => leaves_out,
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether a statement makes something that is over columns which another one changes.
fn needed_columns(statement: &StatementTouches, rows: &RowAccess) -> bool {
    statement.touches.iter().any(|touch| {
        matches!(&touch.object, Object::Column { table, column }
            if touch.verb == Verb::Need
                && *table == rows.relation
                && rows.columns.include(column))
    })
}
