//! `ALTER TABLE`, change by change.

mod options;
mod parent;
mod property;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Step;
use super::constraint::drop_superfluous_indexes;
use super::index::columns_of;
use crate::operation::{DropBehavior, Missing, Scope, TableChange};
use crate::schema::{Name, NameKind, Object, QualifiedName, Relation, Rule, Table};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn alter_table(
        &mut self,
        name: &QualifiedName,
        scope: Scope,
        missing: Missing,
        changes: &[TableChange],
    ) {
        let mut found = self.find_relation(name);
        // PostgreSQL takes `ALTER TABLE` for views, sequences and indexes, too.
        match self.schema.relation(&found) {
            Some(Relation::Table(_)) => {}
            Some(Relation::View(_)) => return self.alter_view_as_table(&found, changes),
            Some(_) => return self.alter_other_relation(&found, changes),
            None => {
                if missing == Missing::Refuse {
                    self.missing(Object::Table(found));
                }
                return;
            }
        }
        for change in changes {
            self.refuse_broken_views(change);
            match change {
                TableChange::Rename(to) => {
                    let to = match self.dialect() {
                        Dialect::Mysql => self.normal(to),
                        Dialect::Postgresql | Dialect::Sqlite => found.with_name(to.name.clone()),
                    };
                    found = self.rename_table(&found, to);
                }
                TableChange::SetNamespace(namespace) => {
                    let to = self.normal(&QualifiedName {
                        namespace: Some(namespace.clone()),
                        name: found.name.clone(),
                    });
                    found = self.rename_table(&found, to);
                }
                _ => self.change_table(&found, scope, change),
            }
        }
        if changes.iter().any(drops_index) {
            self.check_needed_indexes(&found);
        }
    }

    /// `ALTER TABLE` of a sequence or an index: `RENAME TO`, or who owns it.
    fn alter_other_relation(&mut self, name: &QualifiedName, changes: &[TableChange]) {
        for change in changes {
            let TableChange::Rename(to) = change else {
                continue;
            };
            match self.schema.relation(name) {
                Some(Relation::Sequence(_)) => self.rename_sequence(name, &to.name),
                Some(Relation::Index { .. }) => self.rename_index(name, &to.name),
                _ => {}
            }
        }
    }

    /// Changes a table, and those that have their columns from it: each once.
    fn change_table(&mut self, name: &QualifiedName, scope: Scope, change: &TableChange) {
        let mut waiting = vec![(name.clone(), Cow::Borrowed(change))];
        let mut done = BTreeSet::new();
        while let Some((name, change)) = waiting.pop() {
            if done.contains(&name) {
                continue;
            }
            self.change_one_table(&name, &change);
            done.insert(name.clone());
            if scope == Scope::WithChildren {
                let children = self.passed_on(&name, &change, &done);
                waiting.extend(children.into_iter().rev());
            }
        }
    }

    fn change_one_table(&mut self, name: &QualifiedName, change: &TableChange) {
        let Some(table) = self.schema.table(name) else {
            return;
        };
        let mut table = table.clone();
        match change {
            TableChange::AddColumn {
                column,
                constraints,
                position,
                existing,
            } => {
                self.add_column(name, &mut table, column, constraints, position, *existing);
            }
            TableChange::DropColumn {
                column,
                missing,
                behavior,
            } => self.drop_column(name, &mut table, column, *missing, *behavior),
            TableChange::RenameColumn {
                column,
                to,
                missing,
            } => return self.rename_column(name, column, to, *missing),
            TableChange::AlterColumn { column, change } => {
                self.alter_column(name, &mut table, column, change);
            }
            TableChange::RedefineColumn {
                column,
                definition,
                constraints,
                position,
                missing,
            } => {
                let position = position.as_ref();
                return self.redefine_column(
                    name,
                    column,
                    definition,
                    constraints,
                    position,
                    *missing,
                );
            }
            TableChange::AddConstraint {
                constraint,
                existing,
            } => self.add_constraint_to(name, &mut table, constraint, *existing),
            TableChange::AddConstraintUsingIndex {
                name: constraint,
                index,
                kind,
                timing,
            } => self.use_index(name, &mut table, constraint.as_ref(), index, *kind, *timing),
            TableChange::DropConstraint {
                constraint,
                missing,
                behavior,
            } => {
                let dropped = table.constraint(constraint).map(|it| it.rule.clone());
                self.drop_constraint(name, &mut table, constraint, *missing, *behavior);
                if let Some(key @ (Rule::PrimaryKey(_) | Rule::Unique(_))) = dropped {
                    self.drop_key_of_partitions(name, &key);
                }
            }
            TableChange::DropPrimaryKey { missing } => {
                self.drop_primary_key(name, &mut table, *missing);
            }
            TableChange::AddIndex { index, existing } => {
                let mut index = index.as_ref().clone();
                let count = table.indexes.len();
                self.add_index(name, &mut table.indexes, &mut index, *existing);
                if table.indexes.len() > count {
                    self.expect_columns(name, &table, &columns_of(&index));
                }
                drop_superfluous_indexes(&mut table);
            }
            TableChange::DropIndex { index, missing } => {
                let behavior = DropBehavior::Restrict;
                self.drop_index_of(name, &mut table, index, *missing, behavior);
            }
            _ => {
                self.change_table_property(name, &mut table, change);
            }
        }
        let renamed = renamed_index(change);
        let age =
            renamed.and_then(|(from, _)| self.schema.index_age(&name.with_name(from.clone())));
        self.schema.put_table(name.clone(), table);
        if let (Some((_, to)), Some(age)) = (renamed, age) {
            let to = name.with_name(to.clone());
            self.schema.keep_index_age(&to, age);
        }
    }

    fn drop_primary_key(&mut self, name: &QualifiedName, table: &mut Table, missing: Missing) {
        let count = table.constraints.len();
        table
            .constraints
            .retain(|it| !matches!(it.rule, Rule::PrimaryKey(_)));
        if table.constraints.len() == count && missing == Missing::Refuse {
            let primary = Name::stored("PRIMARY", NameKind::Part, self.dialect());
            self.missing(Object::Constraint {
                table: name.clone(),
                constraint: primary,
            });
        }
    }
}

/// Whether a change may take an index away.
const fn drops_index(change: &TableChange) -> bool {
    matches!(
        change,
        TableChange::DropConstraint { .. }
            | TableChange::DropPrimaryKey { .. }
            | TableChange::DropIndex { .. }
    )
}

/// The names of an index before and after a change that gives it another.
const fn renamed_index(change: &TableChange) -> Option<(&Name, &Name)> {
    match change {
        TableChange::RenameConstraint { constraint, to } => Some((constraint, to)),
        TableChange::AddConstraintUsingIndex {
            name: Some(name),
            index,
            ..
        } => Some((index, name)),
        _ => None,
    }
}
