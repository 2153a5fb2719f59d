use std::collections::BTreeSet;

use super::index::index_object;
use super::{Difference, Property};
use crate::compare::constraint_object;
use crate::operation::{DropBehavior, Existing, Missing, Operation, Scope, TableChange};
use crate::schema::{Constraint, ForeignKey, Name, Object, QualifiedName, Rule, Table};
use crate::sql::Dialect;

impl Difference<'_> {
    /// Drops the foreign keys that go, that change, or that keep something else from changing.
    pub(super) fn drop_foreign_keys(&mut self) {
        if self.dialect() == Dialect::Sqlite {
            return;
        }
        let dropped_tables = self.dropped_tables();
        let tables: Vec<(QualifiedName, Table)> = self
            .tables_with_foreign_keys()
            .into_iter()
            .filter_map(|name| Some((name.clone(), self.from.table(&name)?.clone())))
            .collect();
        for (name, table) in tables {
            for constraint in &table.constraints {
                let Rule::ForeignKey(key) = &constraint.rule else {
                    continue;
                };
                let goes_with_table =
                    dropped_tables.contains(&name) && !self.gone_circles.hold(&name, key);
                if goes_with_table || self.follows(&name) {
                    continue;
                }
                let object = constraint_object(&name, constraint, self.dialect());
                let is_dropped = self.dropped.contains(&object) || dropped_tables.contains(&name);
                let is_changed = self.altered.get(&object).is_some_and(|properties| {
                    properties.contains(&Property::Definition)
                        || properties.contains(&Property::Timing)
                });
                let is_held = !is_dropped && self.is_held(&name, key);
                if let Some(constraint) = constraint.name()
                    && (is_dropped || is_changed || is_held)
                {
                    if !is_dropped {
                        let held = (name.clone(), constraint.clone());
                        self.recreated_foreign_keys.insert(held);
                    }
                    self.drop_constraint(&name, constraint);
                }
            }
        }
    }

    fn follows(&self, name: &QualifiedName) -> bool {
        match (self.from.table(name), self.to.table(name)) {
            (Some(from), Some(to)) => Self::follows_parent(from, to),
            _ => false,
        }
    }

    /// The tables that may have a foreign key to change: those that change, and those that refer to
    /// one that does.
    fn tables_with_foreign_keys(&self) -> BTreeSet<QualifiedName> {
        let changing = self.altered_tables().into_iter().map(|(name, ..)| name);
        let changing: Vec<QualifiedName> = changing.chain(self.dropped_tables()).collect();
        let referring = changing
            .iter()
            .flat_map(|name| self.from.dependents(name).cloned());
        let mut tables: BTreeSet<QualifiedName> = referring.collect();
        tables.extend(changing);
        tables
    }

    /// Whether a foreign key keeps what it is about from changing: the key that it refers to, and in
    /// MySQL the type of a column on either side, or the table that is dropped.
    fn is_held(&self, name: &QualifiedName, key: &ForeignKey) -> bool {
        let (Some(from), Some(_)) = (self.from.table(&key.table), self.to.table(&key.table)) else {
            return true;
        };
        let loses_key = from.constraints.iter().any(|constraint| {
            let is_key = match &constraint.rule {
                Rule::PrimaryKey(it) | Rule::Unique(it) => it.columns().eq(&key.referred),
                _ => false,
            };
            let object = constraint_object(&key.table, constraint, self.dialect());
            let properties = self.properties(&object);
            is_key
                && (self.dropped.contains(&object)
                    || properties.contains(&Property::Definition)
                    || properties.contains(&Property::Timing))
        });
        let changes_type = self.dialect() == Dialect::Mysql
            && key
                .columns
                .iter()
                .map(|column| Self::column(name, column))
                .chain(key.referred.iter().map(|it| Self::column(&key.table, it)))
                .any(|object| {
                    let properties = self.properties(&object);
                    [
                        Property::Type,
                        Property::Collation,
                        Property::CharacterSet,
                        Property::Nullability,
                    ]
                    .iter()
                    .any(|property| properties.contains(property))
                });
        loses_key || changes_type || self.loses_index(name, key)
    }

    /// Whether an index goes that serves a foreign key, on either side: MySQL keeps the last one.
    fn loses_index(&self, name: &QualifiedName, key: &ForeignKey) -> bool {
        if self.dialect() != Dialect::Mysql {
            return false;
        }
        let loses = |table: &QualifiedName, columns: &[Name]| {
            let indexes = self
                .from
                .table(table)
                .into_iter()
                .flat_map(|it| &it.indexes);
            indexes.filter(|it| it.begins_with(columns)).any(|index| {
                let object = index_object(table, index);
                self.dropped.contains(&object) || self.is_remade(&object)
            })
        };
        loses(name, &key.columns) || loses(&key.table, &key.referred)
    }

    fn drop_constraint(&mut self, table: &QualifiedName, constraint: &Name) {
        let is_mysql = self.dialect() == Dialect::Mysql;
        if is_mysql {
            // Older servers have no `DROP CONSTRAINT`.
            let sql = format!(
                "ALTER TABLE {} DROP FOREIGN KEY {}",
                crate::render::qualified(table, Dialect::Mysql),
                crate::render::name(constraint, Dialect::Mysql)
            );
            return self.sql(sql, Vec::new());
        }
        self.operation(Operation::AlterTable {
            table: table.clone(),
            missing: Missing::Refuse,
            scope: Scope::WithChildren,
            changes: vec![TableChange::DropConstraint {
                constraint: constraint.clone(),
                missing: Missing::Refuse,
                behavior: DropBehavior::Restrict,
            }],
        });
    }

    /// Makes the foreign keys that come, that change, or that come back; those of new tables which
    /// could not be made with them included.
    pub(super) fn create_foreign_keys(&mut self) {
        if self.dialect() == Dialect::Sqlite {
            return;
        }
        let mut coming: Vec<(QualifiedName, Constraint)> = Vec::new();
        for (name, table) in self.to.tables() {
            if self.follows(name) || table.partition_of.is_some() && self.from.table(name).is_none()
            {
                continue;
            }
            let is_new = self.created.contains(&Object::Table(name.clone()));
            for constraint in &table.constraints {
                let Rule::ForeignKey(key) = &constraint.rule else {
                    continue;
                };
                let object = constraint_object(name, constraint, self.dialect());
                let is_deferred = is_new && self.is_deferred(name, key);
                let comes = !is_new && self.created.contains(&object);
                let comes_back = self.from.table(name).is_some_and(|from| {
                    from.constraints.iter().any(|old| {
                        let is_same = old.name() == constraint.name()
                            || (constraint.has_generated_name() || old.has_generated_name())
                                && crate::compare::same_rule(
                                    &old.rule,
                                    &constraint.rule,
                                    self.dialect(),
                                );
                        is_same
                            && old.name().is_some_and(|old| {
                                let key = (name.clone(), old.clone());
                                self.recreated_foreign_keys.contains(&key)
                            })
                    })
                });
                if is_deferred || comes || comes_back {
                    coming.push((name.clone(), constraint.clone()));
                }
            }
        }
        for (table, constraint) in coming {
            self.operation(Operation::AlterTable {
                table,
                missing: Missing::Refuse,
                scope: Scope::WithChildren,
                changes: vec![TableChange::AddConstraint {
                    constraint: Box::new(constraint),
                    existing: Existing::Refuse,
                }],
            });
        }
    }

    /// Whether a foreign key of a new table must wait until the other table is there.
    pub(super) fn is_deferred(&self, name: &QualifiedName, key: &ForeignKey) -> bool {
        if key.table == *name {
            return false;
        }
        // A key of a table that is there may be made only now.
        let lacks_key = self.from.table(&key.table).is_some_and(|table| {
            !table
                .constraints
                .iter()
                .any(|constraint| match &constraint.rule {
                    Rule::PrimaryKey(it) | Rule::Unique(it) => it.columns().eq(&key.referred),
                    _ => false,
                })
        });
        lacks_key || self.made_circles.hold(name, key)
    }
}
