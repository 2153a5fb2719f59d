use super::{Difference, Property};
use crate::operation::{DropBehavior, Dropped, Existing, Missing, Operation, Scope, TableChange};
use crate::schema::{Name, Object, QualifiedName};
use crate::sql::Dialect;

impl Difference<'_> {
    pub(super) fn drop_triggers(&mut self) {
        let dropped = self.dropped.iter().filter_map(|object| match object {
            Object::Trigger { table, trigger } => Some((table.clone(), trigger.clone())),
            _ => None,
        });
        let going: Vec<(QualifiedName, Name)> = dropped
            .chain(self.recreated_triggers.iter().cloned())
            .collect();
        for (table, name) in going {
            // A trigger goes with what it watches.
            let stays =
                self.to.relation(&table).is_some() && !self.recreated_views.contains(&table);
            if !stays {
                continue;
            }
            let qualified = match self.dialect() {
                Dialect::Postgresql => QualifiedName::unqualified(name),
                Dialect::Mysql | Dialect::Sqlite => table.with_name(name),
            };
            self.operation(Operation::Drop {
                dropped: Dropped::Trigger {
                    name: qualified,
                    table: Some(table),
                },
                missing: Missing::Refuse,
                behavior: DropBehavior::Restrict,
            });
        }
    }

    pub(super) fn create_triggers(&mut self) {
        let created = self.created.iter().filter_map(|object| match object {
            Object::Trigger { table, trigger } => Some((table.clone(), trigger.clone())),
            _ => None,
        });
        let coming: Vec<(QualifiedName, Name)> = created
            .chain(self.recreated_triggers.iter().cloned())
            .collect();
        for (table, name) in coming {
            if let Some(trigger) = self.to.trigger(&table, &name) {
                self.operation(Operation::CreateTrigger {
                    trigger: Box::new(trigger.clone()),
                    name,
                    existing: Existing::Refuse,
                });
            }
        }
        let states: Vec<(QualifiedName, Name)> = self
            .altered
            .iter()
            .filter(|(_, properties)| properties.contains(&Property::State))
            .filter_map(|(object, _)| match object {
                Object::Trigger { table, trigger } => Some((table.clone(), trigger.clone())),
                _ => None,
            })
            .collect();
        for (table, name) in states {
            let is_made = self
                .recreated_triggers
                .contains(&(table.clone(), name.clone()));
            if let Some(trigger) = self.to.trigger(&table, &name).filter(|_| !is_made) {
                let state = trigger.state;
                self.operation(Operation::AlterTable {
                    table,
                    missing: Missing::Refuse,
                    scope: Scope::WithChildren,
                    changes: vec![TableChange::SetTriggerState {
                        trigger: Some(name),
                        state,
                    }],
                });
            }
        }
    }
}
