use super::{Render, if_not_exists, parameters};
use crate::operation::{CreateTable, Existing, Including, LikeTable, TableSource};
use crate::schema::{Column, ColumnValue, IndexPart, Persistence, Rule, Table};
use crate::sql::{Dialect, literal};

impl Render {
    pub(super) fn create_table(self, made: &CreateTable) -> Vec<String> {
        let table = &made.table;
        let persistence = match table.persistence {
            Persistence::Logged => "",
            Persistence::Unlogged => "UNLOGGED ",
            Persistence::Temporary => "TEMPORARY ",
        };
        let mut sql = format!(
            "CREATE {persistence}TABLE {}{}",
            if_not_exists(made.existing),
            self.qualified(&made.name)
        );
        if let Some(place) = &table.partition_of {
            sql.push_str(" PARTITION OF ");
            sql.push_str(&self.qualified(&place.parent));
            sql.push(' ');
            sql.push_str(&place.bound);
        } else {
            self.table_body(&mut sql, made);
        }
        self.table_tail(&mut sql, table);
        for source in &made.sources {
            if let TableSource::Query { text, .. } = source {
                sql.push_str(" AS ");
                sql.push_str(text);
            }
        }
        let mut statements = vec![sql];
        if self.dialect == Dialect::Postgresql {
            self.table_comments(made, &mut statements);
        }
        if self.dialect != Dialect::Mysql {
            for index in &table.indexes {
                statements.extend(self.create_index(&made.name, index, Existing::Refuse));
            }
        }
        statements
    }

    fn table_body(self, sql: &mut String, made: &CreateTable) {
        let table = &made.table;
        let autoincrement = self.autoincrement_column(table);
        let mut members: Vec<String> = Vec::new();
        for column in &table.columns {
            let mut text = super::column(column, self.dialect);
            if autoincrement == Some(&column.name) {
                text.push_str(" PRIMARY KEY AUTOINCREMENT");
            }
            members.push(text);
        }
        for source in made.sources.iter().rev() {
            if let TableSource::Like(like) = source {
                let text = format!(
                    "LIKE {}{}",
                    self.qualified(&like.name),
                    self.including(like)
                );
                members.insert(like.position.min(members.len()), text);
            }
        }
        for constraint in &table.constraints {
            let is_inline =
                autoincrement.is_some() && matches!(constraint.rule, Rule::PrimaryKey(_));
            if !is_inline {
                members.push(self.constraint(constraint));
            }
        }
        if self.dialect == Dialect::Mysql {
            for index in &table.indexes {
                members.push(self.inline_index(index));
            }
        }
        let typed = made.sources.iter().find_map(|source| match source {
            TableSource::OfType { name } => Some(name),
            _ => None,
        });
        if let Some(name) = typed {
            sql.push_str(" OF ");
            sql.push_str(&self.qualified(name));
            return;
        }
        let has_query = made
            .sources
            .iter()
            .any(|it| matches!(it, TableSource::Query { .. }));
        if members.is_empty() && has_query {
            return;
        }
        sql.push_str(" (");
        for (position, member) in members.iter().enumerate() {
            sql.push_str(if position == 0 { "\n    " } else { ",\n    " });
            sql.push_str(member);
        }
        sql.push_str(if members.is_empty() { ")" } else { "\n)" });
    }

    /// What `LIKE` copies besides names and types; MySQL copies everything and has no words for it.
    fn including(self, like: &LikeTable) -> String {
        if self.dialect == Dialect::Mysql {
            return String::new();
        }
        if like.including == Including::ALL {
            return " INCLUDING ALL".to_owned();
        }
        let including = like.including;
        let parts = [
            (including.comments, "COMMENTS"),
            (including.constraints, "CONSTRAINTS"),
            (including.defaults, "DEFAULTS"),
            (including.generated, "GENERATED"),
            (including.identity, "IDENTITY"),
            (including.indexes, "INDEXES"),
        ];
        let parts = parts.into_iter().filter(|(is_included, _)| *is_included);
        parts
            .map(|(_, word)| format!(" INCLUDING {word}"))
            .collect()
    }

    /// The column that SQLite counts by itself, which takes the primary key at the column.
    fn autoincrement_column(self, table: &Table) -> Option<&crate::schema::Name> {
        if self.dialect != Dialect::Sqlite {
            return None;
        }
        let counts = |column: &&Column| column.value == ColumnValue::AutoIncrement;
        let column = table.columns.iter().find(counts)?;
        let (key, _) = table.primary_key()?;
        let is_key = key.parts == [IndexPart::column(column.name.clone())];
        is_key.then_some(&column.name)
    }

    fn table_tail(self, sql: &mut String, table: &Table) {
        if !table.inherits.is_empty() {
            let parents: Vec<String> = table.inherits.iter().map(|it| self.qualified(it)).collect();
            sql.push_str(" INHERITS (");
            sql.push_str(&parents.join(", "));
            sql.push(')');
        }
        match self.dialect {
            Dialect::Postgresql => {
                if let Some(division) = &table.partition_by {
                    sql.push_str(" PARTITION BY ");
                    sql.push_str(division);
                }
                if !table.options.is_empty() {
                    let options: Vec<(String, String)> =
                        table.options.clone().into_iter().collect();
                    sql.push_str(" WITH (");
                    sql.push_str(&parameters(&options));
                    sql.push(')');
                }
            }
            Dialect::Mysql => {
                for (option, value) in &table.options {
                    let option = mysql_option(option, value);
                    sql.push(' ');
                    sql.push_str(&option);
                }
                if let Some(comment) = &table.comment {
                    sql.push_str(" COMMENT=");
                    sql.push_str(&literal(comment, self.dialect));
                }
                if let Some(division) = &table.partition_by {
                    sql.push_str(" PARTITION BY ");
                    sql.push_str(division);
                }
            }
            Dialect::Sqlite => {
                let mut options = Vec::new();
                if table.options.contains_key("strict") {
                    options.push("STRICT");
                }
                if table.options.contains_key("rowid") {
                    options.push("WITHOUT ROWID");
                }
                if !options.is_empty() {
                    sql.push(' ');
                    sql.push_str(&options.join(", "));
                }
            }
        }
    }

    fn table_comments(self, made: &CreateTable, statements: &mut Vec<String>) {
        let table = self.qualified(&made.name);
        if let Some(comment) = &made.table.comment {
            let comment = literal(comment, self.dialect);
            statements.push(format!("COMMENT ON TABLE {table} IS {comment}"));
        }
        for column in &made.table.columns {
            if let Some(comment) = &column.comment {
                statements.push(format!(
                    "COMMENT ON COLUMN {table}.{} IS {}",
                    self.name(&column.name),
                    literal(comment, self.dialect)
                ));
            }
        }
    }
}

/// A table option as MySQL takes it.
pub(super) fn mysql_option(option: &str, value: &str) -> String {
    match option {
        "character_set" => format!("CHARACTER SET={value}"),
        "system_versioning" => "WITH SYSTEM VERSIONING".to_owned(),
        "engine" if value == "innodb" => "ENGINE=InnoDB".to_owned(),
        _ => format!("{}={value}", option.to_ascii_uppercase()),
    }
}
