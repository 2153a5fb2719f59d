use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::create_table::is_inherited;
use super::super::{Fault, Step};
use crate::compare::same_rule;
use crate::operation::{ColumnChange, Existing, TableChange};
use crate::schema::{Constraint, Name, Object, PartitionOf, QualifiedName, Rule, Table};
use crate::sql::Dialect;

impl Step<'_> {
    /// A table that gets its columns from another, or no longer.
    pub(super) fn change_parents(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        change: &TableChange,
    ) {
        match change {
            TableChange::Inherit(parent) => {
                let parent = self.find_relation(parent);
                if self.refuse_circle(name, &parent) {
                    return;
                }
                if let Some(other) = self.schema.table(&parent) {
                    let columns = other.columns.iter().map(|column| column.name.clone());
                    table.own.columns.extend(columns);
                    let constraints = other.constraints.iter().filter_map(|it| it.name().cloned());
                    table.own.constraints.extend(constraints);
                }
                table.inherits.push(parent);
            }
            TableChange::NoInherit(parent) => {
                let parent = self.find_relation(parent);
                table.inherits.retain(|it| *it != parent);
            }
            TableChange::AttachPartition { partition, bound } => {
                if let Some((partition, mut child)) = self.table(partition)
                    && !self.refuse_circle(&partition, name)
                {
                    child.partition_of = Some(PartitionOf {
                        parent: name.clone(),
                        bound: bound.clone(),
                    });
                    self.match_partition(table, &partition, &mut child);
                    self.schema.put_table(partition, child);
                }
            }
            TableChange::DetachPartition(partition) => {
                if let Some((partition, mut child)) = self.table(partition) {
                    // What it had from the table stays.
                    child.partition_of = None;
                    self.schema.put_table(partition, child);
                }
            }
            _ => {}
        }
    }

    /// A table that becomes a partition gets the indexes and keys that it lacks.
    fn match_partition(&mut self, parent: &Table, partition: &QualifiedName, child: &mut Table) {
        for index in &parent.indexes {
            let has = |it: &crate::schema::Index| it.parts == index.parts && it.kind == index.kind;
            if !child.indexes.iter().any(has) {
                let mut own = index.clone();
                own.name = Name::unchosen();
                self.add_index(partition, &mut child.indexes, &mut own, Existing::Refuse);
            }
        }
        for constraint in &parent.constraints {
            let is_key = matches!(
                constraint.rule,
                Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::ForeignKey(_)
            );
            let has = child
                .constraints
                .iter()
                .any(|it| same_rule(&it.rule, &constraint.rule, Dialect::Postgresql));
            if is_key && !has {
                let mut own = constraint.clone();
                if !matches!(constraint.rule, Rule::ForeignKey(_)) {
                    own.name = None;
                }
                self.add_constraint(partition, child, own);
            }
        }
    }

    /// Tells a table that would have its columns from itself or from a table that has its own from it:
    /// "circular inheritance not allowed". Whether it is so.
    fn refuse_circle(&mut self, child: &QualifiedName, parent: &QualifiedName) -> bool {
        let mut waiting = vec![parent.clone()];
        let mut seen = BTreeSet::new();
        while let Some(ancestor) = waiting.pop() {
            if ancestor == *child {
                self.fault(Fault::Circle {
                    object: Object::Table(child.clone()),
                    parent: parent.clone(),
                });
                return true;
            }
            if let Some(table) = self.schema.table(&ancestor) {
                waiting.extend(table.inherits.iter().cloned());
                waiting.extend(table.partition_of.iter().map(|it| it.parent.clone()));
            }
            seen.insert(ancestor);
            waiting.retain(|it| !seen.contains(it));
        }
        false
    }

    /// What changes in a table changes in those that have their columns from it: these, but those that
    /// are `done`, each with the change that it sees.
    pub(super) fn passed_on<'change>(
        &mut self,
        name: &QualifiedName,
        change: &Cow<'change, TableChange>,
        done: &BTreeSet<QualifiedName>,
    ) -> Vec<(QualifiedName, Cow<'change, TableChange>)> {
        let mut passed_on = Vec::new();
        if self.dialect() != Dialect::Postgresql {
            return passed_on;
        }
        let is_passed_on = match change.as_ref() {
            // An identity is the table's own.
            TableChange::AlterColumn {
                change:
                    ColumnChange::AddIdentity(_)
                    | ColumnChange::AlterIdentity(_)
                    | ColumnChange::DropIdentity { .. },
                ..
            } => false,
            TableChange::AddColumn { .. }
            | TableChange::DropColumn { .. }
            | TableChange::AlterColumn { .. }
            | TableChange::DropConstraint { .. }
            | TableChange::RenameConstraint { .. } => true,
            TableChange::AddConstraint { constraint, .. } => {
                is_inherited(&constraint.rule)
                    || matches!(
                        constraint.rule,
                        Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::ForeignKey(_)
                    )
            }
            _ => false,
        };
        if !is_passed_on {
            return passed_on;
        }
        for child in self.children(name) {
            if done.contains(&child) {
                continue;
            }
            let Some(table) = self.schema.table(&child) else {
                continue;
            };
            match change.as_ref() {
                TableChange::DropConstraint { constraint, .. }
                | TableChange::RenameConstraint { constraint, .. }
                    if table.constraint(constraint).is_none() => {}
                // What it has of its own stays.
                TableChange::DropColumn { column, .. } if table.own.columns.contains(column) => {}
                TableChange::DropConstraint { constraint, .. }
                    if table.own.constraints.contains(constraint) => {}
                TableChange::AddColumn {
                    column, position, ..
                } if table.column(&column.name).is_none() => passed_on.push((
                    child,
                    Cow::Owned(TableChange::AddColumn {
                        column: column.clone(),
                        constraints: Vec::new(),
                        position: position.clone(),
                        existing: Existing::Keep,
                    }),
                )),
                TableChange::AddColumn { column, .. } => {
                    let mut table = table.clone();
                    table.own.columns.insert(column.name.clone());
                    self.schema.put_table(child, table);
                }
                TableChange::AddConstraint { constraint, .. }
                    if !is_inherited(&constraint.rule) =>
                {
                    if table.partition_of.is_some() {
                        let own = self.key_of_parent(name, constraint);
                        passed_on.push((child, Cow::Owned(own)));
                    }
                }
                _ => passed_on.push((child, change.clone())),
            }
        }
        passed_on
    }

    /// A partition has the keys of its table: foreign keys under the same name, others under names of
    /// their own.
    fn key_of_parent(&self, parent: &QualifiedName, constraint: &Constraint) -> TableChange {
        let mut own = constraint.clone();
        own.name = None;
        if let Rule::ForeignKey(_) = constraint.rule {
            let added = self
                .schema
                .table(parent)
                .and_then(|it| it.constraints.last());
            own.name = added.and_then(|added| added.name.clone());
        }
        TableChange::AddConstraint {
            constraint: Box::new(own),
            existing: Existing::Refuse,
        }
    }

    /// The tables that are parts of this one, and the parts of these: each once, before its own.
    pub(in crate::replay) fn all_partitions(&self, name: &QualifiedName) -> Vec<QualifiedName> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([name.clone()]);
        let mut waiting = self.partitions(name);
        waiting.reverse();
        while let Some(partition) = waiting.pop() {
            if seen.insert(partition.clone()) {
                waiting.extend(self.partitions(&partition).into_iter().rev());
                found.push(partition);
            }
        }
        found
    }

    /// The tables that are parts of this one.
    fn partitions(&self, name: &QualifiedName) -> Vec<QualifiedName> {
        let mut children = self.children(name);
        children.retain(|child| {
            let table = self.schema.table(child);
            table.is_some_and(|table| table.partition_of.is_some())
        });
        children
    }

    /// A key of a divided table goes from its partitions, too, where it has names of its own.
    pub(super) fn drop_key_of_partitions(&mut self, name: &QualifiedName, dropped: &Rule) {
        for partition in self.all_partitions(name) {
            let Some(mut table) = self.schema.table(&partition).cloned() else {
                continue;
            };
            let same = |it: &Constraint| same_rule(&it.rule, dropped, Dialect::Postgresql);
            if let Some(position) = table.constraints.iter().position(same) {
                table.constraints.remove(position);
                self.schema.put_table(partition, table);
            }
        }
    }

    /// The tables that have their columns from this one.
    pub(in crate::replay) fn children(&self, name: &QualifiedName) -> Vec<QualifiedName> {
        let dependents = self.schema.dependents(name);
        let is_child = |table: &Table| {
            table.inherits.contains(name)
                || table
                    .partition_of
                    .as_ref()
                    .is_some_and(|place| place.parent == *name)
        };
        dependents
            .filter(|it| self.schema.table(it).is_some_and(is_child))
            .cloned()
            .collect()
    }
}
