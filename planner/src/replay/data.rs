use super::Step;
use crate::operation::{Access, Call, DataChange, Mentions, Unknown, block_mentions};
use crate::schema::{Name, Object, QualifiedName, is_temporary};
use crate::sql::Dialect;

impl Step<'_> {
    /// Rows change no schema, but a statement about a table that is not there fails.
    pub(super) fn data(&mut self, change: &DataChange) {
        for touch in &change.touches {
            let name = self.find_relation(&touch.relation);
            if touch.access.is_write() && self.is_stored_schema(&name) {
                self.unknown(&Unknown {
                    reason: "it writes into the table in which SQLite keeps the schema".to_owned(),
                    mentions: Mentions::Everything,
                });
            }
            let is_known = self.schema.relation(&name).is_some()
                || self.virtual_table(&name).is_some()
                || self.is_system(&name);
            // A function that gives rows looks like a table that is read.
            let is_function = touch.access == Access::Read && self.is_routine(&touch.relation);
            if !is_known && !is_function {
                self.missing(Object::Table(name));
            }
        }
        for call in &change.calls {
            self.call(call);
        }
    }

    fn is_routine(&self, name: &QualifiedName) -> bool {
        let name = self.find_routine(name);
        self.schema.routines_named(&name).next().is_some()
    }

    /// Whether a relation is where SQLite keeps the statements that made the schema.
    fn is_stored_schema(&self, name: &QualifiedName) -> bool {
        let own = name.name.key();
        self.dialect() == Dialect::Sqlite && matches!(own, "sqlite_master" | "sqlite_schema")
    }

    /// Whether a relation is the database's own, or the version table, which no script makes.
    pub(super) fn is_system(&self, name: &QualifiedName) -> bool {
        let own = name.name.key();
        let namespace = name.namespace.as_ref();
        if namespace.is_some_and(|namespace| is_temporary(namespace, self.dialect())) {
            return false;
        }
        let namespace = namespace.map(Name::key).unwrap_or_default();
        let is_catalog = match self.dialect() {
            Dialect::Postgresql => {
                namespace.eq_ignore_ascii_case("information_schema")
                    || namespace.starts_with("pg_")
                    || own.starts_with("pg_")
            }
            Dialect::Mysql => {
                ["information_schema", "mysql", "performance_schema", "sys"]
                    .iter()
                    .any(|it| namespace.eq_ignore_ascii_case(it))
                    || own.eq_ignore_ascii_case("dual")
            }
            Dialect::Sqlite => own.starts_with("sqlite_") || own.starts_with("pragma_"),
        };
        is_catalog || own == "alembic_version"
    }

    /// Calls a routine: it may do what its body says, where that is known.
    fn call(&mut self, call: &Call) {
        let name = self.find_routine(&call.routine);
        let mut mentions = call.mentions.clone();
        let bodies: Vec<String> = self
            .schema
            .routines_named(&name)
            .map(|routine| routine.body.clone())
            .collect();
        for body in &bodies {
            match block_mentions(body, self.dialect()) {
                Mentions::Everything => {
                    return self.unknown(&Unknown {
                        reason: format!(
                            "it calls `{name}`, which runs statements that it puts together itself"
                        ),
                        mentions: Mentions::Everything,
                    });
                }
                Mentions::Names(names) => mentions.extend(names),
            }
        }
        self.unknown(&Unknown {
            reason: format!("it calls `{name}`, which may do anything"),
            mentions: Mentions::Names(mentions),
        });
    }
}
