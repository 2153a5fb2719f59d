use super::cursor::{Cursor, Outcome, unreadable};
use crate::schema::{
    Column, ColumnValue, Constraint, ConstraintName, DataType, Expression, GeneratedStorage,
    Identity, IdentityGeneration, Index, IndexKind, IndexPart, Key, Name, NameKind, NameOrigin,
    Nullability, Nulls, Rule, SequenceOptions,
};
use crate::sql::Dialect;

/// A column as a statement defines it, with the constraints that are written at it.
#[derive(Debug, Clone)]
pub(super) struct ColumnDefinition {
    pub(super) column: Column,
    pub(super) constraints: Vec<Constraint>,
    /// A unique index that is written at the column (MySQL).
    pub(super) indexes: Vec<Index>,
}

impl Cursor<'_> {
    /// A column's name, type and properties.
    pub(super) fn column_definition(&mut self) -> Outcome<ColumnDefinition> {
        let name = self.part()?;
        let data_type = self.data_type()?;
        let mut definition = ColumnDefinition {
            column: Column::new(name, data_type),
            constraints: Vec::new(),
            indexes: Vec::new(),
        };
        if self.dialect == Dialect::Mysql {
            definition.expand_mysql_type();
        }
        self.column_properties(&mut definition)?;
        Ok(definition)
    }

    /// A column that comes from elsewhere, without a type: its name, and what is said of it.
    pub(super) fn column_options(&mut self) -> Outcome<ColumnDefinition> {
        let name = self.part()?;
        self.take("WITH OPTIONS");
        let mut definition = ColumnDefinition {
            column: Column::new(name, DataType::default()),
            constraints: Vec::new(),
            indexes: Vec::new(),
        };
        self.column_properties(&mut definition)?;
        Ok(definition)
    }

    /// What stands behind a column's type.
    pub(super) fn column_properties(&mut self, definition: &mut ColumnDefinition) -> Outcome<()> {
        loop {
            let mut name = None;
            if self.take("CONSTRAINT") {
                name = Some(ConstraintName {
                    name: self.part()?,
                    origin: NameOrigin::Given,
                });
            }
            if !self.column_property(definition, name)? {
                return Ok(());
            }
        }
    }

    /// Reads one property. Gives whether there was one.
    fn column_property(
        &mut self,
        definition: &mut ColumnDefinition,
        name: Option<ConstraintName>,
    ) -> Outcome<bool> {
        let ColumnDefinition {
            column,
            constraints,
            indexes,
        } = definition;
        if self.take("NOT NULL") {
            column.nullability = Nullability::NotNull;
            // PostgreSQL 18 names it, and knows `NO INHERIT` and `NOT VALID` for it.
            let _is_local = self.take("NO INHERIT");
            self.skip_conflict_clause();
        } else if self.take("NULL") {
            column.nullability = Nullability::Nullable;
        } else if self.take("DEFAULT") {
            column.value = ColumnValue::Given(Some(self.default_expression()?));
        } else if self.take("ON UPDATE") {
            column.on_update = Some(self.default_expression()?);
        } else if self.take("PRIMARY KEY") || (self.dialect == Dialect::Mysql && self.take("KEY")) {
            let mut part = IndexPart::column(column.name.clone());
            part.order = self.sort_order();
            self.skip_conflict_clause();
            if self.take("AUTOINCREMENT") {
                column.value = ColumnValue::AutoIncrement;
            }
            let mut key = Key::of_columns([]);
            key.parts.push(part);
            key.include = self.include()?;
            self.skip_index_storage()?;
            constraints.push(self.constraint(name, Rule::PrimaryKey(key)));
        } else if self.take("UNIQUE") {
            self.take("KEY");
            let nulls = self.nulls_distinct();
            self.skip_conflict_clause();
            let mut key = Key::of_columns([column.name.clone()]);
            key.nulls = nulls;
            if self.dialect == Dialect::Mysql {
                indexes.push(unnamed_index(IndexKind::Unique, key.parts));
            } else {
                key.include = self.include()?;
                self.skip_index_storage()?;
                constraints.push(self.constraint(name, Rule::Unique(key)));
            }
        } else if self.is_at("CHECK") {
            let rule = self.check()?;
            constraints.push(self.constraint(name, rule));
        } else if self.is_at("REFERENCES") {
            let rule = self.references(vec![column.name.clone()])?;
            // MySQL parses a reference at a column and ignores it; MariaDB takes it.
            constraints.push(self.constraint(name, rule));
        } else if self.take("GENERATED") {
            self.generated(column)?;
        } else if self.is_at("AS") && self.is_sign_at(1, "(") {
            self.skip();
            column.value = self.generated_expression()?;
        } else if self.take("AUTO_INCREMENT") {
            column.value = ColumnValue::AutoIncrement;
            column.nullability = Nullability::NotNull;
        } else {
            return self.other_column_property(column);
        }
        Ok(true)
    }

    /// Reads a property that is no constraint. Gives whether there was one.
    fn other_column_property(&mut self, column: &mut Column) -> Outcome<bool> {
        if self.take("COLLATE") {
            column.collation = Some(self.collation()?);
        } else if self.take("CHARACTER SET") || self.take("CHARSET") {
            self.take_sign("=");
            column.character_set = Some(self.charset()?);
        } else if self.take("COMMENT") {
            column.comment = Some(self.string()?).filter(|comment| !comment.is_empty());
        } else if self.take("STORAGE|COMPRESSION|COLUMN_FORMAT|SRID") {
            self.skip();
        } else if self.take("ENGINE_ATTRIBUTE|SECONDARY_ENGINE_ATTRIBUTE") {
            self.take_sign("=");
            self.skip();
        } else if self.take("VISIBLE|INVISIBLE|ASCII|UNICODE|BINARY|BYTE") {
            // How a client sees the column, or a collation by another name.
        } else if self.take("WITH|WITHOUT SYSTEM VERSIONING") || self.take("COMPRESSED") {
            // MariaDB.
        } else if self.take("OPTIONS") {
            self.skip_balanced();
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn generated(&mut self, column: &mut Column) -> Outcome<()> {
        let generation = if self.take("BY DEFAULT") {
            IdentityGeneration::ByDefault
        } else {
            self.expect("ALWAYS")?;
            IdentityGeneration::Always
        };
        self.expect("AS")?;
        if self.take("IDENTITY") {
            column.nullability = Nullability::NotNull;
            column.value = ColumnValue::Identity(Identity {
                generation,
                options: self.identity_options()?,
            });
        } else {
            column.value = self.generated_expression()?;
        }
        Ok(())
    }

    /// The options of an identity column's sequence, in parentheses, if they stand here.
    pub(super) fn identity_options(&mut self) -> Outcome<SequenceOptions> {
        let mut options = SequenceOptions::default();
        if !self.take_sign("(") {
            return Ok(options);
        }
        while !self.take_sign(")") {
            if self.take("SEQUENCE NAME") {
                self.relation()?;
                continue;
            }
            match self.sequence_option()? {
                Some(change) => change.apply_to(&mut options),
                None => return unreadable("an option of a sequence"),
            }
        }
        Ok(options)
    }

    /// The expression of a generated column behind `AS`, and when it is computed.
    fn generated_expression(&mut self) -> Outcome<ColumnValue> {
        let expression: Expression = self.parenthesized_expression()?;
        let storage = if self.take("STORED") || self.take("PERSISTENT") {
            GeneratedStorage::Stored
        } else {
            self.take("VIRTUAL");
            GeneratedStorage::Virtual
        };
        Ok(ColumnValue::Generated {
            expression,
            storage,
        })
    }

    /// A collation's name, as one is written behind `COLLATE`: with its quotes taken off.
    pub(super) fn collation(&mut self) -> Outcome<String> {
        if self.is_at_string() && self.dialect == Dialect::Mysql {
            return self.string();
        }
        let name = self.qualified(NameKind::Part)?;
        // PostgreSQL keeps its own in a namespace that it shows or not, as it pleases.
        Ok(match name.namespace {
            Some(namespace) if namespace.as_str() != "pg_catalog" => {
                format!("{namespace}.{}", name.name)
            }
            _ => name.name.to_string(),
        })
    }

    /// The name of a character set, in quotes or not.
    pub(super) fn charset(&mut self) -> Outcome<String> {
        if self.is_at_string() {
            return self.string();
        }
        Ok(self.part()?.as_str().to_ascii_lowercase())
    }

    /// A word, or a string's value.
    pub(super) fn word_or_string(&mut self) -> Outcome<String> {
        if self.is_at_string() {
            return self.string();
        }
        let word = self.text().to_owned();
        if word.is_empty() {
            return unreadable("a word");
        }
        self.skip();
        Ok(word)
    }

    /// SQLite's `ON CONFLICT …`, which changes what a statement does and not the schema.
    pub(super) fn skip_conflict_clause(&mut self) {
        if self.take("ON CONFLICT") {
            self.skip();
        }
    }

    /// `NULLS NOT DISTINCT`, if it stands here.
    pub(super) fn nulls_distinct(&mut self) -> Nulls {
        if self.take("NULLS NOT DISTINCT") {
            Nulls::NotDistinct
        } else {
            self.take("NULLS DISTINCT");
            Nulls::Distinct
        }
    }
}

impl ColumnDefinition {
    /// MySQL's `SERIAL` stands for `BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE`, and `NATIONAL`
    /// for a character set.
    fn expand_mysql_type(&mut self) {
        let column = &mut self.column;
        let words = column.data_type.text.to_ascii_lowercase();
        if words.starts_with("national")
            || words.starts_with("nchar")
            || words.starts_with("nvarchar")
        {
            column.character_set = Some("utf8mb3".to_owned());
        }
        if !column.data_type.text.eq_ignore_ascii_case("serial") {
            return;
        }
        "BIGINT UNSIGNED".clone_into(&mut column.data_type.text);
        column.nullability = Nullability::NotNull;
        column.value = ColumnValue::AutoIncrement;
        let part = IndexPart::column(column.name.clone());
        self.indexes
            .push(unnamed_index(IndexKind::Unique, vec![part]));
    }
}

/// An index that the database names.
pub(super) fn unnamed_index(kind: IndexKind, parts: Vec<IndexPart>) -> Index {
    Index {
        kind,
        parts,
        ..Index::plain(Name::unchosen())
    }
}
