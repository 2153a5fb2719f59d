use std::collections::BTreeSet;

use super::column::is_computed;
use super::order::needs_first;
use super::{Difference, Note};
use crate::operation::{
    DropBehavior, Dropped, Missing, Operation, RoutineReference, Scope, TableChange,
};
use crate::schema::{Name, Object, QualifiedName};
use crate::sql::Dialect;

impl Difference<'_> {
    /// The tables that `from` alone has.
    pub(super) fn dropped_tables(&self) -> BTreeSet<QualifiedName> {
        tables_of(&self.dropped)
    }

    pub(super) fn drop_tables(&mut self) {
        let going = self.dropped_tables();
        let from = self.from;
        // What refers to a table goes before it.
        let order = needs_first(&going, |table| from.dependents(table).cloned().collect());
        for name in order {
            let Some(table) = self.from.table(&name) else {
                continue;
            };
            // A partition goes with its table.
            let parent = table.partition_of.as_ref().map(|place| &place.parent);
            if parent.is_some_and(|parent| going.contains(parent)) {
                continue;
            }
            let note = Note::LosesData(format!("the rows of table {name}"));
            self.noted(drop(Dropped::Tables(vec![name])), vec![note]);
        }
    }

    /// The columns that go, once nothing needs them.
    pub(super) fn drop_columns(&mut self) {
        for (name, from, to) in self.altered_tables() {
            if self.rebuilt.contains(&name) || Self::follows_parent(from, to) {
                continue;
            }
            // What is computed has gone before.
            let gone: Vec<Name> = from
                .columns
                .iter()
                .filter(|column| to.column(&column.name).is_none() && !is_computed(column))
                .map(|column| column.name.clone())
                .collect();
            for column in gone {
                let note = Note::LosesData(format!("the values of column {name}.{column}"));
                let change = TableChange::DropColumn {
                    column,
                    missing: Missing::Refuse,
                    behavior: DropBehavior::Restrict,
                };
                self.noted(
                    Operation::AlterTable {
                        table: name.clone(),
                        missing: Missing::Refuse,
                        scope: Scope::WithChildren,
                        changes: vec![change],
                    },
                    vec![note],
                );
            }
        }
    }

    /// What nothing needs any more: routines, sequences, types, extensions, namespaces.
    pub(super) fn drop_the_rest(&mut self) {
        let dropped: Vec<Object> = self.dropped.iter().cloned().collect();
        for object in &dropped {
            if let Object::Routine { name, signature } = object {
                self.drop_routine(name, signature);
            }
        }
        for object in &dropped {
            if let Object::Sequence(name) = object
                && !self.goes_with_its_column(name)
            {
                self.operation(drop(Dropped::Sequences(vec![name.clone()])));
            }
        }
        let types: BTreeSet<QualifiedName> = dropped
            .iter()
            .filter_map(|object| match object {
                Object::Type(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        let from = self.from;
        let mut order = needs_first(&types, |name| super::user_type::types_in(from, name));
        order.reverse();
        for name in self.outdated_types.clone().into_iter().chain(order) {
            self.operation(drop(Dropped::Types(vec![name])));
        }
        for object in dropped {
            let dropped = match object {
                Object::Extension(name) => Dropped::Extensions(vec![name]),
                _ => continue,
            };
            self.operation(drop(dropped));
        }
        let namespaces: Vec<Name> = self
            .dropped
            .iter()
            .filter_map(|object| match object {
                Object::Namespace(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        for name in namespaces {
            self.operation(drop(Dropped::Namespaces(vec![name])));
        }
    }

    pub(super) fn drop_routine(
        &mut self,
        name: &QualifiedName,
        signature: &[crate::schema::DataType],
    ) {
        let kinds: Vec<_> = self
            .from
            .routines_named(name)
            .filter(|routine| routine.signature == signature)
            .map(|routine| routine.kind)
            .collect();
        for kind in kinds {
            let reference = RoutineReference {
                kind: Some(kind),
                name: name.clone(),
                signature: (self.dialect() == Dialect::Postgresql).then(|| signature.to_vec()),
            };
            self.operation(drop(Dropped::Routines(vec![reference])));
        }
    }

    /// Whether a sequence is dropped along with the column or the table that it belongs to.
    pub(super) fn goes_with_its_column(&self, name: &QualifiedName) -> bool {
        let owner = self.from.sequence(name).and_then(|it| it.owner.as_ref());
        owner.is_some_and(|owner| {
            let table = self.to.table(&owner.table);
            table.is_none_or(|table| table.column(&owner.column).is_none())
        })
    }
}

/// A plain drop.
pub(super) const fn drop(dropped: Dropped) -> Operation {
    Operation::Drop {
        dropped,
        missing: Missing::Refuse,
        behavior: DropBehavior::Restrict,
    }
}

/// The tables among some objects.
pub(super) fn tables_of(objects: &BTreeSet<Object>) -> BTreeSet<QualifiedName> {
    let tables = objects.iter().filter_map(|object| match object {
        Object::Table(name) => Some(name.clone()),
        _ => None,
    });
    tables.collect()
}
