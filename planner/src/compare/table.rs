use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::constraint::json_column;
use super::form::same_mysql_value;
use super::{Comparison, Property, same_expression};
use crate::operation::StatedDivision;
use crate::schema::{
    Column, ColumnValue, DATABASE_DEFAULT, DataType, Expression, GeneratedStorage, Identity,
    IdentityGeneration, Index, Name, Object, Persistence, QualifiedName, RowSecurity, Table,
};
use crate::sql::Dialect;

impl Comparison<'_> {
    pub(super) fn table(&mut self, name: &QualifiedName, left: &Table, right: &Table) {
        let object = Object::Table(name.clone());
        let columns: BTreeSet<&Name> = left
            .columns
            .iter()
            .chain(&right.columns)
            .map(|column| &column.name)
            .collect();
        for column in columns {
            let object = Object::Column {
                table: name.clone(),
                column: column.clone(),
            };
            match (left.column(column), right.column(column)) {
                (Some(one), Some(other)) => self.column(&object, (one, left), (other, right)),
                (one, other) => self.presence(object, one.is_some(), other.is_some()),
            }
        }
        self.positions(name, left, right);
        self.constraints(name, &left.constraints, &right.constraints);
        self.indexes(name, &indexes(left, right), &indexes(right, left));
        self.table_options(&object, left, right);
        self.comment(&object, left.comment.as_ref(), right.comment.as_ref());
    }

    /// The columns that both have should stand in one order.
    fn positions(&mut self, name: &QualifiedName, left: &Table, right: &Table) {
        let common = |one: &Table, other: &Table| -> Vec<Name> {
            let columns = one.columns.iter().map(|column| &column.name);
            let shared = columns.filter(|column| other.column(column).is_some());
            shared.cloned().collect()
        };
        let (one, other) = (common(left, right), common(right, left));
        if one != other {
            let list = |names: &[Name]| {
                let names: Vec<&str> = names.iter().map(Name::as_str).collect();
                names.join(", ")
            };
            let object = Object::Table(name.clone());
            self.differs(&object, Property::Position, &list(&one), &list(&other));
        }
    }

    fn column(&mut self, object: &Object, left: (&Column, &Table), right: (&Column, &Table)) {
        let ((left, left_table), (right, right_table)) = (left, right);
        let dialect = self.dialect();
        let is_json = [(left, left_table), (right, right_table)].map(is_json);
        let is_named_json = is_named_json(left) || is_named_json(right);
        if !self.same_type(&left.data_type, &right.data_type)
            || (is_named_json && is_json[0] != is_json[1])
        {
            let (one, other) = (&left.data_type.text, &right.data_type.text);
            self.differs(object, Property::Type, one, other);
        }
        let nulls = |column: &Column| {
            if column.is_nullable() {
                "NULL"
            } else {
                "NOT NULL"
            }
        };
        self.property(object, Property::Nullability, nulls(left), nulls(right));
        self.column_value(object, left, right);
        let on_update = |column: &Column| {
            let value = column.on_update.as_ref();
            value.map_or_else(String::new, |it| it.text.clone())
        };
        if !same_optional(left.on_update.as_ref(), right.on_update.as_ref(), dialect) {
            self.differs(
                object,
                Property::OnUpdate,
                &on_update(left),
                &on_update(right),
            );
        }
        self.collation(object, (left, left_table), (right, right_table));
        self.comment(object, left.comment.as_ref(), right.comment.as_ref());
    }

    /// A collation or character set that is not said is the table's, and is compared only where
    /// both sides say one.
    fn collation(&mut self, object: &Object, left: (&Column, &Table), right: (&Column, &Table)) {
        let collation = |(column, table): (&Column, &Table)| {
            let own = column.collation.clone();
            let collation = own.or_else(|| match self.left.dialect() {
                Dialect::Mysql if column.character_set.is_none() => {
                    table.options.get("collate").cloned()
                }
                _ => None,
            });
            collation.map(|it| it.to_ascii_lowercase())
        };
        // MariaDB's JSON is text with a collation of its own, and `BINARY` is one of the binary ones.
        let has_own = |(column, _): (&Column, &Table)| {
            let data_type = column.data_type.text.to_ascii_lowercase();
            self.dialect() == Dialect::Mysql
                && (data_type == "json" || data_type.ends_with(" binary"))
        };
        if has_own(left) || has_own(right) {
            return;
        }
        if self.dialect() == Dialect::Mysql {
            let (one, other) = (character_set(left), character_set(right));
            if let (Some(one), Some(other)) = (one, other) {
                self.property(object, Property::CharacterSet, &one, &other);
            }
        }
        let (one, other) = (collation(left), collation(right));
        let differs = match self.dialect() {
            Dialect::Mysql => one.is_some() && other.is_some() && one != other,
            Dialect::Postgresql | Dialect::Sqlite => {
                let plain =
                    |it: Option<String>| it.filter(|name| name != "default" && name != "binary");
                plain(one.clone()) != plain(other.clone())
            }
        };
        if differs {
            let text = |it: Option<String>| it.unwrap_or_default();
            self.differs(object, Property::Collation, &text(one), &text(other));
        }
    }

    fn column_value(&mut self, object: &Object, left: &Column, right: &Column) {
        let dialect = self.dialect();
        match (&left.value, &right.value) {
            (ColumnValue::Given(one), ColumnValue::Given(other)) => {
                // MySQL takes `NULL` for no default.
                let one = one.as_ref().filter(|it| !is_null(it));
                let other = other.as_ref().filter(|it| !is_null(it));
                if !same_default(one, other, &left.data_type, dialect) {
                    self.differs(object, Property::Default, shown(one), shown(other));
                }
            }
            (
                ColumnValue::Generated {
                    expression: one,
                    storage: first,
                },
                ColumnValue::Generated {
                    expression: other,
                    storage: second,
                },
            ) => {
                if !same_expression(one, other, dialect) || first != second {
                    let text = |expression: &Expression, storage: GeneratedStorage| {
                        let storage = match storage {
                            GeneratedStorage::Stored => "STORED",
                            GeneratedStorage::Virtual => "VIRTUAL",
                        };
                        format!("({expression}) {storage}")
                    };
                    let (one, other) = (text(one, *first), text(other, *second));
                    self.differs(object, Property::Generated, &one, &other);
                }
            }
            (ColumnValue::Identity(one), ColumnValue::Identity(other)) => {
                let data_type = super::canonical_type(&left.data_type.text, dialect);
                let largest = super::relation::largest(&data_type);
                let (one, other) = (identity(one, largest), identity(other, largest));
                self.property(object, Property::Identity, &one, &other);
            }
            (ColumnValue::AutoIncrement, ColumnValue::AutoIncrement) => {}
            (one, other) => {
                let kind = |value: &ColumnValue| match value {
                    ColumnValue::Given(None) => "",
                    ColumnValue::Given(Some(_)) => "DEFAULT",
                    ColumnValue::Generated { .. } => "GENERATED",
                    ColumnValue::Identity(_) => "IDENTITY",
                    ColumnValue::AutoIncrement => "AUTO_INCREMENT",
                };
                let property = match (one, other) {
                    (ColumnValue::AutoIncrement, _) | (_, ColumnValue::AutoIncrement) => {
                        Property::AutoIncrement
                    }
                    (ColumnValue::Identity(_), _) | (_, ColumnValue::Identity(_)) => {
                        Property::Identity
                    }
                    _ => Property::Generated,
                };
                self.differs(object, property, kind(one), kind(other));
            }
        }
    }

    fn table_options(&mut self, object: &Object, left: &Table, right: &Table) {
        self.options(object, &left.options, &right.options);
        let persistence = |table: &Table| match table.persistence {
            Persistence::Logged => "logged",
            Persistence::Unlogged => "unlogged",
            Persistence::Temporary => "temporary",
        };
        self.property(
            object,
            Property::Persistence,
            persistence(left),
            persistence(right),
        );
        let security = |table: &Table| match table.row_security {
            RowSecurity::Disabled => "disabled",
            RowSecurity::Enabled => "enabled",
            RowSecurity::Forced => "forced",
            RowSecurity::Dormant => "forced, but disabled",
        };
        self.property(
            object,
            Property::RowSecurity,
            security(left),
            security(right),
        );
        let partition = |table: &Table| {
            let place = table.partition_of.as_ref();
            place.map_or_else(String::new, |it| {
                let bound = super::canonical_tokens(&it.bound, Dialect::Postgresql);
                format!("{} {bound}", it.parent)
            })
        };
        self.property(
            object,
            Property::Partitioning,
            &partition(left),
            &partition(right),
        );
        let division = |table: &Table| table.partition_by.clone().unwrap_or_default();
        let (one, other) = (division(left), division(right));
        if !same_division(&one, &other, self.dialect()) {
            self.differs(object, Property::Partitioning, &one, &other);
        }
        let parents = |table: &Table| {
            let parents: Vec<String> = table.inherits.iter().map(ToString::to_string).collect();
            parents.join(", ")
        };
        self.property(
            object,
            Property::Inheritance,
            &parents(left),
            &parents(right),
        );
    }

    /// Options that a database fills in by itself are compared only where both sides say them.
    pub(super) fn options(
        &mut self,
        object: &Object,
        left: &BTreeMap<String, String>,
        right: &BTreeMap<String, String>,
    ) {
        let names: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
        for name in names {
            let (one, other) = (left.get(name), right.get(name));
            let may_be_filled_in = self.dialect() == Dialect::Mysql;
            if may_be_filled_in && (one.is_none() || other.is_none()) {
                continue;
            }
            let text = |value: Option<&String>| {
                value.map_or_else(String::new, |value| {
                    format!("{name} = {}", value.to_ascii_lowercase())
                })
            };
            self.property(object, Property::Options, &text(one), &text(other));
        }
    }
}

