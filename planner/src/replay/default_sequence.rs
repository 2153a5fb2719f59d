//! Defaults that take the next value of a sequence. PostgreSQL ties them to the sequence, whatever
//! it is called.

use super::{Fault, Step};
use crate::operation::DropBehavior;
use crate::schema::{Column, ColumnValue, Expression, Name, Object, QualifiedName};
use crate::sql::{Dialect, identifier, literal};

/// A sequence's next value, as PostgreSQL shows it.
pub(super) fn next_value(sequence: &QualifiedName) -> Expression {
    let dialect = Dialect::Postgresql;
    let own = identifier(sequence.name.as_str(), dialect);
    let shown = match &sequence.namespace {
        Some(namespace) => format!("{}.{own}", identifier(namespace.as_str(), dialect)),
        None => own,
    };
    let shown = literal(&shown, dialect);
    Expression::new(format!("nextval({shown}::regclass)"))
}

impl Step<'_> {
    /// The columns whose defaults take values of a sequence, by table.
    fn columns_that_count_by(&self, sequence: &QualifiedName) -> Vec<(QualifiedName, Vec<Name>)> {
        let names: Vec<QualifiedName> = self.schema.counted_by(sequence).cloned().collect();
        let tables = names.into_iter().filter_map(|name| {
            let columns = self.schema.table(&name)?.columns.iter();
            let columns = columns.filter(|column| column.counts_by().as_ref() == Some(sequence));
            let columns = columns.map(|column| column.name.clone()).collect();
            Some((name, columns))
        });
        tables.collect()
    }

    /// Has a default name the sequence that it means, whatever the search path will be.
    pub(super) fn resolve_sequence(&self, column: &mut Column) {
        if self.dialect() != Dialect::Postgresql {
            return;
        }
        if let Some(written) = column.counts_by() {
            let found = self.find_relation(&written);
            if found != written {
                column.value = ColumnValue::Given(Some(next_value(&found)));
            }
        }
    }

    fn change_defaults(
        &mut self,
        users: Vec<(QualifiedName, Vec<Name>)>,
        default: Option<&Expression>,
    ) {
        for (name, columns) in users {
            let Some(mut table) = self.schema.table(&name).cloned() else {
                continue;
            };
            for column in columns {
                if let Some(column) = table.column_mut(&column) {
                    column.value = ColumnValue::Given(default.cloned());
                }
            }
            self.schema.put_table(name, table);
        }
    }

    /// Does what gives a sequence another name, after which defaults take its values under that.
    pub(super) fn with_defaults_renamed(
        &mut self,
        from: &QualifiedName,
        to: &QualifiedName,
        rename: impl FnOnce(&mut Self),
    ) {
        if self.dialect() != Dialect::Postgresql || from == to {
            return rename(self);
        }
        let users = self.columns_that_count_by(from);
        rename(self);
        self.change_defaults(users, Some(&next_value(to)));
    }

    /// Drops a sequence: refused while a default takes its values, or these go with it.
    pub(super) fn drop_sequence(&mut self, name: &QualifiedName, behavior: DropBehavior) {
        if self.dialect() == Dialect::Postgresql {
            let users = self.columns_that_count_by(name);
            if behavior == DropBehavior::Restrict {
                for (table, columns) in &users {
                    for column in columns {
                        self.fault(Fault::StillNeeded {
                            object: Object::Sequence(name.clone()),
                            by: Object::Column {
                                table: table.clone(),
                                column: column.clone(),
                            },
                        });
                    }
                }
            }
            self.change_defaults(users, None);
        }
        self.schema.remove_relation(name);
    }
}
