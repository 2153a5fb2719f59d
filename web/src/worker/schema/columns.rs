use std::collections::BTreeMap;

use limbeck_planner::compare::{Change, Property};
use limbeck_planner::evolution::Origin;
use limbeck_planner::schema::{
    Column, ColumnValue, GeneratedStorage, IdentityGeneration, Name, Object, QualifiedName, Rule,
    Table,
};
use limbeck_planner::sql::Dialect;

use super::difference::{Around, merged, place};
use super::view::{Cell, ColumnView, Sign};

/// The columns of a table, in order; a dropped one where it was.
pub(super) fn of_table(
    around: &Around,
    origins: &BTreeMap<Object, Origin>,
    name: &QualifiedName,
) -> Vec<ColumnView> {
    let own = Object::Table(name.clone());
    let Some(table) = around.schema_of(&own).table(name) else {
        return Vec::new();
    };
    let old = around.before.as_ref().and_then(|it| it.table(name));
    // A table that the revision made is new as a whole.
    let is_whole = matches!(around.own_sign(&own), Some(Sign::Added | Sign::Dropped));
    let old = old.filter(|_| !is_whole);
    let before: &[Column] = old.map_or(&[], |table| &table.columns);
    let order = merged(before, &table.columns, |column| column.name.clone());
    let column_of = |name: &Name, is_dropped: bool| {
        let table = if is_dropped { old? } else { table };
        Some((table, table.column(name)?))
    };
    order
        .into_iter()
        .filter_map(|(column, is_dropped)| {
            let (of, it) = column_of(&column, is_dropped)?;
            let object = Object::Column {
                table: name.clone(),
                column: column.clone(),
            };
            let earlier = old.and_then(|old| Some((old, old.column(&column)?)));
            let earlier = earlier.filter(|_| !is_dropped);
            Some(view(around, origins, &object, (of, it), earlier))
        })
        .collect()
}

fn view(
    around: &Around,
    origins: &BTreeMap<Object, Origin>,
    object: &Object,
    (table, column): (&Table, &Column),
    earlier: Option<(&Table, &Column)>,
) -> ColumnView {
    let dialect = around.after.dialect();
    let cell = |properties: &[Property], text: &dyn Fn(&Table, &Column) -> String| -> Cell {
        let before = earlier.map(|(table, column)| text(table, column));
        around.cell(object, properties, text(table, column), before)
    };
    ColumnView {
        name: column.name.to_string(),
        sign: around.own_sign(object),
        keys: keys(table, &column.name),
        data_type: cell(
            &[Property::Type, Property::Collation, Property::CharacterSet],
            &|_, column| data_type(column),
        ),
        nulls: cell(&[Property::Nullability], &|table, column| {
            nulls(table, column, dialect)
        }),
        value: cell(
            &[
                Property::Default,
                Property::Generated,
                Property::Identity,
                Property::AutoIncrement,
                Property::OnUpdate,
            ],
            &|_, column| value(column),
        ),
        comment: cell(&[Property::Comment], &|_, column| {
            column.comment.clone().unwrap_or_default()
        }),
        place: place(origins, object),
    }
}

/// A column on one line: its type, whether it takes nulls, its value.
pub(super) fn line(table: &Table, column: &Column, dialect: Dialect) -> String {
    let texts = [
        data_type(column),
        nulls(table, column, dialect),
        value(column),
    ];
    let said: Vec<String> = texts.into_iter().filter(|it| !it.is_empty()).collect();
    said.join(" ")
}

/// What changed in a column as a whole: whether it came, went or is another.
pub(super) const fn is_presence(change: &Change) -> bool {
    matches!(change, Change::OnlyLeft | Change::OnlyRight)
}

fn data_type(column: &Column) -> String {
    let mut text = column.data_type.text.clone();
    if let Some(character_set) = &column.character_set {
        text.push_str(" character set ");
        text.push_str(character_set);
    }
    if let Some(collation) = &column.collation {
        text.push_str(" collate ");
        text.push_str(collation);
    }
    text
}

/// A column of a primary key takes no nulls, but in SQLite.
fn nulls(table: &Table, column: &Column, dialect: Dialect) -> String {
    let is_key = dialect != Dialect::Sqlite
        && table
            .primary_key()
            .is_some_and(|(key, _)| key.columns().any(|name| *name == column.name));
    let text = if column.is_nullable() && !is_key {
        "null"
    } else {
        "not null"
    };
    text.to_owned()
}

fn value(column: &Column) -> String {
    let mut text = match &column.value {
        ColumnValue::Given(None) => String::new(),
        ColumnValue::Given(Some(default)) => format!("default {default}"),
        ColumnValue::Generated {
            expression,
            storage: GeneratedStorage::Stored,
        } => format!("generated as ({expression}) stored"),
        ColumnValue::Generated { expression, .. } => format!("generated as ({expression})"),
        ColumnValue::Identity(identity) => match identity.generation {
            IdentityGeneration::Always => "identity always".to_owned(),
            IdentityGeneration::ByDefault => "identity by default".to_owned(),
        },
        ColumnValue::AutoIncrement => "auto-increment".to_owned(),
    };
    if let Some(on_update) = &column.on_update {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str("on update ");
        text.push_str(&on_update.text);
    }
    text
}

/// The keys that a column is a part of.
fn keys(table: &Table, column: &Name) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for constraint in &table.constraints {
        let key = match &constraint.rule {
            Rule::PrimaryKey(key) if key.columns().any(|it| it == column) => "PK",
            Rule::ForeignKey(key) if key.columns.contains(column) => "FK",
            Rule::Unique(key) if key.columns().any(|it| it == column) => "UQ",
            _ => continue,
        };
        if !keys.iter().any(|it| it == key) {
            keys.push(key.to_owned());
        }
    }
    keys
}
