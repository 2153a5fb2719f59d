//! What a foreign key asks of the columns that it joins, as far as its database refuses it for
//! certain. SQLite looks at none of it before rows are written.

use super::{Fault, Step};
use crate::compare::canonical_type;
use crate::operation::ForeignKeyChecks;
use crate::schema::{
    Constraint, DataType, ForeignKey, IndexKind, IndexPart, Name, Object, QualifiedName, Rule,
    Table,
};
use crate::sql::Dialect;

impl Step<'_> {
    /// What is wrong with a foreign key of `table` that joins columns of types that do not go
    /// together, or refers to columns without a key. One that refers to its own table is given time:
    /// its key may stand behind it in the same statement.
    pub(super) fn reference_fault(
        &self,
        name: &QualifiedName,
        table: &Table,
        referred: &Table,
        key: &ForeignKey,
    ) -> Option<Fault> {
        if key.table == *name || !self.checks_references(&[table, referred]) {
            return None;
        }
        if !self.has_key(referred, key) {
            return Some(Fault::NoKey {
                object: Object::Table(key.table.clone()),
                columns: key.referred.clone(),
            });
        }
        let mut joined = key.columns.iter().zip(&key.referred);
        let (own, other) = joined.find(|(own, other)| {
            let columns = table.column(own).zip(referred.column(other));
            columns.is_some_and(|(own, other)| {
                !can_join(&own.data_type, &other.data_type, self.dialect())
            })
        })?;
        Some(unjoinable((name, own), (&key.table, other)))
    }

    /// Refuses to give a column another type that a foreign key cannot join, or that the database
    /// does not change while a foreign key joins it (MySQL).
    pub(super) fn check_joined_type(
        &mut self,
        name: &QualifiedName,
        table: &Table,
        column: &Name,
        old: &DataType,
    ) {
        let Some(new) = table.column(column).map(|it| it.data_type.clone()) else {
            return;
        };
        if can_join(old, &new, self.dialect()) || !self.checks_references(&[table]) {
            return;
        }
        for constraint in &table.constraints {
            let Rule::ForeignKey(key) = &constraint.rule else {
                continue;
            };
            let joined = key.columns.iter().zip(&key.referred);
            for (_, other) in joined.filter(|(own, _)| *own == column) {
                self.check_other_side((name, column), &new, (&key.table, other));
            }
        }
        let referrers: Vec<QualifiedName> = self.schema.dependents(name).cloned().collect();
        for referrer in referrers {
            let Some(other) = self.schema.table(&referrer).cloned() else {
                continue;
            };
            for constraint in &other.constraints {
                if let Rule::ForeignKey(key) = &constraint.rule
                    && key.table == *name
                    && let Some(place) = key.referred.iter().position(|it| it == column)
                    && let Some(own) = key.columns.get(place)
                {
                    self.check_other_side((name, column), &new, (&referrer, own));
                }
            }
        }
    }

    /// MySQL changes no type at all while a foreign key joins the column; PostgreSQL does where the
    /// new one goes together with that of the other column.
    fn check_other_side(
        &mut self,
        changed: (&QualifiedName, &Name),
        new: &DataType,
        other: (&QualifiedName, &Name),
    ) {
        let theirs = self.schema.table(other.0);
        let theirs = theirs.and_then(|it| Some(it.column(other.1)?.data_type.clone()));
        let goes_together = theirs.is_none_or(|theirs| can_join(new, &theirs, self.dialect()));
        if self.dialect() == Dialect::Mysql || !goes_together {
            self.fault(unjoinable(changed, other));
        }
    }

    /// Refuses to leave a foreign key without an index over its columns, or over those that it
    /// refers to (MySQL). It is asked when a statement that dropped one is done.
    pub(super) fn check_needed_indexes(&mut self, name: &QualifiedName) {
        if self.dialect() != Dialect::Mysql {
            return;
        }
        let Some(table) = self.schema.table(name).cloned() else {
            return;
        };
        if !self.checks_references(&[&table]) {
            return;
        }
        let needs = |owner: &QualifiedName, constraint: &Constraint| match &constraint.rule {
            Rule::ForeignKey(key) if key.table == *name && !self.has_key(&table, key) => {
                Some((owner.clone(), constraint.name()?.clone()))
            }
            _ => None,
        };
        let own = table.constraints.iter().filter_map(|it| match &it.rule {
            Rule::ForeignKey(key) if !has_index_over(&table, &key.columns) => {
                Some((name.clone(), it.name()?.clone()))
            }
            _ => None,
        });
        let mut needing: Vec<(QualifiedName, Name)> = own.collect();
        let referrers: Vec<QualifiedName> = self.schema.dependents(name).cloned().collect();
        for referrer in referrers {
            if let Some(other) = self.schema.table(&referrer) {
                let constraints = other.constraints.iter();
                needing.extend(constraints.filter_map(|it| needs(&referrer, it)));
            }
        }
        for (owner, constraint) in needing {
            self.fault(Fault::StillNeeded {
                object: Object::Table(name.clone()),
                by: Object::Constraint {
                    table: owner,
                    constraint,
                },
            });
        }
    }

    /// Whether the database looks at foreign keys of such tables.
    fn checks_references(&self, tables: &[&Table]) -> bool {
        let has_none = |table: &&Table| {
            let engine = table.options.get("engine");
            engine.is_some_and(|engine| !engine.eq_ignore_ascii_case("innodb"))
        };
        match self.dialect() {
            Dialect::Postgresql => true,
            Dialect::Mysql => {
                self.session.foreign_key_checks == ForeignKeyChecks::On
                    && !tables.iter().any(has_none)
            }
            Dialect::Sqlite => false,
        }
    }

    /// Whether a table has a key over the columns that a foreign key refers to: in PostgreSQL one
    /// that tells its rows apart, in MySQL an index that begins with them.
    fn has_key(&self, referred: &Table, key: &ForeignKey) -> bool {
        match self.dialect() {
            Dialect::Postgresql => key.needs.is_some(),
            Dialect::Mysql => has_index_over(referred, &key.referred),
            Dialect::Sqlite => true,
        }
    }
}

