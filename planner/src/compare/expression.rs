use sqlparser::ast::{
    BinaryOperator, CastKind, DataType as SqlType, DateTimeField, Expr, Function, FunctionArg,
    FunctionArgExpr, FunctionArguments, Ident, UnaryOperator, Value,
};

use super::data_type::canonical_type;
use super::tokens::canonical_tokens;
use crate::schema::{Expression, Name, NameKind, Quoting};
use crate::sql::{Dialect, parse_expression};

/// Whether two expressions mean the same, as far as the ways go in which databases rewrite them.
///
/// Both are brought into one form: without redundant parentheses and casts, with one name for each
/// function, `IN` for `= ANY (ARRAY[…])`, and so on. Where the parser cannot read one, their tokens
/// are compared.
pub fn same_expression(one: &Expression, other: &Expression, dialect: Dialect) -> bool {
    one.text == other.text
        || match (canonical(one, dialect), canonical(other, dialect)) {
            (Some(one), Some(other)) => one == other,
            _ => canonical_tokens(&one.text, dialect) == canonical_tokens(&other.text, dialect),
        }
}

/// The one form of an expression; `None` where the parser cannot read it.
fn canonical(expression: &Expression, dialect: Dialect) -> Option<String> {
    let parsed = parse_expression(&expression.text, dialect).ok()?;
    let mut form = Form {
        dialect,
        text: String::new(),
    };
    form.expression(&parsed);
    Some(form.text)
}

/// Writes an expression in the one form. The parser has bounded how deep it is.
struct Form {
    dialect: Dialect,
    text: String,
}

