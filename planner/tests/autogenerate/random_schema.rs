//! Random schemas, two of which have enough in common that one can become the other, and rows that
//! are at home in both.

use std::fmt::Write as _;

use limbeck_planner::sql::Dialect;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::collections::BTreeMap;

/// A schema, as what it is made of.
#[derive(Debug, Clone)]
pub struct RandomSchema {
    pub tables: BTreeMap<usize, RandomTable>,
    /// The labels of an enum (PostgreSQL), of which the first is always there.
    pub labels: Vec<&'static str>,
}

#[derive(Debug, Clone)]
pub struct RandomTable {
    /// By name: `c0` is of any type that takes a small number, `f0` refers to a table, `d0` is a
    /// date, `e0` an enum.
    pub columns: BTreeMap<&'static str, RandomColumn>,
    pub uniques: Vec<&'static str>,
    pub checks: Vec<&'static str>,
    pub indexes: Vec<RandomIndex>,
    pub references: BTreeMap<&'static str, (usize, &'static str)>,
    pub generated: Option<(&'static str, bool)>,
    pub view: Option<Vec<&'static str>>,
    pub has_trigger: bool,
    pub comment: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct RandomColumn {
    data_type: usize,
    is_nullable: bool,
    has_default: bool,
    comment: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct RandomIndex {
    columns: Vec<&'static str>,
    is_unique: bool,
    is_descending: bool,
    is_partial: bool,
}

const NUMBERS: [&str; 4] = ["c0", "c1", "c2", "c3"];
const REFERENCES: [&str; 2] = ["f0", "f1"];
const DATES: [&str; 1] = ["d0"];
const ENUMS: [&str; 1] = ["e0"];

fn types(name: &str, dialect: Dialect) -> &'static [&'static str] {
    match (name.as_bytes()[0], dialect) {
        (b'f', _) => &["INTEGER"],
        (b'd', Dialect::Postgresql) => &["DATE", "TIMESTAMP", "TIMESTAMPTZ"],
        (b'd', _) => &["DATE", "DATETIME"],
        (b'e', Dialect::Postgresql) => &["label", "TEXT"],
        (b'e', Dialect::Mysql) => &["ENUM('a','b')", "VARCHAR(40)"],
        (b'e', Dialect::Sqlite) => &["TEXT"],
        (_, Dialect::Sqlite) => &["INTEGER", "TEXT", "NUMERIC(10, 2)", "REAL", "VARCHAR(40)"],
        (_, Dialect::Postgresql) => &[
            "INTEGER",
            "BIGINT",
            "SMALLINT",
            "TEXT",
            "VARCHAR(40)",
            "NUMERIC(10, 2)",
            "DOUBLE PRECISION",
        ],
        (_, Dialect::Mysql) => &["INTEGER", "BIGINT", "VARCHAR(40)", "DECIMAL(10, 2)", "TEXT"],
    }
}

/// A strategy for schemas of a dialect.
pub fn schemas(dialect: Dialect) -> impl Strategy<Value = RandomSchema> {
    let labels = subsequence(vec!["b", "c", "d"], 0..=3);
    (btree_map(0..4_usize, tables(dialect), 1..=4), labels).prop_map(|(tables, labels)| {
        RandomSchema {
            tables,
            labels: std::iter::once("a").chain(labels).collect(),
        }
    })
}

fn tables(dialect: Dialect) -> impl Strategy<Value = RandomTable> {
    let names: Vec<&'static str> = NUMBERS
        .into_iter()
        .chain(REFERENCES)
        .chain(DATES)
        .chain(ENUMS)
        .collect();
    let column = move |name: &'static str| {
        let count = types(name, dialect).len();
        let comment = option::weighted(0.2, select(vec!["one", "it's"]));
        (0..count, any::<bool>(), any::<bool>(), comment)
    };
    subsequence(names, 1..=6)
        .prop_flat_map(move |names| {
            let columns: Vec<_> = names.iter().map(|name| column(name)).collect();
            (Just(names), columns)
        })
        .prop_flat_map(move |(names, columns)| {
            let columns: BTreeMap<&'static str, RandomColumn> = names
                .iter()
                .copied()
                .zip(columns)
                .map(|(name, (data_type, is_nullable, has_default, comment))| {
                    let column = RandomColumn {
                        data_type,
                        is_nullable,
                        has_default,
                        comment,
                    };
                    (name, column)
                })
                .collect();
            let numbers: Vec<&'static str> = names
                .iter()
                .copied()
                .filter(|it| it.starts_with('c'))
                .collect();
            let references: Vec<&'static str> = names
                .iter()
                .copied()
                .filter(|it| it.starts_with('f'))
                .collect();
            let some = |of: Vec<&'static str>| subsequence(of.clone(), 0..=of.len());
            let index = {
                let of = names.clone();
                let length = of.len().min(2);
                (
                    subsequence(of, 1..=length),
                    any::<bool>(),
                    any::<bool>(),
                    any::<bool>(),
                )
                    .prop_map(|(columns, is_unique, is_descending, is_partial)| {
                        RandomIndex {
                            columns,
                            is_unique,
                            is_descending,
                            is_partial,
                        }
                    })
            };
            let actions = vec!["", " ON DELETE CASCADE", " ON DELETE SET NULL"];
            let targets = vec((0..4_usize, select(actions)), references.len());
            let generated = if numbers.is_empty() {
                Just(None).boxed()
            } else {
                option::weighted(0.3, (select(numbers.clone()), any::<bool>())).boxed()
            };
            (
                Just((columns, references)),
                (some(numbers.clone()), some(numbers)),
                vec(index, 0..=2),
                targets,
                generated,
                (
                    option::weighted(0.3, some(names.clone())),
                    any::<bool>(),
                    option::weighted(0.3, select(vec!["of rows", "of \"rows\""])),
                ),
            )
        })
        .prop_map(
            |((columns, references), (uniques, checks), indexes, targets, generated, rest)| {
                let (view, has_trigger, comment) = rest;
                RandomTable {
                    columns,
                    uniques,
                    checks,
                    indexes,
                    references: references.into_iter().zip(targets).collect(),
                    generated,
                    view,
                    has_trigger,
                    comment,
                }
            },
        )
}

