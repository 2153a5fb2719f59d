use std::collections::{BTreeMap, BTreeSet};

use super::user_type::names_type;
use super::{Difference, Property};
use crate::compare::constraint_object;
use crate::operation::{ColumnChange, references};
use crate::replay::names_in;
use crate::schema::{
    Column, ColumnValue, Constraint, Expression, Index, IndexSubject, Name, Object, OtherKind,
    QualifiedName, Rule, Schema, Table, TypeDefinition,
};
use crate::sql::Dialect;

/// What must be taken down before something changes that it names, and put back after that
/// (PostgreSQL). It is marked as though it differed itself, so that everything that does so for what
/// differs does so for it, too.
impl Difference<'_> {
    /// Marks what keeps types, enums and routines from changing.
    pub(super) fn mark_held(&mut self) {
        if self.dialect() != Dialect::Postgresql {
            return;
        }
        self.choose_replaced();
        let retyped = self.retyped_columns();
        self.mark_held_others(&retyped);
        self.mark_held_foreign_keys(&retyped);
        if !self.replaced_enums.is_empty() || !self.replaced_routines.is_empty() {
            self.mark_held_columns();
            self.mark_held_rules_and_indexes();
            self.mark_held_views_and_triggers();
        }
        self.mark_what_is_over_recomputed();
    }

    fn choose_replaced(&mut self) {
        let enums = self.altered.iter().filter_map(|(object, properties)| {
            let Object::Type(name) = object else {
                return None;
            };
            let old = self.from.user_type(name)?;
            let new = self.to.user_type(name)?;
            match (&old.definition, &new.definition) {
                (TypeDefinition::Enum { labels: old }, TypeDefinition::Enum { labels: new })
                    if properties.contains(&Property::Labels)
                        && self.must_replace_enum(name, old, new) =>
                {
                    Some(name.clone())
                }
                _ => None,
            }
        });
        self.replaced_enums = enums.collect();
        self.replaced_routines = self.routines_that_go_first();
    }

    /// The columns of tables that stay whose values get another type.
    fn retyped_columns(&self) -> BTreeMap<QualifiedName, BTreeSet<Name>> {
        let mut retyped: BTreeMap<QualifiedName, BTreeSet<Name>> = BTreeMap::new();
        for (object, properties) in &self.altered {
            if let Object::Column { table, column } = object
                && (properties.contains(&Property::Type)
                    || properties.contains(&Property::Collation))
            {
                retyped
                    .entry(table.clone())
                    .or_default()
                    .insert(column.clone());
            }
        }
        for (name, table) in self.from.tables() {
            for column in &table.columns {
                if self.is_of_replaced_enum(column) {
                    retyped
                        .entry(name.clone())
                        .or_default()
                        .insert(column.name.clone());
                }
            }
        }
        retyped
    }

    /// Whether a column is retyped because its enum is made anew.
    pub(super) fn is_of_replaced_enum(&self, column: &Column) -> bool {
        let mut enums = self.replaced_enums.iter();
        enums.any(|name| names_type(&column.data_type.text, name))
    }

    /// Whether a text names an enum that is made anew, or calls a routine that is.
    fn names_replaced(&self, text: &str) -> bool {
        let names_enum = !self.replaced_enums.is_empty() && {
            let names = names_in(text, self.dialect());
            self.replaced_enums
                .iter()
                .any(|it| names.contains(&it.name))
        };
        names_enum || self.calls_replaced(text)
    }

    fn calls_replaced(&self, text: &str) -> bool {
        !self.replaced_routines.is_empty()
            && references(text, self.dialect())
                .functions
                .iter()
                .any(|called| {
                    self.replaced_routines
                        .iter()
                        .any(|it| it.name == called.name)
                })
    }

    /// Whether a text at a table names what is made anew, or a column of it.
    fn is_about_replaced(&self, table: &Table, text: &str) -> bool {
        if self.names_replaced(text) {
            return true;
        }
        let names = names_in(text, self.dialect());
        table
            .columns
            .iter()
            .any(|column| self.is_of_replaced_enum(column) && names.contains(&column.name))
    }

    fn mark(&mut self, objects: Vec<(Object, Property)>) {
        for (object, property) in objects {
            if !self.dropped.contains(&object) {
                self.altered.entry(object).or_default().insert(property);
            }
        }
    }

    /// Policies and rules that name a column which is retyped, or something that is made anew.
    fn mark_held_others(&mut self, retyped: &BTreeMap<QualifiedName, BTreeSet<Name>>) {
        let mut held = Vec::new();
        for (name, object) in self.from.others() {
            let is_one = matches!(name.kind, OtherKind::Policy | OtherKind::Rule);
            if !is_one || self.to.other(name).is_none() {
                continue;
            }
            let names = names_in(&object.text, self.dialect());
            let names_column = retyped.iter().any(|(table, columns)| {
                let is_about = name.table.as_ref() == Some(table) || names.contains(&table.name);
                is_about && columns.iter().any(|column| names.contains(column))
            });
            if names_column || self.names_replaced(&object.text) {
                held.push((Object::Other(name.clone()), Property::Definition));
            }
        }
        self.mark(held);
    }

    /// Foreign keys that fit neither between the two changes, since the columns of both sides are
    /// retyped.
    fn mark_held_foreign_keys(&mut self, retyped: &BTreeMap<QualifiedName, BTreeSet<Name>>) {
        let is_retyped = |table: &QualifiedName, column: &Name| {
            retyped.get(table).is_some_and(|it| it.contains(column))
        };
        let mut held = Vec::new();
        for name in retyped.keys() {
            let Some(table) = self.from.table(name) else {
                continue;
            };
            for constraint in &table.constraints {
                let Rule::ForeignKey(key) = &constraint.rule else {
                    continue;
                };
                let mut pairs = key.columns.iter().zip(&key.referred);
                if pairs.any(|(one, other)| is_retyped(name, one) && is_retyped(&key.table, other))
                {
                    let object = constraint_object(name, constraint, self.dialect());
                    held.push((object, Property::Definition));
                }
            }
        }
        self.mark(held);
    }

    /// Columns that are computed from what is made anew, or have its type.
    fn mark_held_columns(&mut self) {
        let mut held = Vec::new();
        for (name, table) in self.from.tables() {
            for column in &table.columns {
                if let ColumnValue::Generated { expression, .. } = &column.value
                    && (self.is_of_replaced_enum(column)
                        || self.is_about_replaced(table, &expression.text))
                {
                    held.push((Self::column(name, &column.name), Property::Generated));
                }
            }
        }
        self.mark(held);
    }

    fn mark_held_rules_and_indexes(&mut self) {
        let mut held = Vec::new();
        for (name, table) in self.from.tables() {
            let is_held = |text: &str| self.is_about_replaced(table, text);
            held.extend(self.rules_and_indexes(name, table, |texts| {
                texts.expressions.iter().any(|it| is_held(&it.text))
            }));
        }
        self.mark(held);
    }

    /// What goes with a column that is computed anew.
    fn mark_what_is_over_recomputed(&mut self) {
        let mut held = Vec::new();
        for (name, from, to) in self.altered_tables() {
            let recomputed: BTreeSet<&Name> = from
                .columns
                .iter()
                .filter(|column| self.is_recomputed(&name, column, to))
                .map(|column| &column.name)
                .collect();
            if recomputed.is_empty() {
                continue;
            }
            held.extend(self.rules_and_indexes(&name, from, |texts| {
                let names = |text: &str| {
                    let names = names_in(text, Dialect::Postgresql);
                    recomputed.iter().any(|it| names.contains(*it))
                };
                texts.columns.iter().any(|it| recomputed.contains(it))
                    || texts.expressions.iter().any(|it| names(&it.text))
            }));
        }
        self.mark(held);
    }

    /// The constraints, other than foreign keys, and the indexes of a table that are held for what
    /// they name.
    fn rules_and_indexes(
        &self,
        name: &QualifiedName,
        table: &Table,
        is_held: impl Fn(&Named<'_>) -> bool,
    ) -> Vec<(Object, Property)> {
        let constraints = table
            .constraints
            .iter()
            .filter(|it| is_held(&Named::by_constraint(it)))
            .map(|it| constraint_object(name, it, self.dialect()));
        let indexes = table
            .indexes
            .iter()
            .filter(|it| is_held(&Named::by_index(it)))
            .map(|it| super::index::index_object(name, it));
        constraints
            .chain(indexes)
            .map(|object| (object, Property::Definition))
            .collect()
    }

    fn mark_held_views_and_triggers(&mut self) {
        let mut held = Vec::new();
        for (name, view) in self.from.views() {
            let over_enum = view.reads.iter().any(|read| {
                let table = self.from.table(read);
                let columns = table.into_iter().flat_map(|table| &table.columns);
                columns.into_iter().any(|it| self.is_of_replaced_enum(it))
            });
            if self.to.view(name).is_some() && (over_enum || self.names_replaced(&view.query.text))
            {
                held.push((Object::View(name.clone()), Property::Definition));
            }
        }
        for (name, trigger) in self.from.triggers() {
            let condition = trigger.condition.as_ref();
            let is_held = condition.is_some_and(|it| self.names_replaced(&it.text))
                || self.calls_replaced(&trigger.action);
            if is_held && self.to.trigger(&trigger.table, name).is_some() {
                let object = Object::Trigger {
                    table: trigger.table.clone(),
                    trigger: name.clone(),
                };
                held.push((object, Property::Definition));
            }
        }
        self.mark(held);
    }

    /// The defaults that stay what they are and name what is made anew. Those of columns whose enum
    /// is made anew go over with their columns.
    fn held_defaults(&self) -> Vec<(QualifiedName, Name, Expression)> {
        if self.replaced_enums.is_empty() && self.replaced_routines.is_empty() {
            return Vec::new();
        }
        let mut held = Vec::new();
        for (name, table) in self.from.tables() {
            let Some(to) = self.to.table(name) else {
                continue;
            };
            for column in &table.columns {
                let new = to.column(&column.name).and_then(Column::default);
                if let (Some(old), Some(new)) = (column.default(), new)
                    && !self.is_of_replaced_enum(column)
                    && crate::compare::same_expression(old, new, self.dialect())
                    && self.names_replaced(&old.text)
                {
                    held.push((name.clone(), column.name.clone(), new.clone()));
                }
            }
        }
        held
    }

    /// Takes the defaults away that name what is made anew.
    pub(super) fn drop_held_defaults(&mut self) {
        for (table, column, _) in self.held_defaults() {
            self.alter_column(&table, &column, ColumnChange::DropDefault, Vec::new());
        }
    }

    /// Gives them back.
    pub(super) fn set_held_defaults(&mut self) {
        for (table, column, default) in self.held_defaults() {
            let change = ColumnChange::SetDefault(default);
            self.alter_column(&table, &column, change, Vec::new());
        }
    }
}