impl Form {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Nested(inner) => self.expression(inner),
            Expr::Identifier(identifier) => self.identifier(identifier),
            Expr::CompoundIdentifier(parts) => {
                // The table is that of the constraint.
                if let Some(last) = parts.last() {
                    self.identifier(last);
                }
            }
            Expr::Value(value) => self.value(&value.value),
            Expr::TypedString(typed) => self.value(&typed.value.value),
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
                ..
            } => self.operation(expr, if *negated { "not like" } else { "like" }, pattern),
            Expr::ILike {
                negated,
                expr,
                pattern,
                ..
            } => self.operation(expr, if *negated { "not ilike" } else { "ilike" }, pattern),
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
                self.operation(left, "is not distinct from", right);
            }
            Expr::Function(function) => self.function(function),
            Expr::Array(array) => self.list("array[", &array.elem, "]"),
            Expr::Tuple(items) => self.list("(", items, ")"),
            other => self.special(other),
        }
    }

    /// What has a syntax of its own.
    fn special(&mut self, expression: &Expr) {
        match expression {
            Expr::Ceil { expr, .. } => self.call("ceil", &[expr]),
            Expr::Floor { expr, .. } => self.call("floor", &[expr]),
            Expr::Position { expr, r#in } => self.call("position", &[r#in, expr]),
            Expr::Substring {
                expr,
                substring_from,
                substring_for,
                ..
            } => {
                let arguments = [Some(expr), substring_from.as_ref(), substring_for.as_ref()];
                let arguments: Vec<&Expr> =
                    arguments.into_iter().flatten().map(AsRef::as_ref).collect();
                self.call("substring", &arguments);
            }
            Expr::Trim {
                expr, trim_what, ..
            } => {
                let arguments = [Some(expr), trim_what.as_ref()];
                let arguments: Vec<&Expr> =
                    arguments.into_iter().flatten().map(AsRef::as_ref).collect();
                self.call("btrim", &arguments);
            }
            Expr::Extract { field, expr, .. } => self.extract(field, expr),
            Expr::Case {
                operand,
                conditions,
                else_result,
                ..
            } => {
                self.push("case");
                if let Some(operand) = operand {
                    self.push(" ");
                    self.expression(operand);
                }
                for when in conditions {
                    self.push(" when ");
                    self.expression(&when.condition);
                    self.push(" then ");
                    self.expression(&when.result);
                }
                // PostgreSQL writes the `ELSE NULL` that nobody wrote.
                let otherwise = else_result.as_deref().filter(|it| !is_null(it));
                if let Some(otherwise) = otherwise {
                    self.push(" else ");
                    self.expression(otherwise);
                }
                self.push(" end");
            }
            Expr::AtTimeZone {
                timestamp,
                time_zone,
            } => self.call("timezone", &[time_zone, timestamp]),
            Expr::Collate { expr, collation } => {
                self.expression(expr);
                self.push(" collate ");
                let last = collation.0.last().and_then(|part| part.as_ident());
                self.push(&last.map_or_else(String::new, |it| it.value.clone()));
            }
            // The rest is spelled by nobody but people, and so in one way.
            other => self.push(&canonical_tokens(&other.to_string(), self.dialect)),
        }
    }

    fn identifier(&mut self, identifier: &Ident) {
        let quoting = if identifier.quote_style.is_some() {
            Quoting::Quoted
        } else {
            Quoting::Bare
        };
        let name = Name::new(&identifier.value, quoting, NameKind::Part, self.dialect);
        // Words that are functions without parentheses.
        match name.key() {
            "current_timestamp" | "localtimestamp" | "current_date" | "current_time"
            | "localtime" | "current_user" | "session_user" | "current_role"
                if quoting == Quoting::Bare =>
            {
                self.push(function_name(name.key(), self.dialect));
                self.push("()");
            }
            "true" if quoting == Quoting::Bare => self.push("1"),
            "false" if quoting == Quoting::Bare => self.push("0"),
            key => {
                self.push("\"");
                self.push(key);
                self.push("\"");
            }
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Number(number, _) => self.number(number),
            Value::Boolean(value) => self.boolean(*value),
            Value::Null => self.push("null"),
            value => match value.clone().into_string() {
                Some(text) => {
                    self.push("'");
                    self.push(&text.replace('\'', "''"));
                    self.push("'");
                }
                None => self.push(&value.to_string().to_ascii_lowercase()),
            },
        }
    }

    fn boolean(&mut self, value: bool) {
        self.push(match (self.dialect, value) {
            (Dialect::Postgresql, true) => "true",
            (Dialect::Postgresql, false) => "false",
            (_, true) => "1",
            (_, false) => "0",
        });
    }

    /// Numbers that are equal are written in one way: `1.0` stays apart from `1`, which is of
    /// another type.
    fn number(&mut self, number: &str) {
        let number = number.trim_start_matches('+');
        self.push(number);
    }

    /// PostgreSQL writes the type of every literal, and that of a column where an operator needs
    /// another. Casts that say no more than that are left out.
    fn cast(&mut self, inner: &Expr, data_type: &SqlType) {
        let inner = unnested(inner);
        let canonical = canonical_type(&data_type.to_string(), self.dialect);
        let is_number = matches!(
            canonical.as_str(),
            "integer" | "bigint" | "smallint" | "numeric" | "real" | "double precision"
        ) || canonical.starts_with("numeric(");
        match inner {
            Expr::Value(value) => {
                let text = value.value.clone().into_string();
                match text.filter(|it| is_number && it.parse::<f64>().is_ok()) {
                    // `'-1'::integer` is how it writes a negative number.
                    Some(number) => self.number(&number),
                    None => self.value(&value.value),
                }
            }
            Expr::UnaryOp { .. } | Expr::Array(_) => self.expression(inner),
            Expr::Cast { .. } if is_text(&canonical) => self.expression(inner),
            Expr::Identifier(_) | Expr::CompoundIdentifier(_) if is_text(&canonical) => {
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

    fn unary(&mut self, operator: UnaryOperator, inner: &Expr) {
        let inner = unnested(inner);
        match (operator, inner) {
            (UnaryOperator::Plus, _) => self.expression(inner),
            (UnaryOperator::Minus, Expr::Value(value)) => {
                self.push("-");
                self.value(&value.value);
            }
            (UnaryOperator::Not, Expr::IsNull(inner)) => self.suffixed(inner, " is not null"),
            (UnaryOperator::Not, Expr::IsNotNull(inner)) => self.suffixed(inner, " is null"),
            (operator, _) => {
                self.push(&operator.to_string().to_ascii_lowercase());
                self.push("(");
                self.expression(inner);
                self.push(")");
            }
        }
    }

    fn binary(&mut self, left: &Expr, operator: &BinaryOperator, right: &Expr) {
        match operator {
            BinaryOperator::And | BinaryOperator::Or => {
                let mut operands = Vec::new();
                flatten(left, operator, &mut operands);
                flatten(right, operator, &mut operands);
                let word = if *operator == BinaryOperator::And {
                    " and "
                } else {
                    " or "
                };
                self.push("(");
                for (index, operand) in operands.iter().enumerate() {
                    if index > 0 {
                        self.push(word);
                    }
                    self.expression(operand);
                }
                self.push(")");
            }
            BinaryOperator::PGLikeMatch => self.operation(left, "like", right),
            BinaryOperator::PGNotLikeMatch => self.operation(left, "not like", right),
            BinaryOperator::PGILikeMatch => self.operation(left, "ilike", right),
            BinaryOperator::PGNotILikeMatch => self.operation(left, "not ilike", right),
            operator => {
                let word = operator.to_string().to_ascii_lowercase();
                self.operation(left, &word, right);
            }
        }
    }

    fn operation(&mut self, left: &Expr, operator: &str, right: &Expr) {
        self.push("(");
        self.expression(left);
        self.push(" ");
        self.push(operator);
        self.push(" ");
        self.expression(right);
        self.push(")");
    }

    fn suffixed(&mut self, inner: &Expr, suffix: &str) {
        self.push("(");
        self.expression(inner);
        self.push(suffix);
        self.push(")");
    }

    fn in_list(&mut self, left: &Expr, list: &[Expr], word: &str) {
        // One value is compared, since that is what databases make of it.
        if let [only] = list {
            let operator = if word == "in" { "=" } else { "<>" };
            return self.operation(left, operator, only);
        }
        self.push("(");
        self.expression(left);
        self.push(" ");
        self.push(word);
        self.push(" ");
        self.list("(", list, ")");
        self.push(")");
    }

    fn between(&mut self, inner: &Expr, negated: bool, low: &Expr, high: &Expr) {
        let (first, word, second) = if negated {
            ("<", " or ", ">")
        } else {
            (">=", " and ", "<=")
        };
        self.push("(");
        self.operation(inner, first, low);
        self.push(word);
        self.operation(inner, second, high);
        self.push(")");
    }

    fn list(&mut self, open: &str, items: &[Expr], close: &str) {
        self.push(open);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            self.expression(item);
        }
        self.push(close);
    }

    fn call(&mut self, name: &str, arguments: &[&Expr]) {
        self.push(name);
        self.push("(");
        for (index, argument) in arguments.iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            self.expression(argument);
        }
        self.push(")");
    }

    fn extract(&mut self, field: &DateTimeField, inner: &Expr) {
        self.push("extract(");
        self.push(&field.to_string().to_ascii_lowercase());
        self.push(", ");
        self.expression(inner);
        self.push(")");
    }

    fn function(&mut self, function: &Function) {
        let last = function.name.0.last().and_then(|part| part.as_ident());
        let name = last.map_or_else(String::new, |it| it.value.to_ascii_lowercase());
        self.push(function_name(&name, self.dialect));
        self.push("(");
        if let FunctionArguments::List(list) = &function.args {
            for (index, argument) in list.args.iter().enumerate() {
                if index > 0 {
                    self.push(", ");
                }
                match argument {
                    FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)) => {
                        self.expression(argument);
                    }
                    other => self.push(&canonical_tokens(&other.to_string(), self.dialect)),
                }
            }
        }
        self.push(")");
    }
}

