use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{Existing, Operation};
use crate::schema::{NameKind, Trigger, TriggerEvent, TriggerLevel, TriggerState, TriggerTiming};
use crate::sql::Dialect;

impl Cursor<'_> {
    /// `CREATE TRIGGER …`, from the name or `IF NOT EXISTS` on. `is_constraint` says that
    /// `CONSTRAINT` stands before it.
    pub(super) fn create_trigger(
        &mut self,
        existing: Existing,
        prefix: &str,
    ) -> Outcome<Operation> {
        let existing = self.if_not_exists(existing);
        let name = self.qualified(NameKind::Relation)?;
        let timing = self.trigger_timing()?;
        let mut events = vec![self.trigger_event()?];
        while self.take("OR") {
            events.push(self.trigger_event()?);
        }
        self.expect("ON")?;
        let mut table = self.relation()?;
        if table.namespace.is_none() {
            table.namespace = name.namespace;
        }
        let mut trigger = Trigger {
            table,
            timing,
            events,
            level: match self.dialect {
                Dialect::Postgresql => TriggerLevel::Statement,
                Dialect::Mysql | Dialect::Sqlite => TriggerLevel::Row,
            },
            condition: None,
            action: String::new(),
            follows_rename: false,
            characteristics: prefix.to_owned(),
            state: TriggerState::Enabled,
            comment: None,
        };
        self.trigger_body(&mut trigger)?;
        Ok(Operation::CreateTrigger {
            name: name.name,
            trigger: Box::new(trigger),
            existing,
        })
    }

    fn trigger_timing(&mut self) -> Outcome<TriggerTiming> {
        if self.take("BEFORE") {
            return Ok(TriggerTiming::Before);
        }
        if self.take("AFTER") {
            return Ok(TriggerTiming::After);
        }
        if self.take("INSTEAD OF") {
            return Ok(TriggerTiming::InsteadOf);
        }
        // SQLite takes `BEFORE` where nothing is said.
        if self.dialect == Dialect::Sqlite {
            return Ok(TriggerTiming::Before);
        }
        unreadable("BEFORE, AFTER or INSTEAD OF")
    }

    fn trigger_event(&mut self) -> Outcome<TriggerEvent> {
        if self.take("INSERT") {
            return Ok(TriggerEvent::Insert);
        }
        if self.take("DELETE") {
            return Ok(TriggerEvent::Delete);
        }
        if self.take("TRUNCATE") {
            return Ok(TriggerEvent::Truncate);
        }
        self.expect("UPDATE")?;
        let mut columns = Vec::new();
        if self.take("OF") {
            columns = self.list(Self::part)?;
        }
        Ok(TriggerEvent::Update { columns })
    }

    /// What stands behind the table.
    fn trigger_body(&mut self, trigger: &mut Trigger) -> Outcome<()> {
        loop {
            if self.take("FOR EACH ROW") || self.take("FOR ROW") {
                trigger.level = TriggerLevel::Row;
            } else if self.take("FOR EACH STATEMENT") || self.take("FOR STATEMENT") {
                trigger.level = TriggerLevel::Statement;
            } else if self.take("WHEN") {
                trigger.condition = Some(if self.is_at_sign("(") && self.is_condition_enclosed() {
                    self.parenthesized_expression()?
                } else {
                    let text = self.text_until(|cursor| cursor.is_at("BEGIN"))?;
                    crate::schema::Expression::new(text)
                });
            } else if self.dialect == Dialect::Postgresql && !self.is_at("EXECUTE") {
                let start = self.position();
                if self.take("FROM") {
                    self.relation()?;
                } else if self.take("REFERENCING") {
                    while self.take("OLD|NEW TABLE|ROW") {
                        self.take("AS");
                        self.part()?;
                    }
                } else if !self.take("NOT DEFERRABLE")
                    && !self.take("DEFERRABLE")
                    && !self.take("INITIALLY DEFERRED|IMMEDIATE")
                {
                    return unreadable("a property of the trigger");
                }
                let text = self.text_since(start);
                if !trigger.characteristics.is_empty() {
                    trigger.characteristics.push(' ');
                }
                trigger.characteristics.push_str(text);
            } else {
                break;
            }
        }
        if self.dialect == Dialect::Mysql {
            // An order among triggers, which the action does not include.
            if self.take("FOLLOWS|PRECEDES") {
                self.part()?;
            }
        }
        if self.dialect == Dialect::Postgresql {
            self.expect("EXECUTE")?;
            self.take("FUNCTION|PROCEDURE");
        }
        self.rest().clone_into(&mut trigger.action);
        if trigger.action.is_empty() {
            return unreadable("what the trigger does");
        }
        Ok(())
    }

    /// Whether the parenthesis here encloses all of the condition.
    fn is_condition_enclosed(&self) -> bool {
        let mut ahead = self.clone();
        ahead.skip_balanced();
        ahead.is_at("BEGIN|EXECUTE|FOR")
    }

    /// `ALTER TRIGGER …`, from the name on.
    pub(super) fn alter_trigger(&mut self) -> Outcome<Option<Operation>> {
        let name = self.name(NameKind::Relation)?;
        self.expect("ON")?;
        let table = self.relation()?;
        if self.take("RENAME TO") {
            let to = self.name(NameKind::Relation)?;
            return Ok(Some(Operation::RenameTrigger { table, name, to }));
        }
        self.rest();
        Ok(None)
    }
}
