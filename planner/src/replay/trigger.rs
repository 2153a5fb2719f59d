use super::{Fault, Step};
use crate::operation::{Existing, Missing};
use crate::schema::{Name, Object, QualifiedName, Trigger, TriggerState};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn create_trigger(&mut self, name: &Name, trigger: &Trigger, existing: Existing) {
        let table = self.find_relation(&trigger.table);
        if self.schema.relation(&table).is_none() {
            self.missing(Object::Table(table.clone()));
        }
        if let Some(object) = self.trigger_named(&table, name) {
            match existing {
                Existing::Keep => return,
                Existing::Replace => {}
                Existing::Refuse => self.fault(Fault::AlreadyExists { object }),
            }
        }
        self.schema.uncertainty_mut().remove_name(name);
        let trigger = Trigger {
            table,
            ..trigger.clone()
        };
        self.schema.put_trigger(name.clone(), trigger);
    }

    /// The trigger whose name this is: that of the table, or in MySQL and SQLite of any table in the
    /// namespace.
    fn trigger_named(&self, table: &QualifiedName, name: &Name) -> Option<Object> {
        let owner = match self.dialect() {
            Dialect::Postgresql => self.schema.trigger(table, name).map(|_| table.clone()),
            Dialect::Mysql | Dialect::Sqlite => self
                .schema
                .triggers()
                .find(|(it, trigger)| *it == name && trigger.table.namespace == table.namespace)
                .map(|(_, trigger)| trigger.table.clone()),
        };
        owner.map(|table| Object::Trigger {
            table,
            trigger: name.clone(),
        })
    }

    pub(super) fn rename_trigger(&mut self, table: &QualifiedName, name: &Name, to: &Name) {
        let table = self.find_relation(table);
        match self.schema.remove_trigger(&table, name) {
            Some(trigger) => self.schema.put_trigger(to.clone(), (*trigger).clone()),
            None => self.missing(Object::Trigger {
                table,
                trigger: name.clone(),
            }),
        }
    }

    pub(super) fn set_trigger_state(
        &mut self,
        table: &QualifiedName,
        name: Option<&Name>,
        state: TriggerState,
    ) {
        let wanted: Vec<(Name, Trigger)> = self
            .schema
            .triggers_of(table)
            .filter(|(it, _)| name.is_none_or(|name| *it == name))
            .map(|(name, trigger)| (name.clone(), trigger.clone()))
            .collect();
        if let Some(name) = name.filter(|_| wanted.is_empty()) {
            self.missing(Object::Trigger {
                table: table.clone(),
                trigger: name.clone(),
            });
        }
        for (name, trigger) in wanted {
            self.schema.put_trigger(name, Trigger { state, ..trigger });
        }
    }

    pub(super) fn drop_trigger(
        &mut self,
        name: &QualifiedName,
        table: Option<&QualifiedName>,
        missing: Missing,
    ) {
        let table = if let Some(table) = table {
            Some(self.find_relation(table))
        } else {
            let beside = self.normal(name);
            match self.trigger_named(&beside, &name.name) {
                Some(Object::Trigger { table, .. }) => Some(table),
                _ => None,
            }
        };
        let dropped = table
            .as_ref()
            .and_then(|table| self.schema.remove_trigger(table, &name.name));
        if dropped.is_none() {
            if missing == Missing::Skip {
                self.schema.uncertainty_mut().remove_name(&name.name);
            } else {
                let table = table.unwrap_or_else(|| self.normal(name));
                self.missing(Object::Trigger {
                    table,
                    trigger: name.name.clone(),
                });
            }
        }
    }
}
