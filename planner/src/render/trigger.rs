use super::{Render, if_not_exists, or_replace};
use crate::operation::Existing;
use crate::schema::{Name, QualifiedName, Trigger, TriggerEvent, TriggerLevel, TriggerState};
use crate::sql::{Dialect, literal};

impl Render {
    pub(super) fn create_trigger(
        self,
        name: &Name,
        trigger: &Trigger,
        existing: Existing,
    ) -> Vec<String> {
        let events: Vec<String> = trigger.events.iter().map(|it| self.event(it)).collect();
        let is_constraint = trigger
            .characteristics
            .to_ascii_uppercase()
            .starts_with("CONSTRAINT");
        let characteristics = if is_constraint {
            trigger.characteristics["CONSTRAINT".len()..].trim()
        } else {
            trigger.characteristics.trim()
        };
        let mut sql = format!(
            "CREATE {}{}TRIGGER {}{} {} {} ON {}",
            or_replace(existing),
            if is_constraint { "CONSTRAINT " } else { "" },
            if_not_exists(existing),
            self.trigger_name(&trigger.table, name),
            trigger.timing.sql(),
            events.join(" OR "),
            match self.dialect {
                // The trigger's name has the namespace.
                Dialect::Sqlite => self.name(&trigger.table.name),
                Dialect::Postgresql | Dialect::Mysql => self.qualified(&trigger.table),
            }
        );
        if !characteristics.is_empty() {
            sql.push(' ');
            sql.push_str(characteristics);
        }
        sql.push_str(match trigger.level {
            TriggerLevel::Row => " FOR EACH ROW",
            TriggerLevel::Statement => " FOR EACH STATEMENT",
        });
        if let Some(condition) = &trigger.condition {
            sql.push_str(" WHEN (");
            sql.push_str(&condition.text);
            sql.push(')');
        }
        match self.dialect {
            Dialect::Postgresql => {
                sql.push_str(" EXECUTE FUNCTION ");
                sql.push_str(&trigger.action);
            }
            Dialect::Mysql | Dialect::Sqlite => {
                sql.push('\n');
                sql.push_str(&trigger.action);
            }
        }
        let mut statements = vec![sql];
        if self.dialect == Dialect::Postgresql {
            let verb = match trigger.state {
                TriggerState::Enabled => None,
                TriggerState::Disabled => Some("DISABLE"),
                TriggerState::Replica => Some("ENABLE REPLICA"),
                TriggerState::Always => Some("ENABLE ALWAYS"),
            };
            let table = self.qualified(&trigger.table);
            if let Some(verb) = verb {
                let name = self.name(name);
                statements.push(format!("ALTER TABLE {table} {verb} TRIGGER {name}"));
            }
            if let Some(comment) = &trigger.comment {
                let comment = literal(comment, self.dialect);
                let name = self.name(name);
                statements.push(format!("COMMENT ON TRIGGER {name} ON {table} IS {comment}"));
            }
        }
        statements
    }

    /// A trigger's name, with the namespace where it is not in its table's.
    pub(super) fn trigger_name(self, table: &QualifiedName, name: &Name) -> String {
        match self.dialect {
            Dialect::Postgresql => self.name(name),
            Dialect::Mysql | Dialect::Sqlite => self.qualified(&table.with_name(name.clone())),
        }
    }

    fn event(self, event: &TriggerEvent) -> String {
        match event {
            TriggerEvent::Insert => "INSERT".to_owned(),
            TriggerEvent::Delete => "DELETE".to_owned(),
            TriggerEvent::Truncate => "TRUNCATE".to_owned(),
            TriggerEvent::Update { columns } if columns.is_empty() => "UPDATE".to_owned(),
            TriggerEvent::Update { columns } => {
                format!("UPDATE OF {}", super::names(columns, self.dialect))
            }
        }
    }
}
