use super::cursor::{Cursor, Outcome, unreadable};
use super::other::other_kind;
use crate::operation::{Dropped, Operation};
use crate::schema::{NameKind, RoutineKind, ViewKind};
use crate::sql::Dialect;

impl Cursor<'_> {
    /// `DROP …`, behind that word. `None` for what is no part of a schema.
    pub(super) fn drop_statement(&mut self) -> Outcome<Option<Operation>> {
        self.take("TEMPORARY");
        let what = self.dropped_kind();
        let Some(what) = what else {
            return self.drop_other();
        };
        self.take("CONCURRENTLY");
        let missing = self.if_exists();
        let dropped = match what {
            Kind::Namespace => Dropped::Namespaces(self.list(|it| it.name(NameKind::Relation))?),
            Kind::Extension => Dropped::Extensions(self.list(|it| it.name(NameKind::Part))?),
            Kind::Table => Dropped::Tables(self.relations()?),
            Kind::View(kind) => Dropped::Views {
                names: self.relations()?,
                kind,
            },
            Kind::Sequence => Dropped::Sequences(self.relations()?),
            Kind::Type => Dropped::Types(self.relations()?),
            Kind::Routine(kind) => Dropped::Routines(self.list(|it| it.routine_reference(kind))?),
            Kind::Index => {
                let names = self.list(|it| it.qualified(NameKind::Part))?;
                let mut table = None;
                if self.take("ON") {
                    table = Some(self.relation()?);
                    while self.take("ALGORITHM|LOCK") {
                        self.take_sign("=");
                        self.skip();
                    }
                }
                Dropped::Indexes { names, table }
            }
            Kind::Trigger => {
                let name = self.qualified(NameKind::Relation)?;
                let mut table = None;
                if self.take("ON") {
                    table = Some(self.relation()?);
                }
                Dropped::Trigger { name, table }
            }
        };
        if self.take("WAIT") {
            self.skip();
        }
        let behavior = self.drop_behavior();
        self.expect_end()?;
        Ok(Some(Operation::Drop {
            dropped,
            missing,
            behavior,
        }))
    }

    fn dropped_kind(&mut self) -> Option<Kind> {
        let kinds = [
            ("TABLE|TABLES", Kind::Table),
            ("FOREIGN TABLE", Kind::Table),
            ("VIEW", Kind::View(ViewKind::Plain)),
            ("MATERIALIZED VIEW", Kind::View(ViewKind::Materialized)),
            ("INDEX", Kind::Index),
            ("SEQUENCE", Kind::Sequence),
            ("TYPE|DOMAIN", Kind::Type),
            ("FUNCTION", Kind::Routine(Some(RoutineKind::Function))),
            ("PROCEDURE", Kind::Routine(Some(RoutineKind::Procedure))),
            ("AGGREGATE", Kind::Routine(Some(RoutineKind::Aggregate))),
            ("ROUTINE", Kind::Routine(None)),
            ("TRIGGER", Kind::Trigger),
            ("SCHEMA", Kind::Namespace),
            ("EXTENSION", Kind::Extension),
        ];
        for (words, kind) in kinds {
            if self.take(words) {
                return Some(kind);
            }
        }
        (self.dialect == Dialect::Mysql && self.take("DATABASE")).then_some(Kind::Namespace)
    }

    fn drop_other(&mut self) -> Outcome<Option<Operation>> {
        let Some(kind) = other_kind(self) else {
            if self.is_at(
                "ROLE|USER|GROUP|OWNED|DATABASE|TABLESPACE|SERVER|SUBSCRIPTION|ACCESS|FOREIGN|\
                 LANGUAGE|PROCEDURAL|TRANSFORM|CONVERSION|PREPARE|LOGFILE|SPATIAL|RESOURCE|PACKAGE",
            ) {
                self.rest();
                return Ok(None);
            }
            return unreadable("what is dropped");
        };
        let missing = self.if_exists();
        let names = self.list(|it| it.other_name(kind))?;
        let table = self.table_of_other(kind)?;
        let behavior = self.drop_behavior();
        self.expect_end()?;
        Ok(Some(Operation::Drop {
            dropped: Dropped::Others { kind, table, names },
            missing,
            behavior,
        }))
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Table,
    View(ViewKind),
    Index,
    Sequence,
    Type,
    Routine(Option<RoutineKind>),
    Trigger,
    Namespace,
    Extension,
}
