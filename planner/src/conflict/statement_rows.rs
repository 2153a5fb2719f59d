use std::collections::{BTreeMap, BTreeSet};

use super::changed_rows::changed_rows;
use super::inserted_rows::{InsertedRows, inserted_rows};
use super::rows::{Columns, RowAccess};
use super::told_rows::tells_rows;
use crate::operation::{Access, DataChange, OnSameKey, references};
use crate::replay::Replay;
use crate::schema::Schema;
use crate::sql::Dialect;

/// A statement, as far as it tells which rows it reads and writes.
pub(super) struct StatementRows<'statement> {
    pub(super) text: &'statement str,
    /// The rows that follow a `COPY`.
    pub(super) copy_data: Option<&'statement str>,
    pub(super) before: &'statement Schema,
    pub(super) after: &'statement Replay,
}

impl StatementRows<'_> {
    /// The rows that a query in it reads.
    pub(super) fn of_query(&self, query: &str) -> Vec<RowAccess> {
        let found = references(query, self.before.dialect());
        let columns = if found.every_column {
            Columns::All
        } else {
            Columns::Named(found.names)
        };
        let touches = found.touches.into_iter();
        touches
            .map(|touch| RowAccess {
                relation: self.after.resolve(&touch.relation, self.before),
                access: Access::Read,
                columns: columns.clone(),
                keys: BTreeSet::new(),
                on_same_key: OnSameKey::Fail,
                wanted: BTreeMap::new(),
                given: None,
            })
            .collect()
    }

    /// The rows that it reads and writes.
    pub(super) fn of_change(&self, change: &DataChange) -> Vec<RowAccess> {
        let dialect = self.before.dialect();
        let columns = match &change.columns {
            Some(names) => Columns::Named(names.clone()),
            None => Columns::All,
        };
        let mut rows = Vec::new();
        for touch in &change.touches {
            let relation = self.after.resolve(&touch.relation, self.before);
            let table = self.before.table(&relation);
            let mut inserted = match (touch.access, table) {
                (Access::Insert, Some(table)) => {
                    inserted_rows(self.text, self.copy_data, table, dialect)
                }
                _ => InsertedRows::default(),
            };
            let mut changed = changed_rows(self.text, &change.touches, table, dialect);
            if table.is_some_and(|table| !tells_rows(self.before, &relation, table, touch.access)) {
                inserted.given = None;
                changed.wanted.clear();
            }
            // PostgreSQL takes fewer values than there are columns, for the first of them.
            let columns = match (&columns, touch.access, table) {
                (Columns::All, Access::Insert, Some(table)) if dialect == Dialect::Postgresql => {
                    let names = table.columns.iter().map(|it| it.name.clone());
                    Columns::Named(names.collect())
                }
                (columns, _, _) => columns.clone(),
            };
            rows.push(RowAccess {
                relation,
                access: touch.access,
                columns,
                keys: inserted.keys.into_iter().chain(changed.keys).collect(),
                on_same_key: change.on_same_key,
                wanted: changed.wanted,
                given: inserted.given,
            });
        }
        rows
    }
}
