//! What is stated of objects that the model knows by name and text alone, taken apart.

use super::cursor::{Cursor, Outcome, unreadable};
use crate::schema::{Expression, IndexPart, QualifiedName};
use crate::sql::{Dialect, literal};

/// What a `CREATE POLICY` says behind the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedPolicy {
    /// `permissive` or `restrictive`.
    pub(crate) mode: String,
    /// What it is about: `all`, `select`, …
    pub(crate) command: String,
    /// Whom it is about, each as it is written.
    pub(crate) roles: Vec<String>,
    /// Which rows are seen.
    pub(crate) using: Option<Expression>,
    /// Which rows may be written.
    pub(crate) check: Option<Expression>,
}

/// What a `CREATE RULE` says behind its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedRule {
    /// What it acts on: `select`, `insert`, …
    pub(crate) event: String,
    /// When it acts.
    pub(crate) condition: Option<Expression>,
    /// Whether the statement itself does not run.
    pub(crate) is_instead: bool,
    /// What runs.
    pub(crate) action: String,
}

/// What a `CREATE STATISTICS` says behind its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedStatistics {
    /// The kinds, sorted; none stands for all.
    pub(crate) kinds: Vec<String>,
    /// What they are over.
    pub(crate) parts: Vec<IndexPart>,
    /// The table, as it is written.
    pub(crate) table: QualifiedName,
}

impl StatedPolicy {
    /// Reads the text; `None` where it is none of a policy.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut policy = Self {
            mode: "permissive".to_owned(),
            command: "all".to_owned(),
            roles: vec!["public".to_owned()],
            using: None,
            check: None,
        };
        policy.change(text).then_some(policy)
    }

    /// Reads the clauses of `text` into it. Gives whether they are ones.
    pub(crate) fn change(&mut self, text: &str) -> bool {
        let mut cursor = Cursor::new(text, Dialect::Postgresql);
        while !cursor.is_at_end() {
            if self.clause(&mut cursor).is_err() {
                return false;
            }
        }
        true
    }

    fn clause(&mut self, cursor: &mut Cursor<'_>) -> Outcome<()> {
        if cursor.take("AS") {
            self.mode = cursor.text().to_ascii_lowercase();
            cursor.skip();
        } else if cursor.take("FOR") {
            self.command = cursor.text().to_ascii_lowercase();
            cursor.skip();
        } else if cursor.take("TO") {
            self.roles = cursor.list(|cursor| {
                let role = cursor.text().trim_matches('"').to_ascii_lowercase();
                cursor.skip();
                Ok(role)
            })?;
            self.roles.sort();
        } else if cursor.take("USING") {
            self.using = Some(cursor.parenthesized_expression()?);
        } else if cursor.take("WITH CHECK") {
            self.check = Some(cursor.parenthesized_expression()?);
        } else {
            return unreadable("a clause of a policy");
        }
        Ok(())
    }

    /// The text again.
    pub(crate) fn write(&self) -> String {
        let mut text = format!(
            "AS {} FOR {} TO {}",
            self.mode.to_ascii_uppercase(),
            self.command.to_ascii_uppercase(),
            self.roles.join(", ")
        );
        for (word, expression) in [("USING", &self.using), ("WITH CHECK", &self.check)] {
            if let Some(expression) = expression {
                text = format!("{text} {word} ({expression})");
            }
        }
        text
    }

    /// Whether a role in it is whoever makes it, which the text does not tell.
    pub(crate) fn names_current_role(&self) -> bool {
        let is_current = |role: &String| {
            matches!(
                role.as_str(),
                "current_user" | "current_role" | "session_user"
            )
        };
        self.roles.iter().any(is_current)
    }
}

impl StatedRule {
    /// Reads the text; `None` where it is none of a rule.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::read_all(text).ok()
    }

    fn read_all(text: &str) -> Outcome<Self> {
        let mut cursor = Cursor::new(text, Dialect::Postgresql);
        cursor.expect("AS ON")?;
        let event = cursor.text().to_ascii_lowercase();
        cursor.skip();
        cursor.expect("TO")?;
        cursor.relation()?;
        let mut condition = None;
        if cursor.take("WHERE") {
            let text = cursor.text_until(|cursor| cursor.is_at("DO"))?;
            condition = Some(Expression::new(text));
        }
        cursor.expect("DO")?;
        let is_instead = cursor.take("INSTEAD");
        cursor.take("ALSO");
        Ok(Self {
            event,
            condition,
            is_instead,
            action: cursor.rest().to_owned(),
        })
    }
}

impl StatedStatistics {
    /// Reads the text; `None` where it is none of statistics.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::read_all(text).ok()
    }

    fn read_all(text: &str) -> Outcome<Self> {
        let mut cursor = Cursor::new(text, Dialect::Postgresql);
        let mut kinds = Vec::new();
        if cursor.is_at_sign("(") {
            let names = cursor.parts_in_parentheses()?;
            kinds = names.iter().map(|name| name.key().to_owned()).collect();
            kinds.sort();
        }
        cursor.expect("ON")?;
        let parts = cursor.list(|cursor| {
            let text = cursor.text_until(|cursor| cursor.is_at("FROM"))?;
            Cursor::new(text, Dialect::Postgresql).index_part()
        })?;
        cursor.expect("FROM")?;
        let table = cursor.relation()?;
        cursor.expect_end()?;
        Ok(Self {
            kinds,
            parts,
            table,
        })
    }
}

