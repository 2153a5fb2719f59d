use super::view::view_word;
use super::{Render, parameters};
use crate::operation::ViewChange;
use crate::schema::{QualifiedName, ViewKind};

impl Render {
    pub(super) fn alter_view(
        self,
        view: &QualifiedName,
        kind: ViewKind,
        change: &ViewChange,
    ) -> Vec<String> {
        let clause = match change {
            ViewChange::Rename(to) => format!("RENAME TO {}", self.name(to)),
            ViewChange::RenameColumn { column, to } => {
                format!("RENAME COLUMN {} TO {}", self.name(column), self.name(to))
            }
            ViewChange::SetNamespace(namespace) => format!("SET SCHEMA {}", self.name(namespace)),
            ViewChange::SetOptions(options) => format!("SET ({})", parameters(options)),
            ViewChange::ResetOptions(options) => format!("RESET ({})", options.join(", ")),
            ViewChange::SetQuery { columns, query } => {
                let columns = if columns.is_empty() {
                    String::new()
                } else {
                    format!("({}) ", super::names(columns, self.dialect))
                };
                format!("{columns}AS {query}")
            }
            ViewChange::Nothing => return Vec::new(),
        };
        vec![format!(
            "ALTER {} {} {clause}",
            view_word(kind),
            self.qualified(view)
        )]
    }
}
