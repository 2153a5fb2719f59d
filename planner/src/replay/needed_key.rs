//! The key that a foreign key depends on. PostgreSQL ties it to one unique index of the other table,
//! and drops or keeps both together, whatever other keys there are over the same columns.

use std::collections::BTreeSet;

use super::{Fault, Step};
use crate::operation::DropBehavior;
use crate::schema::{
    Constraint, ForeignKey, Index, IndexKind, IndexPart, Name, Object, QualifiedName, Rule, Table,
    Timing,
};
use crate::sql::Dialect;

impl Step<'_> {
    /// The name of the constraint or index of `referred` that `key` depends on: the primary key
    /// where it names no columns, else the oldest unique index over just these columns, in whatever
    /// order (`transformFkeyCheckAttrs`). What is only about to be made is the youngest.
    pub(super) fn needed_key(&self, referred: &Table, key: &ForeignKey) -> Option<Name> {
        if key.referred.is_empty() {
            let (_, name) = referred.primary_key()?;
            return name.map(|name| name.name.clone());
        }
        let wanted: BTreeSet<&Name> = key.referred.iter().collect();
        let fits = |parts: &[IndexPart]| {
            parts.len() == key.referred.len()
                && parts.iter().all(|it| it.column_name().is_some())
                && parts
                    .iter()
                    .filter_map(IndexPart::column_name)
                    .collect::<BTreeSet<_>>()
                    == wanted
        };
        let of_constraints = referred.constraints.iter().filter_map(|it| match &it.rule {
            Rule::PrimaryKey(key) | Rule::Unique(key)
                if it.timing == Timing::Immediate && fits(&key.parts) =>
            {
                it.name()
            }
            _ => None,
        });
        let plain = referred.indexes.iter().filter(|index| {
            index.kind == IndexKind::Unique && index.predicate.is_none() && fits(&index.parts)
        });
        let candidates = of_constraints.chain(plain.map(|index| &index.name));
        let age = |name: &&Name| {
            let age = self.schema.index_age(&key.table.with_name((*name).clone()));
            age.unwrap_or(u64::MAX)
        };
        candidates.min_by_key(age).cloned()
    }

    /// Refuses to drop a constraint or index that foreign keys depend on, or drops these, too.
    pub(super) fn drop_references_to(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        dropped: &Constraint,
        behavior: DropBehavior,
    ) {
        let (Rule::PrimaryKey(key) | Rule::Unique(key), Some(own)) =
            (&dropped.rule, dropped.name())
        else {
            return;
        };
        let object = Object::Constraint {
            table: name.clone(),
            constraint: own.clone(),
        };
        let columns: Vec<Name> = key.columns().cloned().collect();
        self.drop_what_refers(name, table, (&object, own, &columns), behavior);
    }

    /// The same for an index that is no constraint's.
    pub(super) fn drop_references_to_index(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        dropped: &Index,
        behavior: DropBehavior,
    ) {
        if dropped.kind != IndexKind::Unique || self.dialect() != Dialect::Postgresql {
            return;
        }
        let object = Object::Index {
            table: name.clone(),
            index: dropped.name.clone(),
        };
        let columns = dropped.parts.iter().filter_map(IndexPart::column_name);
        let columns: Vec<Name> = columns.cloned().collect();
        self.drop_what_refers(name, table, (&object, &dropped.name, &columns), behavior);
    }

    fn drop_what_refers(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        (object, dropped, columns): (&Object, &Name, &[Name]),
        behavior: DropBehavior,
    ) {
        let needs = |constraint: &Constraint| match &constraint.rule {
            Rule::ForeignKey(key) if key.table == *name => match &key.needs {
                Some(needed) => needed == dropped,
                None => key.referred == columns,
            },
            _ => false,
        };
        for dependent in self.referrers(name) {
            let is_own = dependent == *name;
            let mut other = match self.schema.table(&dependent) {
                _ if is_own => table.clone(),
                Some(other) => other.clone(),
                None => continue,
            };
            let Some(needing) = other.constraints.iter().find(|it| needs(it)) else {
                continue;
            };
            if behavior == DropBehavior::Restrict
                && let Some(by) = needing.name()
            {
                let by = Object::Constraint {
                    table: dependent.clone(),
                    constraint: by.clone(),
                };
                self.fault(Fault::StillNeeded {
                    object: object.clone(),
                    by,
                });
            }
            other.constraints.retain(|it| !needs(it));
            if is_own {
                *table = other;
            } else {
                self.schema.put_table(dependent, other);
            }
        }
    }

    /// Foreign keys go on depending on a constraint or index that has another name now.
    pub(super) fn rename_needed(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        from: &Name,
        to: &Name,
    ) {
        if self.dialect() != Dialect::Postgresql {
            return;
        }
        let rename = |table: &mut Table| {
            let mut changed = false;
            for constraint in &mut table.constraints {
                if let Rule::ForeignKey(key) = &mut constraint.rule
                    && key.table == *name
                    && key.needs.as_ref() == Some(from)
                {
                    key.needs = Some(to.clone());
                    changed = true;
                }
            }
            changed
        };
        rename(table);
        for dependent in self.referrers(name) {
            if dependent == *name {
                continue;
            }
            if let Some(mut other) = self.schema.table(&dependent).cloned()
                && rename(&mut other)
            {
                self.schema.put_table(dependent, other);
            }
        }
    }

    /// The tables that may refer to a table, itself included.
    fn referrers(&self, name: &QualifiedName) -> Vec<QualifiedName> {
        let dependents = self.schema.dependents(name).cloned();
        dependents.chain([name.clone()]).collect()
    }
}
