use super::Step;
use crate::operation::Commented;
use crate::schema::{
    Constraint, Name, Object, QualifiedName, Relation, Table, TypeDefinition, View,
};

impl Step<'_> {
    pub(super) fn comment(&mut self, on: &Commented, comment: Option<&str>) {
        let comment = comment.map(str::to_owned);
        match on {
            Commented::Namespace(name) => {
                if let Some(namespace) = self.schema.namespace(name) {
                    let mut namespace = namespace.clone();
                    namespace.comment = comment;
                    self.schema.put_namespace(name.clone(), namespace);
                }
            }
            Commented::Extension(name) => match self.schema.extension(name).cloned() {
                Some(mut extension) => {
                    extension.comment = comment;
                    self.schema.put_extension(name.clone(), extension);
                }
                None => self.missing(Object::Extension(name.clone())),
            },
            Commented::Table(name) => {
                if let Some((name, mut table)) = self.table(name) {
                    table.comment = comment;
                    self.schema.put_table(name, table);
                }
            }
            Commented::View(name) => {
                let name = self.find_relation(name);
                match self.schema.view(&name).cloned() {
                    Some(mut view) => {
                        view.comment = comment;
                        self.schema.put_view(name, view);
                    }
                    None => self.missing(Object::View(name)),
                }
            }
            Commented::Column { table, column } => self.comment_on_column(table, column, comment),
            Commented::Constraint { table, constraint } => {
                self.comment_on_constraint(table, constraint, comment);
            }
            Commented::Index(name) => {
                let name = self.find_relation(name);
                match self.schema.index_owner(&name) {
                    Some(owner) => {
                        self.change_index(&owner, &name.name, |index| index.comment = comment);
                    }
                    None => self.missing(Object::Index {
                        table: name.clone(),
                        index: name.name,
                    }),
                }
            }
            Commented::Sequence(name) => {
                let name = self.find_relation(name);
                match self.schema.sequence(&name).cloned() {
                    Some(mut sequence) => {
                        sequence.comment = comment;
                        self.schema.put_sequence(name, sequence);
                    }
                    None => self.missing(Object::Sequence(name)),
                }
            }
            Commented::Type(name) => {
                let name = self.find_type(name);
                match self.schema.user_type(&name).cloned() {
                    Some(mut user_type) => {
                        user_type.comment = comment;
                        self.schema.put_type(name, user_type);
                    }
                    None => self.missing(Object::Type(name)),
                }
            }
            Commented::Routine(reference) => {
                self.comment_on_routine(reference, comment.as_deref());
            }
            Commented::Trigger { table, trigger } => {
                let table = self.find_relation(table);
                match self.schema.trigger(&table, trigger).cloned() {
                    Some(mut found) => {
                        found.comment = comment;
                        self.schema.put_trigger(trigger.clone(), found);
                    }
                    None => self.missing(Object::Trigger {
                        table,
                        trigger: trigger.clone(),
                    }),
                }
            }
            Commented::Other { kind, table, name } => {
                let name = self.other_name(*kind, table.as_ref(), name);
                match self.schema.other(&name).cloned() {
                    Some(mut other) => {
                        other.comment = comment;
                        self.schema.put_other(name, other);
                    }
                    None => self.missing(Object::Other(name)),
                }
            }
        }
    }

    fn comment_on_column(&mut self, table: &QualifiedName, column: &Name, comment: Option<String>) {
        let name = self.find_relation(table);
        match self.schema.relation(&name).cloned() {
            Some(Relation::Table(table)) => {
                let mut table = Table::clone(&table);
                match table.column_mut(column) {
                    Some(column) => column.comment = comment,
                    None => {
                        return self.missing(Object::Column {
                            table: name,
                            column: column.clone(),
                        });
                    }
                }
                self.schema.put_table(name, table);
            }
            Some(Relation::View(view)) => {
                let mut view = View::clone(&view);
                match comment {
                    Some(comment) => view.column_comments.insert(column.clone(), comment),
                    None => view.column_comments.remove(column),
                };
                self.schema.put_view(name, view);
            }
            // The values of a composite type have comments, too, which the model does not keep.
            _ if self.schema.user_type(&self.find_type(table)).is_some() => {}
            _ => self.missing(Object::Table(name)),
        }
    }

    fn comment_on_constraint(
        &mut self,
        table: &QualifiedName,
        constraint: &Name,
        comment: Option<String>,
    ) {
        let name = self.find_relation(table);
        if let Some(Relation::Table(table)) = self.schema.relation(&name).cloned() {
            let mut table = Table::clone(&table);
            match table.constraint_mut(constraint) {
                Some(found) => found.comment = comment,
                None => return self.missing(constraint_object(name, constraint)),
            }
            self.schema.put_table(name, table);
            return;
        }
        let domain = self.find_type(table);
        let Some(mut user_type) = self.schema.user_type(&domain).cloned() else {
            return self.missing(Object::Table(name));
        };
        if let TypeDefinition::Domain(definition) = &mut user_type.definition {
            let named = |it: &&mut Constraint| it.name() == Some(constraint);
            match definition.constraints.iter_mut().find(named) {
                Some(found) => found.comment = comment,
                None => return self.missing(constraint_object(domain, constraint)),
            }
        }
        self.schema.put_type(domain, user_type);
    }
}

fn constraint_object(table: QualifiedName, constraint: &Name) -> Object {
    Object::Constraint {
        table,
        constraint: constraint.clone(),
    }
}
