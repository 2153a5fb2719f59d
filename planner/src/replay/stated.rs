//! Objects that are known by name and text alone, as far as they follow and need what they are
//! about.

use super::expression::{mentions, rename_in_statement};
use super::type_name::{names, shown};
use super::{Fault, Step};
use crate::operation::{DropBehavior, StatedStatistics};
use crate::schema::{Expression, Name, Object, OtherKind, OtherName, OtherObject, QualifiedName};
use crate::sql::Dialect;

impl Step<'_> {
    /// The policies, rules and statistics of a table. Looks at all of them.
    fn others_about(&self, table: &QualifiedName) -> Vec<(OtherName, OtherObject)> {
        let is_about = |name: &OtherName, other: &OtherObject| match name.kind {
            OtherKind::Policy | OtherKind::Rule => name.table.as_ref() == Some(table),
            OtherKind::Statistics => StatedStatistics::read(&other.text)
                .is_some_and(|it| self.find_relation(&it.table) == *table),
            _ => false,
        };
        let others = self.schema.others();
        others
            .filter(|(name, other)| is_about(name, other))
            .map(|(name, other)| (name.clone(), other.clone()))
            .collect()
    }

    /// Statistics and rules go on being about a table that has another name now.
    pub(super) fn rename_table_in_others(&mut self, from: &QualifiedName, to: &QualifiedName) {
        if self.dialect() != Dialect::Postgresql {
            return;
        }
        let names_it = |name: &OtherName, other: &OtherObject| {
            matches!(name.kind, OtherKind::Rule | OtherKind::Statistics)
                && self.names_type(&other.text, from)
        };
        let affected: Vec<(OtherName, OtherObject)> = self
            .schema
            .others()
            .filter(|(name, other)| names_it(name, other))
            .map(|(name, other)| (name.clone(), other.clone()))
            .collect();
        for (name, other) in affected {
            let text = rename_relation(&other.text, from, to);
            self.schema.put_other(name, OtherObject { text, ..other });
        }
    }

    /// What is about a column of a table goes on being so under another name.
    pub(super) fn rename_in_others(&mut self, table: &QualifiedName, from: &Name, to: &Name) {
        if self.dialect() != Dialect::Postgresql || from == to {
            return;
        }
        for (name, other) in self.others_about(table) {
            let text = rename_in_statement(&other.text, from, to, Dialect::Postgresql);
            self.schema.put_other(name, OtherObject { text, ..other });
        }
    }

    /// Statistics go with a column; policies and rules that name it refuse that, or go, too.
    pub(super) fn drop_others_with_column(
        &mut self,
        table: &QualifiedName,
        column: &Name,
        object: &Object,
        behavior: DropBehavior,
    ) {
        for (name, other) in self.others_about(table) {
            let text = Expression::new(&*other.text);
            if !mentions(&text, column, Dialect::Postgresql) {
                continue;
            }
            if name.kind != OtherKind::Statistics && behavior == DropBehavior::Restrict {
                self.fault(Fault::StillNeeded {
                    object: object.clone(),
                    by: Object::Other(name.clone()),
                });
            }
            self.schema.remove_other(&name);
        }
    }

    /// Statistics go with their table, and so do rules of other tables that write to it.
    pub(super) fn drop_statistics_of(&mut self, table: &QualifiedName) {
        if self.dialect() != Dialect::Postgresql {
            return;
        }
        for (name, _) in self.others_about(table) {
            if name.kind == OtherKind::Statistics {
                self.schema.remove_other(&name);
            }
        }
    }

    /// The rules of other tables that read or write a table.
    pub(super) fn rules_that_name(&self, table: &QualifiedName) -> Vec<OtherName> {
        let others = self.schema.others().filter(|(name, other)| {
            name.kind == OtherKind::Rule
                && name.table.as_ref() != Some(table)
                && self.names_type(&other.text, table)
        });
        others.map(|(name, _)| name.clone()).collect()
    }
}

/// `text` with a table's name replaced wherever one stands that a word before it tells to be a table's.
fn rename_relation(text: &str, from: &QualifiedName, to: &QualifiedName) -> String {
    let before = ["to", "into", "from", "join", "update", "only", "table"];
    let mut renamed = String::with_capacity(text.len());
    let mut done = 0;
    for (found, span) in names(text) {
        let word = text[..span.start].trim_end();
        let word = word.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_table = before.iter().any(|it| word.eq_ignore_ascii_case(it));
        if found.name == from.name && is_table {
            renamed.push_str(&text[done..span.start]);
            renamed.push_str(&shown(to));
            done = span.end;
        }
    }
    renamed.push_str(&text[done..]);
    renamed
}
