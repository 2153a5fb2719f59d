use super::cursor::{Cursor, Outcome, unreadable};
use crate::compare::canonical_type;
use crate::operation::{Existing, Operation, OtherChange};
use crate::schema::{Name, NameKind, OtherKind, OtherObject, QualifiedName};
use crate::sql::Dialect;

/// The kind of object that the words here name, if it is one that is known by name and text alone.
/// Goes on behind the words.
pub(super) fn other_kind(cursor: &mut Cursor<'_>) -> Option<OtherKind> {
    let kinds: &[(&str, OtherKind)] = match cursor.dialect {
        Dialect::Postgresql => &[
            ("POLICY", OtherKind::Policy),
            ("RULE", OtherKind::Rule),
            ("STATISTICS", OtherKind::Statistics),
            ("COLLATION", OtherKind::Collation),
            ("EVENT TRIGGER", OtherKind::EventTrigger),
            ("PUBLICATION", OtherKind::Publication),
            (
                "TEXT SEARCH CONFIGURATION|DICTIONARY|PARSER|TEMPLATE",
                OtherKind::TextSearch,
            ),
            ("CAST", OtherKind::Cast),
            ("OPERATOR CLASS|FAMILY", OtherKind::Operator),
            ("OPERATOR", OtherKind::Operator),
        ],
        Dialect::Mysql => &[("EVENT", OtherKind::Event)],
        Dialect::Sqlite => &[],
    };
    let found = kinds.iter().find(|(words, _)| cursor.take(words));
    found.map(|(_, kind)| *kind)
}

