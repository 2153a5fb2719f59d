use std::collections::BTreeSet;

use super::column::is_computed;
use super::order::needs_first;
use super::{Difference, Note, Property};
use crate::operation::{
    ColumnChange, Existing, LabelPlace, Missing, Operation, Scope, TableChange, TypeChange,
    UserTypeChange,
};
use crate::schema::{
    Attribute, Column, DataType, Domain, Expression, Name, NameKind, Object, QualifiedName, Schema,
    Table, TypeDefinition,
};
use crate::sql::{Dialect, identifier};

/// The types of a schema that a type is made of.
pub(super) fn types_in(schema: &Schema, name: &QualifiedName) -> Vec<QualifiedName> {
    let Some(user_type) = schema.user_type(name) else {
        return Vec::new();
    };
    let texts: Vec<&str> = match &user_type.definition {
        TypeDefinition::Composite { attributes } => attributes
            .iter()
            .map(|it| it.data_type.text.as_str())
            .collect(),
        TypeDefinition::Domain(domain) => vec![domain.data_type.text.as_str()],
        TypeDefinition::Enum { .. } | TypeDefinition::Other { .. } => Vec::new(),
    };
    let types = schema.types().map(|(name, _)| name);
    types
        .filter(|it| texts.iter().any(|text| names_type(text, it)))
        .cloned()
        .collect()
}

/// Whether a type as it is written is this one, or an array of it.
pub(super) fn names_type(text: &str, name: &QualifiedName) -> bool {
    let canonical = crate::compare::canonical_type(text, Dialect::Postgresql);
    let element = canonical.trim_end_matches("[]");
    let own = crate::compare::canonical_type(
        &crate::render::qualified(name, Dialect::Postgresql),
        Dialect::Postgresql,
    );
    element == own
}

/// Whether a table has a column from another, with which it changes.
fn comes_from_parent(schema: &Schema, table: &Table, column: &Name) -> bool {
    let partitioned = table.partition_of.as_ref().map(|place| &place.parent);
    let mut parents = table.inherits.iter().chain(partitioned);
    parents.any(|parent| {
        let parent = schema.table(parent);
        parent.is_some_and(|it| it.column(column).is_some())
    })
}