/// What a constraint or an index names.
struct Named<'object> {
    columns: Vec<&'object Name>,
    expressions: Vec<&'object Expression>,
}

impl<'object> Named<'object> {
    fn by_constraint(constraint: &'object Constraint) -> Self {
        match &constraint.rule {
            Rule::Check(check) => Self {
                columns: Vec::new(),
                expressions: vec![&check.expression],
            },
            Rule::PrimaryKey(key) | Rule::Unique(key) => Self {
                columns: key.columns().chain(&key.include).collect(),
                expressions: Vec::new(),
            },
            Rule::Exclusion(exclusion) => Self::by_index(&exclusion.index),
            Rule::ForeignKey(_) => Self {
                columns: Vec::new(),
                expressions: Vec::new(),
            },
        }
    }

    fn by_index(index: &'object Index) -> Self {
        let of_parts = index.parts.iter().filter_map(|part| match &part.subject {
            IndexSubject::Expression(expression) => Some(expression),
            IndexSubject::Column { .. } => None,
        });
        let columns = index.parts.iter().filter_map(|it| it.column_name());
        Self {
            columns: columns.chain(&index.include).collect(),
            expressions: of_parts.chain(&index.predicate).collect(),
        }
    }
}

/// The texts of a schema that PostgreSQL reads with an enum in mind: what stands at a table with a
/// column of it, and what names it.
pub(super) fn texts_over_enum<'schema>(
    schema: &'schema Schema,
    name: &QualifiedName,
) -> BTreeSet<&'schema str> {
    let has_it = |column: &Column| names_type(&column.data_type.text, name);
    let over: BTreeSet<&QualifiedName> = schema
        .tables()
        .filter(|(_, table)| table.columns.iter().any(has_it))
        .map(|(name, _)| name)
        .collect();
    let names_it = |text: &str| names_in(text, schema.dialect()).contains(&name.name);
    let mut texts: BTreeSet<&str> = BTreeSet::new();
    for (table_name, table) in schema.tables() {
        let is_over = over.contains(table_name);
        let constraints = table.constraints.iter().map(Named::by_constraint);
        let indexes = table.indexes.iter().map(Named::by_index);
        let expressions = constraints.chain(indexes).flat_map(|it| it.expressions);
        let generated = table.columns.iter().filter_map(|it| match &it.value {
            ColumnValue::Generated { expression, .. } => Some(expression),
            _ => None,
        });
        let expressions = expressions.chain(generated).map(|it| it.text.as_str());
        texts.extend(expressions.filter(|text| is_over || names_it(text)));
        for column in &table.columns {
            let default = column.default().map(|it| it.text.as_str());
            texts.extend(default.filter(|text| has_it(column) || names_it(text)));
        }
    }
    for (_, view) in schema.views() {
        let text = view.query.text.as_str();
        if view.reads.iter().any(|it| over.contains(it)) || names_it(text) {
            texts.insert(text);
        }
    }
    for (_, trigger) in schema.triggers() {
        let condition = trigger.condition.as_ref().map(|it| it.text.as_str());
        texts.extend(condition.filter(|text| over.contains(&trigger.table) || names_it(text)));
    }
    for (other, object) in schema.others() {
        let is_over = other.table.as_ref().is_some_and(|it| over.contains(it));
        if is_over || names_it(&object.text) {
            texts.insert(&object.text);
        }
    }
    texts
}
