use std::collections::BTreeMap;

use super::argument::Argument;
use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{Existing, Missing, Operation, RoutineChange, RoutineReference};
use crate::schema::{DataType, NameKind, Routine, RoutineKind};
use crate::sql::Dialect;

/// Properties that are words, with the attribute and the value that they stand for:
/// <https://www.postgresql.org/docs/current/sql-createfunction.html>,
/// <https://dev.mysql.com/doc/refman/8.4/en/create-procedure.html>.
const ATTRIBUTES: [(&str, &str, &str); 23] = [
    ("IMMUTABLE", "volatility", "immutable"),
    ("STABLE", "volatility", "stable"),
    ("VOLATILE", "volatility", "volatile"),
    ("NOT LEAKPROOF", "leakproof", "false"),
    ("LEAKPROOF", "leakproof", "true"),
    ("CALLED ON NULL INPUT", "null_input", "called"),
    ("RETURNS NULL ON NULL INPUT", "null_input", "strict"),
    ("STRICT", "null_input", "strict"),
    ("EXTERNAL SECURITY DEFINER", "security", "definer"),
    ("EXTERNAL SECURITY INVOKER", "security", "invoker"),
    ("SECURITY DEFINER", "security", "definer"),
    ("SECURITY INVOKER", "security", "invoker"),
    ("SQL SECURITY DEFINER", "security", "definer"),
    ("SQL SECURITY INVOKER", "security", "invoker"),
    ("PARALLEL SAFE", "parallel", "safe"),
    ("PARALLEL UNSAFE", "parallel", "unsafe"),
    ("PARALLEL RESTRICTED", "parallel", "restricted"),
    ("WINDOW", "window", "true"),
    ("NOT DETERMINISTIC", "deterministic", "false"),
    ("DETERMINISTIC", "deterministic", "true"),
    ("CONTAINS SQL", "data_access", "contains sql"),
    ("NO SQL", "data_access", "no sql"),
    ("READS SQL DATA", "data_access", "reads sql data"),
];