/// One name for each function that has several.
fn function_name(name: &str, dialect: Dialect) -> &str {
    match (dialect, name) {
        (Dialect::Postgresql, "now" | "transaction_timestamp" | "current_timestamp")
        | (Dialect::Mysql, "now" | "localtime" | "localtimestamp" | "current_timestamp") => {
            "current_timestamp"
        }
        (Dialect::Mysql, "curdate") => "current_date",
        (Dialect::Mysql, "curtime") => "current_time",
        (Dialect::Mysql, "ucase") => "upper",
        (Dialect::Mysql, "lcase") => "lower",
        (Dialect::Mysql, "character_length") => "char_length",
        (Dialect::Mysql, "octet_length") => "length",
        (Dialect::Mysql, "substr" | "mid") => "substring",
        (Dialect::Mysql, "ceiling") => "ceil",
        (Dialect::Mysql, "trim") => "btrim",
        (Dialect::Mysql, "pow") => "power",
        (_, name) => name,
    }
}

fn is_text(canonical_type: &str) -> bool {
    canonical_type == "text"
        || canonical_type.starts_with("character")
        || matches!(canonical_type, "text[]" | "character varying[]")
}

fn is_null(expression: &Expr) -> bool {
    match unnested(expression) {
        Expr::Value(value) => value.value == Value::Null,
        Expr::Cast { expr, .. } => is_null(expr),
        _ => false,
    }
}

fn unnested(mut expression: &Expr) -> &Expr {
    while let Expr::Nested(inner) = expression {
        expression = inner;
    }
    expression
}

/// The items of an array that is written out, whatever it is cast to.
fn list_of(expression: &Expr) -> Option<&[Expr]> {
    match unnested(expression) {
        Expr::Array(array) => Some(&array.elem),
        Expr::Cast { expr, .. } => list_of(expr),
        _ => None,
    }
}

/// The operands of a chain of one operator, whose grouping means nothing.
fn flatten<'expression>(
    expression: &'expression Expr,
    operator: &BinaryOperator,
    operands: &mut Vec<&'expression Expr>,
) {
    let mut expression = unnested(expression);
    let mut behind = Vec::new();
    // Chains are as deep as they are long, on the left.
    while let Expr::BinaryOp { left, op, right } = expression {
        if op != operator {
            break;
        }
        behind.push(right.as_ref());
        expression = unnested(left);
    }
    operands.push(expression);
    for operand in behind.into_iter().rev() {
        flatten(operand, operator, operands);
    }
}

#[cfg(test)]
#[path = "expression_tests.rs"]
mod tests;
