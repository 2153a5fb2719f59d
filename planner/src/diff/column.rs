use std::collections::BTreeSet;

use super::{Difference, Note, Property};
use crate::operation::{
    ColumnChange, ColumnPosition, DropBehavior, Existing, Missing, Operation, Scope, TableChange,
};
use crate::schema::{Column, ColumnValue, Constraint, Index, Name, QualifiedName, Rule, Table};
use crate::sql::Dialect;

impl Difference<'_> {
    /// Adds and changes columns, and what is said of tables themselves.
    pub(super) fn alter_tables(&mut self) {
        for (name, from, to) in self.altered_tables() {
            if self.rebuilt.contains(&name) {
                self.rebuild(&name, from, to);
                continue;
            }
            self.change_table_options(&name, from, to);
            if Self::follows_parent(from, to) {
                continue;
            }
            // What is computed has gone before what it is computed from changes, and comes after it.
            self.add_columns(&name, from, to, Computed::No);
            match self.dialect() {
                Dialect::Postgresql => self.change_postgresql_columns(&name, from, to),
                Dialect::Mysql => self.change_mysql_columns(&name, from, to),
                // Whatever changes in a column makes the table anew.
                Dialect::Sqlite => {}
            }
            self.add_columns(&name, from, to, Computed::Yes);
        }
        self.set_own_defaults();
    }

    /// Gives a table that inherits the defaults that it has of its own, once its parents have given
    /// theirs (PostgreSQL).
    fn set_own_defaults(&mut self) {
        let mut own = Vec::new();
        for (name, from, to) in self.altered_tables_that_inherit() {
            for column in &to.columns {
                if from.column(&column.name).is_none() || is_computed(column) {
                    continue;
                }
                let of_parents: Vec<(&QualifiedName, &Column)> = to
                    .inherits
                    .iter()
                    .filter_map(|parent| {
                        let table = self.to.table(parent)?;
                        Some((parent, table.column(&column.name)?))
                    })
                    .collect();
                let changes = |table: &QualifiedName| {
                    let object = Self::column(table, &column.name);
                    self.properties(&object).contains(&Property::Default)
                };
                let given = of_parents.iter().find(|(parent, _)| changes(parent));
                let has_given = |(_, parent): &(&QualifiedName, &Column)| {
                    parent.default().map(|it| &it.text) == column.default().map(|it| &it.text)
                };
                let differs = match given {
                    Some(parent) => !has_given(parent),
                    None => changes(&name) && !of_parents.is_empty(),
                };
                if differs {
                    let change = match column.default() {
                        Some(default) => ColumnChange::SetDefault(default.clone()),
                        None => ColumnChange::DropDefault,
                    };
                    own.push((name.clone(), column.name.clone(), change));
                }
            }
        }
        for (table, column, change) in own {
            self.alter_column(&table, &column, change, Vec::new());
        }
    }

    /// The tables that inherit as before, where they or their parents change.
    fn altered_tables_that_inherit(&self) -> Vec<(QualifiedName, &'_ Table, &'_ Table)> {
        let changed: BTreeSet<QualifiedName> = self
            .altered_tables()
            .into_iter()
            .map(|(name, ..)| name)
            .collect();
        let concerned = |(name, to): &(&QualifiedName, &Table)| {
            !to.inherits.is_empty()
                && (changed.contains(*name) || to.inherits.iter().any(|it| changed.contains(it)))
        };
        self.to
            .tables()
            .filter(concerned)
            .filter_map(|(name, to)| {
                let from = self.from.table(name)?;
                Self::follows_parent(from, to).then(|| (name.clone(), from, to))
            })
            .collect()
    }

    /// Drops the columns that are computed and go, or that must go so that another can change.
    pub(super) fn drop_computed_columns(&mut self) {
        for (name, from, to) in self.altered_tables() {
            if !self.rebuilt.contains(&name) && !Self::follows_parent(from, to) {
                self.drop_computed_columns_of(&name, from, to);
            }
        }
    }

    fn drop_computed_columns_of(&mut self, name: &QualifiedName, from: &Table, to: &Table) {
        for column in &from.columns {
            if !is_computed(column) {
                continue;
            }
            if to.column(&column.name).is_none() || self.is_recomputed(name, column, to) {
                self.alter(
                    name,
                    TableChange::DropColumn {
                        column: column.name.clone(),
                        missing: Missing::Refuse,
                        behavior: DropBehavior::Restrict,
                    },
                );
            }
        }
    }

    /// Whether a computed column stays one and must be made anew: it is computed in another way, or
    /// from a column that changes.
    pub(super) fn is_recomputed(&self, table: &QualifiedName, column: &Column, to: &Table) -> bool {
        let stays = to.column(&column.name).is_some_and(is_computed);
        let object = Self::column(table, &column.name);
        let ColumnValue::Generated { expression, .. } = &column.value else {
            return false;
        };
        let properties = self.properties(&object);
        let is_other = properties.contains(&Property::Generated)
            || properties.contains(&Property::Type)
            || properties.contains(&Property::Collation);
        let sources = crate::replay::names_in(&expression.text, self.dialect());
        let from_changing = sources.iter().any(|source| {
            let object = Self::column(table, source);
            let properties = self.properties(&object);
            self.dropped.contains(&object)
                || properties.contains(&Property::Type)
                || properties.contains(&Property::Collation)
                || properties.contains(&Property::Generated)
        });
        stays && (is_other || from_changing)
    }

    fn add_columns(&mut self, name: &QualifiedName, from: &Table, to: &Table, computed: Computed) {
        for (position, column) in to.columns.iter().enumerate() {
            let comes_back = from
                .column(&column.name)
                .is_some_and(|old| is_computed(old) && self.is_recomputed(name, old, to));
            let is_wanted = is_computed(column) == (computed == Computed::Yes);
            if !is_wanted || (from.column(&column.name).is_some() && !comes_back) {
                continue;
            }
            if self.dialect() == Dialect::Mysql && column.value == ColumnValue::AutoIncrement {
                self.add_counting_column(name, from, to, column);
                continue;
            }
            let mut added = column.clone();
            self.fold_serial(name, &mut added);
            let place = match (self.dialect(), position.checked_sub(1)) {
                (Dialect::Mysql, None) => ColumnPosition::First,
                (Dialect::Mysql, Some(before)) if position + 1 < to.columns.len() => {
                    ColumnPosition::After(to.columns[before].name.clone())
                }
                _ => ColumnPosition::Last,
            };
            let constraints = self.constraints_made_with(name, column);
            self.noted(
                Operation::AlterTable {
                    table: name.clone(),
                    missing: Missing::Refuse,
                    scope: Scope::WithChildren,
                    changes: vec![TableChange::AddColumn {
                        column: Box::new(added),
                        constraints,
                        position: place,
                        existing: Existing::Refuse,
                    }],
                },
                note_of_new_column(name, column),
            );
        }
    }

    /// The constraints that are written at a new column, since no statement could add them later
    /// (SQLite).
    fn constraints_made_with(&self, table: &QualifiedName, column: &Column) -> Vec<Constraint> {
        if self.dialect() != Dialect::Sqlite {
            return Vec::new();
        }
        let Some(to) = self.to.table(table) else {
            return Vec::new();
        };
        let belongs = |constraint: &&Constraint| is_of_column(constraint, &column.name, to);
        let from = self.from.table(table);
        let is_new = |constraint: &&Constraint| {
            from.is_none_or(|from| {
                !from.constraints.iter().any(|it| {
                    crate::compare::same_rule(&it.rule, &constraint.rule, Dialect::Sqlite)
                })
            })
        };
        let constraints = to.constraints.iter().filter(belongs).filter(is_new);
        constraints.cloned().collect()
    }

    /// Whether a constraint comes with a column.
    pub(super) fn is_made_with_column(
        &self,
        table: &QualifiedName,
        constraint: &Constraint,
    ) -> bool {
        match (self.dialect(), self.from.table(table), self.to.table(table)) {
            (Dialect::Sqlite, Some(from), Some(to)) => to.columns.iter().any(|column| {
                from.column(&column.name).is_none() && is_of_column(constraint, &column.name, to)
            }),
            (Dialect::Mysql, Some(from), Some(to)) => {
                matches!(constraint.rule, Rule::PrimaryKey(_)) && is_of_counting_column(from, to)
            }
            _ => false,
        }
    }

    /// Whether an index comes with a column that counts by itself (MySQL).
    pub(super) fn is_index_made_with_column(&self, table: &QualifiedName, index: &Index) -> bool {
        let (Some(from), Some(to)) = (self.from.table(table), self.to.table(table)) else {
            return false;
        };
        let counting = super::mysql::new_counting_column(from, to);
        self.dialect() == Dialect::Mysql
            && counting.is_some_and(|column| {
                !is_of_counting_column(from, to)
                    && index.parts.first().and_then(|it| it.column_name()) == Some(&column.name)
            })
    }
}

