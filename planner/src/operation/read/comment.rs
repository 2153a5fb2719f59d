use super::cursor::{Cursor, Outcome, unreadable};
use super::other::other_kind;
use crate::operation::{Commented, Operation};
use crate::schema::{NameKind, RoutineKind};

impl Cursor<'_> {
    /// `COMMENT ON …`, behind these words. `None` for what is no part of a schema.
    pub(super) fn comment_statement(&mut self) -> Outcome<Option<Operation>> {
        let Some(on) = self.commented()? else {
            self.rest();
            return Ok(None);
        };
        self.expect("IS")?;
        let comment = if self.take("NULL") {
            None
        } else {
            // An empty comment is none.
            Some(self.string()?).filter(|comment| !comment.is_empty())
        };
        self.expect_end()?;
        Ok(Some(Operation::Comment { on, comment }))
    }

    fn commented(&mut self) -> Outcome<Option<Commented>> {
        Ok(Some(if self.take("TABLE") || self.take("FOREIGN TABLE") {
            Commented::Table(self.relation()?)
        } else if self.take("COLUMN") {
            let (table, column) = self.column_of_table()?;
            Commented::Column { table, column }
        } else if self.take("CONSTRAINT") {
            let constraint = self.part()?;
            self.expect("ON")?;
            self.take("DOMAIN");
            let table = self.relation()?;
            Commented::Constraint { table, constraint }
        } else if self.take("INDEX") {
            Commented::Index(self.qualified(NameKind::Part)?)
        } else if self.take("VIEW") || self.take("MATERIALIZED VIEW") {
            Commented::View(self.relation()?)
        } else if self.take("SEQUENCE") {
            Commented::Sequence(self.relation()?)
        } else if self.take("TYPE|DOMAIN") {
            Commented::Type(self.relation()?)
        } else if self.take("FUNCTION") {
            Commented::Routine(self.routine_reference(Some(RoutineKind::Function))?)
        } else if self.take("PROCEDURE") {
            Commented::Routine(self.routine_reference(Some(RoutineKind::Procedure))?)
        } else if self.take("AGGREGATE") {
            Commented::Routine(self.routine_reference(Some(RoutineKind::Aggregate))?)
        } else if self.take("ROUTINE") {
            Commented::Routine(self.routine_reference(None)?)
        } else if self.take("TRIGGER") {
            let trigger = self.name(NameKind::Relation)?;
            self.expect("ON")?;
            let table = self.relation()?;
            Commented::Trigger { table, trigger }
        } else if self.take("SCHEMA") {
            Commented::Namespace(self.name(NameKind::Relation)?)
        } else if self.take("EXTENSION") {
            Commented::Extension(self.name(NameKind::Part)?)
        } else if let Some(kind) = other_kind(self) {
            let name = self.other_name(kind)?;
            let table = self.table_of_other(kind)?;
            Commented::Other { kind, table, name }
        } else if self.is_at(
            "DATABASE|ROLE|TABLESPACE|SERVER|SUBSCRIPTION|LANGUAGE|PROCEDURAL|LARGE|ACCESS|FOREIGN|\
             CONVERSION|TRANSFORM",
        ) {
            return Ok(None);
        } else {
            return unreadable("what the comment is on");
        }))
    }
}
