use super::view::view_word;
use super::{Render, if_exists, other_words};
use crate::operation::{DropBehavior, Dropped, Missing};
use crate::schema::QualifiedName;
use crate::sql::Dialect;

impl Render {
    pub(super) fn drop(
        self,
        dropped: &Dropped,
        missing: Missing,
        behavior: DropBehavior,
    ) -> Vec<String> {
        let exists = if_exists(missing);
        let cascade = match behavior {
            DropBehavior::Restrict => "",
            DropBehavior::Cascade => " CASCADE",
        };
        let all = |names: &[QualifiedName]| {
            let names: Vec<String> = names.iter().map(|it| self.qualified(it)).collect();
            names.join(", ")
        };
        let what = match dropped {
            Dropped::Namespaces(names) => {
                let word = match self.dialect {
                    Dialect::Mysql => "DATABASE",
                    Dialect::Postgresql | Dialect::Sqlite => "SCHEMA",
                };
                format!("{word} {exists}{}", super::names(names, self.dialect))
            }
            Dropped::Extensions(names) => {
                format!("EXTENSION {exists}{}", super::names(names, self.dialect))
            }
            Dropped::Tables(names) => format!("TABLE {exists}{}", all(names)),
            Dropped::Views { names, kind } => {
                format!("{} {exists}{}", view_word(*kind), all(names))
            }
            Dropped::Sequences(names) => format!("SEQUENCE {exists}{}", all(names)),
            Dropped::Indexes {
                names,
                table: Some(table),
            } if self.dialect == Dialect::Mysql => {
                let table = self.qualified(table);
                let names: Vec<String> = names.iter().map(|it| self.name(&it.name)).collect();
                format!("INDEX {exists}{} ON {table}", names.join(", "))
            }
            Dropped::Indexes { names, .. } => format!("INDEX {exists}{}", all(names)),
            Dropped::Types(names) => format!("TYPE {exists}{}", all(names)),
            Dropped::Routines(routines) => {
                let word = routines
                    .first()
                    .and_then(|it| it.kind)
                    .map_or("ROUTINE", super::routine::routine_word);
                let routines: Vec<String> = routines
                    .iter()
                    .map(|it| self.routine_reference(it))
                    .collect();
                format!("{word} {exists}{}", routines.join(", "))
            }
            Dropped::Trigger { name, table } => match (self.dialect, table) {
                (Dialect::Postgresql, Some(table)) => format!(
                    "TRIGGER {exists}{} ON {}",
                    self.name(&name.name),
                    self.qualified(table)
                ),
                _ => format!("TRIGGER {exists}{}", self.qualified(name)),
            },
            Dropped::Others { kind, table, names } => {
                let words = match kind {
                    crate::schema::OtherKind::VirtualTable => "TABLE",
                    kind => other_words(*kind),
                };
                let names = match kind {
                    crate::schema::OtherKind::Cast | crate::schema::OtherKind::Operator => {
                        let names: Vec<&str> = names.iter().map(|it| it.name.as_str()).collect();
                        names.join(", ")
                    }
                    _ => all(names),
                };
                let table = table.as_ref();
                let on = table.map_or_else(String::new, |it| format!(" ON {}", self.qualified(it)));
                format!("{words} {exists}{names}{on}")
            }
        };
        vec![format!("DROP {what}{cascade}")]
    }
}
