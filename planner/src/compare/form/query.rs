use sqlparser::ast::{
    Expr, Ident, LimitClause, OrderByKind, Query, SelectItem, SetExpr, SetOperator, SetQuantifier,
    TableWithJoins,
};

use super::select::is_wildcard;
use super::spelling::readable;
use super::{Form, Top, piece, unnested};
use crate::schema::{Name, ViewQuery};
use crate::sql::{Dialect, parse_query};

/// Whether two queries of views, with the names that the statements list for their columns, mean
/// the same. `None` where that cannot be told.
pub(in crate::compare) fn same_query(
    (left, left_columns): (&ViewQuery, &[Name]),
    (right, right_columns): (&ViewQuery, &[Name]),
    dialect: Dialect,
) -> Option<bool> {
    let keys = |names: &[Name]| -> Vec<String> {
        names.iter().map(|name| name.key().to_owned()).collect()
    };
    let (left_columns, right_columns) = (keys(left_columns), keys(right_columns));
    let queries = [&left.text, &right.text]
        .into_iter()
        .map(|text| parse_query(&readable(text, dialect), dialect).ok())
        .collect::<Option<Vec<Query>>>()?;
    let top = if queries.iter().any(|query| has_wildcard(&query.body)) {
        Top::NoColumns
    } else {
        Top::Columns
    };
    let form = |query: &Query, columns: &[String]| {
        let mut form = Form::new(dialect);
        form.top(query, columns, top);
        form
    };
    let one = form(&queries[0], &left_columns);
    let other = form(&queries[1], &right_columns);
    if one.has_inner_wildcard || other.has_inner_wildcard {
        // What it stood for when the view was made is not known here.
        return Some(true);
    }
    Some(piece::same(&one.finish()?, &other.finish()?, dialect))
}

/// Whether a query has a `*` among its own columns.
fn has_wildcard(body: &SetExpr) -> bool {
    match body {
        SetExpr::Select(select) => select.projection.iter().any(is_wildcard),
        SetExpr::Query(query) => has_wildcard(&query.body),
        SetExpr::SetOperation { left, right, .. } => has_wildcard(left) || has_wildcard(right),
        _ => false,
    }
}

/// What the columns of a query are called.
#[derive(Debug, Clone, Copy)]
pub(super) enum Aliases<'names> {
    /// As its items say.
    Said,
    /// As a list says.
    Listed(&'names [String]),
    /// It does not matter: nobody can name them.
    Ignored,
    /// It does not matter, nor which columns they are.
    NoColumns,
}

impl Form {
    /// A view's query.
    pub(super) fn top(&mut self, query: &Query, columns: &[String], top: Top) {
        let aliases = match top {
            Top::NoColumns => Aliases::NoColumns,
            Top::Columns if columns.is_empty() => Aliases::Said,
            Top::Columns => Aliases::Listed(columns),
        };
        self.query(query, aliases);
    }

    /// A query in an expression, whose columns nobody can name.
    pub(super) fn subquery(&mut self, query: &Query) {
        self.query(query, Aliases::Ignored);
    }

    /// A query that is asked for nothing but whether it gives a row.
    pub(super) fn existence(&mut self, query: &Query) {
        let mut query = query.clone();
        if self.dialect == Dialect::Mysql {
            // MariaDB adds `LIMIT 1`.
            query.limit_clause = None;
        }
        self.query(&query, Aliases::NoColumns);
    }

    pub(super) fn query(&mut self, query: &Query, aliases: Aliases<'_>) {
        if query.for_clause.is_some() || !query.pipe_operators.is_empty() {
            self.is_incomplete = true;
        }
        if let Some(with) = &query.with {
            self.push(if with.recursive {
                "with recursive "
            } else {
                "with "
            });
            self.list(("", ", ", " "), &with.cte_tables, |form, table| {
                form.push(&form.folded(&table.alias.name));
                let names: Vec<Ident> = table
                    .alias
                    .columns
                    .iter()
                    .map(|column| column.name.clone())
                    .collect();
                form.names(&names);
                form.push(" as (");
                form.query(&table.query, Aliases::Said);
                form.push(")");
            });
        }
        self.set(&query.body, aliases);
        let items = own_items(&query.body);
        if let Some(order) = &query.order_by {
            match &order.kind {
                OrderByKind::Expressions(sorted) => {
                    self.push(" order by ");
                    self.enter(own_from(&query.body));
                    self.sorted_by(sorted, items);
                    self.leave();
                }
                OrderByKind::All(_) => self.is_incomplete = true,
            }
        }
        self.limit(query);
    }

