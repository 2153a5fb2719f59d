use std::collections::BTreeMap;

use sqlparser::ast::{BinaryOperator, Expr, FromTable, Statement};

use super::inserted_key::{literal, name};
use crate::operation::{Access, Touch};
use crate::schema::Name;
use crate::sql::{Dialect, parse};

/// What columns have to be in the rows that an `UPDATE` or `DELETE` changes: those that its `WHERE`
/// sets equal to a value that is written out, as in `WHERE id = 1 AND …`, and that it does not give
/// another value.
///
/// Nothing is known of a statement that has to do with more than one table.
pub(super) fn wanted_rows(
    sql: &str,
    touches: &[Touch],
    dialect: Dialect,
) -> BTreeMap<Name, String> {
    let mut wanted = BTreeMap::new();
    let [touch] = touches else {
        return wanted;
    };
    if !matches!(touch.access, Access::Update | Access::Delete) {
        return wanted;
    }
    let Ok(statements) = parse(sql, dialect) else {
        return wanted;
    };
    match statements.as_slice() {
        [Statement::Update(update)] => {
            collect(update.selection.as_ref(), dialect, &mut wanted);
            for assignment in &update.assignments {
                let text = assignment.target.to_string();
                // Whatever the target is, the columns that it may be are no longer what they were.
                wanted.retain(|column, _| {
                    !text.to_lowercase().contains(&column.key().to_lowercase())
                });
            }
        }
        [Statement::Delete(delete)] if delete.using.is_none() => {
            let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
            if from.len() == 1 {
                collect(delete.selection.as_ref(), dialect, &mut wanted);
            }
        }
        _ => {}
    }
    wanted
}

/// The equalities that all have to hold.
fn collect(selection: Option<&Expr>, dialect: Dialect, wanted: &mut BTreeMap<Name, String>) {
    let mut left: Vec<&Expr> = selection.into_iter().collect();
    while let Some(expression) = left.pop() {
        match expression {
            Expr::Nested(inner) => left.push(inner),
            Expr::BinaryOp {
                left: one,
                op: BinaryOperator::And,
                right: other,
            } => left.extend([&**one, &**other]),
            Expr::BinaryOp {
                left: one,
                op: BinaryOperator::Eq,
                right: other,
            } => {
                let found = equality(one, other, dialect).or_else(|| equality(other, one, dialect));
                wanted.extend(found);
            }
            _ => {}
        }
    }
}

fn equality(column: &Expr, value: &Expr, dialect: Dialect) -> Option<(Name, String)> {
    let column = match column {
        Expr::Identifier(column) => column,
        Expr::CompoundIdentifier(parts) => parts.last()?,
        _ => return None,
    };
    Some((name(column, dialect), plain(&literal(value)?)))
}

/// A value without what some database may not mind: case, blanks at the end, how a number is
/// written.
fn plain(value: &str) -> String {
    let value = value.trim_end().to_lowercase();
    match value.parse::<f64>() {
        Ok(number) => number.to_string(),
        Err(_) => value,
    }
}
