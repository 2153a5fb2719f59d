use super::reference::begins_with;
use super::{Fault, Step};
use crate::operation::ForeignKeyChecks;
use crate::schema::{
    Constraint, ConstraintName, ForeignKey, Index, IndexKind, IndexOrigin, IndexPart, Key, Name,
    NameOrigin, Nullability, Object, QualifiedName, Rule, SortOrder, Table,
};
use crate::sql::Dialect;

impl Step<'_> {
    /// Adds a constraint to a table, with the name that it gets and what it brings with it.
    pub(super) fn add_constraint(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        mut constraint: Constraint,
    ) {
        match &mut constraint.rule {
            Rule::PrimaryKey(key) => {
                if table.primary_key().is_some() {
                    self.fault(Fault::SecondPrimaryKey {
                        object: Object::Table(name.clone()),
                        table: name.clone(),
                    });
                    return;
                }
                self.expect_columns(name, table, &key.columns().cloned().collect::<Vec<_>>());
                if self.dialect() != Dialect::Sqlite || key_forbids_nulls(table, key) {
                    forbid_nulls(table, key);
                }
                if self.dialect() == Dialect::Sqlite && !is_row_number(table, key) {
                    let mut constraints = std::mem::take(&mut table.constraints);
                    constraints.retain(|it| match &it.rule {
                        Rule::Unique(other) => !same_columns(table, other, key),
                        _ => true,
                    });
                    table.constraints = constraints;
                }
                if self.dialect() == Dialect::Mysql {
                    // Whatever name is given, the key is called `PRIMARY`.
                    constraint.name = None;
                }
            }
            Rule::Unique(key) => {
                self.expect_columns(name, table, &key.columns().cloned().collect::<Vec<_>>());
                if self.dialect() == Dialect::Sqlite && has_index_of(table, key) {
                    return;
                }
            }
            Rule::ForeignKey(key) => {
                self.expect_columns(name, table, &key.columns);
                self.resolve_reference(name, table, key);
            }
            Rule::Check(_) | Rule::Exclusion(_) => {}
        }
        if constraint.name.is_none() {
            let chosen = self.name_of_constraint(name, table, &constraint.rule);
            constraint.name = chosen.map(|name| ConstraintName {
                name,
                origin: NameOrigin::Generated,
            });
        } else if let Some(given) = constraint.name() {
            let object = Object::Constraint {
                table: name.clone(),
                constraint: given.clone(),
            };
            let takes_index_name = matches!(
                constraint.rule,
                Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclusion(_)
            ) && self.dialect() == Dialect::Postgresql;
            let qualified = name.with_name(given.clone());
            if table.constraint(given).is_some() {
                self.fault(Fault::AlreadyExists { object });
                table
                    .constraints
                    .retain(|it| it.name() != constraint.name());
            } else if takes_index_name && let Some(object) = self.object_at(&qualified) {
                self.fault(Fault::AlreadyExists { object });
            }
        }
        table.constraints.push(constraint);
    }

    /// Tells which of `columns` the table does not have.
    pub(super) fn expect_columns(&mut self, name: &QualifiedName, table: &Table, columns: &[Name]) {
        for column in columns {
            if table.column(column).is_none() {
                self.missing(Object::Column {
                    table: name.clone(),
                    column: column.clone(),
                });
            }
        }
    }

    /// Finds the table that a foreign key refers to, and its columns: the primary key where none
    /// are named. SQLite looks when rows are written, and MySQL unless it is told not to.
    fn resolve_reference(&mut self, name: &QualifiedName, table: &Table, key: &mut ForeignKey) {
        let found = self.find_relation(&key.table);
        key.table = found;
        if key.table.namespace.is_none() && name.namespace.is_some() {
            // In MySQL and SQLite, a table without a namespace is in that of its referrer.
            let beside = name.with_name(key.table.name.clone());
            if self.dialect() != Dialect::Postgresql && self.schema.table(&beside).is_some() {
                key.table = beside;
            }
        }
        if self.dialect() == Dialect::Sqlite {
            return;
        }
        let is_own = key.table == *name;
        let referred = if is_own {
            Some(table)
        } else {
            self.schema.table(&key.table)
        };
        let Some(referred) = referred else {
            let is_checked = self.session.foreign_key_checks == ForeignKeyChecks::On;
            if is_checked {
                self.missing(Object::Table(key.table.clone()));
            }
            return;
        };
        if self.dialect() == Dialect::Postgresql {
            key.needs = self.needed_key(referred, key);
        }
        if key.referred.is_empty()
            && let Some((primary, _)) = referred.primary_key()
        {
            key.referred = primary.columns().cloned().collect();
        }
        let missing: Vec<Name> = key
            .referred
            .iter()
            .filter(|column| referred.column(column).is_none())
            .cloned()
            .collect();
        if missing.is_empty()
            && let Some(fault) = self.reference_fault(name, table, referred, key)
        {
            self.fault(fault);
        }
        for column in missing {
            self.missing(Object::Column {
                table: key.table.clone(),
                column,
            });
        }
    }

    /// Adds the index that InnoDB makes for a foreign key, unless another serves it. The index has
    /// the constraint's name where that was given.
    pub(super) fn add_index_for(
        &self,
        name: &QualifiedName,
        table: &mut Table,
        constraint: Option<&Name>,
        key: &ForeignKey,
    ) {
        if is_served(table, key) {
            return;
        }
        let parts: Vec<IndexPart> = key.columns.iter().cloned().map(IndexPart::column).collect();
        let given = table
            .constraints
            .iter()
            .find(|it| it.name() == constraint)
            .and_then(|it| it.name.as_ref())
            .filter(|name| name.origin == NameOrigin::Given);
        let index_name = match given {
            Some(given) if table.index(&given.name).is_none() => given.name.clone(),
            _ => self.name_of_index(name, &table.indexes, IndexKind::Plain, &parts, &[]),
        };
        table.indexes.push(Index {
            origin: IndexOrigin::ForForeignKey,
            parts,
            ..Index::plain(index_name)
        });
    }

    /// The constraint that a name means, the names considered that another flavour of the database
    /// would have chosen.
    pub(super) fn find_constraint(&self, table: &Table, name: &Name) -> Option<usize> {
        let exact = table
            .constraints
            .iter()
            .position(|it| it.name() == Some(name));
        exact.or_else(|| {
            if self.dialect() != Dialect::Mysql {
                return None;
            }
            // MariaDB calls the checks that nobody names `CONSTRAINT_1`, and one that is written at
            // a column as the column.
            let number: usize = name.key().strip_prefix("constraint_")?.parse().ok()?;
            let mut unnamed = table
                .constraints
                .iter()
                .enumerate()
                .filter(|(_, it)| matches!(it.rule, Rule::Check(_)) && it.has_generated_name());
            unnamed.nth(number.checked_sub(1)?).map(|(index, _)| index)
        })
    }
}

