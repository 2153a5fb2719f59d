use super::column::is_of_column;
use super::{Difference, Note, Property};
use crate::compare::{constraint_object, same_rule};
use crate::operation::{CreateTable, Operation, TableChange};
use crate::render;
use crate::schema::{
    Column, ColumnValue, ForeignKey, GeneratedStorage, Name, NameKind, Nullability, QualifiedName,
    Rule, Table,
};
use crate::source::SectionTransaction;
use crate::sql::lexer::{LexemeKind, Lexer};
use crate::sql::{Dialect, literal};

impl Difference<'_> {
    /// Chooses the tables that SQLite's `ALTER TABLE` cannot change:
    /// <https://www.sqlite.org/lang_altertable.html>.
    pub(super) fn choose_rebuilt(&mut self) {
        if self.dialect() != Dialect::Sqlite {
            return;
        }
        let rebuilt = self
            .altered_tables()
            .into_iter()
            .filter(|(name, from, to)| self.must_rebuild(name, from, to))
            .map(|(name, ..)| name);
        self.rebuilt = rebuilt.collect();
        // A table that is made or made anew before one may refer to it, too.
        let tables = self.from.tables().chain(self.to.tables());
        let is_referred_to = tables
            .flat_map(|(_, table)| foreign_keys(table))
            .any(|key| self.rebuilt.contains(&key.table));
        let dropped = self.dropped_tables();
        let is_in_circle = dropped.iter().any(|name| {
            let table = self.from.table(name);
            let mut keys = table.into_iter().flat_map(foreign_keys);
            keys.any(|key| self.gone_circles.hold(name, key))
        });
        if is_referred_to || is_in_circle {
            // A table that others refer to goes while foreign keys are not looked at, which SQLite
            // does not change inside a transaction.
            self.transaction = SectionTransaction::Outside;
        }
    }

    fn must_rebuild(&self, name: &QualifiedName, from: &Table, to: &Table) -> bool {
        let changes_column = to.columns.iter().any(|column| {
            !self
                .properties(&Self::column(name, &column.name))
                .is_empty()
        });
        let changes_options = !self
            .properties(&crate::schema::Object::Table(name.clone()))
            .is_empty();
        let changes_constraint = from
            .constraints
            .iter()
            .chain(&to.constraints)
            .any(|constraint| {
                let object = constraint_object(name, constraint, Dialect::Sqlite);
                let differs = self.dropped.contains(&object)
                    || self.created.contains(&object)
                    || self.altered.contains_key(&object);
                differs && !self.comes_with_column(from, to, constraint)
            });
        let adds = to
            .columns
            .iter()
            .filter(|it| from.column(&it.name).is_none());
        let cannot_add = adds.clone().any(|column| !can_add(column, to));
        // A column that is not the last cannot be added where it stands.
        let added = adds.count();
        let adds_last = to
            .columns
            .iter()
            .rev()
            .take(added)
            .all(|column| from.column(&column.name).is_none());
        let cannot_drop = from
            .columns
            .iter()
            .any(|column| to.column(&column.name).is_none() && !can_drop(column, from));
        changes_column
            || changes_options
            || changes_constraint
            || cannot_add
            || !adds_last
            || cannot_drop
    }

    /// Whether a constraint is new and written at a new column.
    fn comes_with_column(
        &self,
        from: &Table,
        to: &Table,
        constraint: &crate::schema::Constraint,
    ) -> bool {
        debug_assert_eq!(self.dialect(), Dialect::Sqlite);
        to.columns.iter().any(|column| {
            from.column(&column.name).is_none() && is_of_column(constraint, &column.name, to)
        }) && !from
            .constraints
            .iter()
            .any(|it| same_rule(&it.rule, &constraint.rule, Dialect::Sqlite))
    }

    /// Makes a table anew under another name, moves its rows, and puts it in the old one's place, as
    /// <https://www.sqlite.org/lang_altertable.html#otheralter> prescribes. Its triggers, and the
    /// views and triggers that name it, have gone by then and come back later.
    pub(super) fn rebuild(&mut self, name: &QualifiedName, from: &Table, to: &Table) {
        let temporary = self.temporary_name(name);
        let mut made = CreateTable::new(temporary.clone(), Vec::new(), Vec::new(), Vec::new());
        made.table = to.clone();
        made.table.indexes = Vec::new();
        retarget_own(&mut made.table, name, &temporary);
        self.operation(Operation::CreateTable(Box::new(made)));
        self.copy_rows(name, &temporary, from, to);
        self.keep_count(name, &temporary, from, to);
        let shown = |name: &QualifiedName| render::qualified(name, Dialect::Sqlite);
        self.sql(format!("DROP TABLE {}", shown(name)), Vec::new());
        self.alter(&temporary, TableChange::Rename(name.clone()));
        for index in &to.indexes {
            self.create_index(name, index);
        }
    }

    /// Begins what must run while foreign keys are not looked at.
    pub(super) fn begin_without_foreign_keys(&mut self) {
        if self.transaction == SectionTransaction::Outside {
            self.sql("PRAGMA foreign_keys = OFF", Vec::new());
            self.sql("BEGIN IMMEDIATE", Vec::new());
        }
    }

    /// Ends it. Foreign keys stay off, as they are for every script: were they on from here, a script
    /// behind this one that makes a table anew would delete the rows that refer to it. SQL cannot ask
    /// what they were.
    pub(super) fn commit_without_foreign_keys(&mut self) {
        if self.transaction == SectionTransaction::Outside {
            self.check_foreign_keys();
            self.sql("COMMIT", Vec::new());
        }
    }

    fn temporary_name(&self, name: &QualifiedName) -> QualifiedName {
        let mut text = format!("_limbeck_new_{}", name.name);
        loop {
            let candidate =
                name.with_name(Name::stored(&text, NameKind::Relation, Dialect::Sqlite));
            let is_free =
                self.from.relation(&candidate).is_none() && self.to.relation(&candidate).is_none();
            if is_free {
                return candidate;
            }
            text.push('_');
        }
    }

    /// Copies what both tables have; values that the new one computes, it computes.
    fn copy_rows(
        &mut self,
        name: &QualifiedName,
        temporary: &QualifiedName,
        from: &Table,
        to: &Table,
    ) {
        let mut notes = Vec::new();
        let is_stored = |column: &Column| !matches!(column.value, ColumnValue::Generated { .. });
        let mut targets = Vec::new();
        let mut values = Vec::new();
        for new in to.columns.iter().filter(|it| is_stored(it)) {
            let Some(old) = from.column(&new.name) else {
                if !new.is_nullable()
                    && matches!(&new.value, ColumnValue::Given(default)
                        if default.as_ref().is_none_or(|it| is_null(&it.text)))
                {
                    notes.push(Note::Decide(format!(
                        "column {name}.{} takes no nulls and has no default, so this fails where the \
                         table has rows: give it a value here",
                        new.name
                    )));
                }
                continue;
            };
            let column = render::name(&new.name, Dialect::Sqlite);
            let tightens = old.is_nullable() && !new.is_nullable();
            let value = match new.default() {
                Some(default) if tightens => format!("coalesce({column}, {default})"),
                _ => {
                    if tightens {
                        notes.push(Note::Decide(format!(
                            "this fails while there are nulls in {name}.{column}: give them a value here"
                        )));
                    }
                    column.clone()
                }
            };
            targets.push(column);
            values.push(value);
        }
        for old in &from.columns {
            if to.column(&old.name).is_none() && is_stored(old) {
                notes.push(Note::LosesData(format!(
                    "the values of column {name}.{}",
                    old.name
                )));
            }
        }
        for column in &to.columns {
            let properties = self.properties(&Self::column(name, &column.name));
            if properties.contains(&Property::Generated) && !is_stored(column) {
                notes.push(Note::LosesData(format!(
                    "the values of column {name}.{}, which is computed from now on",
                    column.name
                )));
            }
        }
        if targets.is_empty() {
            return;
        }
        self.sql(
            format!(
                "INSERT INTO {} ({})\nSELECT {} FROM {}",
                render::qualified(temporary, Dialect::Sqlite),
                targets.join(", "),
                values.join(", "),
                render::qualified(name, Dialect::Sqlite)
            ),
            notes,
        );
    }

    /// Lets `AUTOINCREMENT` go on where it was: the rows alone do not tell which numbers have been
    /// given before.
    fn keep_count(
        &mut self,
        name: &QualifiedName,
        temporary: &QualifiedName,
        from: &Table,
        to: &Table,
    ) {
        let counts = |table: &Table| {
            let mut columns = table.columns.iter();
            columns.any(|column| column.value == ColumnValue::AutoIncrement)
        };
        if !counts(from) || !counts(to) {
            return;
        }
        let text = |name: &QualifiedName| literal(name.name.as_str(), Dialect::Sqlite);
        let (old, new) = (text(name), text(temporary));
        self.sql(
            format!("DELETE FROM sqlite_sequence WHERE name = {new}"),
            Vec::new(),
        );
        self.sql(
            format!(
                "INSERT INTO sqlite_sequence (name, seq)\nSELECT {new}, seq FROM sqlite_sequence \
                 WHERE name = {old}"
            ),
            Vec::new(),
        );
    }

    /// Stops where a row refers to none, in what may have changed: the tables that were made anew, and
    /// those that refer to one that was, or that went. The pragma only tells, so its answer goes into
    /// a table that takes none.
    fn check_foreign_keys(&mut self) {
        let dropped = self.dropped_tables();
        let is_concerned = |(name, table): &(&QualifiedName, &Table)| {
            let mut constraints = table.constraints.iter();
            constraints.any(|constraint| match &constraint.rule {
                Rule::ForeignKey(key) => {
                    self.rebuilt.contains(*name)
                        || self.rebuilt.contains(&key.table)
                        || dropped.contains(&key.table)
                }
                _ => false,
            })
        };
        let concerned: Vec<String> = self
            .to
            .tables()
            .filter(is_concerned)
            .map(|(name, _)| {
                let name = literal(name.name.as_str(), Dialect::Sqlite);
                format!(
                    "INSERT INTO _limbeck_check SELECT \"table\" FROM pragma_foreign_key_check({name})"
                )
            })
            .collect();
        if concerned.is_empty() {
            return;
        }
        let made =
            "CREATE TEMP TABLE _limbeck_check (refers_to_none TEXT CHECK (refers_to_none IS NULL))";
        self.sql(made, Vec::new());
        for sql in concerned {
            self.sql(sql, Vec::new());
        }
        self.sql("DROP TABLE temp._limbeck_check", Vec::new());
    }
}

