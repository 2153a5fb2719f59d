use super::Render;
use super::routine::routine_word;
use crate::operation::Commented;
use crate::schema::OtherKind;
use crate::sql::{Dialect, literal};

impl Render {
    /// `COMMENT ON …`, which PostgreSQL alone has.
    pub(super) fn comment(self, on: &Commented, comment: Option<&str>) -> Vec<String> {
        if self.dialect != Dialect::Postgresql {
            return Vec::new();
        }
        let on = match on {
            Commented::Namespace(name) => format!("SCHEMA {}", self.name(name)),
            Commented::Extension(name) => format!("EXTENSION {}", self.name(name)),
            Commented::Table(name) => format!("TABLE {}", self.qualified(name)),
            Commented::Column { table, column } => {
                format!("COLUMN {}.{}", self.qualified(table), self.name(column))
            }
            Commented::Constraint { table, constraint } => format!(
                "CONSTRAINT {} ON {}",
                self.name(constraint),
                self.qualified(table)
            ),
            Commented::Index(name) => format!("INDEX {}", self.qualified(name)),
            Commented::View(name) => format!("VIEW {}", self.qualified(name)),
            Commented::Sequence(name) => format!("SEQUENCE {}", self.qualified(name)),
            Commented::Type(name) => format!("TYPE {}", self.qualified(name)),
            Commented::Routine(routine) => {
                let word = routine.kind.map_or("ROUTINE", routine_word);
                format!("{word} {}", self.routine_reference(routine))
            }
            Commented::Trigger { table, trigger } => format!(
                "TRIGGER {} ON {}",
                self.name(trigger),
                self.qualified(table)
            ),
            Commented::Other { kind, table, name } => {
                let name = match kind {
                    OtherKind::Cast | OtherKind::Operator => name.name.to_string(),
                    _ => self.qualified(name),
                };
                let table = table.as_ref();
                let on = table.map_or_else(String::new, |it| format!(" ON {}", self.qualified(it)));
                format!("{} {name}{on}", super::other_words(*kind))
            }
        };
        let comment = comment.map_or_else(
            || "NULL".to_owned(),
            |comment| literal(comment, self.dialect),
        );
        vec![format!("COMMENT ON {on} IS {comment}")]
    }
}
