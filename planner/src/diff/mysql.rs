use super::column::is_computed;
use super::{Difference, Note, Property};
use crate::operation::{ColumnPosition, Missing, Operation, Scope, TableChange};
use crate::render;
use crate::schema::{Column, ColumnValue, IndexKind, Name, QualifiedName, Table};
use crate::sql::Dialect;

/// The new column that counts by itself, if there is one. There can be no other.
pub(super) fn new_counting_column<'table>(
    from: &Table,
    to: &'table Table,
) -> Option<&'table Column> {
    let counts = |column: &&Column| column.value == ColumnValue::AutoIncrement;
    let column = to.columns.iter().find(counts)?;
    from.column(&column.name).is_none().then_some(column)
}

impl Difference<'_> {
    /// Says anew what changes in columns, since MySQL knows no other way.
    pub(super) fn change_mysql_columns(&mut self, name: &QualifiedName, from: &Table, to: &Table) {
        for new in &to.columns {
            let Some(old) = from.column(&new.name) else {
                continue;
            };
            let properties = self.properties(&Self::column(name, &new.name));
            if properties.is_empty() {
                continue;
            }
            if is_computed(old) && is_computed(new) && self.is_recomputed(name, old, to) {
                continue;
            }
            if is_computed(old) != is_computed(new) {
                self.replace_mysql_column(name, old, new, to);
                continue;
            }
            let mut definition = new.clone();
            if definition.value == ColumnValue::AutoIncrement
                && old.value != ColumnValue::AutoIncrement
            {
                // It needs its key first.
                definition.value = ColumnValue::Given(None);
            }
            let mut notes = Vec::new();
            if properties.contains(&Property::Type)
                && !super::mysql_type::holds(&new.data_type, &old.data_type)
            {
                notes.push(Note::LosesData(format!(
                    "values of {name}.{} that do not fit {}: they are cut, rounded or refused",
                    new.name, new.data_type
                )));
            }
            if properties.contains(&Property::Nullability) && !new.is_nullable() {
                notes.push(Note::Decide(format!(
                    "this fails while there are nulls in {name}.{}; give them a value before it:\n  \
                     UPDATE {} SET {column} = … WHERE {column} IS NULL;",
                    new.name,
                    render::qualified(name, Dialect::Mysql),
                    column = render::name(&new.name, Dialect::Mysql)
                )));
            }
            self.noted(redefine(name, definition), notes);
        }
    }

    /// A column cannot become a computed one, nor the other way round.
    fn replace_mysql_column(
        &mut self,
        name: &QualifiedName,
        old: &Column,
        new: &Column,
        to: &Table,
    ) {
        let loses = !matches!(old.value, ColumnValue::Generated { .. });
        let notes = if loses {
            vec![Note::LosesData(format!(
                "the values of column {name}.{}, which is computed from now on",
                old.name
            ))]
        } else {
            Vec::new()
        };
        let position = to
            .column_position(&new.name)
            .and_then(|it| it.checked_sub(1));
        let position = position.map_or(ColumnPosition::First, |before| {
            ColumnPosition::After(to.columns[before].name.clone())
        });
        self.noted(
            Operation::AlterTable {
                table: name.clone(),
                missing: Missing::Refuse,
                scope: Scope::WithChildren,
                changes: vec![TableChange::DropColumn {
                    column: old.name.clone(),
                    missing: Missing::Refuse,
                    behavior: crate::operation::DropBehavior::Restrict,
                }],
            },
            notes,
        );
        self.alter(
            name,
            TableChange::AddColumn {
                column: Box::new(new.clone()),
                constraints: Vec::new(),
                position,
                existing: crate::operation::Existing::Refuse,
            },
        );
    }

    /// A column that counts must be a key: where its key goes, it stops counting first.
    pub(super) fn release_auto_increment(
        &mut self,
        name: &QualifiedName,
        from: &Table,
        to: &Table,
    ) {
        let counting = from
            .columns
            .iter()
            .find(|column| column.value == ColumnValue::AutoIncrement);
        let Some(column) = counting else { return };
        let stays = to
            .column(&column.name)
            .is_some_and(|new| new.value == ColumnValue::AutoIncrement);
        let same_key =
            from.primary_key().map(|(key, _)| key) == to.primary_key().map(|(key, _)| key);
        if stays && same_key {
            return;
        }
        let mut definition = column.clone();
        definition.value = ColumnValue::Given(None);
        self.operation(redefine(name, definition));
    }

    /// Makes a column count once it is a key.
    pub(super) fn take_auto_increment(&mut self, name: &QualifiedName, from: &Table, to: &Table) {
        let counting = to
            .columns
            .iter()
            .find(|column| column.value == ColumnValue::AutoIncrement);
        let Some(column) = counting else { return };
        let Some(old) = from.column(&column.name) else {
            return;
        };
        let counted = old.value == ColumnValue::AutoIncrement;
        let same_key =
            from.primary_key().map(|(key, _)| key) == to.primary_key().map(|(key, _)| key);
        if !counted || !same_key {
            self.operation(redefine(name, column.clone()));
        }
    }

    /// Adds a column that counts, with its key in one statement: each of the two needs the other.
    pub(super) fn add_counting_column(
        &mut self,
        name: &QualifiedName,
        from: &Table,
        to: &Table,
        column: &Column,
    ) {
        let dialect = Dialect::Mysql;
        let is_first = |key: &Name| *key == column.name;
        let key = to
            .primary_key()
            .filter(|(key, _)| key.columns().next().is_some_and(is_first));
        let mut clauses = vec![format!("ADD COLUMN {}", render::column(column, dialect))];
        if let Some((key, _)) = key {
            clauses.push(format!(
                "ADD PRIMARY KEY ({})",
                render::parts(&key.parts, dialect)
            ));
        } else {
            let index = to.indexes.iter().find(|index| {
                index
                    .parts
                    .first()
                    .and_then(|it| it.column_name())
                    .is_some_and(is_first)
            });
            if let Some(index) = index {
                let kind = match index.kind {
                    IndexKind::Unique => "UNIQUE INDEX",
                    _ => "INDEX",
                };
                clauses.push(format!(
                    "ADD {kind} {} ({})",
                    render::name(&index.name, dialect),
                    render::parts(&index.parts, dialect)
                ));
            }
        }
        debug_assert!(from.column(&column.name).is_none());
        let table = render::qualified(name, dialect);
        let sql = format!("ALTER TABLE {table} {}", clauses.join(", "));
        self.sql(sql, Vec::new());
    }
}

/// Says a column anew, where it is.
fn redefine(table: &QualifiedName, definition: Column) -> Operation {
    Operation::AlterTable {
        table: table.clone(),
        missing: Missing::Refuse,
        scope: Scope::WithChildren,
        changes: vec![TableChange::RedefineColumn {
            column: definition.name.clone(),
            definition: Box::new(definition),
            constraints: Vec::new(),
            position: None,
            missing: Missing::Refuse,
        }],
    }
}
