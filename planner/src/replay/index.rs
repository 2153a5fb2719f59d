use super::constraint::drop_superfluous_indexes;
use super::{Fault, Step};
use crate::compare::same_index;
use crate::operation::{DropBehavior, Existing, IndexChange, Missing};
use crate::schema::{
    Constraint, ConstraintName, Index, IndexOrigin, IndexPart, Name, NameOrigin, Object,
    QualifiedName, Relation, Rule, Table,
};
use crate::sql::Dialect;

/// The columns that an index is over or holds, those in expressions aside.
pub(super) fn columns_of(index: &Index) -> Vec<Name> {
    let parts = index.parts.iter().filter_map(IndexPart::column_name);
    parts.chain(&index.include).cloned().collect()
}

impl Step<'_> {
    pub(super) fn create_index(
        &mut self,
        table_name: &QualifiedName,
        index: &Index,
        existing: Existing,
    ) {
        let name = self.find_relation(table_name);
        let mut index = index.clone();
        match self.schema.relation(&name).cloned() {
            Some(Relation::Table(table)) => {
                let mut table = Table::clone(&table);
                let count = table.indexes.len();
                self.add_index(&name, &mut table.indexes, &mut index, existing);
                if table.indexes.len() > count {
                    self.expect_columns(&name, &table, &columns_of(&index));
                }
                if self.dialect() == Dialect::Mysql {
                    drop_superfluous_indexes(&mut table);
                }
                self.schema.put_table(name.clone(), table);
                for partition in self.all_partitions(&name) {
                    let Some(mut part) = self.schema.table(&partition).cloned() else {
                        continue;
                    };
                    let mut own = index.clone();
                    own.name = Name::unchosen();
                    self.add_index(&partition, &mut part.indexes, &mut own, existing);
                    self.schema.put_table(partition, part);
                }
            }
            Some(Relation::View(view)) => {
                let mut view = (*view).clone();
                self.add_index(&name, &mut view.indexes, &mut index, existing);
                self.schema.put_view(name, view);
            }
            _ => self.missing(Object::Table(name)),
        }
    }

    /// Adds an index to those of a table or materialized view.
    pub(super) fn add_index(
        &mut self,
        owner: &QualifiedName,
        indexes: &mut Vec<Index>,
        index: &mut Index,
        existing: Existing,
    ) {
        if index.name.is_chosen() {
            let taken = match self.dialect() {
                Dialect::Mysql => {
                    indexes
                        .iter()
                        .any(|it| it.name == index.name)
                        .then(|| Object::Index {
                            table: owner.clone(),
                            index: index.name.clone(),
                        })
                }
                Dialect::Postgresql | Dialect::Sqlite => {
                    self.object_at(&owner.with_name(index.name.clone()))
                }
            };
            if let Some(object) = taken {
                match existing {
                    Existing::Keep => return,
                    Existing::Replace => {}
                    Existing::Refuse => self.fault(Fault::AlreadyExists { object }),
                }
                indexes.retain(|it| it.name != index.name);
            }
        } else {
            index.origin = IndexOrigin::Unnamed;
            index.name =
                self.name_of_index(owner, indexes, index.kind, &index.parts, &index.include);
        }
        indexes.push(index.clone());
    }

    pub(super) fn alter_index(
        &mut self,
        index: &QualifiedName,
        missing: Missing,
        change: &IndexChange,
    ) {
        let name = self.find_relation(index);
        let Some(owner) = self.schema.index_owner(&name) else {
            if missing == Missing::Refuse {
                self.missing(Object::Index {
                    table: name.clone(),
                    index: name.name,
                });
            }
            return;
        };
        match change {
            IndexChange::Rename(to) => self.rename_index(&name, to),
            IndexChange::SetOptions(options) => self.change_index(&owner, &name.name, |index| {
                index.options.extend(options.iter().cloned());
            }),
            IndexChange::ResetOptions(options) => self.change_index(&owner, &name.name, |index| {
                index.options.retain(|option, _| !options.contains(option));
            }),
            IndexChange::Nothing => {}
        }
    }

    /// Renames an index, or the constraint that has it.
    pub(super) fn rename_index(&mut self, name: &QualifiedName, to: &Name) {
        let Some(owner) = self.schema.index_owner(name) else {
            return;
        };
        let renamed = name.with_name(to.clone());
        if let Some(object) = self.object_at(&renamed) {
            self.fault(Fault::AlreadyExists { object });
            return;
        }
        let age = self.schema.index_age(name);
        if let Some(table) = self.schema.table(&owner) {
            let mut table = table.clone();
            self.rename_needed(&owner, &mut table, &name.name, to);
            if let Some(constraint) = table.constraint_mut(&name.name) {
                constraint.name = Some(ConstraintName {
                    name: to.clone(),
                    origin: NameOrigin::Given,
                });
            }
            if let Some(index) = table.index_mut(&name.name) {
                index.name = to.clone();
                index.origin = IndexOrigin::Given;
            }
            self.schema.put_table(owner, table);
        } else {
            self.change_index(&owner, &name.name, |index| index.name = to.clone());
        }
        if let Some(age) = age {
            self.schema.keep_index_age(&renamed, age);
        }
    }

    /// Changes an index of a table or materialized view.
    pub(super) fn change_index(
        &mut self,
        owner: &QualifiedName,
        name: &Name,
        change: impl FnOnce(&mut Index),
    ) {
        match self.schema.relation(owner).cloned() {
            Some(Relation::Table(table)) => {
                let mut table = Table::clone(&table);
                if let Some(index) = table.index_mut(name) {
                    change(index);
                }
                self.schema.put_table(owner.clone(), table);
            }
            Some(Relation::View(view)) => {
                let mut view = (*view).clone();
                if let Some(index) = view.indexes.iter_mut().find(|it| it.name == *name) {
                    change(index);
                }
                self.schema.put_view(owner.clone(), view);
            }
            _ => {}
        }
    }

    /// `DROP INDEX`, with the table where the statement names it.
    pub(super) fn drop_index(
        &mut self,
        name: &QualifiedName,
        table: Option<&QualifiedName>,
        missing: Missing,
        behavior: DropBehavior,
    ) {
        let owner = match table {
            Some(table) => Some(self.find_relation(table)),
            None => self.schema.index_owner(&self.find_relation(name)),
        };
        let Some(owner) = owner else {
            if missing == Missing::Refuse {
                let name = self.find_relation(name);
                self.missing(Object::Index {
                    table: name.clone(),
                    index: name.name,
                });
            }
            return;
        };
        match self.schema.relation(&owner).cloned() {
            Some(Relation::Table(table)) => {
                let mut table = Table::clone(&table);
                let dropped = table.index(&name.name).cloned();
                self.drop_index_of(&owner, &mut table, &name.name, missing, behavior);
                self.schema.put_table(owner.clone(), table);
                if let Some(dropped) = dropped {
                    self.drop_index_of_partitions(&owner, &dropped);
                }
            }
            Some(Relation::View(view)) => {
                let mut view = (*view).clone();
                view.indexes.retain(|index| index.name != name.name);
                self.schema.put_view(owner, view);
            }
            _ => self.missing(Object::Table(owner)),
        }
    }

    /// The indexes that partitions have for one of their table go with that.
    fn drop_index_of_partitions(&mut self, owner: &QualifiedName, dropped: &Index) {
        for partition in self.all_partitions(owner) {
            let Some(mut table) = self.schema.table(&partition).cloned() else {
                continue;
            };
            let same = |index: &Index| same_index(index, dropped, Dialect::Postgresql);
            if let Some(position) = table.indexes.iter().position(same) {
                table.indexes.remove(position);
                self.schema.put_table(partition, table);
            }
        }
    }

    pub(super) fn drop_index_of(
        &mut self,
        owner: &QualifiedName,
        table: &mut Table,
        name: &Name,
        missing: Missing,
        behavior: DropBehavior,
    ) {
        let object = Object::Index {
            table: owner.clone(),
            index: name.clone(),
        };
        if self.dialect() == Dialect::Mysql && name.key() == "primary" {
            table
                .constraints
                .retain(|it| !matches!(it.rule, Rule::PrimaryKey(_)));
            return;
        }
        let Some(position) = table.indexes.iter().position(|it| it.name == *name) else {
            if table.constraint(name).is_some() {
                // PostgreSQL: the constraint needs its index.
                self.fault(Fault::StillNeeded {
                    object,
                    by: Object::Constraint {
                        table: owner.clone(),
                        constraint: name.clone(),
                    },
                });
            } else if missing == Missing::Refuse {
                self.missing(object);
            }
            return;
        };
        let dropped = table.indexes.remove(position);
        self.drop_references_to_index(owner, table, &dropped, behavior);
        if self.dialect() == Dialect::Mysql {
            self.refuse_index_of_foreign_key(owner, table, &dropped);
        }
    }

    /// InnoDB keeps the last index that serves a foreign key.
    fn refuse_index_of_foreign_key(
        &mut self,
        owner: &QualifiedName,
        table: &Table,
        dropped: &Index,
    ) {
        let serves = |constraint: &&Constraint| {
            let Rule::ForeignKey(key) = &constraint.rule else {
                return false;
            };
            let begins = |index: &Index| {
                index.parts.len() >= key.columns.len()
                    && index
                        .parts
                        .iter()
                        .zip(&key.columns)
                        .all(|(part, column)| part.column_name() == Some(column))
            };
            begins(dropped)
                && !table.indexes.iter().any(begins)
                && !table.primary_key().is_some_and(|(primary, _)| {
                    primary
                        .columns()
                        .zip(&key.columns)
                        .filter(|(one, other)| one == other)
                        .count()
                        == key.columns.len()
                })
        };
        let needing = table
            .constraints
            .iter()
            .find(serves)
            .and_then(|it| it.name());
        if let Some(constraint) = needing {
            self.fault(Fault::StillNeeded {
                object: Object::Index {
                    table: owner.clone(),
                    index: dropped.name.clone(),
                },
                by: Object::Constraint {
                    table: owner.clone(),
                    constraint: constraint.clone(),
                },
            });
        }
    }
}
