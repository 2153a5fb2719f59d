use super::cursor::{Cursor, Outcome};
use crate::operation::Operation;
use crate::schema::QualifiedName;
use crate::sql::Dialect;

/// What stands behind `ON` of a `GRANT` that is about no tables.
const NO_TABLES: &str = "ALL|SCHEMA|DATABASE|FUNCTION|PROCEDURE|ROUTINE|PACKAGE|TYPE|DOMAIN|LANGUAGE|\
                         LARGE|TABLESPACE|FOREIGN|PARAMETER";

impl Cursor<'_> {
    /// `GRANT … ON …`, `REVOKE … ON …`: the relations that it is about. MySQL lets privileges be
    /// given of what is not there.
    pub(super) fn privileges(&mut self) -> Outcome<Vec<Operation>> {
        if self.dialect != Dialect::Postgresql {
            return Ok(Vec::new());
        }
        while !self.is_at_end() && !self.is_at("ON|TO|FROM") {
            self.skip_balanced();
        }
        if !self.take("ON") || self.is_at(NO_TABLES) {
            return Ok(Vec::new());
        }
        let _ = self.take("TABLE") || self.take("SEQUENCE");
        self.relations_used()
    }

    /// `LOCK [TABLE] …`, `LOCK TABLES …`: what is locked. MySQL locks other things than tables, too.
    pub(super) fn lock(&mut self) -> Outcome<Vec<Operation>> {
        if !self.take("TABLE|TABLES") && self.dialect != Dialect::Postgresql {
            return Ok(Vec::new());
        }
        self.relations_used()
    }

    /// Names with commas between them, each with words that say how it is used.
    pub(super) fn relations_used(&mut self) -> Outcome<Vec<Operation>> {
        let mut relations: Vec<QualifiedName> = Vec::new();
        loop {
            let _ = self.take("ONLY");
            relations.push(self.relation()?);
            while !self.is_at_end() && !self.is_at_sign(",") {
                self.skip_balanced();
            }
            if !self.take_sign(",") {
                return Ok(vec![Operation::Use(relations)]);
            }
        }
    }
}
