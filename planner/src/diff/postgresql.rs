use std::collections::BTreeSet;

use super::cast::{Cast, Fit, cast};
use super::column::is_computed;
use super::{Difference, Note, Property};
use crate::operation::{
    ColumnChange, ColumnPosition, DropBehavior, Existing, IdentityChange, Missing, Operation,
    Scope, SequenceOptionChanges, TableChange, TypeChange,
};
use crate::render;
use crate::schema::{
    Column, ColumnValue, Identity, Name, Nullability, QualifiedName, SequenceOptions, Table,
};
use crate::sql::{Dialect, literal};

impl Difference<'_> {
    pub(super) fn change_postgresql_columns(
        &mut self,
        name: &QualifiedName,
        from: &Table,
        to: &Table,
    ) {
        for new in &to.columns {
            let Some(old) = from.column(&new.name) else {
                continue;
            };
            let properties = self.properties(&Self::column(name, &new.name));
            if !properties.is_empty() {
                self.change_postgresql_column(name, old, new, &properties);
            }
        }
    }

    fn change_postgresql_column(
        &mut self,
        table: &QualifiedName,
        old: &Column,
        new: &Column,
        properties: &BTreeSet<Property>,
    ) {
        if is_computed(old) && is_computed(new) {
            // It is made anew where more than that changes.
            if properties.contains(&Property::Nullability) {
                self.change_nullability(table, new);
            }
            return;
        }
        if is_computed(new) {
            return self.replace_column(table, old, new);
        }
        let changes_type =
            properties.contains(&Property::Type) || properties.contains(&Property::Collation);
        if is_computed(old) {
            let change = ColumnChange::DropExpression {
                missing: Missing::Refuse,
            };
            self.alter_column(table, &new.name, change, Vec::new());
        }
        self.leave_old_value(table, old, new, changes_type);
        if changes_type {
            self.change_type(table, old, new);
        }
        self.take_new_value(table, old, new, changes_type);
        if properties.contains(&Property::Nullability) {
            self.change_nullability(table, new);
        }
    }

    /// Drops the column and adds it again: what it holds is computed from now on.
    fn replace_column(&mut self, table: &QualifiedName, old: &Column, new: &Column) {
        let note = Note::LosesData(format!(
            "the values of column {table}.{}, which is computed from now on",
            old.name
        ));
        let dropped = TableChange::DropColumn {
            column: old.name.clone(),
            missing: Missing::Refuse,
            behavior: DropBehavior::Restrict,
        };
        self.noted(
            Operation::AlterTable {
                table: table.clone(),
                missing: Missing::Refuse,
                scope: Scope::WithChildren,
                changes: vec![dropped],
            },
            vec![note],
        );
        self.alter(
            table,
            TableChange::AddColumn {
                column: Box::new(new.clone()),
                constraints: Vec::new(),
                position: ColumnPosition::Last,
                existing: Existing::Refuse,
            },
        );
    }

    /// Takes the identity or the default away that the column has no more, or that would keep its
    /// type from changing.
    fn leave_old_value(
        &mut self,
        table: &QualifiedName,
        old: &Column,
        new: &Column,
        changes_type: bool,
    ) {
        let is_identity = |column: &Column| matches!(column.value, ColumnValue::Identity(_));
        if is_identity(old) && !is_identity(new) {
            let change = ColumnChange::DropIdentity {
                missing: Missing::Refuse,
            };
            self.alter_column(table, &new.name, change, Vec::new());
        }
        let Some(default) = old.default() else {
            return;
        };
        let keeps = new.default().is_some_and(|new| {
            !changes_type && crate::compare::same_expression(default, new, self.dialect())
        });
        let is_overwritten = new.default().is_some() && !changes_type;
        if !keeps && !is_overwritten {
            self.alter_column(table, &new.name, ColumnChange::DropDefault, Vec::new());
        }
    }

    fn take_new_value(
        &mut self,
        table: &QualifiedName,
        old: &Column,
        new: &Column,
        changes_type: bool,
    ) {
        match (&old.value, &new.value) {
            (old_value, ColumnValue::Given(Some(default))) => {
                let keeps = match old_value {
                    ColumnValue::Given(Some(old)) => {
                        !changes_type
                            && crate::compare::same_expression(old, default, self.dialect())
                    }
                    _ => false,
                };
                if !keeps {
                    let counts = new.counts_by().is_some() && old.counts_by().is_none();
                    let note = counts.then(|| counts_on("its sequence says", table, &new.name));
                    let change = ColumnChange::SetDefault(default.clone());
                    self.alter_column(table, &new.name, change, note.into_iter().collect());
                }
            }
            (ColumnValue::Identity(old_identity), ColumnValue::Identity(identity)) => {
                let changes = identity_changes(old_identity, identity);
                if !changes.is_empty() {
                    let change = ColumnChange::AlterIdentity(changes);
                    self.alter_column(table, &new.name, change, Vec::new());
                }
            }
            (_, ColumnValue::Identity(identity)) => {
                // The sequence of a `serial` has the name that the identity's gets.
                self.drop_sequences_of(table, &new.name);
                if old.is_nullable() {
                    let change = ColumnChange::SetNullability(Nullability::NotNull);
                    self.alter_column(table, &new.name, change, Vec::new());
                }
                let note = counts_on("the identity says", table, &new.name);
                let change = ColumnChange::AddIdentity(identity.clone());
                self.alter_column(table, &new.name, change, vec![note]);
            }
            _ => {}
        }
    }

    fn change_nullability(&mut self, table: &QualifiedName, new: &Column) {
        // An identity column takes none by itself.
        if matches!(new.value, ColumnValue::Identity(_)) {
            return;
        }
        let mut notes = Vec::new();
        if new.nullability == Nullability::NotNull {
            let value = new.default().map_or("…", |default| default.text.as_str());
            notes.push(Note::Decide(format!(
                "this fails while there are nulls in {table}.{}; give them a value before it:\n  \
                 UPDATE {} SET {column} = {value} WHERE {column} IS NULL;",
                new.name,
                render::qualified(table, Dialect::Postgresql),
                column = render::name(&new.name, Dialect::Postgresql)
            )));
        }
        let change = ColumnChange::SetNullability(new.nullability);
        self.alter_column(table, &new.name, change, notes);
    }

    fn change_type(&mut self, table: &QualifiedName, old: &Column, new: &Column) {
        let (cast, fit) = cast(&old.data_type, &new.data_type, new.name.as_str(), self.to);
        let mut notes = Vec::new();
        let is_other_type =
            !crate::compare::same_type(&old.data_type, &new.data_type, self.dialect());
        if fit == Fit::Partial && is_other_type {
            notes.push(Note::LosesData(format!(
                "values of {table}.{} that do not fit {}: they are cut, rounded or refused",
                new.name, new.data_type
            )));
        }
        let using = match cast {
            _ if !is_other_type => None,
            Cast::Assigned => None,
            Cast::Written(using) => Some(using),
            Cast::Unknown => {
                notes.push(Note::Decide(format!(
                    "PostgreSQL has no cast from {} to {}: write behind the type\n  USING …",
                    old.data_type, new.data_type
                )));
                None
            }
        };
        let change = ColumnChange::SetType(TypeChange {
            data_type: new.data_type.clone(),
            collation: new.collation.clone(),
            using,
        });
        self.alter_column(table, &new.name, change, notes);
    }

    pub(super) fn alter_column(
        &mut self,
        table: &QualifiedName,
        column: &Name,
        change: ColumnChange,
        notes: Vec<Note>,
    ) {
        self.noted(
            Operation::AlterTable {
                table: table.clone(),
                missing: Missing::Refuse,
                scope: Scope::WithChildren,
                changes: vec![TableChange::AlterColumn {
                    column: column.clone(),
                    change,
                }],
            },
            notes,
        );
    }
}

