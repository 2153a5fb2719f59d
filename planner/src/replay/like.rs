use super::Step;
use super::create_table::is_inherited;
use crate::operation::LikeTable;
use crate::schema::{Column, ColumnValue, Constraint, Index, IndexOrigin, Name, Rule, Table};
use crate::sql::Dialect;

impl Step<'_> {
    /// `LIKE other`: its columns, and of the rest what the statement includes.
    pub(super) fn take_like(
        &mut self,
        like: &LikeTable,
        table: &mut Table,
        constraints: &mut Vec<Constraint>,
        indexes: &mut Vec<Index>,
    ) {
        let Some((_, other)) = self.table(&like.name) else {
            return;
        };
        let including = like.including;
        let mut columns: Vec<Column> = other.columns.clone();
        for column in &mut columns {
            if !including.comments {
                column.comment = None;
            }
            let keeps_value = match column.value {
                ColumnValue::Given(_) => including.defaults,
                ColumnValue::Generated { .. } => including.generated,
                ColumnValue::Identity(_) => including.identity,
                ColumnValue::AutoIncrement => true,
            };
            if !keeps_value {
                column.value = ColumnValue::Given(None);
            }
        }
        let position = like.position.min(table.columns.len());
        table.columns.splice(position..position, columns);
        for constraint in &other.constraints {
            let is_copied = match constraint.rule {
                Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclusion(_) => including.indexes,
                Rule::Check(_) => including.constraints && is_inherited(&constraint.rule),
                Rule::ForeignKey(_) => false,
            };
            if !is_copied {
                continue;
            }
            let mut copy = constraint.clone();
            if !including.comments {
                copy.comment = None;
            }
            // Checks keep their names; indexes, and in MySQL checks, get new ones.
            let keeps_name =
                matches!(copy.rule, Rule::Check(_)) && self.dialect() == Dialect::Postgresql;
            if !keeps_name {
                copy.name = None;
            }
            constraints.push(copy);
        }
        if including.indexes {
            for index in &other.indexes {
                if index.origin == IndexOrigin::ForForeignKey && self.dialect() != Dialect::Mysql {
                    continue;
                }
                let mut copy = index.clone();
                copy.origin = IndexOrigin::Given;
                if self.dialect() == Dialect::Postgresql {
                    copy.name = Name::unchosen();
                }
                if !including.comments {
                    copy.comment = None;
                }
                indexes.push(copy);
            }
        }
        if self.dialect() == Dialect::Mysql {
            table.options.clone_from(&other.options);
            table.comment.clone_from(&other.comment);
            table.partition_by.clone_from(&other.partition_by);
        }
    }
}
