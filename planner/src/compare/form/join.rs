use sqlparser::ast::{Join, JoinConstraint, JoinOperator, ObjectName, TableWithJoins};

use super::Form;
use super::piece::Piece;
use crate::sql::Dialect;

impl Form {
    /// What stands behind `FROM`. MySQL takes a comma for a join.
    pub(super) fn from(&mut self, from: &[TableWithJoins]) {
        if self.dialect != Dialect::Mysql {
            return self.list(("", ", ", ""), from, Self::joined);
        }
        let Some((last, before)) = from.split_last() else {
            return;
        };
        if before.is_empty() {
            return self.joined(last);
        }
        self.push("(");
        self.from(before);
        self.push(" join ");
        self.joined(last);
        self.push(")");
    }

    /// A table with what is joined to it, from left to right.
    pub(super) fn joined(&mut self, table: &TableWithJoins) {
        match table.joins.split_last() {
            None => self.factor(&table.relation),
            Some((last, before)) => {
                let left = TableWithJoins {
                    relation: table.relation.clone(),
                    joins: before.to_vec(),
                };
                self.join(&left, last);
            }
        }
    }

    fn join(&mut self, left: &TableWithJoins, join: &Join) {
        let (word, constraint, is_turned) = match &join.join_operator {
            JoinOperator::Join(it) | JoinOperator::Inner(it) => ("join", it, false),
            JoinOperator::Left(it) | JoinOperator::LeftOuter(it) => ("left join", it, false),
            JoinOperator::Right(it) | JoinOperator::RightOuter(it) => {
                // MySQL turns it round.
                if self.dialect == Dialect::Mysql {
                    ("left join", it, true)
                } else {
                    ("right join", it, false)
                }
            }
            JoinOperator::FullOuter(it) => ("full join", it, false),
            JoinOperator::CrossJoin(it) if self.dialect == Dialect::Mysql => ("join", it, false),
            JoinOperator::CrossJoin(it) => ("cross join", it, false),
            JoinOperator::StraightJoin(it) => ("straight_join", it, false),
            other => {
                self.is_incomplete = true;
                return self.push(&format!("{other:?}"));
            }
        };
        self.push("(");
        if is_turned {
            self.factor(&join.relation);
        } else {
            self.joined(left);
        }
        self.push(" ");
        self.push(word);
        self.push(" ");
        if is_turned {
            self.joined(left);
        } else {
            self.factor(&join.relation);
        }
        self.constraint(constraint);
        self.push(")");
    }

    fn constraint(&mut self, constraint: &JoinConstraint) {
        match constraint {
            JoinConstraint::None => {}
            JoinConstraint::On(condition) => {
                self.push(" on ");
                self.expression(condition);
            }
            JoinConstraint::Using(columns) if self.dialect == Dialect::Mysql => {
                self.using_as_condition(columns);
            }
            JoinConstraint::Using(columns) => {
                self.list((" using (", ", ", ")"), columns, |form, column| {
                    let name = form.last(column);
                    form.push(&name);
                });
            }
            // Which columns it joins by, the tables tell, and these are not known here.
            JoinConstraint::Natural => self.is_incomplete = true,
        }
    }

    /// MySQL shows `USING (a)` as `ON b.a = c.a`.
    fn using_as_condition(&mut self, columns: &[ObjectName]) {
        self.push(" on ");
        let equals = |form: &mut Self, column: &ObjectName| {
            let name = form.last(column);
            form.push("(");
            for side in 0..2 {
                if side > 0 {
                    form.push(" = ");
                }
                form.pieces.push(Piece::Column {
                    qualifier: None,
                    name: name.clone(),
                });
            }
            form.push(")");
        };
        match columns {
            [only] => equals(self, only),
            columns => self.list(("(", " and ", ")"), columns, equals),
        }
    }

    fn last(&self, name: &ObjectName) -> String {
        let last = name.0.last().and_then(|part| part.as_ident());
        last.map_or_else(String::new, |it| self.folded(it))
    }
}