impl Cursor<'_> {
    /// `CREATE FUNCTION …`, `CREATE PROCEDURE …`, from the name on.
    pub(super) fn create_routine(
        &mut self,
        kind: RoutineKind,
        existing: Existing,
    ) -> Outcome<Operation> {
        let existing = self.if_not_exists(existing);
        let name = self.qualified(NameKind::Part)?;
        let mut routine = Routine {
            kind,
            signature: Vec::new(),
            arguments: String::new(),
            returns: None,
            language: None,
            attributes: BTreeMap::new(),
            body: String::new(),
            comment: None,
        };
        let start = self.position();
        self.parenthesized()?.clone_into(&mut routine.arguments);
        let end = self.position();
        self.return_to(start);
        if self.dialect == Dialect::Postgresql {
            routine.signature = self.signature()?;
        }
        self.return_to(end);
        if kind == RoutineKind::Aggregate {
            self.rest().clone_into(&mut routine.body);
        } else {
            self.routine_properties(&mut routine)?;
        }
        Ok(Operation::CreateRoutine {
            name,
            routine: Box::new(routine),
            existing,
        })
    }

    fn routine_properties(&mut self, routine: &mut Routine) -> Outcome<()> {
        while !self.is_at_end() {
            if self.take("RETURNS TABLE") {
                let columns = self.parenthesized()?;
                routine.returns = Some(format!("TABLE ({columns})"));
            } else if self.is_at("RETURNS") && !self.is_at("RETURNS NULL ON") {
                self.skip();
                routine.returns = Some(self.data_type()?.text);
                while self.dialect == Dialect::Mysql
                    && (self.take("CHARACTER SET") || self.take("CHARSET|COLLATE"))
                {
                    self.skip();
                }
            } else if self.take("LANGUAGE") {
                routine.language = Some(self.word_or_string()?.to_ascii_lowercase());
            } else if self.take("COMMENT") {
                routine.comment = Some(self.string()?).filter(|comment| !comment.is_empty());
            } else if self.take("MODIFIES SQL DATA") {
                let (attribute, value) = ("data_access".to_owned(), "modifies sql data".to_owned());
                routine.attributes.insert(attribute, value);
            } else if self.dialect == Dialect::Postgresql && self.take("AS") {
                routine.body = self.string()?;
                if self.take_sign(",") {
                    // The symbol in a library.
                    routine.body.push_str(", ");
                    routine.body.push_str(&self.string()?);
                }
            } else if let Some((attribute, value)) = self.routine_attribute()? {
                if let Some(value) = value {
                    routine.attributes.insert(attribute, value);
                }
            } else if self.dialect == Dialect::Mysql || self.is_at("BEGIN|RETURN") {
                self.rest().clone_into(&mut routine.body);
            } else {
                return unreadable("a property of the function");
            }
        }
        Ok(())
    }

    /// A property with the attribute that it stands for, if one stands here.
    fn routine_attribute(&mut self) -> Outcome<Option<(String, Option<String>)>> {
        for (words, attribute, value) in ATTRIBUTES {
            if self.take(words) {
                return Ok(Some((attribute.to_owned(), Some(value.to_owned()))));
            }
        }
        if self.dialect != Dialect::Postgresql {
            return Ok(None);
        }
        for word in ["COST", "ROWS", "SUPPORT"] {
            if self.take(word) {
                let value = self.text().to_owned();
                self.skip();
                return Ok(Some((word.to_ascii_lowercase(), Some(value))));
            }
        }
        if self.take("TRANSFORM") {
            self.skip_item();
            return Ok(Some(("transform".to_owned(), None)));
        }
        if self.take("RESET ALL") {
            return Ok(Some(("set *".to_owned(), None)));
        }
        if self.take("RESET") {
            let attribute = format!("set {}", self.text().to_ascii_lowercase());
            self.skip();
            return Ok(Some((attribute, None)));
        }
        if self.take("SET") {
            let start = self.position();
            self.qualified(NameKind::Part)?;
            let attribute = format!("set {}", self.text_since(start).to_ascii_lowercase());
            if !self.take("TO") && !self.take_sign("=") {
                self.expect("FROM CURRENT")?;
                return Ok(Some((attribute, Some("from current".to_owned()))));
            }
            let start = self.position();
            loop {
                if self.is_at_end() {
                    return unreadable("a value");
                }
                self.skip();
                if !self.take_sign(",") {
                    break;
                }
            }
            return Ok(Some((attribute, Some(self.text_since(start).to_owned()))));
        }
        Ok(None)
    }

    /// The types of what a routine takes, from a list in parentheses that may have modes, names
    /// and defaults. What it gives back tells no routines apart.
    pub(super) fn signature(&mut self) -> Outcome<Vec<DataType>> {
        self.expect_sign("(")?;
        let arguments = self.arguments()?;
        self.expect_sign(")")?;
        let taken = arguments.into_iter().filter(Argument::is_taken);
        Ok(taken.map(|argument| argument.data_type).collect())
    }

    /// A routine's name, with what it takes if that is said.
    pub(super) fn routine_reference(
        &mut self,
        kind: Option<RoutineKind>,
    ) -> Outcome<RoutineReference> {
        let name = self.qualified(NameKind::Part)?;
        let signature = if self.is_at_sign("(") {
            Some(self.signature()?)
        } else {
            None
        };
        Ok(RoutineReference {
            kind,
            name,
            signature,
        })
    }

    /// `ALTER FUNCTION …` and its like, from the name on.
    pub(super) fn alter_routine(&mut self, kind: Option<RoutineKind>) -> Outcome<Vec<Operation>> {
        let _missing: Missing = self.if_exists();
        let routine = self.routine_reference(kind)?;
        let mut changes = Vec::new();
        while !self.is_at_end() {
            changes.push(if self.take("RENAME TO") {
                RoutineChange::Rename(self.part()?)
            } else if self.take("SET SCHEMA") {
                RoutineChange::SetNamespace(self.name(NameKind::Relation)?)
            } else if self.is_at("OWNER|DEPENDS|RESTRICT") || self.is_at("NO DEPENDS") {
                self.rest();
                RoutineChange::Nothing
            } else if self.take("COMMENT") {
                RoutineChange::SetComment(self.string()?)
            } else if self.take("LANGUAGE SQL") {
                RoutineChange::Nothing
            } else if self.take("MODIFIES SQL DATA") {
                RoutineChange::SetAttribute {
                    attribute: "data_access".to_owned(),
                    value: Some("modifies sql data".to_owned()),
                }
            } else if let Some((attribute, value)) = self.routine_attribute()? {
                RoutineChange::SetAttribute { attribute, value }
            } else {
                return unreadable("what changes in the function");
            });
        }
        let operation = |change| Operation::AlterRoutine {
            routine: routine.clone(),
            change,
        };
        Ok(changes.into_iter().map(operation).collect())
    }
}
