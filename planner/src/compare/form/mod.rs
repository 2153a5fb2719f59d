//! One form for expressions and queries, whoever spelled them.
//!
//! Databases rewrite what they are given: they add parentheses, casts and qualifiers, fold constants,
//! and have one name for functions and operators that have several. An expression is parsed and
//! written anew as a list of pieces in which none of that shows. What only one side knows, such as
//! the type of a literal or the table of a column, is decided when two lists are compared.

mod call;
mod expression;
mod from;
mod join;
mod literal;
mod moment;
mod operator;
mod piece;
mod query;
mod select;
mod spelling;

use std::collections::HashMap;

use sqlparser::ast::Expr;

use super::tokens::canonical_tokens;
use crate::schema::Expression;
use crate::sql::{Dialect, parse_expression};

pub(super) use literal::same_mysql_value;
use piece::Piece;
pub(super) use query::same_query;

/// Whether two expressions mean the same, as far as the ways go in which databases rewrite them.
///
/// Where the parser cannot read one, their tokens are compared.
pub fn same_expression(one: &Expression, other: &Expression, dialect: Dialect) -> bool {
    one.text == other.text
        || match (of(&one.text, dialect), of(&other.text, dialect)) {
            (Some(one), Some(other)) => piece::same(&one, &other, dialect),
            _ => canonical_tokens(&one.text, dialect) == canonical_tokens(&other.text, dialect),
        }
}

/// The one form of an expression; `None` where the parser cannot read it.
fn of(text: &str, dialect: Dialect) -> Option<Vec<Piece>> {
    let spelled = spelling::readable(text, dialect);
    let parsed = parse_expression(&spelled, dialect).ok()?;
    let mut form = Form::new(dialect);
    form.expression(&parsed);
    form.finish()
}

/// Whether the columns of a query itself are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Top {
    /// They are.
    Columns,
    /// They are not, since a `*` on one side stands for columns that it does not name.
    NoColumns,
}

/// Writes the one form. The parser has bounded how deep what it is given is.
struct Form {
    dialect: Dialect,
    pieces: Vec<Piece>,
    /// Whether something was met that has no one form.
    is_incomplete: bool,
    /// Whether a query inside has a `*` that stands for columns.
    has_inner_wildcard: bool,
    /// What the tables of each query are called, from the outermost in, with one name for each
    /// place: PostgreSQL gives an alias another name where two would be the same.
    scopes: Vec<HashMap<String, String>>,
}

impl Form {
    fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            pieces: Vec::new(),
            is_incomplete: false,
            has_inner_wildcard: false,
            scopes: Vec::new(),
        }
    }

    fn finish(self) -> Option<Vec<Piece>> {
        (!self.is_incomplete).then_some(self.pieces)
    }

    /// Adds text that must be the same on both sides.
    fn push(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    /// Adds what no rule knows, as the parser spells it.
    fn push_unknown(&mut self, spelled: &impl ToString) {
        let tokens = canonical_tokens(&spelled.to_string(), self.dialect);
        self.push(&tokens);
    }

    /// Adds items with what stands around and between them.
    fn list<'items, Item: 'items>(
        &mut self,
        around: (&str, &str, &str),
        items: impl IntoIterator<Item = &'items Item>,
        mut each: impl FnMut(&mut Self, &Item),
    ) {
        let (open, between, close) = around;
        self.push(open);
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.push(between);
            }
            each(self, item);
        }
        self.push(close);
    }
}

/// An expression without the parentheses around the whole of it.
fn unnested(mut expression: &Expr) -> &Expr {
    while let Expr::Nested(inner) = expression {
        expression = inner;
    }
    expression
}

#[cfg(test)]
mod tests;
