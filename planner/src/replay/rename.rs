use std::collections::BTreeSet;

use super::expression::{mentions, rename, rename_in_statement};
use super::{Fault, Step};
use crate::operation::Missing;
use crate::schema::{
    ColumnValue, Index, IndexPart, IndexSubject, Name, Object, QualifiedName, Relation, Rule,
    SequenceOwner, Table, Trigger, TriggerEvent,
};
use crate::sql::Dialect;

impl Step<'_> {
    /// Gives a table another name, and tells everything that refers to it. Gives the name that it
    /// has afterwards.
    pub(super) fn rename_table(
        &mut self,
        from: &QualifiedName,
        to: QualifiedName,
    ) -> QualifiedName {
        if *from == to {
            // In another case, perhaps.
            return to;
        }
        if let Some(object) = self.object_at(&to) {
            self.fault(Fault::AlreadyExists { object });
            self.schema.remove_relation(&to);
        }
        self.rename_table_in_actions(from, &to);
        let triggers: Vec<(Name, Trigger)> = self
            .schema
            .triggers_of(from)
            .map(|(name, trigger)| (name.clone(), trigger.clone()))
            .collect();
        if self.dialect() == Dialect::Postgresql {
            self.rename_type_everywhere(from, &to);
            self.rename_table_in_others(from, &to);
        }
        let others: Vec<_> = self
            .schema
            .others()
            .filter(|(other, _)| other.table.as_ref() == Some(from))
            .map(|(name, other)| (name.clone(), other.clone()))
            .collect();
        let dependents: Vec<QualifiedName> = self.schema.dependents(from).cloned().collect();
        self.schema
            .uncertainty_mut()
            .move_name(&from.name, &to.name);
        let ages = self.schema.index_ages_of(from);
        match self.schema.remove_relation(from) {
            Some(Relation::Table(table)) => {
                let mut table = Table::clone(&table);
                retarget(&mut table, from, &to);
                self.schema.put_table(to.clone(), table);
            }
            Some(Relation::View(view)) => self.schema.put_view(to.clone(), (*view).clone()),
            _ => return to,
        }
        for (index, age) in ages {
            self.schema.keep_index_age(&to.with_name(index), age);
        }
        for (name, trigger) in triggers {
            let mut trigger = trigger;
            trigger.table = to.clone();
            if self.dialect() == Dialect::Postgresql {
                // `FROM table` of a constraint trigger.
                let said = &trigger.characteristics;
                let said = rename_in_statement(said, &from.name, &to.name, Dialect::Postgresql);
                trigger.characteristics = said;
            }
            self.schema.put_trigger(name, trigger);
        }
        for (mut name, other) in others {
            name.table = Some(to.clone());
            self.schema.put_other(name, other);
        }
        for dependent in dependents {
            self.retarget_dependent(&dependent, from, &to);
        }
        self.retarget_sequences(from, &to);
        to
    }

    fn retarget_dependent(
        &mut self,
        dependent: &QualifiedName,
        from: &QualifiedName,
        to: &QualifiedName,
    ) {
        match self.schema.relation(dependent).cloned() {
            Some(Relation::Table(table)) => {
                let mut table = Table::clone(&table);
                retarget(&mut table, from, to);
                self.schema.put_table(dependent.clone(), table);
            }
            Some(Relation::View(view)) => {
                let mut view = (*view).clone();
                if self.dialect() != Dialect::Mysql {
                    // PostgreSQL and SQLite follow; in MySQL the view breaks.
                    if let Some(text) = self.view_of_renamed_table(&view, from, to) {
                        view.query.text = text;
                    }
                    view.reads.remove(from);
                    view.reads.insert(to.clone());
                    view.query.follows_rename = true;
                }
                self.schema.put_view(dependent.clone(), view);
            }
            _ => {}
        }
    }

    /// A sequence goes on belonging to its column when the table has another name, and goes along
    /// to another namespace.
    fn retarget_sequences(&mut self, from: &QualifiedName, to: &QualifiedName) {
        for (name, sequence) in self.owned_sequences(from, None) {
            let mut sequence = sequence;
            if let Some(owner) = &mut sequence.owner {
                owner.table = to.clone();
            }
            let moved = QualifiedName {
                namespace: to.namespace.clone(),
                name: name.name.clone(),
            };
            self.with_defaults_renamed(&name, &moved, |step| {
                if moved != name {
                    step.schema.remove_relation(&name);
                }
                step.schema.put_sequence(moved.clone(), sequence);
            });
        }
    }

    /// Renames a column of a table, and of those that have their columns from it: each once.
    pub(super) fn rename_column(
        &mut self,
        name: &QualifiedName,
        from: &Name,
        to: &Name,
        missing: Missing,
    ) {
        let mut missing = missing;
        let mut waiting = vec![name.clone()];
        let mut done = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if done.insert(name.clone()) {
                let children = self.rename_column_of(&name, from, to, missing);
                waiting.extend(children.into_iter().rev());
            }
            missing = Missing::Skip;
        }
    }

    /// The same for one table alone. Gives those that have their columns from it.
    fn rename_column_of(
        &mut self,
        name: &QualifiedName,
        from: &Name,
        to: &Name,
        missing: Missing,
    ) -> Vec<QualifiedName> {
        let Some(mut table) = self.schema.table(name).cloned() else {
            return Vec::new();
        };
        let object = |column: &Name| Object::Column {
            table: name.clone(),
            column: column.clone(),
        };
        if table.column(from).is_none() {
            if missing == Missing::Refuse {
                self.missing(object(from));
            }
            return Vec::new();
        }
        if from != to && table.column(to).is_some() {
            self.fault(Fault::AlreadyExists { object: object(to) });
            return Vec::new();
        }
        self.rename_column_in_actions(name, from, to);
        rename_in_table(&mut table, from, to, self.dialect());
        rename_referred(&mut table, name, from, to);
        self.schema.put_table(name.clone(), table);
        let dependents: Vec<QualifiedName> = self.schema.dependents(name).cloned().collect();
        let children = self.children(name);
        for dependent in dependents {
            match self.schema.relation(&dependent).cloned() {
                Some(Relation::Table(table)) => {
                    let mut table = Table::clone(&table);
                    rename_referred(&mut table, name, from, to);
                    self.schema.put_table(dependent, table);
                }
                Some(Relation::View(view))
                    if self.dialect() != Dialect::Mysql
                        && view.query.names_column(from, self.dialect()) =>
                {
                    let mut view = (*view).clone();
                    if let Some(text) = self.view_of_renamed_column(&view, name, from, to) {
                        view.query.text = text;
                    }
                    if let Some(star) = &mut view.query.star
                        && star.remove(from)
                    {
                        star.insert(to.clone());
                    }
                    view.query.follows_rename = true;
                    self.schema.put_view(dependent, view);
                }
                _ => {}
            }
        }
        self.rename_in_triggers(name, from, to);
        self.rename_in_others(name, from, to);
        for (sequence_name, mut sequence) in self.owned_sequences(name, Some(from)) {
            sequence.owner = Some(SequenceOwner {
                table: name.clone(),
                column: to.clone(),
            });
            self.schema.put_sequence(sequence_name, sequence);
        }
        children
    }

    fn rename_in_triggers(&mut self, table: &QualifiedName, from: &Name, to: &Name) {
        let dialect = self.dialect();
        let changed: Vec<(Name, Trigger)> = self
            .schema
            .triggers_of(table)
            .map(|(name, trigger)| {
                let mut trigger = trigger.clone();
                for event in &mut trigger.events {
                    if let TriggerEvent::Update { columns } = event {
                        rename_names(columns, from, to);
                    }
                }
                if let Some(condition) = &mut trigger.condition {
                    *condition = rename(condition, from, to, dialect);
                }
                (name.clone(), trigger)
            })
            .collect();
        for (name, trigger) in changed {
            self.schema.put_trigger(name, trigger);
        }
    }
}