fn unjoinable(
    (table, column): (&QualifiedName, &Name),
    (other_table, other_column): (&QualifiedName, &Name),
) -> Fault {
    Fault::Unjoinable {
        object: Object::Column {
            table: table.clone(),
            column: column.clone(),
        },
        with: Object::Column {
            table: other_table.clone(),
            column: other_column.clone(),
        },
    }
}

/// Whether an index begins with these columns.
pub(super) fn begins_with(parts: &[IndexPart], columns: &[Name]) -> bool {
    let mut pairs = parts.iter().zip(columns);
    parts.len() >= columns.len() && pairs.all(|(part, column)| part.column_name() == Some(column))
}

fn has_index_over(table: &Table, columns: &[Name]) -> bool {
    let keys = table.constraints.iter().filter_map(|it| match &it.rule {
        Rule::PrimaryKey(key) | Rule::Unique(key) => Some(&key.parts),
        _ => None,
    });
    let indexes = table
        .indexes
        .iter()
        .filter(|it| matches!(it.kind, IndexKind::Plain | IndexKind::Unique))
        .map(|it| &it.parts);
    keys.chain(indexes).any(|parts| begins_with(parts, columns))
}

/// What the types have in common that a foreign key can join; none where that is not known.
#[derive(Debug, PartialEq, Eq)]
enum Joinable {
    /// A number (PostgreSQL), or an integer of this size and sign (MySQL).
    Number(String),
    /// A text.
    Text,
    /// A day, or a day and a time.
    Date,
    /// Another type that nothing but itself is joined with.
    Own(String),
}

/// Whether a foreign key can join columns of two types, as far as that is known. In PostgreSQL there
/// has to be an operator `=` for them; MySQL asks for integers of one size and sign:
/// <https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html>.
fn can_join(one: &DataType, other: &DataType, dialect: Dialect) -> bool {
    let kind = |it: &DataType| joinable(&canonical_type(&it.text, dialect), dialect);
    match (kind(one), kind(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn joinable(canonical: &str, dialect: Dialect) -> Option<Joinable> {
    let base = canonical.split(['(', ' ']).next().unwrap_or_default();
    match dialect {
        _ if canonical.ends_with("[]") => None,
        Dialect::Postgresql => match base {
            "smallint" | "integer" | "bigint" | "numeric" | "real" | "double" => {
                Some(Joinable::Number(String::new()))
            }
            "text" | "character" | "name" => Some(Joinable::Text),
            "date" | "timestamp" => Some(Joinable::Date),
            "uuid" | "boolean" | "bytea" | "inet" => Some(Joinable::Own(base.to_owned())),
            _ => None,
        },
        Dialect::Mysql => match base {
            "tinyint" | "smallint" | "mediumint" | "int" | "bigint" => {
                Some(Joinable::Number(canonical.to_owned()))
            }
            "char" | "varchar" => Some(Joinable::Text),
            "date" | "datetime" | "timestamp" | "uuid" => Some(Joinable::Own(base.to_owned())),
            _ => None,
        },
        Dialect::Sqlite => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_that_go_together() {
        let can = |one: &str, other: &str, dialect| {
            can_join(&DataType::new(one), &DataType::new(other), dialect)
        };
        for (one, other) in [
            ("int", "bigserial"),
            ("varchar(9)", "text"),
            ("int", "numeric"),
            ("mood", "text"),
        ] {
            assert!(can(one, other, Dialect::Postgresql), "{one} and {other}");
        }
        for (one, other) in [("int", "text"), ("uuid", "varchar(36)"), ("date", "int")] {
            assert!(!can(one, other, Dialect::Postgresql), "{one} and {other}");
        }
        for (one, other) in [
            ("int(11)", "integer"),
            ("varchar(9)", "char(3)"),
            ("enum('a')", "int"),
        ] {
            assert!(can(one, other, Dialect::Mysql), "{one} and {other}");
        }
        for (one, other) in [
            ("int", "int unsigned"),
            ("int", "bigint"),
            ("char(3)", "int"),
        ] {
            assert!(!can(one, other, Dialect::Mysql), "{one} and {other}");
        }
        assert!(can("int", "text", Dialect::Sqlite));
    }
}