/// What stands behind `PARTITION BY` (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedDivision {
    /// `range`, `list` or `hash`.
    pub(crate) method: String,
    /// What the rows are divided by.
    pub(crate) parts: Vec<IndexPart>,
}

impl StatedDivision {
    /// Reads the text; `None` where it is none of a division.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut cursor = Cursor::new(text, Dialect::Postgresql);
        let method = cursor.word()?.to_ascii_lowercase();
        cursor.skip();
        let parts = cursor.index_parts().ok()?;
        cursor.is_at_end().then_some(Self { method, parts })
    }
}

/// What a `CREATE EVENT` says behind its name (MySQL).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct StatedEvent {
    /// When it runs: `AT …`, `EVERY …`, without where counting starts.
    pub(crate) schedule: String,
    /// Whether it stays when it has run for the last time.
    pub(crate) is_preserved: bool,
    /// `DISABLE` or `DISABLE ON SLAVE`, where it does not run.
    pub(crate) state: String,
    /// What is said of it.
    pub(crate) comment: Option<String>,
    /// What it does.
    pub(crate) body: String,
}

impl StatedEvent {
    /// Reads the text; `None` where it is none of an event.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut event = Self::default();
        event.change(text).then_some(event)
    }

    /// Reads the clauses of `text` into it. Gives whether they are ones.
    pub(crate) fn change(&mut self, text: &str) -> bool {
        let mut cursor = Cursor::new(text, Dialect::Mysql);
        while !cursor.is_at_end() {
            if self.clause(&mut cursor).is_err() {
                return false;
            }
        }
        true
    }

    fn clause(&mut self, cursor: &mut Cursor<'_>) -> Outcome<()> {
        if cursor.take("ON SCHEDULE") {
            let is_end = |cursor: &Cursor<'_>| {
                cursor.is_at("STARTS|ENDS|ENABLE|DISABLE|COMMENT|DO")
                    || cursor.is_at("ON COMPLETION")
            };
            cursor.text_until(is_end)?.clone_into(&mut self.schedule);
            // Where nothing is said, counting starts when the event is made.
            if cursor.take("STARTS") {
                cursor.text_until(is_end)?;
            }
            if cursor.take("ENDS") {
                self.schedule.push_str(" ENDS ");
                self.schedule.push_str(cursor.text_until(is_end)?);
            }
        } else if cursor.take("ON COMPLETION NOT PRESERVE") {
            self.is_preserved = false;
        } else if cursor.take("ON COMPLETION PRESERVE") {
            self.is_preserved = true;
        } else if cursor.take("ENABLE") {
            self.state.clear();
        } else if cursor.take("DISABLE ON SLAVE|REPLICA") {
            "DISABLE ON SLAVE".clone_into(&mut self.state);
        } else if cursor.take("DISABLE") {
            "DISABLE".clone_into(&mut self.state);
        } else if cursor.take("COMMENT") {
            self.comment = Some(cursor.string()?).filter(|comment| !comment.is_empty());
        } else if cursor.take("DO") {
            cursor.rest().clone_into(&mut self.body);
        } else {
            return unreadable("a clause of an event");
        }
        Ok(())
    }

    /// The text again.
    pub(crate) fn write(&self) -> String {
        let mut text = format!("ON SCHEDULE {}", self.schedule);
        if self.is_preserved {
            text.push_str(" ON COMPLETION PRESERVE");
        }
        if !self.state.is_empty() {
            text = format!("{text} {}", self.state);
        }
        if let Some(comment) = &self.comment {
            text = format!("{text} COMMENT {}", literal(comment, Dialect::Mysql));
        }
        format!("{text} DO {}", self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_read_and_changed() {
        let mut policy =
            StatedPolicy::read("AS RESTRICTIVE FOR SELECT TO b, a USING (x > 1)").unwrap();
        assert_eq!(policy.roles, ["a", "b"]);
        assert!(policy.change("TO PUBLIC WITH CHECK (y)"));
        assert_eq!(
            policy.write(),
            "AS RESTRICTIVE FOR SELECT TO public USING (x > 1) WITH CHECK (y)"
        );
        assert!(StatedPolicy::read("nothing of it").is_none());
    }

    #[test]
    fn rules_and_statistics_are_read() {
        let rule = StatedRule::read("AS ON INSERT TO a.b WHERE new.x > 1 DO ALSO NOTHING").unwrap();
        assert_eq!(rule.event, "insert");
        assert!(!rule.is_instead);
        assert_eq!(rule.action, "NOTHING");
        let statistics =
            StatedStatistics::read("(ndistinct, dependencies) ON a, (lower(b)) FROM t").unwrap();
        assert_eq!(statistics.kinds, ["dependencies", "ndistinct"]);
        assert_eq!(statistics.parts.len(), 2);
        assert!(StatedStatistics::read("ON a").is_none());
    }
}
