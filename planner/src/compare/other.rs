use std::collections::BTreeSet;

use super::index::{parts_text, same_parts};
use super::tokens::essence;
use super::{Comparison, Property, canonical_tokens, same_expression};
use crate::operation::{StatedEvent, StatedPolicy, StatedRule, StatedStatistics};
use crate::schema::{Expression, Object, OtherKind, OtherName};
use crate::sql::Dialect;

impl Comparison<'_> {
    pub(super) fn others(&mut self) {
        let left = self.left.others().map(|(name, _)| name.clone());
        let right = self.right.others().map(|(name, _)| name.clone());
        let names: BTreeSet<_> = left.chain(right).collect();
        for name in names {
            self.other(&name);
        }
    }

    pub(super) fn other(&mut self, name: &OtherName) {
        let object = Object::Other(name.clone());
        match (self.left.other(name), self.right.other(name)) {
            (Some(left), Some(right)) => {
                // A text that could not be read from a database is empty.
                let is_known = !left.text.is_empty() && !right.text.is_empty();
                if is_known && !same_text(name.kind, &left.text, &right.text, self.dialect()) {
                    let (one, other) =
                        (shown(name.kind, &left.text), shown(name.kind, &right.text));
                    self.differs(&object, Property::Definition, &one, &other);
                }
                self.comment(&object, left.comment.as_ref(), right.comment.as_ref());
            }
            (left, right) => self.presence(object, left.is_some(), right.is_some()),
        }
    }
}

/// Whether two texts state the same of an object.
fn same_text(kind: OtherKind, one: &str, other: &str, dialect: Dialect) -> bool {
    let same = match kind {
        OtherKind::Policy => same_policy(one, other, dialect),
        OtherKind::Rule => same_rule(one, other, dialect),
        OtherKind::Statistics => same_statistics(one, other, dialect),
        OtherKind::Event => same_event(one, other),
        OtherKind::EventTrigger => Some(essence(one, dialect) == essence(other, dialect)),
        _ => None,
    };
    same.unwrap_or_else(|| canonical_tokens(one, dialect) == canonical_tokens(other, dialect))
}

fn same_policy(one: &str, other: &str, dialect: Dialect) -> Option<bool> {
    let (one, other) = (StatedPolicy::read(one)?, StatedPolicy::read(other)?);
    let same_roles = one.roles == other.roles
        // The database knows who that was.
        || one.names_current_role()
        || other.names_current_role();
    Some(
        one.mode == other.mode
            && one.command == other.command
            && same_roles
            && same_optional(one.using.as_ref(), other.using.as_ref(), dialect)
            && same_optional(one.check.as_ref(), other.check.as_ref(), dialect),
    )
}

fn same_rule(one: &str, other: &str, dialect: Dialect) -> Option<bool> {
    let (one, other) = (StatedRule::read(one)?, StatedRule::read(other)?);
    Some(
        one.event == other.event
            && one.is_instead == other.is_instead
            && same_optional(one.condition.as_ref(), other.condition.as_ref(), dialect)
            && essence(&one.action, dialect) == essence(&other.action, dialect),
    )
}

fn same_statistics(one: &str, other: &str, dialect: Dialect) -> Option<bool> {
    let (mut one, mut other) = (StatedStatistics::read(one)?, StatedStatistics::read(other)?);
    // PostgreSQL keeps no order among columns.
    for statistics in [&mut one, &mut other] {
        statistics.parts.sort_by_key(|part| {
            let column = part.column_name().cloned();
            (column.is_none(), column)
        });
    }
    Some(one.kinds == other.kinds && same_parts(&one.parts, &other.parts, dialect))
}

fn same_optional(one: Option<&Expression>, other: Option<&Expression>, dialect: Dialect) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same_expression(one, other, dialect),
        (None, None) => true,
        _ => false,
    }
}

fn same_event(one: &str, other: &str) -> Option<bool> {
    let (one, other) = (StatedEvent::read(one)?, StatedEvent::read(other)?);
    let dialect = Dialect::Mysql;
    let same_tokens =
        |one: &str, other: &str| canonical_tokens(one, dialect) == canonical_tokens(other, dialect);
    Some(
        schedule(&one.schedule) == schedule(&other.schedule)
            && one.is_preserved == other.is_preserved
            && one.state == other.state
            && one.comment == other.comment
            && same_tokens(&one.body, &other.body),
    )
}

/// The tokens of a schedule, numbers without quotes.
fn schedule(text: &str) -> String {
    canonical_tokens(text, Dialect::Mysql).replace('\'', "")
}

fn shown(kind: OtherKind, text: &str) -> String {
    match kind {
        OtherKind::Policy => StatedPolicy::read(text).map(|policy| policy.write()),
        OtherKind::Statistics => StatedStatistics::read(text).map(|statistics| {
            let kinds = statistics.kinds.join(", ");
            format!("({kinds}) ON {}", parts_text(&statistics.parts))
        }),
        _ => None,
    }
    .unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_told_by_their_clauses() {
        let same = |one, other| same_text(OtherKind::Policy, one, other, Dialect::Postgresql);
        assert!(same(
            "USING (balance > 0)",
            "AS PERMISSIVE FOR ALL TO PUBLIC USING ((balance > (0)::numeric))"
        ));
        assert!(same("TO CURRENT_USER USING (a)", "TO joe USING (a)"));
        assert!(!same("FOR SELECT USING (a)", "USING (a)"));
        assert!(!same("USING (a) WITH CHECK (b)", "USING (a)"));
    }

    #[test]
    fn events_are_told_without_when_they_were_made() {
        let same = |one, other| same_text(OtherKind::Event, one, other, Dialect::Mysql);
        assert!(same(
            "ON SCHEDULE EVERY 1 DAY DO DELETE FROM a",
            "ON SCHEDULE EVERY 1 DAY STARTS '2020-01-01 00:00:00' ON COMPLETION NOT PRESERVE ENABLE \
             DO DELETE FROM a"
        ));
        assert!(!same(
            "ON SCHEDULE EVERY 1 DAY DO DELETE FROM a",
            "ON SCHEDULE EVERY 2 DAY DO DELETE FROM a"
        ));
    }
}
