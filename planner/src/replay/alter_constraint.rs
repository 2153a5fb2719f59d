use super::Step;
use super::constraint::drop_superfluous_indexes;
use crate::operation::{DropBehavior, Existing, KeyKind, Missing};
use crate::schema::{
    Constraint, ConstraintName, Key, Name, NameOrigin, Nullability, Object, QualifiedName, Rule,
    Table, Timing,
};
use crate::sql::Dialect;

impl Step<'_> {
    pub(super) fn change_constraint(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        constraint: &Name,
        change: impl FnOnce(&mut Constraint),
    ) {
        match self.find_constraint(table, constraint) {
            Some(position) => change(&mut table.constraints[position]),
            None => self.missing(Object::Constraint {
                table: name.clone(),
                constraint: constraint.clone(),
            }),
        }
    }

    pub(super) fn add_constraint_to(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        constraint: &Constraint,
        existing: Existing,
    ) {
        let is_there = constraint
            .name()
            .is_some_and(|it| table.constraint(it).is_some());
        if is_there && existing == Existing::Keep {
            return;
        }
        let count = table.constraints.len();
        self.add_constraint(name, table, constraint.clone());
        if self.dialect() != Dialect::Mysql || table.constraints.len() == count {
            return;
        }
        if let Some(added) = table.constraints.last().cloned()
            && let Rule::ForeignKey(key) = &added.rule
        {
            self.add_index_for(name, table, added.name(), key);
            drop_superfluous_indexes(table);
        }
    }

    /// `ADD CONSTRAINT … USING INDEX`: the index becomes the constraint's, and gets its name.
    pub(super) fn use_index(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        constraint: Option<&Name>,
        index: &Name,
        kind: KeyKind,
        timing: Timing,
    ) {
        let Some(position) = table.indexes.iter().position(|it| it.name == *index) else {
            return self.missing(Object::Index {
                table: name.clone(),
                index: index.clone(),
            });
        };
        let index = table.indexes.remove(position);
        let given = constraint.unwrap_or(&index.name).clone();
        self.rename_needed(name, table, &index.name, &given);
        let key = Key {
            parts: index.parts,
            include: index.include,
            nulls: index.nulls,
        };
        if kind == KeyKind::Primary {
            for column in key.columns() {
                if let Some(column) = table.column_mut(column) {
                    column.nullability = Nullability::NotNull;
                }
            }
        }
        let rule = match kind {
            KeyKind::Primary => Rule::PrimaryKey(key),
            KeyKind::Unique => Rule::Unique(key),
        };
        table.constraints.push(Constraint {
            name: Some(ConstraintName {
                name: given,
                origin: NameOrigin::Given,
            }),
            timing,
            ..Constraint::new(rule)
        });
    }

    pub(super) fn drop_constraint(
        &mut self,
        name: &QualifiedName,
        table: &mut Table,
        constraint: &Name,
        missing: Missing,
        behavior: DropBehavior,
    ) {
        let Some(position) = self.find_constraint(table, constraint) else {
            // In MySQL, `DROP CONSTRAINT` also drops unique indexes.
            if self.dialect() == Dialect::Mysql && table.index(constraint).is_some() {
                return self.drop_index_of(name, table, constraint, missing, behavior);
            }
            if missing == Missing::Refuse {
                self.missing(Object::Constraint {
                    table: name.clone(),
                    constraint: constraint.clone(),
                });
            }
            return;
        };
        let dropped = table.constraints.remove(position);
        if self.dialect() == Dialect::Postgresql {
            self.drop_references_to(name, table, &dropped, behavior);
        }
    }
}
