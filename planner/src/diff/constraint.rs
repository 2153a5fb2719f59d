use super::{Difference, Note, Property};
use crate::compare::constraint_object;
use crate::operation::{DropBehavior, Existing, Missing, Operation, Scope, TableChange};
use crate::schema::{Constraint, Object, QualifiedName, Rule, Validity};
use crate::sql::Dialect;

impl Difference<'_> {
    /// Drops the constraints, other than foreign keys, and the indexes that go or change.
    pub(super) fn drop_constraints_and_indexes(&mut self) {
        for (name, from, to) in self.altered_tables() {
            if self.rebuilt.contains(&name) || Self::follows_parent(from, to) {
                continue;
            }
            if self.dialect() == Dialect::Mysql {
                self.release_auto_increment(&name, from, to);
            }
            for constraint in &from.constraints {
                let is_foreign_key = matches!(constraint.rule, Rule::ForeignKey(_));
                if !is_foreign_key && self.goes(&name, constraint) {
                    self.drop_rule(&name, constraint);
                }
            }
            self.drop_indexes(&name, from);
        }
        self.drop_view_indexes();
    }

    /// Whether a constraint goes, or goes and comes back as another.
    fn goes(&self, table: &QualifiedName, constraint: &Constraint) -> bool {
        let object = constraint_object(table, constraint, self.dialect());
        let properties = self.properties(&object);
        let is_changed = properties.contains(&Property::Definition)
            || (properties.contains(&Property::Timing)
                && !matches!(constraint.rule, Rule::ForeignKey(_)));
        self.dropped.contains(&object) || is_changed
    }

    fn drop_rule(&mut self, table: &QualifiedName, constraint: &Constraint) {
        let is_mysql = self.dialect() == Dialect::Mysql;
        let change = match (&constraint.rule, constraint.name()) {
            (Rule::PrimaryKey(_), _) if is_mysql => TableChange::DropPrimaryKey {
                missing: Missing::Refuse,
            },
            (_, Some(name)) => TableChange::DropConstraint {
                constraint: name.clone(),
                missing: Missing::Refuse,
                behavior: DropBehavior::Restrict,
            },
            (_, None) => return,
        };
        let is_check = matches!(constraint.rule, Rule::Check(_));
        let notes = if is_mysql && is_check && constraint.has_generated_name() {
            vec![Note::Decide(format!(
                "nobody named this check of {table}: so MySQL calls it, and MariaDB CONSTRAINT_1 and so on; \
                 write the name that it has"
            ))]
        } else {
            Vec::new()
        };
        let operation = Operation::AlterTable {
            table: table.clone(),
            missing: Missing::Refuse,
            scope: Scope::WithChildren,
            changes: vec![change],
        };
        self.noted(operation, notes);
    }

    /// Makes the constraints, other than foreign keys, and the indexes that come or change.
    pub(super) fn create_constraints_and_indexes(&mut self) {
        for (name, from, to) in self.altered_tables() {
            if self.rebuilt.contains(&name) || Self::follows_parent(from, to) {
                continue;
            }
            for constraint in &to.constraints {
                if matches!(constraint.rule, Rule::ForeignKey(_)) {
                    continue;
                }
                let object = constraint_object(&name, constraint, self.dialect());
                let comes = self.created.contains(&object) || self.comes_back(&name, constraint);
                let is_made = self.is_made_with_column(&name, constraint);
                if comes && !is_made {
                    self.alter(
                        &name,
                        TableChange::AddConstraint {
                            constraint: Box::new(constraint.clone()),
                            existing: Existing::Refuse,
                        },
                    );
                }
            }
            self.create_indexes(&name, to);
            self.change_timing(&name, &to.constraints);
            if self.dialect() == Dialect::Mysql {
                self.take_auto_increment(&name, from, to);
            }
        }
    }

    /// Whether the constraint that it is now was dropped as what it was.
    fn comes_back(&self, table: &QualifiedName, constraint: &Constraint) -> bool {
        let from = self.from.table(table);
        let old = from.and_then(|from| {
            from.constraints.iter().find(|old| {
                old.name().is_some() && old.name() == constraint.name()
                    || (constraint.has_generated_name() || old.has_generated_name())
                        && crate::compare::same_rule(&old.rule, &constraint.rule, self.dialect())
            })
        });
        old.is_some_and(|old| {
            let object = constraint_object(table, old, self.dialect());
            !self.dropped.contains(&object) && self.goes(table, old)
        })
    }

    /// What `ALTER CONSTRAINT` and `VALIDATE CONSTRAINT` do (PostgreSQL).
    fn change_timing(&mut self, table: &QualifiedName, constraints: &[Constraint]) {
        for constraint in constraints {
            let object = constraint_object(table, constraint, self.dialect());
            let properties = self.properties(&object);
            let Some(name) = constraint.name().cloned() else {
                continue;
            };
            let stays = !self.created.contains(&object) && !self.comes_back(table, constraint);
            let validates = properties.contains(&Property::Validity)
                && constraint.validity == Validity::Valid
                && stays;
            if validates {
                self.alter(table, TableChange::ValidateConstraint(name));
            }
        }
    }

    pub(super) fn alter(&mut self, table: &QualifiedName, change: TableChange) {
        self.operation(Operation::AlterTable {
            table: table.clone(),
            missing: Missing::Refuse,
            scope: Scope::WithChildren,
            changes: vec![change],
        });
    }

    fn drop_view_indexes(&mut self) {
        let gone: Vec<QualifiedName> = self
            .dropped
            .iter()
            .chain(self.altered.keys())
            .filter_map(|object| match object {
                Object::Index { table, index } => {
                    let stays = self.from.view(table).is_some()
                        && self.to.view(table).is_some()
                        && !self.recreated_views.contains(table);
                    stays.then(|| table.with_name(index.clone()))
                }
                _ => None,
            })
            .collect();
        for name in gone {
            self.operation(super::drop::drop(crate::operation::Dropped::Indexes {
                names: vec![name],
                table: None,
            }));
        }
    }
}
