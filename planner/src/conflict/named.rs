use std::collections::BTreeSet;

use super::needs::of_query;
use super::touch::{Touch, Verb};
use crate::compare::Property;
use crate::operation::{
    ColumnChange, Commented, Dropped, Existing, Operation, TableChange, ViewChange, references,
};
use crate::replay::Replay;
use crate::schema::{Constraint, Name, Object, OtherName, QualifiedName, Rule, Schema};

/// What an operation says that it does, whether or not that changes anything: `DROP TABLE IF EXISTS`
/// of a table that is not there does, once another branch makes the table.
pub(super) fn named(operation: &Operation, before: &Schema, replay: &Replay) -> Vec<Touch> {
    let mut named = Named {
        before,
        replay,
        touches: Vec::new(),
    };
    named.operation(operation);
    named.touches
}

struct Named<'statement> {
    before: &'statement Schema,
    replay: &'statement Replay,
    touches: Vec<Touch>,
}

impl Named<'_> {
    fn resolve(&self, name: &QualifiedName) -> QualifiedName {
        self.replay.resolve(name, self.before)
    }

    fn add(&mut self, object: Object, verb: Verb) {
        self.touches.push(Touch { object, verb });
    }

    fn create(&mut self, object: Object) {
        self.add(object, Verb::Create { restricts: false });
    }

    /// What takes the place of something changes it.
    fn create_or_replace(&mut self, object: Object, existing: Existing) {
        let is_there = match &object {
            Object::View(name) => self.before.view(name).is_some(),
            Object::Routine { name, .. } => self.before.routines_named(name).next().is_some(),
            Object::Trigger { table, trigger } => self.before.trigger(table, trigger).is_some(),
            _ => false,
        };
        if is_there && existing == Existing::Replace {
            self.add(object, Verb::Alter(Property::Definition));
        } else {
            self.create(object);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        match operation {
            Operation::CreateNamespace { name, .. } => self.create(Object::Namespace(name.clone())),
            Operation::RenameNamespace { name, to } => {
                self.add(
                    Object::Namespace(name.clone()),
                    Verb::Rename(to.to_string()),
                );
                self.create(Object::Namespace(to.clone()));
            }
            Operation::CreateExtension { name, .. } => self.create(Object::Extension(name.clone())),
            Operation::UpdateExtension { name, .. } => self.add(
                Object::Extension(name.clone()),
                Verb::Alter(Property::Version),
            ),
            Operation::CreateTable(made) => {
                for constraint in &made.table.constraints {
                    self.reference(constraint);
                }
                self.create(Object::Table(self.resolve(&made.name)));
            }
            Operation::AlterTable { table, changes, .. } => {
                let table = self.resolve(table);
                for change in changes {
                    self.table_change(&table, change);
                }
            }
            Operation::Use(relations) => {
                for relation in relations {
                    self.add(Object::Table(self.resolve(relation)), Verb::Need);
                }
            }
            Operation::CreateIndex { table, index, .. } => {
                let table = self.resolve(table);
                if index.name.is_chosen() {
                    let index = index.name.clone();
                    self.create(Object::Index {
                        table: table.clone(),
                        index,
                    });
                }
                self.add(Object::Table(table), Verb::Need);
            }
            Operation::CreateView {
                name,
                view,
                existing,
            } => {
                self.query(&view.query.text);
                self.create_or_replace(Object::View(self.resolve(name)), *existing);
            }
            Operation::AlterView {
                view,
                change: ViewChange::Rename(to),
                ..
            } => {
                let view = self.resolve(view);
                let renamed = Object::View(view.with_name(to.clone()));
                self.rename(Object::View(view), renamed, to);
            }
            Operation::CreateSequence { name, .. } => {
                self.create(Object::Sequence(self.resolve(name)));
            }
            Operation::AlterSequence { sequence, .. } => {
                let sequence = Object::Sequence(self.resolve(sequence));
                self.add(sequence, Verb::Alter(Property::Options));
            }
            Operation::CreateType { name, .. } => self.create(Object::Type(self.resolve(name))),
            Operation::CreateRoutine {
                name,
                routine,
                existing,
            } => {
                let routine = Object::Routine {
                    name: self.resolve(name),
                    signature: routine.signature.clone(),
                };
                self.create_or_replace(routine, *existing);
            }
            Operation::CreateTrigger {
                name,
                trigger,
                existing,
            } => {
                let trigger = Object::Trigger {
                    table: self.resolve(&trigger.table),
                    trigger: name.clone(),
                };
                self.create_or_replace(trigger, *existing);
            }
            Operation::CreateOther {
                kind, table, name, ..
            } => self.create(Object::Other(OtherName {
                kind: *kind,
                table: table.as_ref().map(|table| self.resolve(table)),
                name: name.clone(),
            })),
            Operation::Drop { dropped, .. } => self.drop(dropped),
            Operation::Comment { on, .. } => self.comment(on),
            // What else there is changes only what is there, or is not about objects.
            _ => {}
        }
    }

    fn rename(&mut self, from: Object, to: Object, name: &Name) {
        self.add(from, Verb::Rename(name.to_string()));
        self.create(to);
    }

    fn table_change(&mut self, table: &QualifiedName, change: &TableChange) {
        let column = |column: &Name| Object::Column {
            table: table.clone(),
            column: column.clone(),
        };
        let index = |index: &Name| Object::Index {
            table: table.clone(),
            index: index.clone(),
        };
        let constraint = |constraint: &Name| Object::Constraint {
            table: table.clone(),
            constraint: constraint.clone(),
        };
        self.add(Object::Table(table.clone()), Verb::Need);
        match change {
            TableChange::Rename(to) => {
                let is_view = self.before.view(table).is_some();
                let object = |name: QualifiedName| {
                    if is_view {
                        Object::View(name)
                    } else {
                        Object::Table(name)
                    }
                };
                let renamed = object(table.with_name(to.name.clone()));
                self.rename(object(table.clone()), renamed, &to.name);
            }
            TableChange::AddColumn {
                column: added,
                constraints,
                ..
            } => {
                for constraint in constraints {
                    self.reference(constraint);
                }
                self.create(column(&added.name));
            }
            TableChange::DropColumn { column: gone, .. } => self.add(column(gone), Verb::Drop),
            TableChange::RenameColumn {
                column: from, to, ..
            } => self.rename(column(from), column(to), to),
            TableChange::AlterColumn {
                column: altered,
                change,
            } => {
                if let Some(property) = property(change) {
                    self.add(column(altered), Verb::Alter(property));
                }
            }
            TableChange::RedefineColumn {
                column: redefined,
                definition,
                ..
            } => {
                if *redefined == definition.name {
                    for property in REDEFINED {
                        self.add(column(redefined), Verb::Alter(property));
                    }
                } else {
                    let to = &definition.name;
                    self.rename(column(redefined), column(to), to);
                }
            }
            TableChange::AddConstraint {
                constraint: added, ..
            } => {
                self.reference(added);
                if let Some(name) = added.name() {
                    self.create(constraint(name));
                }
            }
            TableChange::DropConstraint {
                constraint: gone, ..
            } => self.add(constraint(gone), Verb::Drop),
            TableChange::RenameConstraint {
                constraint: from,
                to,
            } => self.rename(constraint(from), constraint(to), to),
            TableChange::AddIndex { index: added, .. } if added.name.is_chosen() => {
                self.create(index(&added.name));
            }
            TableChange::DropIndex { index: gone, .. } => self.add(index(gone), Verb::Drop),
            TableChange::RenameIndex { index: from, to } => {
                self.rename(index(from), index(to), to);
            }
            _ => {}
        }
    }

    fn query(&mut self, text: &str) {
        let read = references(text, self.before.dialect()).touches;
        let read: BTreeSet<QualifiedName> =
            read.iter().map(|it| self.resolve(&it.relation)).collect();
        for needed in of_query(text, &read, self.before) {
            self.add(needed, Verb::Need);
        }
    }

    /// A foreign key needs a table, whether it is there or not.
    fn reference(&mut self, constraint: &Constraint) {
        if let Rule::ForeignKey(key) = &constraint.rule {
            let referred = self.resolve(&key.table);
            self.add(Object::Table(referred), Verb::Need);
        }
    }

    fn drop(&mut self, dropped: &Dropped) {
        let objects: Vec<Object> = match dropped {
            Dropped::Namespaces(names) => names.iter().cloned().map(Object::Namespace).collect(),
            Dropped::Extensions(names) => names.iter().cloned().map(Object::Extension).collect(),
            Dropped::Tables(names) => self.each(names, Object::Table),
            Dropped::Views { names, .. } => self.each(names, Object::View),
            Dropped::Sequences(names) => self.each(names, Object::Sequence),
            Dropped::Types(names) => self.each(names, Object::Type),
            Dropped::Indexes { names, table } => {
                let owner = |name: &QualifiedName| match table {
                    Some(table) => Some(self.resolve(table)),
                    None => self.before.index_owner(&self.resolve(name)),
                };
                let index = |name: &QualifiedName| Object::Index {
                    // Where it is not there, the name alone can be the same as another's.
                    table: owner(name).unwrap_or_else(|| self.resolve(name)),
                    index: name.name.clone(),
                };
                names.iter().map(index).collect()
            }
            Dropped::Routines(_) => Vec::new(),
            Dropped::Trigger { name, table } => table
                .iter()
                .map(|table| Object::Trigger {
                    table: self.resolve(table),
                    trigger: name.name.clone(),
                })
                .collect(),
            Dropped::Others { kind, table, names } => names
                .iter()
                .map(|name| {
                    Object::Other(OtherName {
                        kind: *kind,
                        table: table.as_ref().map(|table| self.resolve(table)),
                        name: name.clone(),
                    })
                })
                .collect(),
        };
        for object in objects {
            self.add(object, Verb::Drop);
        }
    }

    fn each(&self, names: &[QualifiedName], object: fn(QualifiedName) -> Object) -> Vec<Object> {
        let names = names.iter().map(|name| self.resolve(name));
        names.map(object).collect()
    }

    fn comment(&mut self, on: &Commented) {
        let object = match on {
            Commented::Table(name) => Object::Table(self.resolve(name)),
            Commented::View(name) => Object::View(self.resolve(name)),
            Commented::Column { table, column } => Object::Column {
                table: self.resolve(table),
                column: column.clone(),
            },
            Commented::Sequence(name) => Object::Sequence(self.resolve(name)),
            Commented::Type(name) => Object::Type(self.resolve(name)),
            // The schema tells of the others, where they are there.
            _ => return,
        };
        self.add(object, Verb::Alter(Property::Comment));
    }
}

/// What a column is told anew by `MODIFY COLUMN`, whatever of it is written.
const REDEFINED: [Property; 8] = [
    Property::Type,
    Property::Nullability,
    Property::Default,
    Property::Generated,
    Property::AutoIncrement,
    Property::OnUpdate,
    Property::Collation,
    Property::Comment,
];

const fn property(change: &ColumnChange) -> Option<Property> {
    match change {
        ColumnChange::SetType(_) => Some(Property::Type),
        ColumnChange::SetNullability(_) => Some(Property::Nullability),
        ColumnChange::SetDefault(_) | ColumnChange::DropDefault => Some(Property::Default),
        ColumnChange::SetExpression(_) | ColumnChange::DropExpression { .. } => {
            Some(Property::Generated)
        }
        ColumnChange::AddIdentity(_)
        | ColumnChange::AlterIdentity(_)
        | ColumnChange::DropIdentity { .. } => Some(Property::Identity),
        ColumnChange::Nothing => None,
    }
}
