use std::collections::BTreeSet;

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
            let is_known = self.is_known_relation(&name);
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

    /// What a statement is about has to be there.
    pub(super) fn use_relations(&mut self, relations: &[QualifiedName]) {
        for relation in relations {
            let name = self.find_relation(relation);
            if !self.is_known_relation(&name) {
                self.missing(Object::Table(name));
            }
        }
    }

    fn is_known_relation(&self, name: &QualifiedName) -> bool {
        self.schema.relation(name).is_some()
            || self.virtual_table(name).is_some()
            || self.is_system(name)
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
        let bodies = self.schema.routines_named(&name);
        let bodies: Vec<&str> = bodies.map(|routine| routine.body.as_str()).collect();
        for body in bodies {
            match block_mentions(body, self.dialect()) {
                Mentions::Everything => return self.puts_together(&name),
                Mentions::Names(names) => mentions.extend(names),
            }
        }
        match self.with_called(mentions) {
            Ok(mentions) => self.mark(&Unknown {
                reason: format!("it calls `{name}`, which may do anything"),
                mentions: Mentions::Names(mentions),
            }),
            Err(name) => self.puts_together(&name),
        }
    }

    /// Marks what a call of a routine may touch that runs what nobody can read: everything.
    pub(super) fn puts_together(&mut self, routine: &QualifiedName) {
        self.mark(&Unknown {
            reason: format!(
                "it calls `{routine}`, which runs statements that it puts together itself"
            ),
            mentions: Mentions::Everything,
        });
    }

    /// The names that something mentions, with those that the routines mention that it may call, and
    /// those that these may call. If one of them runs statements that it puts together itself, it is
    /// given instead.
    pub(super) fn with_called(
        &self,
        mentions: BTreeSet<Name>,
    ) -> Result<BTreeSet<Name>, QualifiedName> {
        let mut waiting: Vec<Name> = mentions.iter().cloned().collect();
        let mut all = mentions;
        while let Some(mentioned) = waiting.pop() {
            // A namespace before it is a mention of its own.
            let namespaces = self.schema.namespaces().map(|(name, _)| Some(name.clone()));
            for namespace in namespaces.chain([None]) {
                let name = QualifiedName {
                    namespace,
                    name: mentioned.clone(),
                };
                for routine in self.schema.routines_named(&name) {
                    match block_mentions(&routine.body, self.dialect()) {
                        Mentions::Everything => return Err(name.clone()),
                        Mentions::Names(names) => {
                            let new = names.into_iter().filter(|it| all.insert(it.clone()));
                            waiting.extend(new);
                        }
                    }
                }
            }
        }
        Ok(all)
    }
}