/// What to do where a column begins to count in a table that has rows.
fn counts_on(starts_where: &str, table: &QualifiedName, column: &Name) -> Note {
    let dialect = Dialect::Postgresql;
    let shown = render::qualified(table, dialect);
    Note::Decide(format!(
        "counting starts where {starts_where}: if {table} has rows, add behind it\n  \
         SELECT setval(pg_get_serial_sequence({}, {}), max({})) FROM {shown};",
        literal(&shown, dialect),
        literal(column.as_str(), dialect),
        render::name(column, dialect)
    ))
}

/// What changes from one identity to another.
fn identity_changes(old: &Identity, new: &Identity) -> Vec<IdentityChange> {
    let mut changes = Vec::new();
    if old.generation != new.generation {
        changes.push(IdentityChange::SetGeneration(new.generation));
    }
    if old.options != new.options {
        changes.push(IdentityChange::SetOptions(option_changes(
            old.options,
            new.options,
        )));
    }
    changes
}

/// What changes from the options of one sequence to those of another.
pub(super) fn option_changes(old: SequenceOptions, new: SequenceOptions) -> SequenceOptionChanges {
    let changed = |old: Option<i128>, new: Option<i128>| (old != new).then_some(new);
    SequenceOptionChanges {
        start: changed(old.start, new.start).map(|it| it.unwrap_or(1)),
        increment: changed(old.increment, new.increment).map(|it| it.unwrap_or(1)),
        minimum: changed(old.minimum, new.minimum),
        maximum: changed(old.maximum, new.maximum),
        cache: changed(old.cache, new.cache).map(|it| it.unwrap_or(1)),
        cycle: (old.cycle != new.cycle).then_some(new.cycle),
    }
}
