use super::{Difference, Property};
use crate::operation::{Commented, Operation, RoutineReference, TableChange};
use crate::schema::{Constraint, Index, Object, QualifiedName, TypeDefinition};
use crate::sql::Dialect;

impl Difference<'_> {
    /// Says what is said of things, where it is another now, or where nothing that makes them says
    /// it.
    pub(super) fn write_comments(&mut self) {
        match self.dialect() {
            Dialect::Postgresql => self.write_postgresql_comments(),
            // Columns, indexes and routines carry theirs in their definitions.
            Dialect::Mysql => self.write_table_comments(),
            Dialect::Sqlite => {}
        }
    }

    fn write_table_comments(&mut self) {
        for (name, _, to) in self.altered_tables() {
            let object = Object::Table(name.clone());
            if self.properties(&object).contains(&Property::Comment) {
                let comment = to.comment.clone().unwrap_or_default();
                self.alter(&name, TableChange::SetComment(comment));
            }
        }
    }

    fn write_postgresql_comments(&mut self) {
        let altered: Vec<Object> = self
            .altered
            .iter()
            .filter(|(_, properties)| properties.contains(&Property::Comment))
            .map(|(object, _)| object.clone())
            .collect();
        for object in altered {
            let is_made_anew = match &object {
                Object::View(name) => self.recreated_views.contains(name),
                Object::Trigger { table, trigger } => self
                    .recreated_triggers
                    .contains(&(table.clone(), trigger.clone())),
                _ => false,
            };
            if !is_made_anew {
                self.comment_on(&object);
            }
        }
        let created: Vec<Object> = self.created.iter().cloned().collect();
        for object in created {
            // Tables, their columns, views and triggers say theirs when they are made.
            let says_it = match &object {
                Object::Table(_) | Object::View(_) | Object::Trigger { .. } => true,
                Object::Column { table, .. } => self.from.table(table).is_none(),
                _ => false,
            };
            if !says_it && self.comment_of(&object).is_some() {
                self.comment_on(&object);
            }
        }
        self.write_comments_of_remade();
    }

    /// Constraints and indexes that were dropped and made again have lost theirs.
    fn write_comments_of_remade(&mut self) {
        let remade: Vec<Object> = self
            .altered
            .iter()
            .filter(|(_, properties)| {
                properties.contains(&Property::Definition)
                    && !properties.contains(&Property::Comment)
            })
            .map(|(object, _)| object.clone())
            .filter(|object| matches!(object, Object::Constraint { .. } | Object::Index { .. }))
            .collect();
        for object in remade {
            if self.comment_of(&object).is_some() {
                self.comment_on(&object);
            }
        }
    }

    /// What `to` says of an object.
    fn comment_of(&self, object: &Object) -> Option<String> {
        let to = self.to;
        match object {
            Object::Namespace(name) => to.namespace(name)?.comment.clone(),
            Object::Extension(name) => to.extension(name)?.comment.clone(),
            Object::Table(name) => to.table(name)?.comment.clone(),
            Object::View(name) => to.view(name)?.comment.clone(),
            Object::Sequence(name) => to.sequence(name)?.comment.clone(),
            Object::Type(name) => to.user_type(name)?.comment.clone(),
            Object::Column { table, column } => match to.table(table) {
                Some(table) => table.column(column)?.comment.clone(),
                None => to.view(table)?.column_comments.get(column).cloned(),
            },
            Object::Constraint { table, constraint } => match to.table(table) {
                Some(table) => table.constraint(constraint)?.comment.clone(),
                None => match &to.user_type(table)?.definition {
                    TypeDefinition::Domain(domain) => {
                        let named = |it: &&Constraint| it.name() == Some(constraint);
                        domain.constraints.iter().find(named)?.comment.clone()
                    }
                    _ => None,
                },
            },
            Object::Index { table, index } => {
                let indexes = match to.table(table) {
                    Some(table) => &table.indexes,
                    None => &to.view(table)?.indexes,
                };
                let named = |it: &&Index| it.name == *index;
                indexes.iter().find(named)?.comment.clone()
            }
            Object::Trigger { table, trigger } => to.trigger(table, trigger)?.comment.clone(),
            Object::Routine { name, signature } => {
                let mut routines = to.routines_named(name);
                routines
                    .find(|it| it.signature == *signature)?
                    .comment
                    .clone()
            }
            Object::Other(name) => to.other(name)?.comment.clone(),
        }
    }

    fn comment_on(&mut self, object: &Object) {
        let on = match object.clone() {
            Object::Namespace(name) => Commented::Namespace(name),
            Object::Extension(name) => Commented::Extension(name),
            Object::Table(name) => Commented::Table(name),
            Object::View(name) => Commented::View(name),
            Object::Sequence(name) => Commented::Sequence(name),
            Object::Type(name) => Commented::Type(name),
            Object::Column { table, column } => Commented::Column { table, column },
            Object::Constraint { table, constraint } => Commented::Constraint { table, constraint },
            Object::Index { table, index } => Commented::Index(table.with_name(index)),
            Object::Trigger { table, trigger } => Commented::Trigger { table, trigger },
            Object::Routine { name, signature } => {
                let kind = self
                    .to
                    .routines_named(&name)
                    .find(|it| it.signature == signature)
                    .map(|it| it.kind);
                Commented::Routine(RoutineReference {
                    kind,
                    name,
                    signature: Some(signature),
                })
            }
            Object::Other(name) => Commented::Other {
                kind: name.kind,
                table: name.table,
                name: name.name,
            },
        };
        let comment = self.comment_of(object);
        self.operation(Operation::Comment { on, comment });
    }

    /// What is said of the constraints and indexes of a new table.
    pub(super) fn comment_on_new_table(
        &mut self,
        table: &QualifiedName,
        constraints: &[Constraint],
        indexes: &[Index],
    ) {
        if self.dialect() != Dialect::Postgresql {
            return;
        }
        for constraint in constraints {
            if let (Some(name), Some(comment)) = (constraint.name(), &constraint.comment) {
                self.operation(Operation::Comment {
                    on: Commented::Constraint {
                        table: table.clone(),
                        constraint: name.clone(),
                    },
                    comment: Some(comment.clone()),
                });
            }
        }
        for index in indexes {
            if let Some(comment) = &index.comment {
                self.operation(Operation::Comment {
                    on: Commented::Index(table.with_name(index.name.clone())),
                    comment: Some(comment.clone()),
                });
            }
        }
    }
}
