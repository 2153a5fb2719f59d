use std::collections::BTreeSet;

use sqlparser::ast::{
    AssignmentTarget, Expr, Ident, Insert, ObjectNamePart, SetExpr, Statement, UnaryOperator, Value,
};

use crate::schema::{Index, IndexKind, IndexPart, Name, NameKind, Object, Quoting, Rule, Table};
use crate::sql::{Dialect, parse};

/// The values that a statement gives the columns of a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InsertedKey {
    /// The columns, which no two rows may have the same in.
    pub columns: Vec<Name>,
    /// What they are, without quotes.
    pub values: Vec<String>,
}

impl InsertedKey {
    pub(super) fn exists_already(&self, table: &Object) -> String {
        let pairs = self.columns.iter().zip(&self.values);
        let pairs: Vec<String> = pairs
            .map(|(it, value)| format!("`{it}` = {value}"))
            .collect();
        format!("{table} has a row with {} already", pairs.join(" and "))
    }
}

/// The keys that `INSERT … VALUES` writes out; none where a statement is no such, or computes them.
pub(super) fn inserted_keys(sql: &str, table: &Table, dialect: Dialect) -> BTreeSet<InsertedKey> {
    let keys = keys(table);
    if keys.is_empty() {
        return BTreeSet::new();
    }
    let Ok(statements) = parse(sql, dialect) else {
        return BTreeSet::new();
    };
    let inserts = statements.iter().filter_map(|statement| match statement {
        Statement::Insert(insert) => Some(insert),
        _ => None,
    });
    inserts
        .flat_map(|insert| keys_of(insert, &keys, table, dialect))
        .collect()
}

/// The columns of each key of a table.
fn keys(table: &Table) -> Vec<Vec<Name>> {
    let of_rule = |rule: &Rule| match rule {
        Rule::PrimaryKey(key) | Rule::Unique(key) => whole(&key.parts),
        _ => None,
    };
    let of_index = |index: &Index| {
        let is_key = index.kind == IndexKind::Unique && index.predicate.is_none();
        is_key.then(|| whole(&index.parts)).flatten()
    };
    let constraints = table.constraints.iter().filter_map(|it| of_rule(&it.rule));
    constraints
        .chain(table.indexes.iter().filter_map(of_index))
        .collect()
}

/// The columns, if the parts are nothing else.
fn whole(parts: &[IndexPart]) -> Option<Vec<Name>> {
    parts.iter().map(|it| it.column_name().cloned()).collect()
}

fn keys_of(
    insert: &Insert,
    keys: &[Vec<Name>],
    table: &Table,
    dialect: Dialect,
) -> Vec<InsertedKey> {
    let set = assigned(insert, dialect);
    if !set.is_empty() {
        let of_key = |key: &Vec<Name>| {
            let value = |column: &Name| {
                let found = set.iter().find(|(name, _)| name == column);
                literal(found?.1)
            };
            let values: Option<Vec<String>> = key.iter().map(value).collect();
            Some(InsertedKey {
                columns: key.clone(),
                values: values?,
            })
        };
        return keys.iter().filter_map(of_key).collect();
    }
    let Some(SetExpr::Values(values)) = insert.source.as_ref().map(|it| it.body.as_ref()) else {
        return Vec::new();
    };
    let columns: Vec<Name> = if insert.columns.is_empty() {
        table.columns.iter().map(|it| it.name.clone()).collect()
    } else {
        let last = insert.columns.iter().filter_map(|it| it.0.last());
        last.filter_map(ObjectNamePart::as_ident)
            .map(|it| name(it, dialect))
            .collect()
    };
    let mut found = Vec::new();
    for key in keys {
        let places: Option<Vec<usize>> = key
            .iter()
            .map(|column| columns.iter().position(|it| it == column))
            .collect();
        let Some(places) = places else {
            continue;
        };
        for row in &values.rows {
            let values: Option<Vec<String>> = places
                .iter()
                .map(|&place| literal(row.get(place)?))
                .collect();
            found.extend(values.map(|values| InsertedKey {
                columns: key.clone(),
                values,
            }));
        }
    }
    found
}

/// The columns of MySQL's `INSERT … SET column = value, …`, with their values.
fn assigned(insert: &Insert, dialect: Dialect) -> Vec<(Name, &Expr)> {
    let assignments = insert.assignments.iter();
    let found = assignments.filter_map(|assignment| {
        let AssignmentTarget::ColumnName(target) = &assignment.target else {
            return None;
        };
        let column = target.0.last()?.as_ident()?;
        Some((name(column, dialect), &assignment.value))
    });
    found.collect()
}

pub(super) fn name(identifier: &Ident, dialect: Dialect) -> Name {
    let quoting = match identifier.quote_style {
        Some(_) => Quoting::Quoted,
        None => Quoting::Bare,
    };
    Name::new(&identifier.value, quoting, NameKind::Part, dialect)
}

/// What an expression is, if it is written out and no null.
pub(super) fn literal(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Value(value) => match &value.value {
            Value::Null | Value::Placeholder(_) => None,
            Value::Number(number, _) => Some(number.clone()),
            text => Some(
                text.clone()
                    .into_string()
                    .unwrap_or_else(|| text.to_string()),
            ),
        },
        Expr::UnaryOp {
            op: UnaryOperator::Minus,
            expr,
        } => Some(format!("-{}", literal(expr)?)),
        Expr::Cast { expr, .. } | Expr::Nested(expr) => literal(expr),
        _ => None,
    }
}
