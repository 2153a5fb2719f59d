//! The guard at a script's start: real SQL that fails, and so stops the client, on a database
//! that is not at the plan's starting revision. It changes nothing.

mod mysql;
mod postgresql;
mod sqlite;

use crate::plan::{VersionTable, place};
use crate::sql::{Dialect, literal};

/// What a guard compares.
pub(super) struct Guard<'plan> {
    pub(super) dialect: Dialect,
    pub(super) table: &'plan VersionTable,
    /// The rows that the version table must hold; none for a database at base.
    pub(super) from: &'plan [String],
}

impl Guard<'_> {
    /// The guard's statements, each with its terminator and on lines of its own.
    pub(super) fn sql(&self) -> String {
        match self.dialect {
            Dialect::Postgresql => postgresql::guard(self),
            Dialect::Mysql => mysql::guard(self),
            Dialect::Sqlite => sqlite::guard(self),
        }
    }

    fn table(&self) -> String {
        self.table.qualified_name(self.dialect)
    }

    /// A condition that holds where the rows are not the ones expected, broken into lines that
    /// are indented by `indent`.
    fn mismatch(&self, indent: &str) -> String {
        let table = self.table();
        let count = self.from.len();
        if self.from.is_empty() {
            return format!("EXISTS (SELECT 1 FROM {table})");
        }
        let expected: Vec<String> = self
            .from
            .iter()
            .map(|id| literal(id, self.dialect))
            .collect();
        format!(
            "(SELECT count(*) FROM {table}) <> {count}\n{indent}OR (SELECT count(*) FROM {table} \
             WHERE version_num IN ({})) <> {count}",
            expected.join(", ")
        )
    }

    /// The beginning of the sentence that refuses, as a literal; the actual rows follow it.
    fn refusal(&self) -> String {
        let sentence = format!(
            "limbeck: this script starts at {}, but the database is at ",
            place(self.from)
        );
        literal(&sentence, self.dialect)
    }
}