impl RandomSchema {
    /// The statements that make it.
    pub fn sql(&self, dialect: Dialect) -> String {
        let mut sql = String::new();
        if dialect == Dialect::Postgresql {
            let labels: Vec<String> = self.labels.iter().map(|it| format!("'{it}'")).collect();
            let _ = writeln!(sql, "CREATE TYPE label AS ENUM ({});", labels.join(", "));
        }
        let mut later = String::new();
        for (number, table) in &self.tables {
            self.table(*number, table, dialect, &mut sql, &mut later);
        }
        sql.push_str(&later);
        sql
    }

    fn table(
        &self,
        number: usize,
        table: &RandomTable,
        dialect: Dialect,
        sql: &mut String,
        later: &mut String,
    ) {
        let name = format!("t{number}");
        let key = match dialect {
            Dialect::Sqlite => "id INTEGER NOT NULL PRIMARY KEY",
            Dialect::Postgresql => "id SERIAL PRIMARY KEY",
            Dialect::Mysql => "id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY",
        };
        let mut members = vec![key.to_owned()];
        for (column, definition) in &table.columns {
            members.push(table.column(column, definition, dialect));
        }
        if let Some((source, is_stored)) = table.generated {
            let stored = is_stored || dialect == Dialect::Postgresql;
            let storage = if stored { "STORED" } else { "VIRTUAL" };
            let data_type = if dialect == Dialect::Mysql {
                "VARCHAR(80)"
            } else {
                "TEXT"
            };
            let expression = match dialect {
                Dialect::Mysql => format!("concat({source}, 'x')"),
                Dialect::Postgresql => format!("CAST({source} AS TEXT) || 'x'"),
                Dialect::Sqlite => format!("{source} || 'x'"),
            };
            members.push(format!(
                "g0 {data_type} GENERATED ALWAYS AS ({expression}) {storage}"
            ));
        }
        for column in &table.uniques {
            if table.takes_unique(column, dialect) {
                members.push(format!("CONSTRAINT {name}_{column}_uq UNIQUE ({column})"));
            }
        }
        for column in &table.checks {
            if table.is_number(column, dialect) {
                members.push(format!(
                    "CONSTRAINT {name}_{column}_ck CHECK ({column} > 0)"
                ));
            }
        }
        for (column, (target, action)) in &table.references {
            if !self.tables.contains_key(target) {
                continue;
            }
            let action = if *action == " ON DELETE SET NULL" && !table.columns[column].is_nullable {
                ""
            } else {
                action
            };
            let constraint = format!(
                "CONSTRAINT {name}_{column}_fk FOREIGN KEY ({column}) REFERENCES t{target} (id){action}"
            );
            if dialect == Dialect::Sqlite {
                members.push(constraint);
            } else {
                let _ = writeln!(later, "ALTER TABLE {name} ADD {constraint};");
            }
        }
        let comment = match (dialect, table.comment) {
            (Dialect::Mysql, Some(comment)) => format!(" COMMENT='{comment}'"),
            _ => String::new(),
        };
        let _ = writeln!(
            sql,
            "CREATE TABLE {name} (\n  {}\n){comment};",
            members.join(",\n  ")
        );
        Self::rest(&name, table, dialect, later);
    }

