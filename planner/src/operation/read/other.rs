use super::cursor::{Cursor, Outcome};
use crate::operation::{Existing, Operation};
use crate::schema::{Name, Quoting};
use crate::schema::{NameKind, OtherKind, OtherObject, QualifiedName};
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
        let mut table = None;
        let name = match kind {
            OtherKind::Cast | OtherKind::Operator => self.name_as_written(),
            _ => self.qualified(NameKind::Part)?,
        };
        let start = self.position();
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

    /// A name that is no identifier: `(a AS b)`, `===`, `=== (int, int)`.
    pub(super) fn name_as_written(&mut self) -> QualifiedName {
        let start = self.position();
        self.skip_balanced();
        while !self.is_at_end()
            && !self.is_at("WITH|WITHOUT|AS|CASCADE|RESTRICT|USING")
            && !self.is_at_sign(",")
        {
            let is_signature = self.is_at_sign("(");
            self.skip_balanced();
            if is_signature {
                break;
            }
        }
        let name = Name::new(
            self.text_since(start),
            Quoting::Bare,
            NameKind::Part,
            self.dialect,
        );
        QualifiedName::unqualified(name)
    }
}
