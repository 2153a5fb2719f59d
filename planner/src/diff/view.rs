use std::collections::BTreeSet;

use super::order::needs_first;
use super::{Difference, Note, Property};
use crate::operation::{DropBehavior, Dropped, Existing, Missing, Operation};
use crate::schema::{Object, QualifiedName, TriggerEvent};
use crate::sql::Dialect;

/// The properties of a column that PostgreSQL does not change while a view reads it.
const HELD_BY_VIEWS: [Property; 3] = [Property::Type, Property::Collation, Property::Generated];

impl Difference<'_> {
    /// Chooses the views and triggers that go before tables change and come back after that.
    pub(super) fn choose_recreated(&mut self) {
        let views: Vec<QualifiedName> = self.from.views().map(|(name, _)| name.clone()).collect();
        let mut recreated: BTreeSet<QualifiedName> = views
            .into_iter()
            .filter(|view| self.to.view(view).is_some() && self.must_recreate(view))
            .collect();
        // MySQL looks for what a view reads when it is read.
        if self.dialect() != Dialect::Mysql {
            let mut todo: Vec<QualifiedName> = recreated.iter().cloned().collect();
            todo.extend(self.tables_that_views_hold());
            while let Some(name) = todo.pop() {
                for dependent in self.from.dependents(&name) {
                    let is_view = self.from.view(dependent).is_some();
                    if is_view && recreated.insert(dependent.clone()) {
                        todo.push(dependent.clone());
                    }
                }
            }
        }
        recreated.retain(|view| self.to.view(view).is_some());
        self.recreated_views = recreated;
        self.choose_recreated_triggers();
    }

    /// Whether a view differs in more than what is said of it.
    fn must_recreate(&self, view: &QualifiedName) -> bool {
        let object = Object::View(view.clone());
        let properties = self.properties(&object);
        let is_replaced = self.dropped.contains(&object) && self.created.contains(&object);
        let is_changed = properties
            .iter()
            .any(|property| !matches!(property, Property::Comment));
        is_changed && !is_replaced
    }

    /// The tables that change in a way in which views keep them from it.
    fn tables_that_views_hold(&self) -> Vec<QualifiedName> {
        if self.dialect() == Dialect::Sqlite {
            let dropped = self.dropped_tables();
            return self.rebuilt.iter().cloned().chain(dropped).collect();
        }
        let tables = self.altered_tables().into_iter().filter(|(name, from, _)| {
            from.columns.iter().any(|column| {
                let object = Self::column(name, &column.name);
                self.dropped.contains(&object)
                    || self
                        .properties(&object)
                        .iter()
                        .any(|property| HELD_BY_VIEWS.contains(property))
            })
        });
        let held: Vec<QualifiedName> = tables.map(|(name, ..)| name).collect();
        held.into_iter().chain(self.dropped_tables()).collect()
    }

    fn choose_recreated_triggers(&mut self) {
        let mut recreated = BTreeSet::new();
        for (name, trigger) in self.from.triggers() {
            let object = Object::Trigger {
                table: trigger.table.clone(),
                trigger: name.clone(),
            };
            if self.to.trigger(&trigger.table, name).is_none() {
                continue;
            }
            let goes_with_its_view = self.recreated_views.contains(&trigger.table);
            let goes_with_its_table = self.rebuilt.contains(&trigger.table);
            // SQLite looks into every trigger when a table is renamed.
            let names_rebuilt = self.dialect() == Dialect::Sqlite
                && self.rebuilt.iter().any(|table| {
                    let names = crate::replay::names_in(&trigger.action, self.dialect());
                    names.iter().any(|it| it.key() == table.name.key())
                });
            let is_held =
                self.dialect() == Dialect::Postgresql && self.holds_changed_column(trigger);
            let is_changed = self
                .properties(&object)
                .iter()
                .any(|property| *property == Property::Definition);
            if goes_with_its_view || goes_with_its_table || names_rebuilt || is_held || is_changed {
                recreated.insert((trigger.table.clone(), name.clone()));
            }
        }
        self.recreated_triggers = recreated;
    }

    /// Whether a trigger names a column whose type changes or that goes.
    fn holds_changed_column(&self, trigger: &crate::schema::Trigger) -> bool {
        let Some(table) = self.from.table(&trigger.table) else {
            return false;
        };
        table.columns.iter().any(|column| {
            let object = Self::column(&trigger.table, &column.name);
            let changes = self.dropped.contains(&object)
                || self.properties(&object).contains(&Property::Type)
                || self.is_of_replaced_enum(column);
            let watches = trigger.events.iter().any(|event| {
                matches!(event, TriggerEvent::Update { columns } if columns.contains(&column.name))
            });
            let asks = trigger.condition.as_ref().is_some_and(|condition| {
                crate::replay::names_in(&condition.text, self.dialect()).contains(&column.name)
            });
            changes && (watches || asks)
        })
    }

    pub(super) fn drop_views(&mut self) {
        let dropped = self.dropped.iter().filter_map(|object| match object {
            Object::View(name) => Some(name.clone()),
            _ => None,
        });
        let going: BTreeSet<QualifiedName> = dropped
            .chain(self.recreated_views.iter().cloned())
            .collect();
        let from = self.from;
        let order = needs_first(&going, |view| from.dependents(view).cloned().collect());
        for name in order {
            let Some(view) = self.from.view(&name) else {
                continue;
            };
            self.operation(Operation::Drop {
                dropped: Dropped::Views {
                    names: vec![name],
                    kind: view.kind,
                },
                missing: Missing::Refuse,
                behavior: DropBehavior::Restrict,
            });
        }
    }

    pub(super) fn create_views(&mut self) {
        let created = self.created.iter().filter_map(|object| match object {
            Object::View(name) => Some(name.clone()),
            _ => None,
        });
        let coming: BTreeSet<QualifiedName> = created
            .chain(self.recreated_views.iter().cloned())
            .collect();
        let to = self.to;
        let order = needs_first(&coming, |view| {
            let reads = to.view(view).map(|view| &view.reads);
            reads.into_iter().flatten().cloned().collect()
        });
        for name in order {
            if let Some(view) = self.to.view(&name) {
                let notes = if self.dialect() == Dialect::Postgresql
                    && self.recreated_views.contains(&name)
                {
                    vec![Note::Decide(format!(
                        "view {name} is made anew, without what was granted on it: grant it again behind it"
                    ))]
                } else {
                    Vec::new()
                };
                let operation = Operation::CreateView {
                    view: Box::new(view.clone()),
                    name,
                    existing: Existing::Refuse,
                };
                self.noted(operation, notes);
            }
        }
        self.change_view_indexes();
    }

    /// The indexes of materialized views that stay.
    fn change_view_indexes(&mut self) {
        let created: Vec<(QualifiedName, crate::schema::Name)> = self
            .created
            .iter()
            .chain(self.altered.keys())
            .filter_map(|object| match object {
                Object::Index { table, index } => Some((table.clone(), index.clone())),
                _ => None,
            })
            .collect();
        for (owner, index) in created {
            if self.recreated_views.contains(&owner) || self.from.view(&owner).is_none() {
                continue;
            }
            let view = self.to.view(&owner);
            let index = view.and_then(|it| it.indexes.iter().find(|it| it.name == index));
            if let Some(index) = index.cloned() {
                self.operation(Operation::CreateIndex {
                    table: owner,
                    index: Box::new(index),
                    existing: Existing::Refuse,
                });
            }
        }
    }
}