/// Whether a column holds JSON: by its type, or, as MariaDB keeps it, by a check of a text.
fn is_json((column, table): (&Column, &Table)) -> bool {
    let mut constraints = table.constraints.iter();
    is_named_json(column) || constraints.any(|it| json_column(it).as_ref() == Some(&column.name))
}

fn is_named_json(column: &Column) -> bool {
    column.data_type.text.eq_ignore_ascii_case("json")
}

/// The character set of a column of text, where it or its table says one, by itself or by a collation
/// of it (MySQL).
fn character_set((column, table): (&Column, &Table)) -> Option<String> {
    let of_collation =
        |collation: &String| collation.split('_').next().unwrap_or_default().to_owned();
    let options = &table.options;
    let own = column.character_set.clone();
    let own = own.or_else(|| column.collation.as_ref().map(of_collation));
    let found = own.or_else(|| {
        let of_table = options.get("character_set").cloned();
        let of_table = of_table.or_else(|| options.get("collate").map(of_collation));
        of_table.filter(|_| column.is_text())
    })?;
    match found.to_ascii_lowercase().as_str() {
        "utf8" => Some("utf8mb3".to_owned()),
        DATABASE_DEFAULT => None,
        found => Some(found.to_owned()),
    }
}

/// Whether rows are divided in the same way. MySQL shows every partition with options that nobody
/// wrote, so there only whether they are divided at all counts.
fn same_division(one: &str, other: &str, dialect: Dialect) -> bool {
    if one.is_empty() || other.is_empty() || dialect != Dialect::Postgresql {
        return one.is_empty() == other.is_empty();
    }
    match (StatedDivision::read(one), StatedDivision::read(other)) {
        (Some(one), Some(other)) => {
            one.method == other.method
                && super::index::same_parts(&one.parts, &other.parts, dialect)
        }
        _ => super::canonical_tokens(one, dialect) == super::canonical_tokens(other, dialect),
    }
}