/// Which columns are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Computed {
    /// Those that are computed from others.
    Yes,
    /// The others.
    No,
}

pub(super) const fn is_computed(column: &Column) -> bool {
    matches!(column.value, ColumnValue::Generated { .. })
}

/// Whether the primary key comes with a new column that counts by itself.
fn is_of_counting_column(from: &Table, to: &Table) -> bool {
    let counting = super::mysql::new_counting_column(from, to);
    let key = to.primary_key().map(|(key, _)| key);
    counting
        .zip(key)
        .is_some_and(|(column, key)| key.columns().next() == Some(&column.name))
}

/// Whether a constraint can be written at a column: a check that names it alone, or a reference from
/// it alone.
pub(super) fn is_of_column(constraint: &Constraint, column: &Name, table: &Table) -> bool {
    match &constraint.rule {
        Rule::ForeignKey(key) => key.columns == [column.clone()],
        Rule::Check(check) => {
            let columns = table.columns.iter().map(|column| &column.name);
            crate::replay::columns_in(&check.expression, columns, Dialect::Sqlite) == [column]
        }
        Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclusion(_) => false,
    }
}

fn note_of_new_column(table: &QualifiedName, column: &Column) -> Vec<Note> {
    let has_value = match &column.value {
        ColumnValue::Given(default) => default.is_some(),
        ColumnValue::Generated { .. } | ColumnValue::Identity(_) | ColumnValue::AutoIncrement => {
            true
        }
    };
    if column.is_nullable() || has_value {
        return Vec::new();
    }
    vec![Note::Decide(format!(
        "column {table}.{name} takes no nulls and has no default, so this fails where the table has \
         rows:\ngive it a default, or add it without NOT NULL, fill it, and then set it",
        name = column.name
    ))]
}
