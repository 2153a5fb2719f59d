use std::collections::BTreeSet;

use super::rename::rename_in_index;
use super::{Fault, Step};
use crate::operation::{DropBehavior, Existing, Missing, TableChange, ViewChange, references};
use crate::schema::{Name, Object, QualifiedName, View, ViewQuery};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn create_view(&mut self, name: &QualifiedName, view: &View, existing: Existing) {
        let name = self.new_name(name, crate::schema::Persistence::Logged);
        let mut view = view.clone();
        if let Some(object) = self.object_at(&name) {
            match existing {
                Existing::Keep => return,
                Existing::Replace => {
                    // Comments stay.
                    if let Some(old) = self.schema.view(&name) {
                        view.comment.clone_from(&old.comment);
                        view.column_comments.clone_from(&old.column_comments);
                    }
                }
                Existing::Refuse => self.fault(Fault::AlreadyExists { object }),
            }
        }
        self.refuse_type_of_rows(&name);
        self.schema.uncertainty_mut().remove_name(&name.name);
        view.reads = self.reads_of(&view.query.text);
        view.query.star = self.columns_of(&view.reads);
        self.schema.put_view(name, view);
    }

    /// The columns that relations have, if all of these are tables.
    fn columns_of(&self, relations: &BTreeSet<QualifiedName>) -> Option<BTreeSet<Name>> {
        let mut columns = BTreeSet::new();
        for relation in relations {
            let table = self.schema.table(relation)?;
            columns.extend(table.columns.iter().map(|it| it.name.clone()));
        }
        Some(columns)
    }

    /// The relations that a query reads. SQLite looks for them when the view is read.
    fn reads_of(&mut self, query: &str) -> BTreeSet<QualifiedName> {
        let mut reads = BTreeSet::new();
        for touch in references(query, self.dialect()).touches {
            let name = self.find_relation(&touch.relation);
            let is_there = self.schema.relation(&name).is_some();
            if !is_there && !self.is_system(&name) && self.dialect() != Dialect::Sqlite {
                self.missing(Object::Table(name));
            } else if is_there || self.dialect() == Dialect::Sqlite {
                reads.insert(name);
            }
        }
        reads
    }

    /// Drops a view; on `CASCADE`, or where it must go, with the views that read it.
    pub(super) fn drop_view(&mut self, name: &QualifiedName, behavior: DropBehavior) {
        let mut going = vec![name.clone()];
        if self.dialect() == Dialect::Postgresql {
            let mut seen: BTreeSet<QualifiedName> = going.iter().cloned().collect();
            let mut next = 0;
            while let Some(view) = going.get(next).cloned() {
                let readers: Vec<QualifiedName> = self.schema.dependents(&view).cloned().collect();
                for reader in readers {
                    if !seen.insert(reader.clone()) {
                        continue;
                    }
                    if next == 0 && behavior == DropBehavior::Restrict {
                        self.fault(Fault::StillNeeded {
                            object: Object::View(view.clone()),
                            by: Object::View(reader.clone()),
                        });
                    }
                    going.push(reader);
                }
                next += 1;
            }
        }
        for view in going.iter().rev() {
            self.schema.remove_relation(view);
        }
    }

    pub(super) fn alter_view(
        &mut self,
        name: &QualifiedName,
        missing: Missing,
        change: &ViewChange,
    ) {
        let found = self.find_relation(name);
        let Some(view) = self.schema.view(&found) else {
            if missing == Missing::Refuse {
                self.missing(Object::View(found));
            }
            return;
        };
        let mut view = view.clone();
        match change {
            ViewChange::Rename(to) => {
                let to = found.with_name(to.clone());
                self.rename_table(&found, to);
                return;
            }
            ViewChange::SetNamespace(namespace) => {
                let to = self.normal(&QualifiedName {
                    namespace: Some(namespace.clone()),
                    name: found.name.clone(),
                });
                self.rename_table(&found, to);
                return;
            }
            ViewChange::RenameColumn { column, to } => {
                if let Some(listed) = view.columns.iter_mut().find(|it| **it == *column) {
                    *listed = to.clone();
                } else {
                    view.query.follows_rename = true;
                }
                for index in &mut view.indexes {
                    rename_in_index(index, column, to, self.dialect());
                }
                if let Some(comment) = view.column_comments.remove(column) {
                    view.column_comments.insert(to.clone(), comment);
                }
            }
            ViewChange::SetOptions(options) => view.options.extend(options.iter().cloned()),
            ViewChange::ResetOptions(options) => {
                view.options.retain(|option, _| !options.contains(option));
            }
            ViewChange::SetQuery { columns, query } => {
                view.columns.clone_from(columns);
                view.reads = self.reads_of(query);
                view.query = ViewQuery::new(query.as_str());
                view.query.star = self.columns_of(&view.reads);
            }
            ViewChange::Nothing => {}
        }
        self.schema.put_view(found, view);
    }

    /// `ALTER TABLE` of a view, which PostgreSQL takes.
    pub(super) fn alter_view_as_table(&mut self, name: &QualifiedName, changes: &[TableChange]) {
        let mut name = name.clone();
        for change in changes {
            let change = match change {
                TableChange::Rename(to) => ViewChange::Rename(to.name.clone()),
                TableChange::SetNamespace(namespace) => ViewChange::SetNamespace(namespace.clone()),
                TableChange::RenameColumn { column, to, .. } => ViewChange::RenameColumn {
                    column: column.clone(),
                    to: to.clone(),
                },
                TableChange::SetOptions(options) => ViewChange::SetOptions(options.clone()),
                TableChange::ResetOptions(options) => ViewChange::ResetOptions(options.clone()),
                _ => continue,
            };
            self.alter_view(&name, Missing::Skip, &change);
            if let ViewChange::Rename(to) = change {
                name = name.with_name(to);
            }
            if self.schema.view(&name).is_none() {
                return;
            }
        }
    }
}
