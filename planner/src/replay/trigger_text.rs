use std::collections::BTreeSet;

use super::Step;
use super::expression::{names_in, rename_in_statement};
use crate::operation::references;
use crate::schema::{Name, QualifiedName, Relation, Trigger};
use crate::sql::Dialect;

impl Step<'_> {
    /// SQLite writes a table's new name into the triggers of other tables, too. Costs a look at
    /// every trigger.
    pub(super) fn rename_table_in_actions(&mut self, from: &QualifiedName, to: &QualifiedName) {
        self.rename_in_actions(from, &from.name, &to.name, |has_column, touched| {
            !touched.iter().any(has_column)
        });
    }

    /// The same for a column's new name.
    pub(super) fn rename_column_in_actions(
        &mut self,
        table: &QualifiedName,
        from: &Name,
        to: &Name,
    ) {
        self.rename_in_actions(table, from, to, |has_column, touched| {
            !touched.iter().any(|it| it != table && has_column(it))
        });
    }

    /// Renames what actions that touch `table` name. Where `is_clear` does not say that the name can
    /// mean nothing else, the action only is known to have been rewritten. It is told whether a
    /// relation may have a column of the name.
    fn rename_in_actions(
        &mut self,
        table: &QualifiedName,
        from: &Name,
        to: &Name,
        is_clear: impl Fn(&dyn Fn(&QualifiedName) -> bool, &BTreeSet<QualifiedName>) -> bool,
    ) {
        let dialect = self.dialect();
        if dialect != Dialect::Sqlite {
            return;
        }
        let mut changed: Vec<(Name, Trigger)> = Vec::new();
        for (name, trigger) in self.schema.triggers() {
            if !names_in(&trigger.action, dialect).contains(from) {
                continue;
            }
            let touches = references(&trigger.action, dialect).touches;
            let mut touched: BTreeSet<QualifiedName> = touches
                .iter()
                .map(|touch| self.find_relation(&touch.relation))
                .collect();
            touched.insert(trigger.table.clone());
            if !touched.contains(table) {
                continue;
            }
            let has_column = |relation: &QualifiedName| match self.schema.relation(relation) {
                Some(Relation::Table(table)) => table.column(from).is_some(),
                // What columns a view has is not worked out.
                Some(_) => true,
                None => false,
            };
            let mut trigger = trigger.clone();
            if is_clear(&has_column, &touched) {
                trigger.action = rename_in_statement(&trigger.action, from, to, dialect);
            } else {
                trigger.follows_rename = true;
            }
            changed.push((name.clone(), trigger));
        }
        for (name, trigger) in changed {
            self.schema.put_trigger(name, trigger);
        }
    }
}
