use super::expression::{columns_of_rows, mentions};
use super::{Fault, Step};
use crate::compare::constraint_object;
use crate::operation::{DropBehavior, Missing, references};
use crate::schema::{
    ColumnValue, Index, IndexPart, IndexSubject, Name, Object, QualifiedName, Relation, Rule,
    Table, TriggerEvent, View,
};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn drop_column(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        column: &Name,
        missing: Missing,
        behavior: DropBehavior,
    ) {
        let object = Object::Column {
            table: name.clone(),
            column: column.clone(),
        };
        if table.column(column).is_none() {
            if missing == Missing::Refuse {
                self.missing(object);
            }
            return;
        }
        match self.dialect() {
            Dialect::Postgresql => self.drop_what_needs(name, table, column, &object, behavior),
            Dialect::Mysql => self.drop_from_indexes(name, table, column, &object),
            Dialect::Sqlite => self.refuse_needed(name, table, column, &object),
        }
        table.columns.retain(|it| it.name != *column);
    }

    /// PostgreSQL drops indexes and constraints with any of their columns, and on `CASCADE` what is
    /// elsewhere.
    fn drop_what_needs(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        column: &Name,
        object: &Object,
        behavior: DropBehavior,
    ) {
        let dropped_constraints: Vec<Name> = table
            .constraints
            .iter()
            .filter(|it| rule_names(&it.rule, column, Dialect::Postgresql))
            .filter_map(|it| it.name().cloned())
            .collect();
        for constraint in dropped_constraints {
            self.drop_constraint(name, table, &constraint, Missing::Skip, behavior);
        }
        let dropped_indexes: Vec<Index> = table
            .indexes
            .iter()
            .filter(|index| index_names(index, column, Dialect::Postgresql))
            .cloned()
            .collect();
        for index in dropped_indexes {
            table.indexes.retain(|it| it.name != index.name);
            self.drop_references_to_index(name, table, &index, behavior);
        }
        let generated: Vec<Name> = table
            .columns
            .iter()
            .filter(|other| {
                other.name != *column
                    && matches!(&other.value, ColumnValue::Generated { expression, .. }
                        if mentions(expression, column, Dialect::Postgresql))
            })
            .map(|other| other.name.clone())
            .collect();
        for other in generated {
            let by = Object::Column {
                table: name.clone(),
                column: other.clone(),
            };
            self.refuse_or_cascade(behavior, object, by);
            table.columns.retain(|it| it.name != other);
        }
        let readers: Vec<QualifiedName> = self
            .schema
            .dependents(name)
            .filter(|dependent| {
                matches!(self.schema.relation(dependent), Some(Relation::View(view))
                    if view.query.names_column(column, Dialect::Postgresql))
            })
            .cloned()
            .collect();
        for reader in readers {
            self.refuse_or_cascade(behavior, object, Object::View(reader.clone()));
            if behavior == DropBehavior::Cascade {
                self.drop_view(&reader, behavior);
            }
        }
        self.drop_others_with_column(name, column, object, behavior);
        self.drop_owned_sequences(name, Some(column));
        let watching: Vec<Name> = self
            .schema
            .triggers_of(name)
            .filter(|(_, trigger)| {
                trigger.events.iter().any(|event| {
                    matches!(event, TriggerEvent::Update { columns } if columns.contains(column))
                })
            })
            .map(|(trigger, _)| trigger.clone())
            .collect();
        for trigger in watching {
            let by = Object::Trigger {
                table: name.clone(),
                trigger: trigger.clone(),
            };
            self.refuse_or_cascade(behavior, object, by);
            self.schema.remove_trigger(name, &trigger);
        }
    }

    pub(super) fn refuse_or_cascade(
        &mut self,
        behavior: DropBehavior,
        object: &Object,
        by: Object,
    ) {
        if behavior == DropBehavior::Restrict {
            self.fault(Fault::StillNeeded {
                object: object.clone(),
                by,
            });
        }
    }

    /// MySQL takes the column out of indexes, and drops those that are left without any.
    fn drop_from_indexes(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        column: &Name,
        object: &Object,
    ) {
        let needing = table
            .constraints
            .iter()
            .find(|it| matches!(&it.rule, Rule::ForeignKey(key) if key.columns.contains(column)));
        if let Some(constraint) = needing.and_then(|it| it.name()) {
            let by = Object::Constraint {
                table: name.clone(),
                constraint: constraint.clone(),
            };
            self.fault(Fault::StillNeeded {
                object: object.clone(),
                by,
            });
        }
        let is_other = |part: &IndexPart| part.column_name() != Some(column);
        for index in &mut table.indexes {
            index.parts.retain(is_other);
        }
        table.indexes.retain(|index| !index.parts.is_empty());
        for constraint in &mut table.constraints {
            if let Rule::PrimaryKey(key) = &mut constraint.rule {
                key.parts.retain(is_other);
            }
        }
        table
            .constraints
            .retain(|constraint| match &constraint.rule {
                Rule::PrimaryKey(key) => !key.parts.is_empty(),
                // A check of this column alone goes with it.
                Rule::Check(check) => !mentions(&check.expression, column, Dialect::Mysql),
                _ => true,
            });
    }

    /// SQLite refuses to drop what anything names:
    /// <https://www.sqlite.org/lang_altertable.html#alter_table_drop_column>.
    fn refuse_needed(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        column: &Name,
        object: &Object,
    ) {
        let dialect = Dialect::Sqlite;
        let index = table
            .indexes
            .iter()
            .find(|it| index_names(it, column, dialect));
        if let Some(index) = index {
            let by = Object::Index {
                table: name.clone(),
                index: index.name.clone(),
            };
            self.fault(Fault::StillNeeded {
                object: object.clone(),
                by,
            });
        }
        // What is written at the column goes with it: a check, a reference. The model does not tell
        // which are.
        let may_go_along = |rule: &Rule| match rule {
            Rule::Check(_) => true,
            Rule::ForeignKey(key) => key.columns.len() == 1,
            _ => false,
        };
        let mut constraints = table.constraints.iter();
        let needing =
            constraints.find(|it| !may_go_along(&it.rule) && rule_names(&it.rule, column, dialect));
        if let Some(needing) = needing {
            let by = constraint_object(name, needing, dialect);
            self.fault(Fault::StillNeeded {
                object: object.clone(),
                by,
            });
        }
        if let Some(by) = self.view_that_names(name, column) {
            self.fault(Fault::StillNeeded {
                object: object.clone(),
                by: Object::View(by),
            });
        }
        if let Some(trigger) = self.trigger_that_names(name, column) {
            self.fault(Fault::StillNeeded {
                object: object.clone(),
                by: Object::Trigger {
                    table: name.clone(),
                    trigger,
                },
            });
        }
        table
            .constraints
            .retain(|it| !rule_names(&it.rule, column, dialect));
        table.indexes.retain(|it| !index_names(it, column, dialect));
    }

    /// A trigger of a table that names a column of its rows: `NEW.column`, `OLD.column`. What other
    /// tables have is not looked at before the trigger acts.
    fn trigger_that_names(&self, table: &QualifiedName, column: &Name) -> Option<Name> {
        let names = |text: &str| {
            let columns = columns_of_rows(text, Dialect::Sqlite);
            columns.contains(column)
        };
        let mut triggers = self.schema.triggers_of(table);
        let naming = triggers.find(|(_, trigger)| {
            let condition = trigger.condition.as_ref();
            !trigger.follows_rename
                && (names(&trigger.action) || condition.is_some_and(|it| names(&it.text)))
        });
        naming.map(|(name, _)| name.clone())
    }

    /// A view that reads a column of this table by its name: no other relation that it reads has such a
    /// column, and it was not rewritten since.
    fn view_that_names(&self, table: &QualifiedName, column: &Name) -> Option<QualifiedName> {
        let has = |relation: &QualifiedName| match self.schema.relation(relation) {
            Some(Relation::Table(table)) => table.column(column).is_some(),
            // What columns a view has is not worked out.
            _ => true,
        };
        let reads_it = |view: &View| {
            let mut others = view.reads.iter().filter(|it| *it != table);
            !view.query.follows_rename
                && !others.any(has)
                && references(&view.query.text, self.dialect())
                    .names
                    .contains(column)
        };
        let mut dependents = self.schema.dependents(table);
        dependents
            .find(|it| self.schema.view(it).is_some_and(reads_it))
            .cloned()
    }
}

/// Whether an index names a column.
pub(super) fn index_names(index: &Index, column: &Name, dialect: Dialect) -> bool {
    parts_name(&index.parts, column, dialect)
        || index.include.contains(column)
        || index
            .predicate
            .as_ref()
            .is_some_and(|it| mentions(it, column, dialect))
}

fn parts_name(parts: &[IndexPart], column: &Name, dialect: Dialect) -> bool {
    parts.iter().any(|part| match &part.subject {
        IndexSubject::Column { name, .. } => name == column,
        IndexSubject::Expression(expression) => mentions(expression, column, dialect),
    })
}

/// Whether a constraint names a column of its own table.
pub(super) fn rule_names(rule: &Rule, column: &Name, dialect: Dialect) -> bool {
    match rule {
        Rule::PrimaryKey(key) | Rule::Unique(key) => {
            parts_name(&key.parts, column, dialect) || key.include.contains(column)
        }
        Rule::ForeignKey(key) => key.columns.contains(column),
        Rule::Check(check) => mentions(&check.expression, column, dialect),
        Rule::Exclusion(exclusion) => index_names(&exclusion.index, column, dialect),
    }
}