    fn rest(name: &str, table: &RandomTable, dialect: Dialect, later: &mut String) {
        for (position, index) in table.indexes.iter().enumerate() {
            let columns: Vec<&str> = index
                .columns
                .iter()
                .copied()
                .filter(|column| table.takes_index(column, dialect))
                .collect();
            let is_unique = index.is_unique
                && columns
                    .iter()
                    .all(|column| table.takes_unique(column, dialect));
            if columns.is_empty() {
                continue;
            }
            let unique = if is_unique { "UNIQUE " } else { "" };
            let order = if index.is_descending { " DESC" } else { "" };
            let partial = if index.is_partial && dialect != Dialect::Mysql {
                format!(" WHERE {} IS NOT NULL", columns[0])
            } else {
                String::new()
            };
            let _ = writeln!(
                later,
                "CREATE {unique}INDEX {name}_ix{position} ON {name} ({}{order}){partial};",
                columns.join(", ")
            );
        }
        if let Some(view) = &table.view {
            let columns: Vec<&str> = std::iter::once("id").chain(view.iter().copied()).collect();
            let _ = writeln!(
                later,
                "CREATE VIEW v_{name} AS SELECT {} FROM {name} WHERE id > 0;",
                columns.join(", ")
            );
        }
        if table.has_trigger && dialect == Dialect::Sqlite {
            let _ = writeln!(
                later,
                "CREATE TRIGGER {name}_tr AFTER INSERT ON {name} FOR EACH ROW BEGIN UPDATE {name} SET \
                 id = id WHERE id < 0; END;"
            );
        }
        if table.has_trigger && dialect == Dialect::Mysql {
            let _ = writeln!(
                later,
                "CREATE TRIGGER {name}_tr BEFORE INSERT ON {name} FOR EACH ROW SET NEW.id = NEW.id;"
            );
        }
        if dialect == Dialect::Postgresql {
            let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
            if let Some(comment) = table.comment {
                let _ = writeln!(later, "COMMENT ON TABLE {name} IS {};", quoted(comment));
            }
            for (column, definition) in &table.columns {
                if let Some(comment) = definition.comment {
                    let comment = quoted(comment);
                    let _ = writeln!(later, "COMMENT ON COLUMN {name}.{column} IS {comment};");
                }
            }
        }
    }

    /// Statements that put two rows into each table, which the other schema can hold, too.
    pub fn rows(&self, other: &Self, dialect: Dialect) -> Vec<String> {
        let mut rows = Vec::new();
        for (number, table) in &self.tables {
            for row in 1..=2 {
                let names: Vec<&str> = std::iter::once("id")
                    .chain(table.columns.keys().copied())
                    .collect();
                let values: Vec<String> = names
                    .iter()
                    .map(|name| match name.as_bytes()[0] {
                        b'd' => format!("'2026-01-0{row}'"),
                        b'e' => "'a'".to_owned(),
                        b'c' if !table.is_number(name, dialect) => format!("'{row}'"),
                        b'f' if !self.refers_to_rows(other, *number, name) => "NULL".to_owned(),
                        _ => row.to_string(),
                    })
                    .collect();
                rows.push(format!(
                    "INSERT INTO t{number} ({}) VALUES ({})",
                    names.join(", "),
                    values.join(", ")
                ));
            }
        }
        rows
    }
}

impl RandomSchema {
    /// Whether what a column refers to, in either schema, has rows in both.
    fn refers_to_rows(&self, other: &Self, table: usize, column: &str) -> bool {
        [self, other].into_iter().all(|schema| {
            let table = schema.tables.get(&table);
            let target = table.and_then(|table| table.references.get(column));
            target.is_none_or(|(target, _)| {
                self.tables.contains_key(target) && other.tables.contains_key(target)
            })
        })
    }
}

impl RandomTable {
    fn type_of(&self, column: &str, dialect: Dialect) -> &'static str {
        types(column, dialect)[self.columns[column].data_type]
    }

    fn is_number(&self, column: &str, dialect: Dialect) -> bool {
        let data_type = self.type_of(column, dialect);
        !data_type.starts_with("TEXT") && !data_type.starts_with("VARCHAR")
    }

    /// Two new rows would have one default.
    fn takes_unique(&self, column: &str, dialect: Dialect) -> bool {
        let definition = &self.columns[column];
        column.starts_with('c')
            && !definition.has_default
            && definition.is_nullable
            && self.takes_index(column, dialect)
    }

    fn takes_index(&self, column: &str, dialect: Dialect) -> bool {
        dialect != Dialect::Mysql || self.type_of(column, dialect) != "TEXT"
    }

    fn column(&self, name: &str, definition: &RandomColumn, dialect: Dialect) -> String {
        let data_type = self.type_of(name, dialect);
        let mut sql = format!("{name} {data_type}");
        let is_text = dialect == Dialect::Mysql && data_type == "TEXT";
        // A column that takes no nulls has a default, so that it can be added to a table with rows.
        let has_default = (definition.has_default || !definition.is_nullable)
            && !name.starts_with('f')
            && !is_text;
        if has_default {
            let default = match name.as_bytes()[0] {
                b'd' => "'2026-02-03'",
                b'e' => "'a'",
                _ if self.is_number(name, dialect) => "7",
                _ => "'7'",
            };
            let _ = write!(sql, " DEFAULT {default}");
        }
        if !definition.is_nullable && has_default {
            sql.push_str(" NOT NULL");
        }
        if let (Dialect::Mysql, Some(comment)) = (dialect, definition.comment) {
            let _ = write!(sql, " COMMENT '{}'", comment.replace('\'', "''"));
        }
        sql
    }
}
