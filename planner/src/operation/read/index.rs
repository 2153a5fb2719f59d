use super::column::unnamed_index;
use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{Existing, IndexChange, Missing, Operation};
use crate::schema::{
    Expression, Index, IndexKind, IndexPart, IndexSubject, Name, NameKind, NullsOrder, SortOrder,
};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

impl Cursor<'_> {
    /// `CREATE [UNIQUE] INDEX …`, from `UNIQUE` or `INDEX` on.
    pub(super) fn create_index(&mut self, existing: Existing) -> Outcome<Operation> {
        let kind = if self.take("UNIQUE") {
            IndexKind::Unique
        } else if self.take("FULLTEXT") {
            IndexKind::FullText
        } else if self.take("SPATIAL") {
            IndexKind::Spatial
        } else {
            IndexKind::Plain
        };
        self.expect("INDEX")?;
        self.take("CONCURRENTLY");
        let existing = self.if_not_exists(existing);
        let mut index = unnamed_index(kind, Vec::new());
        let mut namespace = None;
        if !self.is_at("ON") {
            let name = self.qualified(NameKind::Part)?;
            index.name = name.name;
            namespace = name.namespace;
        }
        index.method = self.index_method()?;
        self.expect("ON")?;
        self.take("ONLY");
        let mut table = self.relation()?;
        // SQLite names the namespace at the index.
        if table.namespace.is_none() {
            table.namespace = namespace;
        }
        if let Some(method) = self.index_method()? {
            index.method = Some(method);
        }
        index.parts = self.index_parts()?;
        index.include = self.include()?;
        index.nulls = self.nulls_distinct();
        self.index_tail(&mut index)?;
        self.expect_end()?;
        Ok(Operation::CreateIndex {
            table,
            index: Box::new(index),
            existing,
        })
    }

    fn index_tail(&mut self, index: &mut Index) -> Outcome<()> {
        loop {
            if self.take("WHERE") {
                let text = self.rest();
                index.predicate = Some(Expression::new(text));
            } else if self.is_at("WITH") && self.is_sign_at(1, "(") {
                self.skip();
                index.options.extend(self.parameters()?);
            } else if self.take("TABLESPACE") {
                self.part()?;
            } else if self.dialect == Dialect::Mysql && !self.is_at_end() {
                let before = self.position();
                self.mysql_index_options(index)?;
                if self.position() == before {
                    return unreadable("an index's option");
                }
            } else {
                return Ok(());
            }
        }
    }

    /// `USING btree`, if it stands here.
    pub(super) fn index_method(&mut self) -> Outcome<Option<String>> {
        if !self.take("USING") {
            return Ok(None);
        }
        let method = self.part()?;
        Ok(Some(method.as_str().to_ascii_lowercase()))
    }

    pub(super) fn skip_index_method(&mut self) {
        if self.take("USING") {
            self.skip();
        }
    }

    /// What stands behind an index's columns in MySQL.
    pub(super) fn mysql_index_options(&mut self, index: &mut Index) -> Outcome<()> {
        loop {
            if self.is_at("USING") {
                index.method = self.index_method()?;
            } else if self.take("COMMENT") {
                index.comment = Some(self.string()?).filter(|comment| !comment.is_empty());
            } else if self.take("KEY_BLOCK_SIZE|ALGORITHM|LOCK") {
                self.take_sign("=");
                self.skip();
            } else if self.take("WITH PARSER") {
                self.skip();
            } else if !self.take("VISIBLE|INVISIBLE|IGNORED") && !self.take("NOT IGNORED") {
                return Ok(());
            }
        }
    }

    /// The things that an index is over, in parentheses.
    pub(super) fn index_parts(&mut self) -> Outcome<Vec<IndexPart>> {
        self.expect_sign("(")?;
        let parts = self.list(Self::index_part)?;
        self.expect_sign(")")?;
        Ok(parts)
    }

    /// One of the things that an index is over.
    pub(super) fn index_part(&mut self) -> Outcome<IndexPart> {
        let mut part = IndexPart::of(self.index_subject()?);
        if self.take("COLLATE") {
            part.collation = Some(self.collation()?);
        }
        if self.dialect == Dialect::Postgresql
            && self.is_at_name()
            && !self.is_at("ASC|DESC|NULLS|WITH")
        {
            let start = self.position();
            self.qualified(NameKind::Part)?;
            if self.is_at_sign("(") {
                self.skip_balanced();
            }
            part.operator_class = Some(self.text_since(start).to_ascii_lowercase());
        }
        part.order = self.sort_order();
        part.nulls = if self.take("NULLS FIRST") {
            Some(NullsOrder::First)
        } else if self.take("NULLS LAST") {
            Some(NullsOrder::Last)
        } else {
            None
        };
        Ok(part)
    }

    fn index_subject(&mut self) -> Outcome<IndexSubject> {
        if self.is_at_sign("(") {
            let start = self.position();
            let inner = self.parenthesized_expression()?;
            if !self.is_at_part_end() {
                // SQLite takes `(a) || b` without more parentheses.
                self.return_to(start);
                return self.index_expression();
            }
            return Ok(self.column_in_parentheses(&inner).map_or(
                IndexSubject::Expression(inner),
                |name| IndexSubject::Column {
                    name,
                    prefix_length: None,
                },
            ));
        }
        if !self.is_at_name() {
            return self.index_expression();
        }
        let start = self.position();
        let name = self.part()?;
        if self.dialect == Dialect::Mysql && self.is_at_sign("(") {
            self.skip();
            let length = self.integer()?;
            self.expect_sign(")")?;
            return Ok(IndexSubject::Column {
                name,
                prefix_length: u64::try_from(length).ok(),
            });
        }
        if self.is_at_part_end() {
            return Ok(IndexSubject::Column {
                name,
                prefix_length: None,
            });
        }
        self.return_to(start);
        self.index_expression()
    }

    /// The column that an expression is, if it is nothing else. PostgreSQL takes it for one.
    fn column_in_parentheses(&self, expression: &Expression) -> Option<Name> {
        if self.dialect != Dialect::Postgresql {
            return None;
        }
        let mut inside = Cursor::new(&expression.text, self.dialect);
        let name = inside.part().ok()?;
        inside.is_at_end().then_some(name)
    }

    fn is_at_part_end(&self) -> bool {
        self.is_at_end()
            || self.is_at_sign(",")
            || self.is_at_sign(")")
            || self.is_at("COLLATE|ASC|DESC|NULLS|WITH")
            || (self.dialect == Dialect::Postgresql
                && matches!(
                    self.kind(),
                    Some(LexemeKind::Word | LexemeKind::QuotedIdentifier(_))
                ))
    }

    /// A call of a function, or in SQLite any expression.
    fn index_expression(&mut self) -> Outcome<IndexSubject> {
        let text = self.text_until(Self::is_at_part_end)?;
        Ok(IndexSubject::Expression(Expression::new(text)))
    }

    /// `ASC` or `DESC`, if one stands here.
    pub(super) fn sort_order(&mut self) -> SortOrder {
        if self.take("DESC") {
            SortOrder::Descending
        } else {
            self.take("ASC");
            SortOrder::Ascending
        }
    }

    /// `INCLUDE (…)`, if it stands here.
    pub(super) fn include(&mut self) -> Outcome<Vec<Name>> {
        if self.take("INCLUDE") {
            self.parts_in_parentheses()
        } else {
            Ok(Vec::new())
        }
    }

    /// Where and how a constraint's index is kept.
    pub(super) fn skip_index_storage(&mut self) -> Outcome<()> {
        loop {
            if self.is_at("WITH") && self.is_sign_at(1, "(") {
                self.skip();
                self.skip_balanced();
            } else if self.take("USING INDEX TABLESPACE") {
                self.part()?;
            } else if self.dialect == Dialect::Mysql
                && self.is_at("USING|COMMENT|KEY_BLOCK_SIZE|VISIBLE|INVISIBLE|WITH")
            {
                let mut index = unnamed_index(IndexKind::Plain, Vec::new());
                let before = self.position();
                self.mysql_index_options(&mut index)?;
                if self.position() == before {
                    return Ok(());
                }
            } else {
                return Ok(());
            }
        }
    }

    /// `ALTER INDEX …`, from the name on.
    pub(super) fn alter_index(&mut self) -> Outcome<Operation> {
        let missing = self.if_exists();
        let index = self.qualified(NameKind::Part)?;
        let change = if self.take("RENAME TO") {
            IndexChange::Rename(self.part()?)
        } else if self.take("SET TABLESPACE") || self.take("ATTACH PARTITION") {
            self.rest();
            IndexChange::Nothing
        } else if self.take("SET") {
            IndexChange::SetOptions(self.parameters()?)
        } else if self.take("RESET") {
            IndexChange::ResetOptions(self.parameter_names()?)
        } else if self.is_at("ALTER|DEPENDS|NO|OWNER") {
            self.rest();
            IndexChange::Nothing
        } else {
            return unreadable("what changes in the index");
        };
        self.expect_end()?;
        Ok(Operation::AlterIndex {
            index,
            missing,
            change,
        })
    }

    /// `IF EXISTS`, if it stands here.
    pub(super) fn if_exists(&mut self) -> Missing {
        if self.take("IF EXISTS") {
            Missing::Skip
        } else {
            Missing::Refuse
        }
    }

    /// `IF NOT EXISTS`, if it stands here.
    pub(super) fn if_not_exists(&mut self, otherwise: Existing) -> Existing {
        if self.take("IF NOT EXISTS") {
            Existing::Keep
        } else {
            otherwise
        }
    }

    /// Parameters with their values, in parentheses.
    pub(super) fn parameters(&mut self) -> Outcome<Vec<(String, String)>> {
        self.expect_sign("(")?;
        if self.take_sign(")") {
            return Ok(Vec::new());
        }
        let parameters = self.list(|cursor| {
            let name = cursor.parameter_name()?;
            let value = if cursor.take_sign("=") {
                let text = cursor.text_until(|_| false)?;
                text.trim_matches('\'').to_owned()
            } else {
                "true".to_owned()
            };
            Ok((name, value))
        })?;
        self.expect_sign(")")?;
        Ok(parameters)
    }

    /// Parameters without values, in parentheses.
    pub(super) fn parameter_names(&mut self) -> Outcome<Vec<String>> {
        self.expect_sign("(")?;
        let names = self.list(Self::parameter_name)?;
        self.expect_sign(")")?;
        Ok(names)
    }

    fn parameter_name(&mut self) -> Outcome<String> {
        let start = self.position();
        self.qualified(NameKind::Part)?;
        Ok(self.text_since(start).to_ascii_lowercase())
    }
}
