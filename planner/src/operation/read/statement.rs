use super::cursor::{Cursor, Outcome, unreadable};
use super::data::{NO_SUCH_STATEMENT, data};
use super::other::other_kind;
use super::unknown::{block_mentions, unknown};
use super::view::Recursion;
use crate::operation::{Existing, ForeignKeyChecks, Mentions, Operation, Unknown, ViewChecks};
use crate::schema::{NameKind, Persistence, RoutineKind, ViewKind, temporary_namespace};
use crate::sql::Dialect;

/// What `sql`, one statement as [`split`](crate::sql::split()) gives it, does to a schema.
///
/// Gives nothing for what does nothing to it, such as `GRANT`; an [`Operation::Unknown`] for what
/// cannot be read. Linear in the statement's length, and it never panics.
pub fn read(sql: &str, dialect: Dialect) -> Vec<Operation> {
    let mut cursor = Cursor::new(sql, dialect);
    match cursor.statement(sql) {
        Ok(operations) => operations,
        Err(reason) => vec![unknown(sql, dialect, reason.to_string())],
    }
}

/// Why a statement cannot be read, if it cannot, and the byte where something else should stand.
pub fn read_fault(sql: &str, dialect: Dialect) -> Option<(String, usize)> {
    let mut cursor = Cursor::new(sql, dialect);
    match cursor.statement(sql) {
        Err(reason) => Some((reason.to_string(), cursor.offset())),
        Ok(operations) => match operations.as_slice() {
            [Operation::Unknown(unknown)] if unknown.reason == NO_SUCH_STATEMENT => {
                Some((unknown.reason.clone(), 0))
            }
            _ => None,
        },
    }
}

/// The first words of statements that do nothing to a schema.
const WITHOUT_EFFECT: [&str; 4] = [
    "ANALYZE|ANALYSE|VACUUM|REINDEX|CLUSTER|CHECKPOINT|LISTEN|UNLISTEN|NOTIFY|DISCARD|\
     UNLOCK|SHOW|EXPLAIN|FETCH|MOVE|CLOSE|DECLARE|DEALLOCATE|PREPARE|REASSIGN|FLUSH|OPTIMIZE|\
     REPAIR|RESET|KILL|HELP|DESCRIBE|DESC|CHANGE|START|STOP|PURGE|CACHE|HANDLER|CHECKSUM|BINLOG|\
     INSTALL|UNINSTALL|SIGNAL|DETACH",
    "BEGIN|COMMIT|ROLLBACK|END|ABORT|SAVEPOINT|RELEASE|XA",
    "SECURITY LABEL",
    "CHECK TABLE",
];

