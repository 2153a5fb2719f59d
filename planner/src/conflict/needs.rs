use std::collections::BTreeSet;

use crate::operation::references;
use crate::replay::{columns_in, columns_of_rows, names_in};
use crate::schema::{
    ColumnValue, Index, IndexSubject, Name, Object, QualifiedName, Relation, Rule, Schema, Table,
    TriggerEvent,
};
use crate::sql::Dialect;

/// What an object cannot be without.
pub(super) fn needs(object: &Object, schema: &Schema) -> Vec<Object> {
    match object {
        Object::Column { table, column } => of_column(table, column, schema),
        Object::Constraint { table, constraint } => of_constraint(table, constraint, schema),
        Object::Index { table, index } => of_index(table, index, schema),
        Object::Trigger { table, trigger } => of_trigger(table, trigger, schema),
        Object::View(name) => of_view(name, schema),
        Object::Table(name) => of_table(name, schema),
        Object::Routine { name, .. } => of_routine(name, schema),
        Object::Sequence(name) => {
            let owner = schema.sequence(name).and_then(|it| it.owner.as_ref());
            let column = owner.map(|owner| column(&owner.table, &owner.column));
            column.into_iter().collect()
        }
        Object::Other(name) => name.table.iter().cloned().map(Object::Table).collect(),
        Object::Namespace(_) | Object::Extension(_) | Object::Type(_) => Vec::new(),
    }
}

fn column(table: &QualifiedName, column: &Name) -> Object {
    Object::Column {
        table: table.clone(),
        column: column.clone(),
    }
}

/// The columns of a table that an expression names.
fn columns_of(
    table_name: &QualifiedName,
    table: &Table,
    text: &str,
    schema: &Schema,
) -> Vec<Object> {
    let names = names_in(text, schema.dialect());
    let columns = table.columns.iter().filter(|it| names.contains(&it.name));
    columns.map(|it| column(table_name, &it.name)).collect()
}

fn of_column(table_name: &QualifiedName, name: &Name, schema: &Schema) -> Vec<Object> {
    let mut needed = vec![Object::Table(table_name.clone())];
    let Some(table) = schema.table(table_name) else {
        return needed;
    };
    let Some(definition) = table.column(name) else {
        return needed;
    };
    match &definition.value {
        ColumnValue::Generated { expression, .. } => {
            needed.extend(columns_of(table_name, table, &expression.text, schema));
            needed.extend(called(&expression.text, schema));
        }
        ColumnValue::Given(Some(default)) => needed.extend(called(&default.text, schema)),
        _ => {}
    }
    needed.extend(types_named(&definition.data_type.text, schema));
    needed
}

/// The types that statements made and that a type's text names.
fn types_named(text: &str, schema: &Schema) -> Vec<Object> {
    let names = names_in(text, schema.dialect());
    let types = schema
        .types()
        .filter(|(name, _)| names.iter().any(|it| it.key() == name.name.key()));
    types.map(|(name, _)| Object::Type(name.clone())).collect()
}

fn of_constraint(table_name: &QualifiedName, name: &Name, schema: &Schema) -> Vec<Object> {
    let mut needed = vec![Object::Table(table_name.clone())];
    let Some(table) = schema.table(table_name) else {
        return needed;
    };
    let rule = table.constraints.iter().find(|it| it.name() == Some(name));
    if let Some(constraint) = rule {
        needed.extend(of_rule(table_name, table, &constraint.rule, schema));
    }
    needed
}

fn of_rule(table_name: &QualifiedName, table: &Table, rule: &Rule, schema: &Schema) -> Vec<Object> {
    match rule {
        Rule::PrimaryKey(key) | Rule::Unique(key) => {
            key.columns().map(|it| column(table_name, it)).collect()
        }
        Rule::ForeignKey(key) => {
            let own = key.columns.iter().map(|it| column(table_name, it));
            let referred = key.referred.iter().map(|it| column(&key.table, it));
            let table = std::iter::once(Object::Table(key.table.clone()));
            own.chain(table).chain(referred).collect()
        }
        Rule::Check(check) => {
            let columns = table.columns.iter().map(|it| &it.name);
            let named = columns_in(&check.expression, columns, schema.dialect()).into_iter();
            let named = named.map(|it| column(table_name, it));
            named
                .chain(called(&check.expression.text, schema))
                .collect()
        }
        Rule::Exclusion(exclusion) => of_parts(table_name, table, &exclusion.index, schema),
    }
}

fn of_index(table_name: &QualifiedName, name: &Name, schema: &Schema) -> Vec<Object> {
    let mut needed = vec![Object::Table(table_name.clone())];
    if let Some(table) = schema.table(table_name)
        && let Some(index) = table.index(name)
    {
        needed.extend(of_parts(table_name, table, index, schema));
    }
    needed
}

fn of_parts(
    table_name: &QualifiedName,
    table: &Table,
    index: &Index,
    schema: &Schema,
) -> Vec<Object> {
    let mut needed = Vec::new();
    for part in &index.parts {
        match &part.subject {
            IndexSubject::Column { name, .. } => needed.push(column(table_name, name)),
            IndexSubject::Expression(expression) => {
                needed.extend(columns_of(table_name, table, &expression.text, schema));
                needed.extend(called(&expression.text, schema));
            }
        }
    }
    if let Some(predicate) = &index.predicate {
        needed.extend(columns_of(table_name, table, &predicate.text, schema));
        needed.extend(called(&predicate.text, schema));
    }
    needed
}