/// A table's references to itself are to what it is called while it is made.
fn retarget_own(table: &mut Table, from: &QualifiedName, to: &QualifiedName) {
    for constraint in &mut table.constraints {
        if let Rule::ForeignKey(key) = &mut constraint.rule
            && key.table == *from
        {
            key.table = to.clone();
        }
    }
}

/// Whether SQLite adds a column to a table that has rows:
/// <https://www.sqlite.org/lang_altertable.html#alter_table_add_column>.
fn can_add(column: &Column, to: &Table) -> bool {
    let in_key = to
        .constraints
        .iter()
        .any(|constraint| match &constraint.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => key.columns().any(|it| *it == column.name),
            Rule::ForeignKey(key) => {
                key.columns.contains(&column.name)
                    && column.default().is_some_and(|it| !is_null(&it.text))
            }
            Rule::Check(_) | Rule::Exclusion(_) => false,
        });
    let has_value = match &column.value {
        ColumnValue::Given(None) => column.nullability == Nullability::Nullable,
        ColumnValue::Given(Some(default)) => {
            is_constant(&default.text)
                && (column.nullability == Nullability::Nullable || !is_null(&default.text))
        }
        ColumnValue::Generated { storage, .. } => *storage == GeneratedStorage::Virtual,
        ColumnValue::Identity(_) | ColumnValue::AutoIncrement => false,
    };
    !in_key && has_value
}