    fn names(&mut self, names: &[Ident]) {
        if !names.is_empty() {
            self.list((" (", ", ", ")"), names, |form, name| {
                form.push(&form.folded(name));
            });
        }
    }

    fn set(&mut self, body: &SetExpr, aliases: Aliases<'_>) {
        match body {
            SetExpr::Select(select) => self.select(select, aliases),
            SetExpr::Query(query) if is_bare(query) => self.set(&query.body, aliases),
            SetExpr::Query(query) => {
                self.push("(");
                self.query(query, aliases);
                self.push(")");
            }
            SetExpr::SetOperation {
                left,
                op,
                set_quantifier,
                right,
            } => {
                self.push("(");
                self.set(left, aliases);
                self.push(match op {
                    SetOperator::Union => " union ",
                    SetOperator::Except | SetOperator::Minus => " except ",
                    SetOperator::Intersect => " intersect ",
                });
                if *set_quantifier == SetQuantifier::All {
                    self.push("all ");
                }
                self.set(right, later(aliases));
                self.push(")");
            }
            SetExpr::Values(values) => {
                self.push("values ");
                self.list(("", ", ", ""), &values.rows, |form, row| {
                    form.list(("(", ", ", ")"), &row.content, Self::expression);
                });
            }
            other => {
                self.is_incomplete = true;
                self.push_unknown(other);
            }
        }
    }

    fn limit(&mut self, query: &Query) {
        let (limit, offset) = match &query.limit_clause {
            None => (None, None),
            Some(LimitClause::LimitOffset { limit, offset, .. }) => {
                (limit.as_ref(), offset.as_ref().map(|offset| &offset.value))
            }
            Some(LimitClause::OffsetCommaLimit { offset, limit }) => (Some(limit), Some(offset)),
        };
        let fetched = query.fetch.as_ref();
        if fetched.is_some_and(|fetch| fetch.with_ties || fetch.percent) {
            self.push(" with ties");
        }
        let limit = limit.or_else(|| fetched.and_then(|fetch| fetch.quantity.as_ref()));
        for (word, value) in [(" limit ", limit), (" offset ", offset)] {
            if let Some(value) = value {
                self.push(word);
                self.expression(value);
            }
        }
    }
}

/// The columns of the second and later queries of a union have the names of the first.
const fn later(aliases: Aliases<'_>) -> Aliases<'_> {
    match aliases {
        Aliases::NoColumns => Aliases::NoColumns,
        _ => Aliases::Ignored,
    }
}

/// Whether parentheses around a query mean nothing.
const fn is_bare(query: &Query) -> bool {
    query.with.is_none()
        && query.order_by.is_none()
        && query.limit_clause.is_none()
        && query.fetch.is_none()
}

/// The items that an `ORDER BY` can mean by their names or numbers.
fn own_items(body: &SetExpr) -> &[SelectItem] {
    match body {
        SetExpr::Select(select) => &select.projection,
        SetExpr::Query(query) if is_bare(query) => own_items(&query.body),
        _ => &[],
    }
}

/// The tables whose columns an `ORDER BY` can mean.
fn own_from(body: &SetExpr) -> &[TableWithJoins] {
    match body {
        SetExpr::Select(select) => &select.from,
        SetExpr::Query(query) if is_bare(query) => own_from(&query.body),
        _ => &[],
    }
}

/// What `expression` stands for in `ORDER BY` or `GROUP BY`: an item of the query, where it is the
/// item's number or its name.
pub(super) fn meant<'query>(expression: &'query Expr, items: &'query [SelectItem]) -> &'query Expr {
    let item = match unnested(expression) {
        Expr::Value(value) => match &value.value {
            sqlparser::ast::Value::Number(number, _) => number
                .parse::<usize>()
                .ok()
                .and_then(|number| items.get(number.checked_sub(1)?)),
            _ => None,
        },
        Expr::Identifier(name) => items.iter().find(|item| {
            matches!(item, SelectItem::ExprWithAlias { alias, .. }
                if alias.value.eq_ignore_ascii_case(&name.value))
        }),
        _ => None,
    };
    match item {
        Some(SelectItem::ExprWithAlias { expr, .. } | SelectItem::UnnamedExpr(expr)) => expr,
        _ => expression,
    }
}
