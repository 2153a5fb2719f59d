use super::constraint::drop_superfluous_indexes;
use super::{Fault, Step};
use crate::operation::{ColumnPosition, Existing, Missing};
use crate::schema::{Column, Constraint, Name, Nullability, Object, QualifiedName, Rule, Table};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn add_column(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        column: &Column,
        constraints: &[Constraint],
        position: &ColumnPosition,
        existing: Existing,
    ) {
        if table.column(&column.name).is_some() {
            if existing != Existing::Keep {
                self.fault(Fault::AlreadyExists {
                    object: Object::Column {
                        table: name.clone(),
                        column: column.name.clone(),
                    },
                });
            }
            return;
        }
        let mut column = column.clone();
        if self.dialect() == Dialect::Postgresql {
            self.resolve_type(&mut column.data_type);
            self.resolve_sequence(&mut column);
            self.expand_serial(name, &mut column);
        }
        let position = self.position(name, table, position);
        table.columns.insert(position, column);
        for constraint in constraints {
            self.add_constraint(name, table, constraint.clone());
            if self.dialect() == Dialect::Mysql
                && let Rule::ForeignKey(key) = &constraint.rule
            {
                let added = table.constraints.last().and_then(|it| it.name().cloned());
                self.add_index_for(name, table, added.as_ref(), key);
            }
        }
    }

    fn position(
        &mut self,
        name: &QualifiedName,
        table: &Table,
        position: &ColumnPosition,
    ) -> usize {
        match position {
            ColumnPosition::Last => table.columns.len(),
            ColumnPosition::First => 0,
            ColumnPosition::After(column) => {
                if let Some(position) = table.column_position(column) {
                    return position + 1;
                }
                self.missing(Object::Column {
                    table: name.clone(),
                    column: column.clone(),
                });
                table.columns.len()
            }
        }
    }

    /// `MODIFY`, `CHANGE`: all of the column is said anew, but for its keys.
    pub(super) fn redefine_column(
        &mut self,
        name: &QualifiedName,
        column: &Name,
        definition: &Column,
        constraints: &[Constraint],
        position: Option<&ColumnPosition>,
        missing: Missing,
    ) {
        let is_there = self
            .schema
            .table(name)
            .is_some_and(|table| table.column(column).is_some());
        if !is_there {
            if missing == Missing::Refuse {
                self.missing(Object::Column {
                    table: name.clone(),
                    column: column.clone(),
                });
            }
            return;
        }
        if *column != definition.name {
            self.rename_column(name, column, &definition.name, Missing::Refuse);
        }
        let Some(mut table) = self.schema.table(name).cloned() else {
            return;
        };
        let Some(at) = table.column_position(&definition.name) else {
            return;
        };
        let mut definition = definition.clone();
        let is_key = table
            .primary_key()
            .is_some_and(|(key, _)| key.columns().any(|it| *it == definition.name));
        if is_key {
            definition.nullability = Nullability::NotNull;
        }
        let old = table.columns.remove(at).data_type;
        let at = match position {
            Some(position) => self.position(name, &table, position),
            None => at,
        };
        let changed = definition.name.clone();
        table.columns.insert(at, definition);
        self.check_joined_type(name, &table, &changed, &old);
        for constraint in constraints {
            self.add_constraint(name, &mut table, constraint.clone());
        }
        drop_superfluous_indexes(&mut table);
        self.schema.put_table(name.clone(), table);
    }
}
