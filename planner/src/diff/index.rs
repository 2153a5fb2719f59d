use super::{Difference, Property};
use crate::operation::{Dropped, Existing, Operation};
use crate::schema::{Index, IndexOrigin, Name, Object, QualifiedName, Table};
use crate::sql::Dialect;

impl Difference<'_> {
    pub(super) fn drop_indexes(&mut self, table: &QualifiedName, from: &Table) {
        for index in &from.indexes {
            let object = index_object(table, index);
            if self.dropped.contains(&object) || self.is_remade(&object) {
                self.operation(super::drop::drop(Dropped::Indexes {
                    names: vec![table.with_name(index.name.clone())],
                    table: (self.dialect() == Dialect::Mysql).then(|| table.clone()),
                }));
            }
        }
    }

    /// Whether an index is another now. In MySQL its comment belongs to it.
    pub(super) fn is_remade(&self, object: &Object) -> bool {
        self.properties(object)
            .iter()
            .any(|property| *property != Property::Comment || self.dialect() == Dialect::Mysql)
    }

    pub(super) fn create_indexes(&mut self, table: &QualifiedName, to: &Table) {
        for index in &to.indexes {
            // MySQL makes it with the foreign key.
            if index.origin == IndexOrigin::ForForeignKey {
                continue;
            }
            let object = index_object(table, index);
            let is_made = self.is_index_made_with_column(table, index);
            let comes = self.created.contains(&object)
                || self.is_remade(&object)
                || self.stands_in(table, index, to);
            if comes && !is_made {
                self.create_index(table, index);
            }
        }
    }

    /// Whether an index is there as one that MySQL made for a foreign key, which goes when another
    /// comes that serves the same columns.
    fn stands_in(&self, table: &QualifiedName, index: &Index, to: &Table) -> bool {
        let is_there = self
            .from
            .table(table)
            .is_none_or(|from| from.index(&index.name).is_some());
        if self.dialect() != Dialect::Mysql || is_there {
            return false;
        }
        let columns: Vec<Name> = index
            .parts
            .iter()
            .filter_map(|part| part.column_name().cloned())
            .collect();
        let mut others = to.indexes.iter().filter(|it| it.name != index.name);
        others.any(|other| {
            let object = index_object(table, other);
            let comes = self.created.contains(&object) || self.is_remade(&object);
            comes && other.begins_with(&columns)
        })
    }

    pub(super) fn create_index(&mut self, table: &QualifiedName, index: &Index) {
        self.operation(Operation::CreateIndex {
            table: table.clone(),
            index: Box::new(index.clone()),
            existing: Existing::Refuse,
        });
    }
}

pub(super) fn index_object(table: &QualifiedName, index: &Index) -> Object {
    Object::Index {
        table: table.clone(),
        index: index.name.clone(),
    }
}
