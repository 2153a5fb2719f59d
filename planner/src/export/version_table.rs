use crate::plan::{VersionOperation, VersionTable};
use crate::sql::{Dialect, identifier, literal};

impl VersionTable {
    /// The table's name as it stands in SQL, with its schema if it has one.
    pub fn qualified_name(&self, dialect: Dialect) -> String {
        let name = identifier(&self.name, dialect);
        match &self.schema {
            Some(schema) => format!("{}.{name}", identifier(schema, dialect)),
            None => name,
        }
    }

    /// The statement that creates the table where it does not exist yet: Alembic's own table
    /// (`MigrationContext._version`), so that Alembic and Limbeck can take turns.
    pub fn create_sql(&self, dialect: Dialect) -> String {
        format!(
            "CREATE TABLE IF NOT EXISTS {} (\n    version_num VARCHAR(32) NOT NULL,\n    CONSTRAINT \
             {} PRIMARY KEY (version_num)\n)",
            self.qualified_name(dialect),
            identifier(&format!("{}_pkc", self.name), dialect),
        )
    }

    /// The statement that makes one change of the rows.
    pub fn operation_sql(&self, operation: &VersionOperation, dialect: Dialect) -> String {
        let (before, behind) = around_table(operation, dialect);
        format!("{before}{}{behind}", self.qualified_name(dialect))
    }
}

/// What stands before the table's name in the statement that makes `operation`, and behind it.
pub(super) fn around_table(
    operation: &VersionOperation,
    dialect: Dialect,
) -> (&'static str, String) {
    let literal = |id: &String| literal(id, dialect);
    match operation {
        VersionOperation::Insert { revision } => (
            "INSERT INTO ",
            format!(" (version_num) VALUES ({})", literal(revision)),
        ),
        VersionOperation::Delete { revision } => (
            "DELETE FROM ",
            format!(" WHERE version_num = {}", literal(revision)),
        ),
        VersionOperation::Update { from, to } => (
            "UPDATE ",
            format!(
                " SET version_num = {} WHERE version_num = {}",
                literal(to),
                literal(from)
            ),
        ),
    }
}
