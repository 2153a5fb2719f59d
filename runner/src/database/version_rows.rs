use limbeck_planner::plan::{VersionOperation, VersionTable};
use limbeck_planner::sql::{Dialect, identifier, literal};

use super::{DatabaseError, Session};

/// The version table of one database: where it really is, and its rows.
///
/// The schema is looked up once, at the start: a script that changes `search_path` or the current
/// database does not move the table from under the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRows {
    table: VersionTable,
    dialect: Dialect,
    exists: bool,
}

impl VersionRows {
    /// Looks the table up.
    pub async fn locate(
        session: &mut Session,
        table: &VersionTable,
    ) -> Result<Self, DatabaseError> {
        let dialect = session.dialect();
        let (table, existence) = match dialect {
            Dialect::Postgresql => in_postgresql(session, table).await?,
            Dialect::Mysql => in_mysql(session, table).await?,
            Dialect::Sqlite => in_sqlite(session, table).await?,
        };
        Ok(Self {
            table,
            dialect,
            exists: existence == Existence::Found,
        })
    }

    /// Whether the table is there.
    pub const fn exists(&self) -> bool {
        self.exists
    }

    /// The table as the database spells it, with the schema that it is in or would be made in:
    /// whoever means the same table has the same here.
    pub const fn table(&self) -> &VersionTable {
        &self.table
    }

    /// The revisions that it records, in the order in which the database gives them, which is
    /// where `-1` starts. None where the table does not exist.
    pub async fn read(&self, session: &mut Session) -> Result<Vec<String>, DatabaseError> {
        if !self.exists {
            return Ok(Vec::new());
        }
        let table = self.table.qualified_name(self.dialect);
        let rows = session
            .rows(&format!("SELECT version_num FROM {table}"))
            .await?;
        Ok(rows
            .into_iter()
            .filter_map(|row| row.into_iter().next()?)
            .collect())
    }

    /// Makes the table where it does not exist.
    pub async fn create(&mut self, session: &mut Session) -> Result<(), DatabaseError> {
        if !self.exists {
            let made = session.execute(&self.table.create_sql(self.dialect)).await;
            made.map_err(|error| match (&self.table.schema, error) {
                (Some(schema), DatabaseError::Refusal(refusal)) if refusal.lacks_schema() => {
                    let schema = schema.clone();
                    DatabaseError::NoVersionTableSchema { schema }
                }
                (_, error) => error,
            })?;
            self.exists = true;
        }
        Ok(())
    }

    /// Makes one change and gives the number of rows that it met.
    pub async fn apply(
        &self,
        session: &mut Session,
        operation: &VersionOperation,
    ) -> Result<u64, DatabaseError> {
        let made = session
            .execute(&self.table.operation_sql(operation, self.dialect))
            .await;
        made.map_err(|error| match (operation, error) {
            (
                VersionOperation::Insert { revision }
                | VersionOperation::Update { to: revision, .. },
                DatabaseError::Refusal(refusal),
            ) if refusal.is_of_length() => DatabaseError::NoRoomForId {
                revision: revision.clone(),
                refusal,
            },
            (_, error) => error,
        })
    }

    /// Deletes every row.
    pub async fn purge(&self, session: &mut Session) -> Result<(), DatabaseError> {
        let table = self.table.qualified_name(self.dialect);
        session
            .execute(&format!("DELETE FROM {table}"))
            .await
            .map(drop)
    }
}

/// Whether a table is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Existence {
    Found,
    Missing,
}

/// The table as the database spells it, in the schema that it is in or would be made in.
type Place = (VersionTable, Existence);

fn place(schema: Option<String>, name: &str, existence: Existence) -> Place {
    let name = name.to_owned();
    (VersionTable { name, schema }, existence)
}

async fn in_postgresql(
    session: &mut Session,
    table: &VersionTable,
) -> Result<Place, DatabaseError> {
    let name = table.qualified_name(Dialect::Postgresql);
    let found = session
        .rows(&format!(
            "SELECT space.nspname::text, class.relname::text FROM pg_catalog.pg_class AS class \
             JOIN pg_catalog.pg_namespace AS space ON space.oid = class.relnamespace \
             WHERE class.oid = pg_catalog.to_regclass({})",
            literal(&name, Dialect::Postgresql)
        ))
        .await?;
    if let Some([schema, Some(name)]) = found.first().map(Vec::as_slice) {
        return Ok(place(schema.clone(), name, Existence::Found));
    }
    let schema = match &table.schema {
        Some(schema) => Some(schema.clone()),
        None => session.value("SELECT current_schema()::text").await?,
    };
    Ok(place(schema, &table.name, Existence::Missing))
}

async fn in_mysql(session: &mut Session, table: &VersionTable) -> Result<Place, DatabaseError> {
    let mut schema = match &table.schema {
        Some(schema) => schema.clone(),
        None => session
            .value("SELECT DATABASE()")
            .await?
            .ok_or_else(|| DatabaseError::Url {
                reason: "names no database".to_owned(),
            })?,
    };
    let mut name = table.name.clone();
    let any_case = session
        .value("SELECT CAST(@@lower_case_table_names AS CHAR)")
        .await?;
    if any_case.as_deref() != Some("0") {
        schema = schema.to_lowercase();
        name = name.to_lowercase();
    }
    let found = session
        .value(&format!(
            "SELECT table_name FROM information_schema.tables \
             WHERE table_schema = {} AND table_name = {}",
            literal(&schema, Dialect::Mysql),
            literal(&name, Dialect::Mysql)
        ))
        .await?;
    let existence = match found {
        Some(_) => Existence::Found,
        None => Existence::Missing,
    };
    Ok(place(Some(schema), &name, existence))
}

async fn in_sqlite(session: &mut Session, table: &VersionTable) -> Result<Place, DatabaseError> {
    let schema = table.schema.as_deref().unwrap_or("main");
    let found = session
        .value(&format!(
            "SELECT name FROM {}.sqlite_master WHERE type = 'table' AND lower(name) = lower({})",
            identifier(schema, Dialect::Sqlite),
            literal(&table.name, Dialect::Sqlite)
        ))
        .await;
    let found = found.map_err(|error| match error {
        DatabaseError::Refusal(refusal) if refusal.lacks_schema() => {
            DatabaseError::NoVersionTableSchema {
                schema: schema.to_owned(),
            }
        }
        error => error,
    })?;
    let schema = Some(schema.to_owned());
    Ok(match found {
        Some(name) => place(schema, &name, Existence::Found),
        None => place(schema, &table.name, Existence::Missing),
    })
}