fn is_null(text: &str) -> bool {
    without_parentheses(text).eq_ignore_ascii_case("null")
}

fn without_parentheses(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        text = inner.trim();
    }
    text
}

/// Whether a default is no expression: one number, string or word that is no time, perhaps with a
/// sign.
fn is_constant(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix(['-', '+']).unwrap_or(text).trim_start();
    let mut lexer = Lexer::new(text, 0..text.len(), Dialect::Sqlite);
    let first = lexer.next();
    let is_one = lexer.next().is_none();
    is_one
        && first.is_some_and(|lexeme| match lexeme.kind {
            LexemeKind::String(_) | LexemeKind::Number => true,
            LexemeKind::Word => {
                let is_time = text.to_ascii_uppercase().starts_with("CURRENT_");
                !is_time
            }
            _ => false,
        })
}

/// Whether SQLite drops a column: nothing else may name it.
fn can_drop(column: &Column, from: &Table) -> bool {
    let named = from
        .constraints
        .iter()
        .any(|constraint| match &constraint.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key) => key.columns().any(|it| *it == column.name),
            Rule::ForeignKey(key) => key.columns.contains(&column.name),
            Rule::Check(check) => crate::replay::names_in(&check.expression.text, Dialect::Sqlite)
                .contains(&column.name),
            Rule::Exclusion(_) => false,
        });
    let computed_from = from.columns.iter().any(|other| {
        matches!(&other.value, ColumnValue::Generated { expression, .. }
            if crate::replay::names_in(&expression.text, Dialect::Sqlite).contains(&column.name))
    });
    !named && !computed_from
}

fn foreign_keys(table: &Table) -> impl Iterator<Item = &ForeignKey> {
    table.constraints.iter().filter_map(|it| match &it.rule {
        Rule::ForeignKey(key) => Some(key),
        _ => None,
    })
}
