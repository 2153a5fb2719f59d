//! SQLite, from its pragmas, and from the statements that it keeps for what they do not tell.

mod column;
mod constraint;
mod index;
mod statement;
mod table;

use std::collections::HashMap;

use limbeck_planner::plan::VersionTable;
use limbeck_planner::schema::{Name, QualifiedName, Schema};
use limbeck_planner::sql::Dialect;

use super::{Introspection, is_own_table, part_name, relation_name};
use crate::database::{DatabaseError, Session};

const DIALECT: Dialect = Dialect::Sqlite;

/// What is read, and what is known so far.
struct Reader<'session> {
    session: &'session mut Session,
    version_table: &'session VersionTable,
    schema: Schema,
    /// The statement of everything that is kept in the file, by kind and name: a trigger may be called
    /// as a table is.
    statements: HashMap<(String, String), String>,
}

/// Reads everything as it is at one moment.
pub(super) async fn introspect(
    session: &mut Session,
    version_table: &VersionTable,
) -> Result<Introspection, DatabaseError> {
    session.execute("BEGIN").await?;
    let mut reader = Reader {
        session,
        version_table,
        schema: Schema::new(DIALECT),
        statements: HashMap::new(),
    };
    let outcome = reader.read().await;
    let schema = reader.schema;
    session.roll_back().await?;
    outcome?;
    Ok(Introspection {
        schema,
        default_namespace: None,
    })
}

impl Reader<'_> {
    async fn read(&mut self) -> Result<(), DatabaseError> {
        statement::collect(self).await?;
        table::read(self).await?;
        statement::read(self);
        Ok(())
    }

    async fn rows(&mut self, sql: &str) -> Result<Vec<super::row::Row>, DatabaseError> {
        super::row::rows(self.session, sql).await
    }

    /// The statement that made a table or an index; empty where there is none.
    fn statement(&self, kind: &str, name: &str) -> &str {
        let key = (kind.to_owned(), name.to_owned());
        self.statements.get(&key).map_or("", String::as_str)
    }

    /// Whether a table is Limbeck's own.
    fn is_own(&self, name: &str) -> bool {
        is_own_table(name, self.version_table)
    }
}

fn column_name(text: &str) -> Name {
    part_name(text, DIALECT)
}

fn table_name(text: &str) -> QualifiedName {
    relation_name(text, DIALECT).into()
}
