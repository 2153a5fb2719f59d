use super::{Render, if_not_exists, or_replace, parameters};
use crate::operation::Existing;
use crate::schema::{QualifiedName, View, ViewKind};
use crate::sql::{Dialect, literal};

impl Render {
    pub(super) fn create_view(
        self,
        name: &QualifiedName,
        view: &View,
        existing: Existing,
    ) -> Vec<String> {
        let shown = self.qualified(name);
        let word = view_word(view.kind);
        let mut sql = format!(
            "CREATE {}{word} {}{shown}",
            or_replace(existing),
            if_not_exists(existing)
        );
        if !view.columns.is_empty() {
            sql.push_str(" (");
            sql.push_str(&super::names(&view.columns, self.dialect));
            sql.push(')');
        }
        let options: Vec<(String, String)> = view
            .options
            .iter()
            .filter(|(option, _)| *option != "check_option")
            .map(|(option, value)| (option.clone(), value.clone()))
            .collect();
        if !options.is_empty() {
            sql.push_str(" WITH (");
            sql.push_str(&parameters(&options));
            sql.push(')');
        }
        sql.push_str(" AS\n");
        sql.push_str(view.query.text.trim());
        if let Some(check) = view.options.get("check_option") {
            sql.push_str("\nWITH ");
            sql.push_str(&check.to_ascii_uppercase());
            sql.push_str(" CHECK OPTION");
        }
        let mut statements = vec![sql];
        for index in &view.indexes {
            statements.extend(self.create_index(name, index, Existing::Refuse));
        }
        if self.dialect == Dialect::Postgresql {
            if let Some(comment) = &view.comment {
                let comment = literal(comment, self.dialect);
                statements.push(format!("COMMENT ON {word} {shown} IS {comment}"));
            }
            for (column, comment) in &view.column_comments {
                let column = self.name(column);
                let comment = literal(comment, self.dialect);
                statements.push(format!("COMMENT ON COLUMN {shown}.{column} IS {comment}"));
            }
        }
        statements
    }
}

/// What a view is called in statements.
pub(super) const fn view_word(kind: ViewKind) -> &'static str {
    match kind {
        ViewKind::Plain => "VIEW",
        ViewKind::Materialized => "MATERIALIZED VIEW",
    }
}
