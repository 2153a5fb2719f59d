//! What is stated of objects that the model knows by name and text alone, taken apart.

use super::cursor::{Cursor, Outcome, unreadable};
use crate::schema::{Expression, IndexPart};
use crate::sql::Dialect;

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
        cursor.relation()?;
        cursor.expect_end()?;
        Ok(Self { kinds, parts })
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