/// Whether an index other than `key`'s own begins with its columns.
fn is_served(table: &Table, key: &ForeignKey) -> bool {
    let begins = |parts: &[IndexPart]| begins_with(parts, &key.columns);
    let indexes = table
        .indexes
        .iter()
        .filter(|index| matches!(index.kind, IndexKind::Plain | IndexKind::Unique));
    indexes.map(|index| &index.parts).any(|parts| begins(parts))
        || table
            .primary_key()
            .is_some_and(|(primary, _)| begins(&primary.parts))
}

/// Takes away the indexes that MySQL made for foreign keys and that others begin with: whenever it
/// alters a table, it looks whether they are still of use.
pub(super) fn drop_superfluous_indexes(table: &mut Table) {
    let begins = |parts: &[IndexPart], own: &[IndexPart]| {
        parts.len() >= own.len()
            && parts
                .iter()
                .zip(own)
                .all(|(part, own)| part.column_name() == own.column_name())
    };
    let mut position = 0;
    while position < table.indexes.len() {
        let own = &table.indexes[position];
        let is_superfluous = own.origin == IndexOrigin::ForForeignKey
            && (table.indexes.iter().enumerate().any(|(other, index)| {
                other != position
                    && matches!(index.kind, IndexKind::Plain | IndexKind::Unique)
                    && begins(&index.parts, &own.parts)
            }) || table
                .primary_key()
                .is_some_and(|(primary, _)| begins(&primary.parts, &own.parts)));
        if is_superfluous {
            table.indexes.remove(position);
        } else {
            position += 1;
        }
    }
}

/// Whether a table of SQLite has an index that a unique key would make once more: then it makes
/// none, and nothing but the text of the statement tells of it.
fn has_index_of(table: &Table, key: &Key) -> bool {
    table.constraints.iter().any(|it| match &it.rule {
        Rule::Unique(other) => same_columns(table, other, key),
        Rule::PrimaryKey(other) => same_columns(table, other, key) && !is_row_number(table, other),
        _ => false,
    })
}

fn same_columns(table: &Table, one: &Key, other: &Key) -> bool {
    let of_column = |part: &IndexPart| {
        let column = part.column_name().and_then(|name| table.column(name));
        column.and_then(|column| column.collation.clone())
    };
    let ordered = |part: &IndexPart| {
        let collation = part.collation.clone().or_else(|| of_column(part));
        let collation = collation.map_or_else(|| "binary".to_owned(), |it| it.to_ascii_lowercase());
        (part.subject.clone(), collation)
    };
    let (one, other) = (one.parts.iter(), other.parts.iter());
    one.map(ordered).eq(other.map(ordered))
}

/// Whether a primary key of SQLite is the number that every row has, for which there is no index.
///
/// Outside rule: <https://www.sqlite.org/lang_createtable.html#rowid>.
fn is_row_number(table: &Table, key: &Key) -> bool {
    let [part] = key.parts.as_slice() else {
        return false;
    };
    let column = part.column_name().and_then(|name| table.column(name));
    column.is_some_and(|it| it.data_type.text.eq_ignore_ascii_case("integer"))
        && part.order == SortOrder::Ascending
        && !table.options.contains_key("rowid")
}

/// Whether a primary key of SQLite forbids null values: for compatibility, those of ordinary tables
/// do not.
///
/// Outside rule: <https://www.sqlite.org/lang_createtable.html#the_primary_key>.
fn key_forbids_nulls(table: &Table, key: &Key) -> bool {
    let is_strict = table.options.contains_key("strict");
    table.options.contains_key("rowid") || (is_strict && !is_row_number(table, key))
}

fn forbid_nulls(table: &mut Table, key: &Key) {
    for name in key.columns() {
        if let Some(column) = table.column_mut(name) {
            column.nullability = Nullability::NotNull;
        }
    }
}
