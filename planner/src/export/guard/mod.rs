//! What keeps a script from harm: the guard at its start, real SQL that fails on a database that is
//! not at the plan's starting revision, and checks of each change of the version rows.
//!
//! A client that stops at the first error, stops there. One that goes on (`psql` unless it is told
//! otherwise, `sqlite3` without `-bail`, `source` in `mysql`) gets a session in which nothing can
//! be changed any more. All of it is SQL, so that the script runs by other means, too: a driver and
//! a graphical client know none of the commands that the databases' own clients have for this.

mod mysql;
mod postgresql;
mod sqlite;

use crate::plan::{VersionOperation, VersionTable, place};
use crate::sql::{Dialect, literal};

/// Which table the script is about, and how it is found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guard<'plan> {
    pub(super) dialect: Dialect,
    pub(super) table: &'plan VersionTable,
    pub(super) lookup: Lookup,
}

/// How the version table is found where its schema is not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lookup {
    /// By its name: nothing in the script changes what that means.
    ByName,
    /// Where it was at the start, which the guard keeps: the script changes what names mean.
    AsAtStart,
}

impl Guard<'_> {
    /// What comes first of all, whether or not the rows matter.
    pub(super) fn prepare(&self) -> &'static str {
        match self.dialect {
            Dialect::Postgresql | Dialect::Mysql => "",
            Dialect::Sqlite => sqlite::PREPARE,
        }
    }

    /// The statements that stop the script unless the version table holds the rows `from`, each with
    /// its terminator and on lines of its own.
    pub(super) fn start(&self, from: &[String]) -> String {
        match self.dialect {
            Dialect::Postgresql => postgresql::start(self, from),
            Dialect::Mysql => mysql::start(self, from),
            Dialect::Sqlite => sqlite::start(self, from),
        }
    }

    /// The statements that change the rows, and fail where a row that is to be changed is not there.
    pub(super) fn change(&self, operations: &[VersionOperation]) -> String {
        match self.dialect {
            Dialect::Postgresql => postgresql::change(self, operations),
            Dialect::Mysql => mysql::change(self, operations),
            Dialect::Sqlite => sqlite::change(self, operations),
        }
    }

    /// The statement that lets nothing run behind a step whose last change was rolled back. Only
    /// PostgreSQL rolls back a transaction for an error in it, and only there it is known that a
    /// step failed.
    pub(super) fn confirm(&self, last: &VersionOperation) -> Option<String> {
        (self.dialect == Dialect::Postgresql).then(|| postgresql::confirm(self, last))
    }

    fn table(&self) -> String {
        self.table.qualified_name(self.dialect)
    }

    /// A condition that holds where the rows are not the ones expected, broken into lines that
    /// are indented by `indent`.
    fn mismatch(&self, from: &[String], indent: &str) -> String {
        let table = self.table();
        let count = from.len();
        if from.is_empty() {
            return format!("EXISTS (SELECT 1 FROM {table})");
        }
        let expected: Vec<String> = from.iter().map(|id| literal(id, self.dialect)).collect();
        format!(
            "(SELECT count(*) FROM {table}) <> {count}\n{indent}OR (SELECT count(*) FROM {table} \
             WHERE version_num IN ({})) <> {count}",
            expected.join(", ")
        )
    }

    /// The sentence that refuses a database without a version table, as a literal; none where the
    /// script makes the table itself, which it does at base alone.
    fn refusal_without_table(&self, from: &[String]) -> Option<String> {
        if from.is_empty() {
            return None;
        }
        let sentence = format!(
            "limbeck: this script starts at {}, but the database is at base: it has no table {}",
            place(from),
            self.table.name
        );
        Some(literal(&sentence, self.dialect))
    }

    /// The beginning of the sentence that refuses, as a literal; the actual rows follow it.
    fn refusal(&self, from: &[String]) -> String {
        let sentence = format!(
            "limbeck: this script starts at {}, but the database is at ",
            place(from)
        );
        literal(&sentence, self.dialect)
    }
}

/// Whether a change needs a row to be there.
fn needs_row(operation: &VersionOperation) -> bool {
    match operation {
        VersionOperation::Insert { .. } => false,
        VersionOperation::Delete { .. } | VersionOperation::Update { .. } => true,
    }
}