/// The indexes of a table, with the collations to compare them by to another's. Databases leave out
/// a collation that is the column's anyway.
fn indexes<'table>(table: &'table Table, other: &Table) -> Cow<'table, [Index]> {
    let says_collation = |index: &Index| index.parts.iter().any(|part| part.collation.is_some());
    if !table
        .indexes
        .iter()
        .chain(&other.indexes)
        .any(says_collation)
    {
        return Cow::Borrowed(&table.indexes);
    }
    let mut indexes = table.indexes.clone();
    for index in &mut indexes {
        let namesake = other.indexes.iter().find(|other| other.name == index.name);
        for (position, part) in index.parts.iter_mut().enumerate() {
            let of_column = |table: &Table| {
                let column = part.column_name().and_then(|name| table.column(name));
                column.and_then(|column| column.collation.clone())
            };
            let own = of_column(table);
            let counterpart = namesake.and_then(|index| index.parts.get(position));
            if is_same_collation(own.as_ref(), of_column(other).as_ref()) {
                if is_same_collation(part.collation.as_ref(), own.as_ref()) {
                    part.collation = None;
                }
            } else if counterpart.is_some_and(|it| it.collation.is_some()) {
                part.collation = part.collation.take().or(own);
            }
        }
    }
    Cow::Owned(indexes)
}

fn is_same_collation(one: Option<&String>, other: Option<&String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn identity(identity: &Identity, largest: i128) -> String {
    let generation = match identity.generation {
        IdentityGeneration::Always => "ALWAYS",
        IdentityGeneration::ByDefault => "BY DEFAULT",
    };
    let options = identity.options.resolved(largest, Dialect::Postgresql);
    format!("{generation} {}", super::relation::options_text(options))
}

fn shown(expression: Option<&Expression>) -> &str {
    expression.map_or("", |it| &it.text)
}

fn is_null(expression: &Expression) -> bool {
    expression.text.eq_ignore_ascii_case("null")
        || expression.text.to_ascii_lowercase().starts_with("null::")
}

fn same_optional(one: Option<&Expression>, other: Option<&Expression>, dialect: Dialect) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_expression(one, other, dialect),
        (None, None) => true,
        _ => false,
    }
}

/// Whether two defaults are the same. MySQL converts a value to the column's type, and keeps `5` for
/// `'5'`, and the parts of a time that nobody wrote.
fn same_default(
    one: Option<&Expression>,
    other: Option<&Expression>,
    data_type: &DataType,
    dialect: Dialect,
) -> bool {
    if same_optional(one, other, dialect) {
        return true;
    }
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    dialect == Dialect::Mysql && same_mysql_value(&one.text, &other.text, data_type)
}
