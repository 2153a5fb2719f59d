use std::collections::BTreeSet;

use super::{Comparison, Property, canonical_tokens, same_expression};
use crate::schema::{
    Name, Object, QualifiedName, Trigger, TriggerEvent, TriggerLevel, TriggerState,
};
use crate::sql::Dialect;

impl Comparison<'_> {
    pub(super) fn triggers(&mut self) {
        let left = self.left.triggers().map(|(_, it)| it.table.clone());
        let right = self.right.triggers().map(|(_, it)| it.table.clone());
        let tables: BTreeSet<QualifiedName> = left.chain(right).collect();
        for table in tables {
            self.triggers_of(&table);
        }
    }

    pub(super) fn triggers_of(&mut self, table: &QualifiedName) {
        let left = self.left.triggers_of(table).map(|(name, _)| name.clone());
        let right = self.right.triggers_of(table).map(|(name, _)| name.clone());
        let names: BTreeSet<Name> = left.chain(right).collect();
        for name in names {
            let object = Object::Trigger {
                table: table.clone(),
                trigger: name.clone(),
            };
            let left = self.left.trigger(table, &name);
            let right = self.right.trigger(table, &name);
            match (left, right) {
                (Some(one), Some(other)) => self.trigger(&object, one, other),
                (one, other) => self.presence(object, one.is_some(), other.is_some()),
            }
        }
    }

    fn trigger(&mut self, object: &Object, left: &Trigger, right: &Trigger) {
        let dialect = self.dialect();
        let same_condition = match (&left.condition, &right.condition) {
            (Some(one), Some(other)) => {
                same_expression(one, other, dialect)
                    || loosely(&one.text, dialect) == loosely(&other.text, dialect)
            }
            (None, None) => true,
            _ => false,
        };
        let shape = |trigger: &Trigger| {
            let mut events: Vec<String> = trigger.events.iter().map(event).collect();
            events.sort();
            let level = match trigger.level {
                TriggerLevel::Row => "ROW",
                TriggerLevel::Statement => "STATEMENT",
            };
            format!(
                "{} {} FOR EACH {level}",
                trigger.timing.sql(),
                events.join(" OR ")
            )
        };
        let same = shape(left) == shape(right)
            && same_condition
            && same_action(left, right, dialect)
            && loosely(&left.characteristics, dialect) == loosely(&right.characteristics, dialect);
        if !same {
            let text = |trigger: &Trigger| {
                let condition = trigger.condition.as_ref();
                let condition = condition.map_or_else(String::new, |it| format!(" WHEN ({it})"));
                format!("{}{condition} {}", shape(trigger), trigger.action)
            };
            self.differs(object, Property::Definition, &text(left), &text(right));
        }
        let state = |trigger: &Trigger| match trigger.state {
            TriggerState::Enabled => "enabled",
            TriggerState::Disabled => "disabled",
            TriggerState::Replica => "replica",
            TriggerState::Always => "always",
        };
        self.property(object, Property::State, state(left), state(right));
        self.comment(object, left.comment.as_ref(), right.comment.as_ref());
    }
}

/// The tokens without parentheses and default namespaces, which databases add.
fn loosely(text: &str, dialect: crate::sql::Dialect) -> String {
    let tokens = canonical_tokens(text, dialect);
    let mut essence: Vec<&str> = Vec::new();
    for token in tokens.split(' ') {
        match token {
            "(" | ")" | "immediate" | "initially" => {}
            "." if essence.last().is_some_and(|last| *last == "public") => {
                essence.pop();
            }
            token => essence.push(token),
        }
    }
    // PostgreSQL shows a number that a trigger gives its function as the text that it is.
    let essence: Vec<&str> = essence
        .into_iter()
        .map(|it| it.trim_matches('\''))
        .collect();
    essence.join(" ")
}

/// An event, with its columns in one order.
fn event(event: &TriggerEvent) -> String {
    match event {
        TriggerEvent::Update { columns } => {
            let mut columns = columns.clone();
            columns.sort();
            TriggerEvent::Update { columns }.sql()
        }
        event => event.sql(),
    }
}

/// Whether two triggers do the same. A text that names what was renamed since tells nothing.
fn same_action(left: &Trigger, right: &Trigger, dialect: Dialect) -> bool {
    left.follows_rename
        || right.follows_rename
        || loosely(&left.action, dialect) == loosely(&right.action, dialect)
}
