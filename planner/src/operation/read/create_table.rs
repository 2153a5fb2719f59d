use super::constraint::TableElement;
use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{CreateTable, Existing, Including, LikeTable, Operation, TableSource};
use crate::schema::{
    Name, NameKind, OtherKind, OtherObject, PartitionOf, Persistence, QualifiedName,
};
use crate::sql::Dialect;

/// Whether a statement defines its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// It does.
    Defined,
    /// It says more of columns that come from elsewhere (`OF`, `PARTITION OF`).
    FromElsewhere,
}

impl Cursor<'_> {
    /// `CREATE TABLE …`, from the name or `IF NOT EXISTS` on.
    pub(super) fn create_table(
        &mut self,
        existing: Existing,
        persistence: Persistence,
    ) -> Outcome<Operation> {
        let existing = self.if_not_exists(existing);
        let name = self.relation()?;
        let mut made = CreateTable::new(name, Vec::new(), Vec::new(), Vec::new());
        made.existing = existing;
        made.table.persistence = persistence;
        if self.take("PARTITION OF") {
            let parent = self.relation()?;
            if self.is_at_sign("(") {
                self.table_elements(&mut made, Columns::FromElsewhere)?;
            }
            let start = self.position();
            if !self.take("DEFAULT") {
                self.expect("FOR VALUES")?;
                while !self.is_at_end() && !self.is_at("PARTITION|USING|WITH|TABLESPACE") {
                    if self.is_at("WITH") && self.is_sign_at(1, "(") {
                        break;
                    }
                    self.skip_balanced();
                }
                // `WITH (MODULUS m, REMAINDER r)` is a bound, too.
                if self.is_at("WITH") && self.text_since(start).eq_ignore_ascii_case("for values") {
                    self.skip();
                    self.skip_balanced();
                }
            }
            let bound = self.text_since(start).to_owned();
            made.table.partition_of = Some(PartitionOf { parent, bound });
        } else if self.take("OF") {
            let name = self.relation()?;
            made.sources.push(TableSource::OfType { name });
            if self.is_at_sign("(") {
                self.table_elements(&mut made, Columns::FromElsewhere)?;
            }
        } else if self.dialect == Dialect::Mysql && self.take("LIKE") {
            let name = self.relation()?;
            made.sources.push(like_all(name));
        } else if self.is_at_sign("(") && !self.is_at_query_in_parentheses() {
            match self.columns_of_query() {
                Some(columns) => {
                    self.table_tail(&mut made)?;
                    if let Some(TableSource::Query { columns: names, .. }) = made.sources.last_mut()
                    {
                        *names = columns;
                    }
                }
                None => self.table_elements(&mut made, Columns::Defined)?,
            }
        }
        self.table_tail(&mut made)?;
        self.expect_end()?;
        Ok(Operation::CreateTable(Box::new(made)))
    }

    fn is_at_query_in_parentheses(&self) -> bool {
        let mut inside = self.clone();
        while inside.take_sign("(") {}
        inside.is_at("SELECT|WITH|VALUES|TABLE")
            && !inside.is_sign_at(1, ",")
            && self.dialect != Dialect::Sqlite
    }

    /// Names without types, as in `CREATE TABLE a (b, c) AS SELECT …`, if these stand here.
    fn columns_of_query(&mut self) -> Option<Vec<Name>> {
        let start = self.position();
        let columns = self.parts_in_parentheses().ok();
        let is_query = self.is_at("AS|USING|WITH|ON|TABLESPACE|WITHOUT");
        if self.dialect == Dialect::Postgresql && is_query && columns.is_some() {
            return columns;
        }
        self.return_to(start);
        None
    }

    /// Columns, constraints and indexes in parentheses.
    fn table_elements(&mut self, made: &mut CreateTable, columns: Columns) -> Outcome<()> {
        self.expect_sign("(")?;
        // PostgreSQL makes tables without columns.
        if self.dialect == Dialect::Postgresql && self.take_sign(")") {
            return Ok(());
        }
        loop {
            self.table_member(made, columns)?;
            if self.take_sign(")") {
                return Ok(());
            }
            // SQLite takes constraints without a comma between them.
            let may_lack_comma = self.dialect == Dialect::Sqlite && self.is_at_table_element();
            if !self.take_sign(",") && !may_lack_comma {
                return unreadable("`,` or `)` behind a column");
            }
        }
    }

    fn table_member(&mut self, made: &mut CreateTable, columns: Columns) -> Outcome<()> {
        if self.is_at("LIKE") && !self.is_sign_at(1, ",") {
            self.skip();
            let name = self.relation()?;
            let like = LikeTable {
                name,
                position: made.table.columns.len(),
                including: self.including(),
            };
            made.sources.push(TableSource::Like(like));
        } else if self.is_at_table_element() {
            match self.table_element()? {
                TableElement::Constraint(constraint) => made.table.constraints.push(constraint),
                TableElement::Index(index) => made.table.indexes.push(index),
                TableElement::Nothing => {}
            }
        } else if columns == Columns::FromElsewhere {
            let definition = self.column_options()?;
            made.column_options.push(definition.column);
            made.table.constraints.extend(definition.constraints);
        } else {
            let definition = self.column_definition()?;
            made.table.columns.push(definition.column);
            made.table.constraints.extend(definition.constraints);
            made.table.indexes.extend(definition.indexes);
        }
        Ok(())
    }

    /// `INCLUDING …` and `EXCLUDING …`, each as often as it stands here.
    fn including(&mut self) -> Including {
        let mut including = match self.dialect {
            Dialect::Mysql => Including::ALL,
            Dialect::Postgresql | Dialect::Sqlite => Including::default(),
        };
        loop {
            let is_included = self.take("INCLUDING");
            if !is_included && !self.take("EXCLUDING") {
                return including;
            }
            match self.word().as_deref() {
                Some("ALL") if is_included => including = Including::ALL,
                Some("ALL") => including = Including::default(),
                Some("COMMENTS") => including.comments = is_included,
                Some("CONSTRAINTS") => including.constraints = is_included,
                Some("DEFAULTS") => including.defaults = is_included,
                Some("GENERATED") => including.generated = is_included,
                Some("IDENTITY") => including.identity = is_included,
                Some("INDEXES") => including.indexes = is_included,
                _ => {}
            }
            self.skip();
        }
    }

    /// What stands behind the columns.
    fn table_tail(&mut self, made: &mut CreateTable) -> Outcome<()> {
        while !self.is_at_end() {
            if self.take("INHERITS") {
                self.expect_sign("(")?;
                made.table.inherits = self.relations()?;
                self.expect_sign(")")?;
            } else if self.is_at("PARTITION BY") {
                made.table.partition_by = Some(self.partitioning()?);
            } else if self.is_at("AS|SELECT|IGNORE|REPLACE") || self.is_at_sign("(") {
                while self.take("AS|IGNORE|REPLACE") {}
                let text = self.rest().to_owned();
                made.sources.push(TableSource::Query {
                    text,
                    columns: Vec::new(),
                });
            } else if self.dialect == Dialect::Mysql {
                let option = self.mysql_table_option()?;
                match option {
                    Some((name, value)) if name == "comment" => {
                        made.table.comment = Some(value).filter(|comment| !comment.is_empty());
                    }
                    Some((name, value)) => {
                        made.table.options.insert(name, value);
                    }
                    None => {}
                }
                self.take_sign(",");
            } else if self.dialect == Dialect::Sqlite {
                if self.take("WITHOUT ROWID") {
                    made.table
                        .options
                        .insert("rowid".to_owned(), "without".to_owned());
                } else {
                    self.expect("STRICT")?;
                    made.table
                        .options
                        .insert("strict".to_owned(), "true".to_owned());
                }
                self.take_sign(",");
            } else {
                self.postgresql_table_option(made)?;
            }
        }
        Ok(())
    }

    fn postgresql_table_option(&mut self, made: &mut CreateTable) -> Outcome<()> {
        if self.take("WITHOUT OIDS") || self.take("TABLESPACE") {
            if !self.is_at_end() {
                self.skip();
            }
        } else if self.take("WITH") {
            made.table.options.extend(self.parameters()?);
        } else if self.take("USING|SERVER") {
            self.part()?;
        } else if self.take("OPTIONS") {
            self.skip_balanced();
        } else if self.take("ON COMMIT") {
            if !self.take("PRESERVE|DELETE ROWS") {
                self.expect("DROP")?;
            }
        } else {
            return unreadable("an option of the table");
        }
        Ok(())
    }

    /// How rows are divided, as it was written.
    pub(super) fn partitioning(&mut self) -> Outcome<String> {
        self.expect("PARTITION BY")?;
        if self.dialect == Dialect::Mysql {
            return Ok(self.rest().to_owned());
        }
        let start = self.position();
        self.skip();
        self.skip_balanced();
        Ok(self.text_since(start).to_owned())
    }

    /// An option of a table in MySQL, with its name in lower case; `None` for one that says
    /// nothing of the model.
    pub(super) fn mysql_table_option(&mut self) -> Outcome<Option<(String, String)>> {
        self.take("DEFAULT");
        if self.take("CHARACTER SET") || self.take("CHARSET") {
            self.take_sign("=");
            return Ok(Some(("character_set".to_owned(), self.charset()?)));
        }
        if self.take("WITH SYSTEM VERSIONING") {
            return Ok(Some(("system_versioning".to_owned(), "true".to_owned())));
        }
        if self.take("DATA|INDEX DIRECTORY") {
            self.take_sign("=");
            self.skip();
            return Ok(None);
        }
        if self.take("UNION") {
            self.take_sign("=");
            self.skip_balanced();
            return Ok(None);
        }
        let name = match self.word() {
            Some(word) => word.to_ascii_lowercase(),
            None => return unreadable("an option of the table"),
        };
        self.skip();
        self.take_sign("=");
        if name == "comment" {
            return Ok(Some((name, self.string()?)));
        }
        if name == "collate" || name == "engine" {
            return Ok(Some((name, self.charset()?)));
        }
        let value = self.word_or_string()?;
        Ok(match name.as_str() {
            // Where counting goes on is a matter of the rows.
            "auto_increment" | "insert_method" | "password" => None,
            "row_format" => Some((name, value.to_ascii_lowercase())),
            _ => Some((name, value)),
        })
    }

    /// `CREATE VIRTUAL TABLE …` (SQLite), from the name or `IF NOT EXISTS` on.
    pub(super) fn create_virtual_table(&mut self) -> Outcome<Operation> {
        let existing = self.if_not_exists(Existing::Refuse);
        let name = self.qualified(NameKind::Relation)?;
        Ok(Operation::CreateOther {
            kind: OtherKind::VirtualTable,
            table: None,
            name,
            object: OtherObject {
                text: self.rest().to_owned(),
                comment: None,
            },
            existing,
        })
    }
}

fn like_all(name: QualifiedName) -> TableSource {
    TableSource::Like(LikeTable {
        name,
        position: 0,
        including: Including::ALL,
    })
}
