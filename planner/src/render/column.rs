use super::name::name;
use crate::schema::{
    Column, ColumnValue, Expression, GeneratedStorage, Identity, IdentityGeneration, Nullability,
};
use crate::sql::{Dialect, literal};

/// A column's name, type and properties, as `CREATE TABLE` and `ADD COLUMN` take them.
pub(crate) fn column(column: &Column, dialect: Dialect) -> String {
    // MySQL's timestamps are not null unless they say so.
    let is_timestamp = dialect == Dialect::Mysql && is_timestamp(column);
    let null = if is_timestamp {
        Null::Said
    } else {
        Null::Unsaid
    };
    written(column, dialect, null)
}

/// The same as MySQL's `MODIFY` takes it: it says that a column takes nulls, as it says the opposite.
pub(super) fn redefined_column(column: &Column) -> String {
    written(column, Dialect::Mysql, Null::Said)
}

/// Whether a column that takes nulls says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    Said,
    Unsaid,
}

fn written(column: &Column, dialect: Dialect, null: Null) -> String {
    let mut sql = name(&column.name, dialect);
    if !column.data_type.text.is_empty() {
        sql.push(' ');
        sql.push_str(&column.data_type.text);
    }
    if let (Dialect::Mysql, Some(character_set)) = (dialect, &column.character_set) {
        sql.push_str(" CHARACTER SET ");
        sql.push_str(character_set);
    }
    if let Some(collation) = &column.collation {
        sql.push_str(" COLLATE ");
        sql.push_str(&self::collation(collation, dialect));
    }
    // A column that is computed does not take the word in MariaDB.
    let is_computed = matches!(column.value, ColumnValue::Generated { .. });
    if null == Null::Said && column.is_nullable() && !is_computed {
        sql.push_str(" NULL");
    }
    if let ColumnValue::Given(Some(default)) = &column.value {
        sql.push_str(" DEFAULT ");
        sql.push_str(&default_value(default, dialect));
    }
    match &column.value {
        ColumnValue::Generated {
            expression,
            storage,
        } => {
            sql.push_str(" GENERATED ALWAYS AS (");
            sql.push_str(&expression.text);
            sql.push(')');
            match storage {
                GeneratedStorage::Stored => sql.push_str(" STORED"),
                GeneratedStorage::Virtual if dialect == Dialect::Mysql => {
                    sql.push_str(" VIRTUAL");
                }
                GeneratedStorage::Virtual => {}
            }
        }
        ColumnValue::Identity(identity) => {
            sql.push_str(" GENERATED ");
            sql.push_str(&self::identity(identity));
        }
        ColumnValue::Given(_) | ColumnValue::AutoIncrement => {}
    }
    if column.nullability == Nullability::NotNull {
        sql.push_str(" NOT NULL");
    }
    if dialect == Dialect::Mysql {
        if column.value == ColumnValue::AutoIncrement {
            sql.push_str(" AUTO_INCREMENT");
        }
        if let Some(on_update) = &column.on_update {
            sql.push_str(" ON UPDATE ");
            sql.push_str(&on_update.text);
        }
        if let Some(comment) = &column.comment {
            sql.push_str(" COMMENT ");
            sql.push_str(&literal(comment, dialect));
        }
    }
    sql
}

fn is_timestamp(column: &Column) -> bool {
    let text = column.data_type.text.to_ascii_lowercase();
    text.starts_with("timestamp")
}

/// A default, in the parentheses that the dialect demands around more than a literal or a call.
pub(super) fn default_value(default: &Expression, dialect: Dialect) -> String {
    let text = default.text.trim();
    let is_plain = |text: &str| {
        let is_literal = text.starts_with('\'') && text.ends_with('\'')
            || text.parse::<f64>().is_ok()
            || text
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || it == '_');
        let upper = text.to_ascii_uppercase();
        let is_time = upper.starts_with("CURRENT_TIMESTAMP") || upper.starts_with("NOW(");
        is_literal || text.starts_with('(') || (dialect == Dialect::Mysql && is_time)
    };
    if dialect == Dialect::Postgresql || is_plain(text) {
        text.to_owned()
    } else {
        format!("({text})")
    }
}

/// `ALWAYS AS IDENTITY (…)`, behind `GENERATED`.
pub(super) fn identity(identity: &Identity) -> String {
    let generation = match identity.generation {
        IdentityGeneration::Always => "ALWAYS",
        IdentityGeneration::ByDefault => "BY DEFAULT",
    };
    let options = super::sequence::options(identity.options);
    if options.is_empty() {
        format!("{generation} AS IDENTITY")
    } else {
        format!("{generation} AS IDENTITY ({options})")
    }
}

/// A collation's name.
pub(super) fn collation(collation: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Postgresql => {
            let parts: Vec<String> = collation
                .split('.')
                .map(|part| format!("\"{}\"", part.replace('"', "\"\"")))
                .collect();
            parts.join(".")
        }
        Dialect::Mysql | Dialect::Sqlite => collation.to_owned(),
    }
}