impl Cursor<'_> {
    /// `CREATE …` of an object that is known by name and text alone, behind its kind.
    pub(super) fn create_other(
        &mut self,
        kind: OtherKind,
        existing: Existing,
    ) -> Outcome<Operation> {
        let existing = self.if_not_exists(existing);
        let name = match kind {
            OtherKind::Operator => self.created_operator()?,
            _ => self.other_name(kind)?,
        };
        let start = self.position();
        let mut table = None;
        match kind {
            OtherKind::Policy => {
                self.expect("ON")?;
                table = Some(self.relation()?);
            }
            OtherKind::Rule => {
                // `AS ON event TO table …`
                while !self.is_at_end() && !self.take("TO") {
                    self.skip();
                }
                table = Some(self.relation()?);
                self.return_to(start);
            }
            _ => {}
        }
        Ok(Operation::CreateOther {
            kind,
            table,
            name,
            object: OtherObject {
                text: self.rest().to_owned(),
                comment: None,
            },
            existing,
        })
    }

    /// `ALTER …` of an object that is known by name and text alone, behind its kind.
    pub(super) fn alter_other(&mut self, kind: OtherKind) -> Outcome<Vec<Operation>> {
        let missing = self.if_exists();
        let name = self.other_name(kind)?;
        let table = self.table_of_other(kind)?;
        let mut changes = Vec::new();
        if self.take("SET SCHEMA") {
            changes.push(OtherChange::SetNamespace(self.name(NameKind::Relation)?));
        } else if kind != OtherKind::Event && self.take("RENAME TO") {
            changes.push(OtherChange::Rename(self.part()?));
        } else if self.is_at("OWNER|ENABLE|DISABLE|REFRESH")
            || (kind == OtherKind::Statistics && self.is_at("SET"))
        {
            if kind == OtherKind::Event {
                changes.push(OtherChange::Restate(self.rest().to_owned()));
            }
            self.rest();
        } else {
            let text = self.rest().to_owned();
            let (text, to) = self.split_rename(kind, text)?;
            if !text.is_empty() {
                changes.push(OtherChange::Restate(text));
            }
            changes.extend(to.map(OtherChange::Rename));
        }
        self.expect_end()?;
        if changes.is_empty() {
            changes.push(OtherChange::Nothing);
        }
        let operation = |change| Operation::AlterOther {
            kind,
            table: table.clone(),
            name: name.clone(),
            missing,
            change,
        };
        Ok(changes.into_iter().map(operation).collect())
    }

    /// `RENAME TO` stands in the middle of what changes in an event (MySQL).
    fn split_rename(
        &self,
        kind: OtherKind,
        text: String,
    ) -> Outcome<(String, Option<crate::schema::Name>)> {
        if kind != OtherKind::Event {
            return Ok((text, None));
        }
        let mut inside = Cursor::new(&text, self.dialect);
        while !inside.is_at_end() && !inside.is_at("RENAME TO") && !inside.is_at("DO") {
            inside.skip_balanced();
        }
        let before = inside.text_since(0).to_owned();
        if !inside.take("RENAME TO") {
            return Ok((text, None));
        }
        let to = inside.qualified(NameKind::Part)?.name;
        let behind = inside.rest();
        Ok((format!("{before} {behind}").trim().to_owned(), Some(to)))
    }

    /// The table that an object of this kind belongs to, which stands behind its name.
    pub(super) fn table_of_other(&mut self, kind: OtherKind) -> Outcome<Option<QualifiedName>> {
        if !matches!(kind, OtherKind::Policy | OtherKind::Rule) {
            return Ok(None);
        }
        self.expect("ON")?;
        self.relation().map(Some)
    }

    /// The name of an object that is known by name and text alone. Casts and operators have none
    /// that is an identifier, and get one from what they are about.
    pub(super) fn other_name(&mut self, kind: OtherKind) -> Outcome<QualifiedName> {
        match kind {
            OtherKind::Cast => {
                self.expect_sign("(")?;
                let from = self.data_type()?;
                self.expect("AS")?;
                let to = self.data_type()?;
                self.expect_sign(")")?;
                Ok(self.made_name(&cast_name(&from.text, &to.text)))
            }
            OtherKind::Operator => self.operator_name(),
            _ => self.qualified(NameKind::Part),
        }
    }

    /// `=== (a, b)`; or the name of a class or family of operators with its method.
    fn operator_name(&mut self) -> Outcome<QualifiedName> {
        if self.is_at_name() && !self.is_sign_at(1, ".") {
            let name = self.part()?;
            if self.take("USING") {
                self.part()?;
            }
            return Ok(QualifiedName::unqualified(name));
        }
        let (namespace, symbol) = self.operator_symbol()?;
        self.expect_sign("(")?;
        let mut types = Vec::new();
        while !self.take_sign(")") {
            types.push(self.data_type()?.text);
            self.take_sign(",");
        }
        let made = operator_name(&symbol, types.first(), types.get(1));
        Ok(QualifiedName {
            namespace,
            ..self.made_name(&made)
        })
    }

    fn operator_symbol(&mut self) -> Outcome<(Option<crate::schema::Name>, String)> {
        let mut namespace = None;
        if self.is_at_name() && self.is_sign_at(1, ".") {
            namespace = Some(self.name(NameKind::Relation)?);
            self.skip();
        }
        let start = self.position();
        while !self.is_at_end() && !self.is_at_sign("(") {
            self.skip();
        }
        let symbol = self.text_since(start).replace(char::is_whitespace, "");
        if symbol.is_empty() {
            return unreadable("an operator");
        }
        Ok((namespace, symbol))
    }

    /// The name of an operator, of whose types the parentheses behind it tell, which are left to be
    /// read again.
    fn created_operator(&mut self) -> Outcome<QualifiedName> {
        if self.is_at_name() && !self.is_sign_at(1, ".") {
            return self.qualified(NameKind::Part);
        }
        let (namespace, symbol) = self.operator_symbol()?;
        let start = self.position();
        self.expect_sign("(")?;
        let (mut left, mut right) = (None, None);
        while !self.is_at_end() && !self.take_sign(")") {
            if self.take("LEFTARG") {
                self.expect_sign("=")?;
                left = Some(self.data_type()?.text);
            } else if self.take("RIGHTARG") {
                self.expect_sign("=")?;
                right = Some(self.data_type()?.text);
            } else {
                self.skip_balanced();
            }
        }
        self.return_to(start);
        let made = operator_name(&symbol, left.as_ref(), right.as_ref());
        Ok(QualifiedName {
            namespace,
            ..self.made_name(&made)
        })
    }

    fn made_name(&self, text: &str) -> QualifiedName {
        let name = Name::stored(text, NameKind::Part, self.dialect);
        QualifiedName::unqualified(name)
    }
}

/// What a cast is called.
pub fn cast_name(from: &str, to: &str) -> String {
    let canonical = |text| canonical_type(text, Dialect::Postgresql);
    format!("({} as {})", canonical(from), canonical(to))
}

/// What an operator is called; nothing stands for the side that a prefix operator does not have.
pub fn operator_name(symbol: &str, left: Option<&String>, right: Option<&String>) -> String {
    let canonical = |text: Option<&String>| match text {
        Some(text) if text.eq_ignore_ascii_case("none") => "none".to_owned(),
        Some(text) => canonical_type(text, Dialect::Postgresql),
        None => "none".to_owned(),
    };
    format!("{symbol} ({}, {})", canonical(left), canonical(right))
}
