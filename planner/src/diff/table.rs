use std::collections::BTreeSet;

use super::order::needs_first;
use super::{Difference, Note, Property};
use crate::compare::same_index;
use crate::operation::{CreateTable, Existing, Operation, TableChange};
use crate::schema::{
    Column, ColumnValue, DataType, IndexOrigin, Object, Persistence, QualifiedName, RowSecurity,
    Rule, Table,
};
use crate::sql::Dialect;

impl Difference<'_> {
    /// Makes the new tables, each behind those that it refers to. A foreign key in a circle waits.
    pub(super) fn create_tables(&mut self) {
        let coming: BTreeSet<QualifiedName> = self
            .created
            .iter()
            .filter_map(|object| match object {
                Object::Table(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        let to = self.to;
        let order = needs_first(&coming, |name| {
            let Some(table) = to.table(name) else {
                return Vec::new();
            };
            let referred = table.constraints.iter().filter_map(|it| match &it.rule {
                Rule::ForeignKey(key) => Some(key.table.clone()),
                _ => None,
            });
            let parent = table.partition_of.iter().map(|place| place.parent.clone());
            referred
                .chain(table.inherits.iter().cloned())
                .chain(parent)
                .collect()
        });
        for name in order {
            if let Some(table) = self.to.table(&name) {
                self.create_table(&name, table.clone());
            }
        }
    }

    fn create_table(&mut self, name: &QualifiedName, mut table: Table) {
        for column in &mut table.columns {
            self.fold_serial(name, column);
        }
        let dialect = self.dialect();
        if dialect != Dialect::Sqlite {
            let deferred: Vec<_> = table
                .constraints
                .iter()
                .filter(|it| match &it.rule {
                    Rule::ForeignKey(key) => self.is_deferred(name, key),
                    _ => false,
                })
                .cloned()
                .collect();
            table.constraints.retain(|it| !deferred.contains(it));
        }
        // MySQL makes these with the foreign keys.
        table
            .indexes
            .retain(|index| index.origin != IndexOrigin::ForForeignKey);
        self.leave_inherited(&mut table);
        let table_comments: Vec<_> = table
            .constraints
            .iter()
            .filter(|it| it.comment.is_some())
            .cloned()
            .collect();
        let index_comments = table.indexes.clone();
        let mut made = CreateTable::new(name.clone(), Vec::new(), Vec::new(), Vec::new());
        made.existing = Existing::Refuse;
        made.table = table;
        self.operation(Operation::CreateTable(Box::new(made)));
        self.comment_on_new_table(name, &table_comments, &index_comments);
        self.set_new_table_options(name);
    }

    /// What a table has from its parents is not said again.
    fn leave_inherited(&self, table: &mut Table) {
        let parent = table
            .partition_of
            .as_ref()
            .and_then(|place| self.to.table(&place.parent));
        if let Some(parent) = parent {
            let dialect = self.dialect();
            table.indexes.retain(|index| {
                let has = |it: &crate::schema::Index| same_index(it, index, dialect);
                !parent.indexes.iter().any(has)
            });
        }
        let parents: Vec<&Table> = table
            .inherits
            .iter()
            .filter_map(|parent| self.to.table(parent))
            .collect();
        table.columns.retain(|column| {
            !parents
                .iter()
                .any(|parent| parent.column(&column.name) == Some(column))
        });
        table.constraints.retain(|constraint| {
            !parents.iter().any(|parent| {
                parent.constraints.contains(constraint) && matches!(constraint.rule, Rule::Check(_))
            })
        });
    }

    /// Row security cannot be said when a table is made.
    fn set_new_table_options(&mut self, name: &QualifiedName) {
        let Some(table) = self.to.table(name) else {
            return;
        };
        self.change_row_security(name, RowSecurity::Disabled, table.row_security);
    }

    /// Writes an integer whose default is a new sequence of its own as the `serial` that it comes
    /// from.
    pub(super) fn fold_serial(&self, table: &QualifiedName, column: &mut Column) {
        if let Some(serial) = self.serial(table, column) {
            column.data_type = DataType::new(serial);
            column.value = ColumnValue::Given(None);
        }
    }

    fn serial(&self, table: &QualifiedName, column: &Column) -> Option<&'static str> {
        let sequence = self.new_sequence_of(table, column)?;
        let (_, sequence) = sequence;
        if sequence.options != crate::schema::SequenceOptions::default()
            || sequence.comment.is_some()
        {
            return None;
        }
        let data_type = crate::compare::canonical_type(&column.data_type.text, self.dialect());
        match data_type.as_str() {
            "integer" => Some("SERIAL"),
            "bigint" => Some("BIGSERIAL"),
            "smallint" => Some("SMALLSERIAL"),
            _ => None,
        }
    }

    /// Changes what is said of tables themselves, but for comments.
    pub(super) fn change_table_options(&mut self, name: &QualifiedName, from: &Table, to: &Table) {
        let properties = self.properties(&Object::Table(name.clone()));
        if properties.contains(&Property::Options) {
            let set: Vec<(String, String)> = to
                .options
                .iter()
                .filter(|(option, value)| from.options.get(*option) != Some(value))
                .map(|(option, value)| (option.clone(), value.clone()))
                .collect();
            let reset: Vec<String> = from
                .options
                .keys()
                .filter(|option| !to.options.contains_key(*option))
                .cloned()
                .collect();
            if !set.is_empty() {
                self.alter(name, TableChange::SetOptions(set));
            }
            if !reset.is_empty() && self.dialect() == Dialect::Postgresql {
                self.alter(name, TableChange::ResetOptions(reset));
            }
        }
        if properties.contains(&Property::Persistence) && to.persistence != Persistence::Temporary {
            self.alter(name, TableChange::SetPersistence(to.persistence));
        }
        if properties.contains(&Property::RowSecurity) {
            self.change_row_security(name, from.row_security, to.row_security);
        }
        if properties.contains(&Property::Inheritance) {
            let gone = from.inherits.iter().filter(|it| !to.inherits.contains(it));
            let new = to.inherits.iter().filter(|it| !from.inherits.contains(it));
            let changes: Vec<TableChange> = gone
                .cloned()
                .map(TableChange::NoInherit)
                .chain(new.cloned().map(TableChange::Inherit))
                .collect();
            for change in changes {
                self.alter(name, change);
            }
        }
        if properties.contains(&Property::Partitioning) {
            self.change_partitioning(name, from, to);
        }
    }

    fn change_row_security(&mut self, name: &QualifiedName, from: RowSecurity, to: RowSecurity) {
        if from.policies() != to.policies() {
            self.alter(name, TableChange::SetRowPolicies(to.policies()));
        }
        if from.owner_policies() != to.owner_policies() {
            self.alter(name, TableChange::SetOwnerPolicies(to.owner_policies()));
        }
    }

    fn change_partitioning(&mut self, name: &QualifiedName, from: &Table, to: &Table) {
        match (&from.partition_of, &to.partition_of) {
            (Some(old), new) => {
                let parent = old.parent.clone();
                self.alter(&parent, TableChange::DetachPartition(name.clone()));
                self.attach(name, new.as_ref());
            }
            (None, Some(place)) => self.attach(name, Some(place)),
            (None, None) if self.dialect() == Dialect::Mysql => {
                self.alter(name, TableChange::SetPartitioning(to.partition_by.clone()));
            }
            (None, None) => self.steps.push(super::Step {
                action: super::Action::Nothing,
                notes: vec![Note::Decide(format!(
                    "how the rows of table {name} are divided cannot be changed: make a new table, \
                     and move the rows"
                ))],
            }),
        }
    }

    fn attach(&mut self, name: &QualifiedName, place: Option<&crate::schema::PartitionOf>) {
        if let Some(place) = place {
            let change = TableChange::AttachPartition {
                partition: name.clone(),
                bound: place.bound.clone(),
            };
            let parent = place.parent.clone();
            self.alter(&parent, change);
        }
    }
}