impl Cursor<'_> {
    fn statement(&mut self, sql: &str) -> Outcome<Vec<Operation>> {
        if self.is_at_end() {
            return Ok(Vec::new());
        }
        if self.dialect == Dialect::Postgresql
            && (self.is_at("RESET SEARCH_PATH|ALL") || self.is_at("DISCARD ALL"))
        {
            return Ok(vec![Operation::ResetSearchPath]);
        }
        if self.take("REFRESH MATERIALIZED VIEW") {
            let _ = self.take("CONCURRENTLY");
            return self.relations_used();
        }
        if self.is_at("START TRANSACTION") || WITHOUT_EFFECT.iter().any(|words| self.is_at(words)) {
            return Ok(Vec::new());
        }
        if self.take("GRANT") || self.take("REVOKE") {
            return self.privileges();
        }
        if self.take("LOCK") {
            return self.lock();
        }
        if self.is_at("IMPORT FOREIGN SCHEMA") {
            return Ok(vec![Operation::Unknown(Unknown {
                reason: "it makes the tables that another server has".to_owned(),
                mentions: Mentions::Everything,
            })]);
        }
        if self.take("CREATE") {
            return Ok(self.create()?.into_iter().collect());
        }
        if self.take("ALTER") {
            return self.alter();
        }
        if self.take("DROP") {
            return Ok(self.drop_statement()?.into_iter().collect());
        }
        if self.take("COMMENT ON") {
            return Ok(self.comment_statement()?.into_iter().collect());
        }
        if self.take("RENAME TABLE|TABLES") {
            return self.rename_tables();
        }
        if self.take("USE") {
            let namespace = self.name(NameKind::Relation)?;
            return Ok(vec![Operation::SetSearchPath(vec![namespace])]);
        }
        if self.take("SET") {
            let set = match self.dialect {
                Dialect::Postgresql => self.set_search_path()?,
                Dialect::Mysql => self.set_foreign_key_checks(),
                Dialect::Sqlite => None,
            };
            return Ok(set.into_iter().collect());
        }
        if self.take("PRAGMA") {
            return Ok(self.pragma().into_iter().collect());
        }
        if self.is_at("ATTACH") {
            return Ok(Vec::new());
        }
        if self.is_at_block() {
            return Ok(vec![block(sql, self.dialect)]);
        }
        Ok(data(self, sql))
    }

    /// Whether statements that run others stand here: a `DO` block, a prepared statement, or a
    /// compound statement, as MariaDB takes it outside of routines. SQLite has none of them.
    fn is_at_block(&self) -> bool {
        match self.dialect {
            Dialect::Postgresql => self.is_at("DO|EXECUTE"),
            Dialect::Mysql => self.is_at("DO|EXECUTE|IF|CASE|LOOP|REPEAT|WHILE|FOR"),
            Dialect::Sqlite => false,
        }
    }

    /// What most pragmas set is the connection's or the file's, and nothing of the schema depends on
    /// it.
    fn pragma(&mut self) -> Option<Operation> {
        if !self.take("LEGACY_ALTER_TABLE") && !self.take("WRITABLE_SCHEMA") {
            return None;
        }
        if !self.take_sign("=") && !self.take_sign("(") {
            return None;
        }
        let checks = match self.text().to_ascii_lowercase().as_str() {
            "1" | "on" | "true" | "yes" => ViewChecks::Off,
            _ => ViewChecks::On,
        };
        Some(Operation::SetViewChecks(checks))
    }

    /// `SET FOREIGN_KEY_CHECKS = …`, behind `SET`, among whatever else is set.
    fn set_foreign_key_checks(&mut self) -> Option<Operation> {
        let mut found = None;
        while !self.is_at_end() {
            let name = self.text().trim_start_matches('@').to_ascii_lowercase();
            self.skip();
            let name = name.rsplit('.').next().unwrap_or_default();
            if name == "foreign_key_checks" && (self.take_sign("=") || self.take_sign(":=")) {
                found = match self.text().to_ascii_lowercase().as_str() {
                    "0" | "off" | "false" => Some(ForeignKeyChecks::Off),
                    // What a variable holds is not known; dumps put the old value back so.
                    _ => Some(ForeignKeyChecks::On),
                };
            }
        }
        found.map(Operation::SetForeignKeyChecks)
    }

    fn create(&mut self) -> Outcome<Option<Operation>> {
        let mut existing = Existing::Refuse;
        if self.take("OR REPLACE") {
            existing = Existing::Replace;
        }
        self.skip_definer()?;
        let persistence = self.persistence();
        let operation = if self.take("TABLE") || self.take("FOREIGN TABLE") {
            return self.create_table(existing, persistence).map(Some);
        } else if self.take("VIRTUAL TABLE") {
            self.create_virtual_table()?
        } else if self.is_at("INDEX") || self.is_at("UNIQUE|FULLTEXT|SPATIAL INDEX") {
            self.create_index(existing)?
        } else if self.take("VIEW") {
            self.create_view(existing, ViewKind::Plain, Recursion::None)?
        } else if self.take("RECURSIVE VIEW") {
            self.create_view(existing, ViewKind::Plain, Recursion::Recursive)?
        } else if self.take("MATERIALIZED VIEW") {
            self.create_view(existing, ViewKind::Materialized, Recursion::None)?
        } else if self.take("SEQUENCE") {
            self.create_sequence(existing)?
        } else if self.take("TYPE") {
            self.create_type()?
        } else if self.take("DOMAIN") {
            self.create_domain()?
        } else if self.take("FUNCTION") || self.take("AGGREGATE FUNCTION") {
            self.create_routine(RoutineKind::Function, existing)?
        } else if self.take("PROCEDURE") {
            self.create_routine(RoutineKind::Procedure, existing)?
        } else if self.take("AGGREGATE") {
            self.create_routine(RoutineKind::Aggregate, existing)?
        } else if self.take("TRIGGER") {
            self.create_trigger(existing, "")?
        } else if self.take("CONSTRAINT TRIGGER") {
            self.create_trigger(existing, "CONSTRAINT")?
        } else if self.take("SCHEMA") || self.is_at_database() {
            self.create_namespace(existing)?
        } else if self.take("EXTENSION") {
            self.create_extension()?
        } else if let Some(kind) = other_kind(self) {
            self.create_other(kind, existing)?
        } else if self.is_at(
            "ROLE|USER|GROUP|DATABASE|TABLESPACE|SERVER|SUBSCRIPTION|ACCESS|FOREIGN|LANGUAGE|\
             TRUSTED|PROCEDURAL|TRANSFORM|CONVERSION|DEFAULT|LOGFILE|RESOURCE|SPATIAL|PACKAGE",
        ) {
            return Ok(None);
        } else {
            return unreadable("what is created, such as TABLE, VIEW or INDEX");
        };
        Ok(match persistence {
            Persistence::Temporary => temporary(operation, self.dialect),
            _ => Some(operation),
        })
    }

    /// MySQL's word for a namespace. Goes on behind it.
    fn is_at_database(&mut self) -> bool {
        self.dialect == Dialect::Mysql && self.take("DATABASE")
    }

    fn persistence(&mut self) -> Persistence {
        self.take("GLOBAL|LOCAL");
        if self.take("TEMPORARY|TEMP") {
            Persistence::Temporary
        } else if self.take("UNLOGGED") {
            Persistence::Unlogged
        } else {
            Persistence::Logged
        }
    }

    /// `ALGORITHM = …`, `DEFINER = …` and `SQL SECURITY …`, which stand before what is created in
    /// MySQL.
    fn skip_definer(&mut self) -> Outcome<()> {
        if self.dialect != Dialect::Mysql {
            return Ok(());
        }
        loop {
            if self.take("ALGORITHM") {
                self.expect_sign("=")?;
                self.skip();
            } else if self.take("DEFINER") {
                self.expect_sign("=")?;
                self.skip();
                // The host is a variable to the lexer: `joe@localhost`, `` `joe`@`%` ``.
                if self.is_at_sign("@") {
                    self.skip();
                    self.skip();
                } else if self.text().starts_with('@') {
                    self.skip();
                } else if self.is_at_sign("(") {
                    self.skip_balanced();
                }
            } else if self.take("SQL SECURITY") {
                self.skip();
            } else {
                return Ok(());
            }
        }
    }

    fn alter(&mut self) -> Outcome<Vec<Operation>> {
        self.skip_definer()?;
        // MariaDB.
        self.take("ONLINE");
        self.take("IGNORE");
        if self.take("FUNCTION") {
            return self.alter_routine(Some(RoutineKind::Function));
        }
        if self.take("PROCEDURE") {
            return self.alter_routine(Some(RoutineKind::Procedure));
        }
        if self.take("AGGREGATE") {
            return self.alter_routine(Some(RoutineKind::Aggregate));
        }
        if self.take("ROUTINE") {
            return self.alter_routine(None);
        }
        let operation = if self.take("TABLE") || self.take("FOREIGN TABLE") {
            Some(self.alter_table()?)
        } else if self.take("INDEX") {
            Some(self.alter_index()?)
        } else if self.take("VIEW") {
            Some(self.alter_view(ViewKind::Plain)?)
        } else if self.take("MATERIALIZED VIEW") {
            Some(self.alter_view(ViewKind::Materialized)?)
        } else if self.take("SEQUENCE") {
            Some(self.alter_sequence()?)
        } else if self.take("TYPE") {
            Some(self.alter_type()?)
        } else if self.take("DOMAIN") {
            Some(self.alter_domain()?)
        } else if self.take("TRIGGER") {
            self.alter_trigger()?
        } else if self.take("SCHEMA") {
            self.alter_namespace()?
        } else if self.take("EXTENSION") {
            self.alter_extension()?
        } else if self.is_at(
            "DEFAULT|ROLE|USER|GROUP|DATABASE|SYSTEM|TABLESPACE|SERVER|SUBSCRIPTION|LANGUAGE|\
             PROCEDURAL|LARGE|CONVERSION|FOREIGN|INSTANCE|LOGFILE|RESOURCE",
        ) {
            None
        } else if let Some(kind) = other_kind(self) {
            return self.alter_other(kind);
        } else {
            return unreadable("what is altered");
        };
        Ok(operation.into_iter().collect())
    }
}

/// What is made for the session alone is in the namespace of such objects; a trigger (SQLite) may
/// watch a table that is not, and is no part of a schema.
fn temporary(mut operation: Operation, dialect: Dialect) -> Option<Operation> {
    let namespace = Some(temporary_namespace(dialect));
    match &mut operation {
        Operation::CreateView { name, .. } | Operation::CreateSequence { name, .. } => {
            name.namespace = namespace;
        }
        Operation::CreateTrigger { .. } => return None,
        _ => {}
    }
    Some(operation)
}

/// A block of statements: it may do any of what stands in it.
fn block(sql: &str, dialect: Dialect) -> Operation {
    let mentions = block_mentions(sql, dialect);
    let reason = match mentions {
        Mentions::Everything => "it runs statements that it puts together itself",
        Mentions::Names(_) => "it is a block that may do any of what stands in it",
    };
    Operation::Unknown(Unknown {
        reason: reason.to_owned(),
        mentions,
    })
}
