//! MySQL and MariaDB, from `information_schema`.

mod column;
mod constraint;
mod event;
mod index;
mod routine;
mod sequence;
mod table;
mod trigger;
mod view;

use limbeck_planner::plan::VersionTable;
use limbeck_planner::schema::{Name, QualifiedName, Schema};
use limbeck_planner::sql::{Dialect, literal};

use super::{Introspection, is_own_table, part_name, relation_name};
use crate::database::{DatabaseError, Session};

const DIALECT: Dialect = Dialect::Mysql;

/// Which of the two it is: their catalogues differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flavor {
    Mysql,
    MariaDb,
}

/// What is read, and what is known so far.
struct Reader<'session> {
    session: &'session mut Session,
    version_table: &'session VersionTable,
    flavor: Flavor,
    database: String,
    schema: Schema,
}

/// Reads the database of the connection. Others on the server are not looked at.
pub(super) async fn introspect(
    session: &mut Session,
    version_table: &VersionTable,
) -> Result<Introspection, DatabaseError> {
    let database = session
        .value("SELECT DATABASE()")
        .await?
        .ok_or_else(|| DatabaseError::Url {
            reason: "names no database".to_owned(),
        })?;
    let version = session.value("SELECT VERSION()").await?.unwrap_or_default();
    let flavor = if version.to_ascii_lowercase().contains("mariadb") {
        Flavor::MariaDb
    } else {
        Flavor::Mysql
    };
    let mut reader = Reader {
        session,
        version_table,
        flavor,
        database,
        schema: Schema::new(DIALECT),
    };
    table::read(&mut reader).await?;
    sequence::read(&mut reader).await?;
    view::read(&mut reader).await?;
    routine::read(&mut reader).await?;
    trigger::read(&mut reader).await?;
    event::read(&mut reader).await?;
    let default = relation_name(&reader.database, DIALECT);
    Ok(Introspection {
        schema: reader.schema,
        default_namespace: Some(default),
    })
}

impl Reader<'_> {
    async fn rows(&mut self, sql: &str) -> Result<Vec<super::row::Row>, DatabaseError> {
        super::row::rows(self.session, sql).await
    }

    /// The database's name as a literal.
    fn database(&self) -> String {
        literal(&self.database, DIALECT)
    }

    /// The name of a table or view in a database.
    fn qualified(&self, database: &str, name: &str) -> QualifiedName {
        let is_default = database == self.database;
        QualifiedName {
            namespace: (!is_default).then(|| relation_name(database, DIALECT)),
            name: relation_name(name, DIALECT),
        }
    }

    /// Whether a table is Limbeck's own.
    fn is_own(&self, name: &str) -> bool {
        is_own_table(name, self.version_table)
    }
}

fn column_name(text: &str) -> Name {
    part_name(text, DIALECT)
}
