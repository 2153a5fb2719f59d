use std::collections::BTreeSet;

use super::order::needs_first;
use super::{Difference, Property};
use crate::operation::{Existing, Operation};
use crate::schema::{DataType, Name, Object, QualifiedName, Routine};
use crate::sql::Dialect;

type Key = (QualifiedName, Vec<DataType>);

impl Difference<'_> {
    /// Makes and changes the routines that name no table which is new or changes, since tables may
    /// need them.
    pub(super) fn create_routines_before_tables(&mut self) {
        let late = self.late_routines();
        let early: BTreeSet<Key> = self.coming_routines().difference(&late).cloned().collect();
        self.create_routines(&early);
    }

    /// Makes and changes the others.
    pub(super) fn create_routines_after_tables(&mut self) {
        let late = self.late_routines();
        self.create_routines(&late);
    }

    fn coming_routines(&self) -> BTreeSet<Key> {
        let altered = self.altered.iter().filter(|(_, properties)| {
            properties
                .iter()
                .any(|property| *property != Property::Comment)
                || self.dialect() == Dialect::Mysql
        });
        self.created
            .iter()
            .chain(altered.map(|(object, _)| object))
            .filter_map(|object| match object {
                Object::Routine { name, signature } => Some((name.clone(), signature.clone())),
                _ => None,
            })
            .collect()
    }

    fn late_routines(&self) -> BTreeSet<Key> {
        let changing: BTreeSet<Name> = self
            .altered_tables()
            .into_iter()
            .map(|(name, ..)| name.name)
            .chain(self.created.iter().filter_map(|object| match object {
                Object::Table(name) | Object::View(name) => Some(name.name.clone()),
                _ => None,
            }))
            .collect();
        let coming = self.coming_routines().into_iter();
        coming
            .filter(|key| {
                self.find_routine(key).is_some_and(|routine| {
                    let text = format!(
                        "{} {} {}",
                        routine.arguments,
                        routine.returns.as_deref().unwrap_or_default(),
                        routine.body
                    );
                    let names = crate::replay::names_in(&text, self.dialect());
                    changing
                        .iter()
                        .any(|it| names.iter().any(|name| name.key() == it.key()))
                })
            })
            .collect()
    }

    fn find_routine(&self, (name, signature): &Key) -> Option<Routine> {
        let dialect = self.dialect();
        let same = |routine: &&Routine| {
            routine.signature.len() == signature.len()
                && routine
                    .signature
                    .iter()
                    .zip(signature)
                    .all(|(one, other)| crate::compare::same_type(one, other, dialect))
        };
        self.to.routines_named(name).find(same).cloned()
    }

    /// The names under which a routine goes before another comes (PostgreSQL): it returns something
    /// else, or takes other arguments. What calls it goes before it, and means the other one later.
    pub(super) fn routines_that_go_first(&self) -> BTreeSet<QualifiedName> {
        let coming = self.coming_routines();
        let goes = |(name, signature): &&Key| {
            let object = Object::Routine {
                name: name.clone(),
                signature: signature.clone(),
            };
            self.must_go(&object) || !self.dropped_routines_named(name).is_empty()
        };
        coming
            .iter()
            .filter(goes)
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// Whether `CREATE OR REPLACE` does not do.
    fn must_go(&self, object: &Object) -> bool {
        let properties = self.properties(object);
        !self.created.contains(object)
            && (self.dialect() == Dialect::Mysql
                || properties.contains(&Property::Type)
                || properties.contains(&Property::Kind))
    }

    fn dropped_routines_named(&self, wanted: &QualifiedName) -> Vec<Object> {
        let is_one =
            |object: &&Object| matches!(object, Object::Routine { name, .. } if name == wanted);
        self.dropped.iter().filter(is_one).cloned().collect()
    }

    fn create_routines(&mut self, keys: &BTreeSet<Key>) {
        let order = needs_first(keys, |key| {
            let Some(routine) = self.find_routine(key) else {
                return Vec::new();
            };
            let called = crate::operation::references(&routine.body, self.dialect()).functions;
            let is_called = |other: &&Key| called.iter().any(|it| it.name == other.0.name);
            keys.iter().filter(is_called).cloned().collect()
        });
        for key in order {
            let Some(routine) = self.find_routine(&key) else {
                continue;
            };
            let (name, signature) = key;
            let object = Object::Routine {
                name: name.clone(),
                signature: signature.clone(),
            };
            if self.replaced_routines.contains(&name) {
                for gone in self.dropped_routines_named(&name) {
                    self.dropped.remove(&gone);
                    if let Object::Routine { name, signature } = &gone {
                        self.drop_routine(name, signature);
                    }
                }
            }
            let is_new = self.created.contains(&object);
            let must_go = self.must_go(&object);
            if must_go {
                self.drop_routine(&name, &signature);
            }
            self.operation(Operation::CreateRoutine {
                name,
                routine: Box::new(routine),
                existing: if is_new || must_go {
                    Existing::Refuse
                } else {
                    Existing::Replace
                },
            });
        }
    }
}
