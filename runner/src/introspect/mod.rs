//! Reads what is in a live database into a [`Schema`].
//!
//! A handful of queries over the whole catalogue, however many objects there are. What a database
//! shows as SQL is read by the planner's own reader, so that both sides of a comparison speak of
//! the same things. What belongs to the system, to an extension or to Limbeck is left out.

mod definition;
mod mysql;
mod postgresql;
mod row;
mod sqlite;

use limbeck_planner::plan::VersionTable;
use limbeck_planner::schema::{Name, NameKind, Schema};
use limbeck_planner::sql::Dialect;

use crate::database::{DatabaseError, Session};

/// What the names of Limbeck's tables beside the version table begin with.
const PROGRESS_TABLE: &str = "limbeck_progress";

/// What is in a database.
#[derive(Debug, Clone)]
pub struct Introspection {
    /// Everything that scripts can make. Objects in the default namespace have none in their names.
    pub schema: Schema,
    /// The namespace that names without one are in: `current_schema()`, `DATABASE()`.
    pub default_namespace: Option<Name>,
}

/// Reads what is in the database of a session.
pub async fn introspect(
    session: &mut Session,
    version_table: &VersionTable,
) -> Result<Introspection, DatabaseError> {
    match session.dialect() {
        Dialect::Postgresql => postgresql::introspect(session, version_table).await,
        Dialect::Mysql => mysql::introspect(session, version_table).await,
        Dialect::Sqlite => sqlite::introspect(session, version_table).await,
    }
}

/// Whether a table of this name is Limbeck's own.
fn is_own_table(name: &str, version_table: &VersionTable) -> bool {
    name == version_table.name || name.starts_with(PROGRESS_TABLE)
}

/// A name that the database gives of a table, a view, a trigger or a namespace.
fn relation_name(text: &str, dialect: Dialect) -> Name {
    Name::stored(text, NameKind::Relation, dialect)
}

/// A name that the database gives of anything else.
fn part_name(text: &str, dialect: Dialect) -> Name {
    Name::stored(text, NameKind::Part, dialect)
}