fn of_trigger(table: &QualifiedName, name: &Name, schema: &Schema) -> Vec<Object> {
    let mut needed = vec![Object::Table(table.clone())];
    let Some(trigger) = schema.trigger(table, name) else {
        return needed;
    };
    needed.extend(of_body(&trigger.action, schema));
    needed.extend(routines_called(&trigger.action, schema));
    let mut columns = columns_of_rows(&trigger.action, schema.dialect());
    if let Some(condition) = &trigger.condition {
        columns.extend(columns_of_rows(&condition.text, schema.dialect()));
    }
    for event in &trigger.events {
        if let TriggerEvent::Update { columns: watched } = event {
            columns.extend(watched.iter().cloned());
        }
    }
    let own = schema.table(table);
    let is_there = |name: &Name| own.is_some_and(|own| own.column(name).is_some());
    let columns = columns.iter().filter(|name| is_there(name));
    needed.extend(columns.map(|it| column(table, it)));
    needed
}

/// The relations that the body of a routine or of a trigger names, and those of their columns whose
/// names stand in it.
fn of_body(text: &str, schema: &Schema) -> Vec<Object> {
    let touches = references(text, schema.dialect()).touches.into_iter();
    let relations: BTreeSet<QualifiedName> = touches.map(|touch| touch.relation).collect();
    let names = names_in(text, schema.dialect());
    let mut needed = Vec::new();
    for relation in relations {
        let Some(found) = schema.relation(&relation) else {
            continue;
        };
        needed.push(found.object(&relation));
        if let Relation::Table(table) = found {
            let columns = table.columns.iter().filter(|it| names.contains(&it.name));
            needed.extend(columns.map(|it| column(&relation, &it.name)));
        }
    }
    needed
}

fn routines_called(text: &str, schema: &Schema) -> Vec<Object> {
    let called = references(text, schema.dialect()).functions.into_iter();
    called
        .flat_map(|name| {
            let routines = schema.routines_named(&name);
            routines
                .map(|routine| Object::Routine {
                    name: name.clone(),
                    signature: routine.signature.clone(),
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The functions that an expression or a query calls, and the sequences that it takes numbers from,
/// where the database minds that these go: PostgreSQL alone.
fn called(text: &str, schema: &Schema) -> Vec<Object> {
    if schema.dialect() != Dialect::Postgresql {
        return Vec::new();
    }
    let mut called = routines_called(text, schema);
    if text.to_ascii_lowercase().contains("nextval") {
        let is_word = |it: char| it.is_alphanumeric() || it == '_' || it == '$';
        let words: BTreeSet<&str> = text.split(|it| !is_word(it)).collect();
        let sequences = schema.sequences().map(|(name, _)| name);
        let sequences = sequences.filter(|it| words.contains(it.name.key()));
        called.extend(sequences.cloned().map(Object::Sequence));
    }
    called
}

fn of_view(name: &QualifiedName, schema: &Schema) -> Vec<Object> {
    schema.view(name).map_or_else(Vec::new, |view| {
        let mut needed = of_query(&view.query.text, &view.reads, schema);
        needed.extend(called(&view.query.text, schema));
        needed
    })
}

/// What a query that reads these relations needs.
pub(super) fn of_query<'reads>(
    text: &str,
    reads: impl IntoIterator<Item = &'reads QualifiedName>,
    schema: &Schema,
) -> Vec<Object> {
    let references = references(text, schema.dialect());
    let mut needed = Vec::new();
    for relation in reads {
        match schema.relation(relation) {
            Some(Relation::Table(table)) => {
                needed.push(Object::Table(relation.clone()));
                let columns = table
                    .columns
                    .iter()
                    .filter(|it| references.every_column || references.names.contains(&it.name));
                needed.extend(columns.map(|it| column(relation, &it.name)));
            }
            Some(found) => needed.push(found.object(relation)),
            None => needed.push(Object::Table(relation.clone())),
        }
    }
    needed
}

fn of_table(name: &QualifiedName, schema: &Schema) -> Vec<Object> {
    let Some(table) = schema.table(name) else {
        return Vec::new();
    };
    let mut needed = Vec::new();
    for constraint in &table.constraints {
        if let Rule::Check(check) = &constraint.rule {
            needed.extend(called(&check.expression.text, schema));
        }
        if let Rule::ForeignKey(key) = &constraint.rule
            && key.table != *name
        {
            needed.push(Object::Table(key.table.clone()));
            needed.extend(key.referred.iter().map(|it| column(&key.table, it)));
        }
    }
    needed.extend(table.inherits.iter().cloned().map(Object::Table));
    let parent = table.partition_of.iter().map(|it| it.parent.clone());
    needed.extend(parent.map(Object::Table));
    for column in &table.columns {
        needed.extend(types_named(&column.data_type.text, schema));
        if let ColumnValue::Given(Some(value))
        | ColumnValue::Generated {
            expression: value, ..
        } = &column.value
        {
            needed.extend(called(&value.text, schema));
        }
    }
    needed
}

fn of_routine(name: &QualifiedName, schema: &Schema) -> Vec<Object> {
    let routines = schema.routines_named(name);
    routines
        .flat_map(|routine| of_body(&routine.body, schema))
        .collect()
}