/// Makes a table refer to `to` wherever it refers to `from`.
fn retarget(table: &mut Table, from: &QualifiedName, to: &QualifiedName) {
    for constraint in &mut table.constraints {
        if let Rule::ForeignKey(key) = &mut constraint.rule
            && key.table == *from
        {
            key.table = to.clone();
        }
    }
    for parent in &mut table.inherits {
        if *parent == *from {
            *parent = to.clone();
        }
    }
    if let Some(place) = &mut table.partition_of
        && place.parent == *from
    {
        place.parent = to.clone();
    }
}

/// Renames a column wherever its own table names it.
fn rename_in_table(table: &mut Table, from: &Name, to: &Name, dialect: Dialect) {
    if table.own.columns.remove(from) {
        table.own.columns.insert(to.clone());
    }
    for column in &mut table.columns {
        if column.name == *from {
            column.name = to.clone();
        }
        if let ColumnValue::Generated { expression, .. } = &mut column.value
            && mentions(expression, from, dialect)
        {
            *expression = rename(expression, from, to, dialect);
        }
    }
    for constraint in &mut table.constraints {
        match &mut constraint.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => {
                rename_parts(&mut key.parts, from, to, dialect);
                rename_names(&mut key.include, from, to);
            }
            Rule::ForeignKey(key) => rename_names(&mut key.columns, from, to),
            Rule::Check(check) => {
                check.expression = rename(&check.expression, from, to, dialect);
            }
            Rule::Exclusion(exclusion) => rename_in_index(&mut exclusion.index, from, to, dialect),
        }
    }
    for index in &mut table.indexes {
        rename_in_index(index, from, to, dialect);
    }
}

pub(super) fn rename_in_index(index: &mut Index, from: &Name, to: &Name, dialect: Dialect) {
    rename_parts(&mut index.parts, from, to, dialect);
    rename_names(&mut index.include, from, to);
    if let Some(predicate) = &mut index.predicate {
        *predicate = rename(predicate, from, to, dialect);
    }
}

fn rename_parts(parts: &mut [IndexPart], from: &Name, to: &Name, dialect: Dialect) {
    for part in parts {
        match &mut part.subject {
            IndexSubject::Column { name, .. } if name == from => *name = to.clone(),
            IndexSubject::Column { .. } => {}
            IndexSubject::Expression(expression) => {
                *expression = rename(expression, from, to, dialect);
            }
        }
    }
}

fn rename_names(names: &mut [Name], from: &Name, to: &Name) {
    for name in names {
        if name == from {
            *name = to.clone();
        }
    }
}

/// Renames a column of `referred` in the foreign keys of another table.
fn rename_referred(table: &mut Table, referred: &QualifiedName, from: &Name, to: &Name) {
    for constraint in &mut table.constraints {
        if let Rule::ForeignKey(key) = &mut constraint.rule
            && key.table == *referred
        {
            rename_names(&mut key.referred, from, to);
        }
    }
}
