use sqlparser::ast::{
    AccessExpr, BinaryOperator, CastKind, DataType as SqlType, Expr, Ident, Subscript, Value,
};

use super::literal::Literal;
use super::piece::Piece;
use super::{Form, unnested};
use crate::compare::data_type::canonical_type;
use crate::schema::{Name, NameKind, Quoting};
use crate::sql::Dialect;

impl Form {
    pub(super) fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Nested(inner) => self.expression(inner),
            Expr::Identifier(identifier) => self.identifier(identifier),
            Expr::CompoundIdentifier(parts) => self.column(parts),
            Expr::CompoundFieldAccess { root, access_chain } => self.access(root, access_chain),
            Expr::Value(value) => self.value(&value.value),
            Expr::TypedString(typed) => {
                self.cast_value(&typed.value.value, &typed.data_type);
            }
            Expr::Prefixed { value, .. } => self.expression(value),
            Expr::Cast {
                expr,
                data_type,
                kind: CastKind::Cast | CastKind::DoubleColon,
                ..
            } => self.cast(expr, data_type),
            Expr::UnaryOp { op, expr } => self.unary(*op, expr),
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right),
            Expr::AnyOp {
                left,
                compare_op: BinaryOperator::Eq,
                right,
                ..
            } if list_of(right).is_some() => {
                self.in_list(left, list_of(right).unwrap_or_default(), "in");
            }
            Expr::AllOp {
                left,
                compare_op: BinaryOperator::NotEq,
                right,
            } if list_of(right).is_some() => {
                self.in_list(left, list_of(right).unwrap_or_default(), "not in");
            }
            Expr::AnyOp {
                left,
                compare_op,
                right,
                ..
            } => self.quantified(left, compare_op, "any", right),
            Expr::AllOp {
                left,
                compare_op,
                right,
            } => self.quantified(left, compare_op, "all", right),
            Expr::InList {
                expr,
                list,
                negated,
            } => self.in_list(expr, list, if *negated { "not in" } else { "in" }),
            Expr::Between {
                expr,
                negated,
                low,
                high,
            } => self.between(expr, *negated, low, high),
            Expr::Like {
                negated,
                expr,
                pattern,
                escape_char,
                ..
            } => {
                let word = if *negated { "not like" } else { "like" };
                self.like(expr, word, pattern, escape_char.as_deref());
            }
            Expr::ILike {
                negated,
                expr,
                pattern,
                escape_char,
                ..
            } => {
                let word = if *negated { "not ilike" } else { "ilike" };
                self.like(expr, word, pattern, escape_char.as_deref());
            }
            Expr::IsNull(inner) => self.suffixed(inner, " is null"),
            Expr::IsNotNull(inner) => self.suffixed(inner, " is not null"),
            Expr::IsTrue(inner) => self.suffixed(inner, " is true"),
            Expr::IsFalse(inner) => self.suffixed(inner, " is false"),
            Expr::IsNotTrue(inner) => self.suffixed(inner, " is not true"),
            Expr::IsNotFalse(inner) => self.suffixed(inner, " is not false"),
            Expr::IsDistinctFrom(left, right) => {
                self.operation(left, "is distinct from", right);
            }
            Expr::IsNotDistinctFrom(left, right) => {
                self.push("not(");
                self.operation(left, "is distinct from", right);
                self.push(")");
            }
            Expr::Function(function) => self.function(function),
            Expr::Array(array) => self.list(("array[", ", ", "]"), &array.elem, Self::expression),
            Expr::Tuple(items) => self.list(("(", ", ", ")"), items, Self::expression),
            other => self.special(other),
        }
    }

    fn like(&mut self, left: &Expr, word: &str, pattern: &Expr, escape: Option<&Expr>) {
        self.operation(left, word, pattern);
        if let Some(escape) = escape {
            self.push(" escape ");
            self.expression(escape);
        }
    }

    fn quantified(&mut self, left: &Expr, operator: &BinaryOperator, word: &str, right: &Expr) {
        self.push("(");
        self.expression(left);
        self.push(" ");
        self.push(&operator.to_string().to_ascii_lowercase());
        self.push(" ");
        self.push(word);
        self.push("(");
        self.expression(right);
        self.push("))");
    }

    pub(super) fn identifier(&mut self, identifier: &Ident) {
        let quoting = quoting(identifier);
        // Words that are functions without parentheses, and values.
        if quoting == Quoting::Bare {
            let word = identifier.value.to_ascii_lowercase();
            match word.as_str() {
                "current_timestamp" | "localtimestamp" | "current_date" | "current_time"
                | "localtime" | "current_user" | "session_user" | "current_role" | "user" => {
                    return self.call_without_arguments(&word);
                }
                "true" => return self.boolean(true),
                "false" => return self.boolean(false),
                _ => {}
            }
        }
        let name = self.folded(identifier);
        self.pieces.push(Piece::Column {
            qualifier: None,
            name,
        });
    }

    /// A column with its table, with whose namespace it does not matter.
    fn column(&mut self, parts: &[Ident]) {
        let mut names = parts.iter().rev().map(|part| self.folded(part));
        let name = names.next().unwrap_or_default();
        let qualifier = names.next();
        drop(names);
        let qualifier = qualifier.map(|qualifier| self.place_of(qualifier));
        self.pieces.push(Piece::Column { qualifier, name });
    }

    /// A name as the database folds it.
    pub(super) fn folded(&self, identifier: &Ident) -> String {
        let name = Name::new(
            &identifier.value,
            quoting(identifier),
            NameKind::Part,
            self.dialect,
        );
        name.key().to_owned()
    }

    /// `a.b[1]`, `(a).b`: what comes before the first bracket is a column where no parenthesis
    /// stands.
    fn access(&mut self, root: &Expr, chain: &[AccessExpr]) {
        let mut parts = Vec::new();
        if let Expr::Identifier(first) = root {
            parts.push(first.clone());
            for access in chain {
                match access {
                    AccessExpr::Dot(Expr::Identifier(next)) => parts.push(next.clone()),
                    _ => break,
                }
            }
        }
        if parts.is_empty() {
            self.expression(root);
        } else {
            self.column(&parts);
        }
        for access in chain.iter().skip(parts.len().saturating_sub(1)) {
            match access {
                AccessExpr::Dot(field) => {
                    self.push(".");
                    self.expression(field);
                }
                AccessExpr::Subscript(Subscript::Index { index }) => {
                    self.push("[");
                    self.expression(index);
                    self.push("]");
                }
                AccessExpr::Subscript(slice) => {
                    self.push("[");
                    self.push_unknown(slice);
                    self.push("]");
                }
            }
        }
    }

    pub(super) fn value(&mut self, value: &Value) {
        match value {
            Value::Number(number, _) => self.number(number),
            Value::Boolean(value) => self.boolean(*value),
            Value::Null => self.push("null"),
            value => match value.clone().into_string() {
                Some(text) => self.literal(text, true, None),
                None => self.push(&value.to_string().to_ascii_lowercase()),
            },
        }
    }

    fn literal(&mut self, text: String, is_quoted: bool, data_type: Option<String>) {
        self.pieces.push(Piece::Literal(Literal {
            text,
            is_quoted,
            data_type,
        }));
    }

    pub(super) fn number(&mut self, number: &str) {
        self.literal(number.trim_start_matches('+').to_owned(), false, None);
    }

    pub(super) fn negative(&mut self, value: &Value) {
        match value {
            Value::Number(number, _) => self.literal(format!("-{number}"), false, None),
            value => {
                self.push("-");
                self.value(value);
            }
        }
    }

    fn boolean(&mut self, value: bool) {
        if self.dialect == Dialect::Postgresql {
            let text = if value { "true" } else { "false" };
            self.literal(text.to_owned(), false, Some("boolean".to_owned()));
        } else {
            self.number(if value { "1" } else { "0" });
        }
    }

    /// PostgreSQL writes the type of every literal, and that of a column where an operator needs
    /// another. Casts that say no more than that are left out.
    fn cast(&mut self, inner: &Expr, data_type: &SqlType) {
        let inner = unnested(inner);
        let canonical = canonical_type(&data_type.to_string(), self.dialect);
        match inner {
            Expr::Value(value) => self.cast_value(&value.value, data_type),
            Expr::UnaryOp { .. } | Expr::Array(_) => self.expression(inner),
            _ if self.dialect == Dialect::Postgresql && is_implicit(&canonical) => {
                self.expression(inner);
            }
            _ => {
                self.push("cast(");
                self.expression(inner);
                self.push(" as ");
                self.push(&canonical);
                self.push(")");
            }
        }
    }

    fn cast_value(&mut self, value: &Value, data_type: &SqlType) {
        if matches!(value, Value::Null | Value::Boolean(_)) {
            return self.value(value);
        }
        let canonical = canonical_type(&data_type.to_string(), self.dialect);
        match value.clone().into_string() {
            Some(text) => self.literal(text, true, Some(canonical)),
            None => self.value(value),
        }
    }

    /// A literal of a type.
    pub(super) fn typed_literal(&mut self, text: String, data_type: &str) {
        self.literal(text, true, Some(data_type.to_owned()));
    }
}

fn quoting(identifier: &Ident) -> Quoting {
    if identifier.quote_style.is_some() {
        Quoting::Quoted
    } else {
        Quoting::Bare
    }
}

/// Whether PostgreSQL casts to a type by itself, where an operator or a function wants it.
fn is_implicit(canonical_type: &str) -> bool {
    matches!(
        canonical_type,
        "text"
            | "text[]"
            | "character varying"
            | "character varying[]"
            | "character"
            | "numeric"
            | "bigint"
            | "double precision"
            | "real"
            | "timestamp"
            | "timestamp with time zone"
            | "regclass"
            | "oid"
    )
}

/// The items of an array that is written out, whatever it is cast to.
fn list_of(expression: &Expr) -> Option<&[Expr]> {
    match unnested(expression) {
        Expr::Array(array) => Some(&array.elem),
        Expr::Cast { expr, .. } => list_of(expr),
        _ => None,
    }
}
