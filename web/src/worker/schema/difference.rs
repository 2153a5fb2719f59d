use std::collections::{BTreeMap, BTreeSet};

use limbeck_planner::compare::{Change, Difference, Property};
use limbeck_planner::evolution::Origin;
use limbeck_planner::schema::{Cause, Object, QualifiedName, Schema};

use super::view::{CauseView, Cell, Link, Place, Sign};
use crate::worker::overview::number;

/// The schema around a revision, and what the revision changed in it.
#[derive(Debug)]
pub(super) struct Around {
    /// The schema that the revision finds; `None` where no revision is looked at.
    pub before: Option<Schema>,
    /// The schema that is shown.
    pub after: Schema,
    /// What the revision changed, by object.
    pub changes: BTreeMap<Object, Vec<Change>>,
    /// What it changed, by the object that it belongs to.
    pub owned: BTreeMap<Object, BTreeSet<Object>>,
}

impl Around {
    pub(super) fn new(before: Option<Schema>, after: Schema, differences: Vec<Difference>) -> Self {
        let mut around = Self {
            before,
            after,
            changes: BTreeMap::new(),
            owned: BTreeMap::new(),
        };
        for Difference { object, change } in differences {
            let owner = around.owner(&object);
            let owned = around.owned.entry(owner).or_default();
            owned.insert(object.clone());
            around.changes.entry(object).or_default().push(change);
        }
        around
    }

    /// The object that is listed and that `object` is, or is a part of.
    pub(super) fn owner(&self, object: &Object) -> Object {
        let Some(relation) = object.relation() else {
            return object.clone();
        };
        let schemas = [Some(&self.after), self.before.as_ref()];
        let relation_of = |schema: &Schema| Some(schema.relation(relation)?.object(relation));
        schemas
            .into_iter()
            .flatten()
            .find_map(relation_of)
            .unwrap_or_else(|| match object {
                Object::Constraint { table, .. } => Object::Type(table.clone()),
                other => other.clone(),
            })
    }

    /// What the revision did to `object` itself.
    pub(super) fn own_sign(&self, object: &Object) -> Option<Sign> {
        let changes = self.changes.get(object)?;
        Some(match changes.first()? {
            Change::OnlyRight => Sign::Added,
            Change::OnlyLeft => Sign::Dropped,
            Change::Differs { .. } => Sign::Altered,
        })
    }

    /// What the revision did to `object` or to something in it.
    pub(super) fn sign(&self, object: &Object) -> Option<Sign> {
        self.own_sign(object)
            .or_else(|| self.owned.contains_key(object).then_some(Sign::Altered))
    }

    /// The properties of `object` that changed, with what they were and what they are.
    pub(super) fn properties(
        &self,
        object: &Object,
    ) -> impl Iterator<Item = (Property, &str, &str)> {
        let changes = self.changes.get(object).into_iter().flatten();
        changes.filter_map(|change| match change {
            Change::Differs {
                property,
                left,
                right,
            } => Some((*property, left.as_str(), right.as_str())),
            _ => None,
        })
    }

    /// A value, with what it was if one of `properties` of `object` changed.
    pub(super) fn cell(
        &self,
        object: &Object,
        properties: &[Property],
        text: String,
        before: Option<String>,
    ) -> Cell {
        let is_changed = self
            .properties(object)
            .any(|(property, ..)| properties.contains(&property));
        let before = before.filter(|before| is_changed && *before != text);
        Cell { text, before }
    }

    /// The schema in which `object` is looked at: that before the revision where it dropped it.
    pub(super) fn schema_of(&self, object: &Object) -> &Schema {
        match (self.own_sign(object), &self.before) {
            (Some(Sign::Dropped), Some(before)) => before,
            _ => &self.after,
        }
    }

    /// Why `object` is not known for certain.
    pub(super) fn cause(&self, object: &Object) -> Option<CauseView> {
        self.after.uncertainty().of(object).map(cause)
    }
}

/// What an object is asked for by.
pub(super) fn key(object: &Object) -> String {
    format!("{} {}", object.noun(), object.name())
}

/// A link to an object.
pub(super) fn link(object: &Object) -> Link {
    Link {
        key: key(object),
        noun: object.noun().to_owned(),
        name: object.name(),
    }
}

/// A link to the table, view or sequence of this name.
pub(super) fn link_to(schema: &Schema, name: &QualifiedName) -> Option<Link> {
    Some(link(&schema.relation(name)?.object(name)))
}

/// A cause as it is shown.
pub(super) fn cause(cause: &Cause) -> CauseView {
    CauseView {
        place: Place {
            path: cause.path.clone(),
            line: number(cause.line),
        },
        reason: cause.reason.clone(),
    }
}

/// Where an object was made, if that is known.
pub(super) fn place(origins: &BTreeMap<Object, Origin>, object: &Object) -> Option<Place> {
    origins.get(object).map(|origin| Place {
        path: origin.path.clone(),
        line: number(origin.line),
    })
}

/// What both have, in the order of `after`, with what only `before` has behind what was before it
/// there.
pub(super) fn merged<T, K: PartialEq>(
    before: &[T],
    after: &[T],
    name: impl Fn(&T) -> K,
) -> Vec<(K, bool)> {
    let mut merged: Vec<(K, bool)> = after.iter().map(|it| (name(it), false)).collect();
    let mut next = 0;
    for it in before {
        let key = name(it);
        if let Some(place) = merged.iter().position(|(other, _)| *other == key) {
            next = place + 1;
        } else {
            merged.insert(next, (key, true));
            next += 1;
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_dropped_stands_where_it_was() {
        let merged = |before: &[char], after: &[char]| -> String {
            merged(before, after, |it| *it)
                .into_iter()
                .map(|(it, is_dropped)| {
                    if is_dropped {
                        it.to_ascii_uppercase()
                    } else {
                        it
                    }
                })
                .collect()
        };
        assert_eq!(merged(&['a', 'b', 'c'], &['a', 'c', 'd']), "aBcd");
        assert_eq!(merged(&['a', 'b'], &['b']), "Ab");
        assert_eq!(merged(&['a', 'b', 'c'], &['a']), "aBC");
        assert_eq!(merged(&[], &['x']), "x");
    }
}
