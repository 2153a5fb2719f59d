//! What calls a function and cannot be without it. PostgreSQL ties views, checks, defaults, generated
//! columns and indexes to the functions that they call.

use super::Step;
use crate::operation::{DropBehavior, Missing, references};
use crate::schema::{
    ColumnValue, Index, IndexSubject, Object, QualifiedName, Relation, Rule, Table,
};
use crate::sql::Dialect;

impl Step<'_> {
    /// Refuses to drop a function that something calls, or drops that, too. Looks at everything. Of
    /// several functions of one name, it is not worked out which is called.
    pub(super) fn drop_callers(
        &mut self,
        function: &QualifiedName,
        object: &Object,
        behavior: DropBehavior,
    ) {
        if self.schema.routines_named(function).count() != 1 {
            return;
        }
        for caller in self.callers(function) {
            self.refuse_or_cascade(behavior, object, caller.clone());
            if behavior == DropBehavior::Cascade {
                self.drop_caller(&caller);
            }
        }
    }

    fn callers(&self, function: &QualifiedName) -> Vec<Object> {
        let mut callers = Vec::new();
        for (name, relation) in self.schema.relations() {
            match relation {
                Relation::Table(table) => {
                    self.callers_in_table(name, table, function, &mut callers);
                }
                Relation::View(view) if self.may_call(&view.query.text, function) => {
                    callers.push(Object::View(name.clone()));
                }
                _ => {}
            }
        }
        callers
    }

    fn callers_in_table(
        &self,
        name: &QualifiedName,
        table: &Table,
        function: &QualifiedName,
        callers: &mut Vec<Object>,
    ) {
        let columns = table.columns.iter().filter(|column| match &column.value {
            ColumnValue::Given(Some(expression)) | ColumnValue::Generated { expression, .. } => {
                self.may_call(&expression.text, function)
            }
            _ => false,
        });
        callers.extend(columns.map(|column| Object::Column {
            table: name.clone(),
            column: column.name.clone(),
        }));
        let checks = table.constraints.iter().filter(|it| {
            matches!(&it.rule, Rule::Check(check)
                if self.may_call(&check.expression.text, function))
        });
        callers.extend(checks.filter_map(|check| {
            Some(Object::Constraint {
                table: name.clone(),
                constraint: check.name()?.clone(),
            })
        }));
        let indexes = table.indexes.iter();
        let indexes = indexes.filter(|index| self.index_may_call(index, function));
        callers.extend(indexes.map(|index| Object::Index {
            table: name.clone(),
            index: index.name.clone(),
        }));
    }

    fn index_may_call(&self, index: &Index, function: &QualifiedName) -> bool {
        let parts = index.parts.iter().filter_map(|part| match &part.subject {
            IndexSubject::Expression(expression) => Some(expression),
            IndexSubject::Column { .. } => None,
        });
        parts
            .chain(&index.predicate)
            .any(|it| self.may_call(&it.text, function))
    }

    fn may_call(&self, text: &str, function: &QualifiedName) -> bool {
        let called = references(text, Dialect::Postgresql).functions;
        called
            .iter()
            .any(|called| called.name == function.name && self.find_routine(called) == *function)
    }

    fn drop_caller(&mut self, caller: &Object) {
        match caller {
            Object::View(view) => self.drop_view(view, DropBehavior::Cascade),
            Object::Column { table, column } => {
                self.change_caller(table, |step, found| {
                    let Some(changed) = found.column_mut(column) else {
                        return;
                    };
                    if matches!(changed.value, ColumnValue::Given(_)) {
                        changed.value = ColumnValue::Given(None);
                    } else {
                        let behavior = DropBehavior::Cascade;
                        step.drop_column(table, found, column, Missing::Skip, behavior);
                    }
                });
            }
            Object::Constraint { table, constraint } => self.change_caller(table, |_, found| {
                found.constraints.retain(|it| it.name() != Some(constraint));
            }),
            Object::Index { table, index } => self.change_caller(table, |step, found| {
                let behavior = DropBehavior::Cascade;
                step.drop_index_of(table, found, index, Missing::Skip, behavior);
            }),
            _ => {}
        }
    }

    fn change_caller(&mut self, table: &QualifiedName, change: impl FnOnce(&mut Self, &mut Table)) {
        if let Some(mut found) = self.schema.table(table).cloned() {
            change(self, &mut found);
            self.schema.put_table(table.clone(), found);
        }
    }
}
