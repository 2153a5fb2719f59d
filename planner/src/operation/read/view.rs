use std::collections::{BTreeMap, BTreeSet};

use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::{Existing, Operation, ViewChange};
use crate::schema::{Name, NameKind, View, ViewKind, ViewQuery};
use crate::sql::{Dialect, identifier};

/// Whether a view's query reads the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recursion {
    /// It does not.
    None,
    /// It does: `CREATE RECURSIVE VIEW`.
    Recursive,
}

/// What stands for `CREATE RECURSIVE VIEW name (columns) AS query`:
/// <https://www.postgresql.org/docs/current/sql-createview.html>.
fn recursive_query(name: &Name, columns: &[Name], query: &str, dialect: Dialect) -> String {
    let name = identifier(name.as_str(), dialect);
    let columns: Vec<String> = columns
        .iter()
        .map(|column| identifier(column.as_str(), dialect))
        .collect();
    let columns = columns.join(", ");
    format!("WITH RECURSIVE {name} ({columns}) AS ({query}) SELECT {columns} FROM {name}")
}

impl Cursor<'_> {
    /// `CREATE … VIEW …`, from the name or `IF NOT EXISTS` on.
    pub(super) fn create_view(
        &mut self,
        existing: Existing,
        kind: ViewKind,
        recursion: Recursion,
    ) -> Outcome<Operation> {
        let existing = self.if_not_exists(existing);
        let name = self.relation()?;
        let mut view = View {
            kind,
            columns: Vec::new(),
            query: ViewQuery::new(""),
            reads: BTreeSet::new(),
            options: BTreeMap::new(),
            indexes: Vec::new(),
            comment: None,
            column_comments: BTreeMap::new(),
        };
        if self.is_at_sign("(") {
            view.columns = self.parts_in_parentheses()?;
        }
        while !self.take("AS") {
            if self.take("WITH") {
                view.options.extend(self.parameters()?);
            } else if self.take("USING|TABLESPACE") {
                self.part()?;
            } else {
                return unreadable("AS");
            }
        }
        let (query, tail) = self.query_of_view();
        view.query = ViewQuery::new(match recursion {
            Recursion::None => query,
            Recursion::Recursive => {
                recursive_query(&name.name, &view.columns, &query, self.dialect)
            }
        });
        if let Some(check) = tail {
            view.options
                .insert("check_option".to_owned(), check.to_owned());
        }
        if view.query.text.is_empty() {
            return unreadable("a query");
        }
        Ok(Operation::CreateView {
            name,
            view: Box::new(view),
            existing,
        })
    }

    /// All that is left, without what stands behind the query, and the check option there.
    fn query_of_view(&mut self) -> (String, Option<&'static str>) {
        let start = self.position();
        let mut check = None;
        while !self.is_at_end() {
            let end = self.position();
            let tail = if self.take("WITH CHECK OPTION") || self.take("WITH CASCADED CHECK OPTION")
            {
                check = Some("cascaded");
                true
            } else if self.take("WITH LOCAL CHECK OPTION") {
                check = Some("local");
                true
            } else {
                self.take("WITH NO DATA") || self.take("WITH DATA")
            };
            if tail && self.is_at_end() {
                self.return_to(end);
                let query = self.text_since(start).to_owned();
                self.rest();
                return (query, check);
            }
            self.return_to(end);
            check = None;
            self.skip_balanced();
        }
        (self.text_since(start).to_owned(), None)
    }

    /// `ALTER VIEW …`, `ALTER MATERIALIZED VIEW …`, from the name or `IF EXISTS` on.
    pub(super) fn alter_view(&mut self, kind: ViewKind) -> Outcome<Operation> {
        let missing = self.if_exists();
        let view = self.relation()?;
        let change = if self.take("RENAME TO") {
            ViewChange::Rename(self.name(NameKind::Relation)?)
        } else if self.take("RENAME COLUMN") || self.take("RENAME") {
            let column = self.part()?;
            self.expect("TO")?;
            ViewChange::RenameColumn {
                column,
                to: self.part()?,
            }
        } else if self.take("SET SCHEMA") {
            ViewChange::SetNamespace(self.name(NameKind::Relation)?)
        } else if self.is_at("SET") && self.is_sign_at(1, "(") {
            self.skip();
            ViewChange::SetOptions(self.parameters()?)
        } else if self.take("RESET") {
            ViewChange::ResetOptions(self.parameter_names()?)
        } else if self.is_at_sign("(") || self.is_at("AS") {
            let mut columns = Vec::new();
            if self.is_at_sign("(") {
                columns = self.parts_in_parentheses()?;
            }
            self.expect("AS")?;
            let (query, _) = self.query_of_view();
            ViewChange::SetQuery { columns, query }
        } else if self.is_at("OWNER|SET|ALTER|CLUSTER|DEPENDS|NO") {
            ViewChange::Nothing
        } else {
            return unreadable("what changes in the view");
        };
        if change == ViewChange::Nothing {
            self.rest();
        }
        self.expect_end()?;
        Ok(Operation::AlterView {
            view,
            kind,
            missing,
            change,
        })
    }
}
