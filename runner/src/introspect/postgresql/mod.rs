//! PostgreSQL, from `pg_catalog`.

mod column;
mod constraint;
mod extension;
mod index;
mod namespace;
mod other;
mod policy;
mod routine;
mod sequence;
mod table;
mod trigger;
mod user_type;
mod view;

use std::collections::HashMap;

use limbeck_planner::plan::VersionTable;
use limbeck_planner::schema::{Name, QualifiedName, Schema};
use limbeck_planner::sql::{Dialect, identifier};

use super::{Introspection, is_own_table, part_name, relation_name};
use crate::database::{DatabaseError, Session};

const DIALECT: Dialect = Dialect::Postgresql;

/// The namespace that names without one are in where the search path leads nowhere.
const FALLBACK: &str = "public";

/// A condition for `n`, a row of `pg_namespace`: it is neither the system's nor for temporary
/// objects.
const IS_NOT_OF_SYSTEM: &str = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/// The condition that neither an extension nor another object brought the object with this number of
/// this catalogue along.
fn stands_alone(catalog: &str, oid: &str) -> String {
    // A divided table depends on itself in the way of what comes along.
    let along = if catalog == "pg_class" {
        "'e'"
    } else {
        "'e', 'i'"
    };
    format!(
        "NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS e \
         WHERE e.classid = 'pg_catalog.{catalog}'::pg_catalog.regclass AND e.objid = {oid} \
         AND e.deptype IN ({along}))"
    )
}

/// What is read, and what is known so far.
struct Reader<'session> {
    session: &'session mut Session,
    version_table: &'session VersionTable,
    default_namespace: String,
    schema: Schema,
    /// Tables and views by their numbers.
    relations: HashMap<String, QualifiedName>,
}

/// Reads everything as it is at one moment.
///
/// Meanwhile the search path is the default namespace alone, so that PostgreSQL writes names in
/// other namespaces with these.
pub(super) async fn introspect(
    session: &mut Session,
    version_table: &VersionTable,
) -> Result<Introspection, DatabaseError> {
    session
        .execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .await?;
    let outcome = in_transaction(session, version_table).await;
    let ended = session.roll_back().await;
    let introspection = outcome?;
    ended?;
    Ok(introspection)
}

async fn in_transaction(
    session: &mut Session,
    version_table: &VersionTable,
) -> Result<Introspection, DatabaseError> {
    let current = session
        .value("SELECT pg_catalog.current_schema()::text")
        .await?;
    let default_namespace = current.unwrap_or_else(|| FALLBACK.to_owned());
    session
        .execute(&format!(
            "SET LOCAL search_path TO {}",
            identifier(&default_namespace, DIALECT)
        ))
        .await?;
    let mut reader = Reader {
        session,
        version_table,
        default_namespace,
        schema: Schema::new(DIALECT),
        relations: HashMap::new(),
    };
    namespace::read(&mut reader).await?;
    extension::read(&mut reader).await?;
    user_type::read(&mut reader).await?;
    table::read(&mut reader).await?;
    sequence::read(&mut reader).await?;
    view::read(&mut reader).await?;
    routine::read(&mut reader).await?;
    trigger::read(&mut reader).await?;
    policy::read(&mut reader).await?;
    other::read(&mut reader).await?;
    let default = relation_name(&reader.default_namespace, DIALECT);
    Ok(Introspection {
        schema: reader.schema,
        default_namespace: Some(default),
    })
}

impl Reader<'_> {
    async fn rows(&mut self, sql: &str) -> Result<Vec<super::row::Row>, DatabaseError> {
        super::row::rows(self.session, sql).await
    }

    /// The name of a relation, a type or the like in a namespace.
    fn qualified(&self, namespace: &str, name: &str) -> QualifiedName {
        let is_default = namespace == self.default_namespace;
        QualifiedName {
            namespace: (!is_default).then(|| relation_name(namespace, DIALECT)),
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

/// Parameters, each as `name=value`.
fn parameters(list: &[String]) -> impl Iterator<Item = (String, String)> {
    list.iter().map(|parameter| {
        let (name, value) = parameter
            .split_once('=')
            .unwrap_or((parameter.as_str(), ""));
        (name.to_owned(), value.to_owned())
    })
}