impl Difference<'_> {
    /// Makes the new types, and changes those that stay.
    pub(super) fn write_types(&mut self) {
        let created: BTreeSet<QualifiedName> = self
            .created
            .iter()
            .filter_map(|object| match object {
                Object::Type(name) => Some(name.clone()),
                _ => None,
            })
            .collect();
        let to = self.to;
        for name in needs_first(&created, |name| types_in(to, name)) {
            if let Some(user_type) = self.to.user_type(&name) {
                self.operation(Operation::CreateType {
                    name,
                    definition: Box::new(user_type.definition.clone()),
                });
            }
        }
        let altered: Vec<QualifiedName> = self
            .from
            .types()
            .map(|(name, _)| name.clone())
            .filter(|name| self.to.user_type(name).is_some())
            .collect();
        for name in altered {
            self.change_type_definition(&name);
        }
    }

    fn change_type_definition(&mut self, name: &QualifiedName) {
        let (Some(old), Some(new)) = (self.from.user_type(name), self.to.user_type(name)) else {
            return;
        };
        let properties = self.properties(&Object::Type(name.clone()));
        match (&old.definition, &new.definition) {
            (TypeDefinition::Enum { labels: old }, TypeDefinition::Enum { labels: new })
                if properties.contains(&Property::Labels) =>
            {
                self.change_labels(name, &old.clone(), &new.clone());
            }
            (TypeDefinition::Domain(old), TypeDefinition::Domain(new)) => {
                let (old, new) = (old.clone(), new.clone());
                self.change_domain(name, &old, &new, &properties);
            }
            (
                TypeDefinition::Composite { attributes: old },
                TypeDefinition::Composite { attributes: new },
            ) if properties.contains(&Property::Attributes) => {
                let (old, new) = (old.clone(), new.clone());
                self.change_attributes(name, &old, &new);
            }
            _ => {}
        }
    }

    /// Adds labels where only these are new. What `ALTER TYPE` cannot do takes a new type, to which
    /// the columns go over.
    fn change_labels(&mut self, name: &QualifiedName, old: &[String], new: &[String]) {
        if self.replaced_enums.contains(name) {
            return self.replace_enum(name, old, new);
        }
        for (position, label) in new.iter().enumerate() {
            if old.contains(label) {
                continue;
            }
            let place = match position.checked_sub(1) {
                Some(before) => LabelPlace::After(new[before].clone()),
                None => new
                    .get(1)
                    .map_or(LabelPlace::Last, |next| LabelPlace::Before(next.clone())),
            };
            let is_last = position + 1 == new.len() && position > 0;
            self.alter_type(
                name,
                UserTypeChange::AddLabel {
                    label: label.clone(),
                    place: if is_last { LabelPlace::Last } else { place },
                    existing: Existing::Refuse,
                },
            );
        }
    }

    /// Whether `ALTER TYPE` cannot do it: labels go or change places, or a label that is added would
    /// be used in the same transaction.
    pub(super) fn must_replace_enum(
        &self,
        name: &QualifiedName,
        old: &[String],
        new: &[String],
    ) -> bool {
        let kept = new.iter().filter(|label| old.contains(label));
        let only_adds = kept.eq(old.iter());
        !only_adds || {
            let before = super::held::texts_over_enum(self.from, name);
            let after = super::held::texts_over_enum(self.to, name);
            new.iter()
                .filter(|label| !old.contains(label))
                .any(|label| {
                    let literal = crate::sql::literal(label, Dialect::Postgresql);
                    // What was there before cannot mean the label.
                    let mut coming = after.difference(&before);
                    coming.any(|text| text.contains(&literal))
                })
        }
    }

    fn replace_enum(&mut self, name: &QualifiedName, old: &[String], new: &[String]) {
        let outdated = self.outdated_name(name);
        self.alter_type(name, UserTypeChange::Rename(outdated.name.clone()));
        self.operation(Operation::CreateType {
            name: name.clone(),
            definition: Box::new(TypeDefinition::Enum {
                labels: new.to_vec(),
            }),
        });
        let gone: Vec<&str> = old
            .iter()
            .filter(|label| !new.contains(label))
            .map(String::as_str)
            .collect();
        let mut tables = Vec::new();
        for (table, definition) in self.from.tables() {
            for column in &definition.columns {
                let new = self.to.table(table).and_then(|to| to.column(&column.name));
                let stays = new.is_some_and(|new| names_type(&new.data_type.text, name));
                let comes_from_parent = comes_from_parent(self.from, definition, &column.name);
                if stays
                    && names_type(&column.data_type.text, name)
                    && !is_computed(column)
                    && !comes_from_parent
                {
                    tables.push((
                        table.clone(),
                        column.name.clone(),
                        column.data_type.clone(),
                        column.default().cloned(),
                        new.and_then(Column::default).cloned(),
                    ));
                }
            }
        }
        for (table, column, data_type, old, new) in tables {
            self.move_column_to_enum(&table, &column, &data_type, (old, new), &gone);
        }
        // Columns that go, or that get another type, have it until then.
        self.outdated_types.push(outdated);
    }

    fn move_column_to_enum(
        &mut self,
        table: &QualifiedName,
        column: &Name,
        data_type: &DataType,
        (old_default, new_default): (Option<Expression>, Option<Expression>),
        gone: &[&str],
    ) {
        let alter = |change| Operation::AlterTable {
            table: table.clone(),
            missing: Missing::Refuse,
            scope: Scope::WithChildren,
            changes: vec![TableChange::AlterColumn {
                column: column.clone(),
                change,
            }],
        };
        if old_default.is_some() {
            self.operation(alter(ColumnChange::DropDefault));
        }
        let shown = identifier(column.as_str(), Dialect::Postgresql);
        let by_way_of = if data_type.text.contains('[') {
            "text[]"
        } else {
            "text"
        };
        let using = Expression::new(format!("{shown}::{by_way_of}::{data_type}"));
        let notes = if gone.is_empty() {
            Vec::new()
        } else {
            vec![Note::Decide(format!(
                "this fails while {table}.{column} has one of the labels that go ({}); give these rows \
                 another before it",
                gone.join(", ")
            ))]
        };
        self.noted(
            alter(ColumnChange::SetType(TypeChange {
                data_type: data_type.clone(),
                collation: None,
                using: Some(using),
            })),
            notes,
        );
        // The old one may be a label that is no more.
        if let (Some(_), Some(default)) = (old_default, new_default) {
            self.operation(alter(ColumnChange::SetDefault(default)));
        }
    }

    fn outdated_name(&self, name: &QualifiedName) -> QualifiedName {
        let mut text = format!("{}_outdated", name.name);
        loop {
            let candidate =
                name.with_name(Name::stored(&text, NameKind::Relation, Dialect::Postgresql));
            if self.from.user_type(&candidate).is_none() && self.to.user_type(&candidate).is_none()
            {
                return candidate;
            }
            text.push('_');
        }
    }

    fn change_domain(
        &mut self,
        name: &QualifiedName,
        old: &Domain,
        new: &Domain,
        properties: &BTreeSet<Property>,
    ) {
        if properties.contains(&Property::Type) || properties.contains(&Property::Collation) {
            self.steps.push(super::Step {
                action: super::Action::Nothing,
                notes: vec![Note::Decide(format!(
                    "the type of domain {name} cannot be changed: make a new domain, and change the \
                     columns that have it"
                ))],
            });
        }
        if properties.contains(&Property::Default) {
            self.alter_type(name, UserTypeChange::SetDefault(new.default.clone()));
        }
        if properties.contains(&Property::Nullability) {
            self.alter_type(name, UserTypeChange::SetNullability(new.nullability));
        }
        let dialect = self.dialect();
        let same = |one: &crate::schema::Constraint, other: &crate::schema::Constraint| {
            one.name() == other.name() && crate::compare::same_rule(&one.rule, &other.rule, dialect)
        };
        for constraint in &old.constraints {
            let stays = new.constraints.iter().any(|it| same(constraint, it));
            if let Some(constraint) = constraint.name().filter(|_| !stays) {
                self.alter_type(
                    name,
                    UserTypeChange::DropConstraint {
                        constraint: constraint.clone(),
                        missing: Missing::Refuse,
                    },
                );
            }
        }
        for constraint in &new.constraints {
            if !old.constraints.iter().any(|it| same(it, constraint)) {
                self.alter_type(name, UserTypeChange::AddConstraint(constraint.clone()));
            }
        }
    }

    fn change_attributes(&mut self, name: &QualifiedName, old: &[Attribute], new: &[Attribute]) {
        for attribute in old {
            if !new.iter().any(|it| it.name == attribute.name) {
                self.alter_type(
                    name,
                    UserTypeChange::DropAttribute {
                        attribute: attribute.name.clone(),
                        missing: Missing::Refuse,
                    },
                );
            }
        }
        for attribute in new {
            match old.iter().find(|it| it.name == attribute.name) {
                None => self.alter_type(name, UserTypeChange::AddAttribute(attribute.clone())),
                Some(old) if old != attribute => {
                    self.alter_type(name, UserTypeChange::SetAttributeType(attribute.clone()));
                }
                Some(_) => {}
            }
        }
    }

    fn alter_type(&mut self, name: &QualifiedName, change: UserTypeChange) {
        self.operation(Operation::AlterType {
            user_type: name.clone(),
            changes: vec![change],
        });
    }
}
