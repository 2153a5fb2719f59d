use sqlparser::ast::{BinaryOperator, Expr, UnaryOperator, Value};

use super::{Form, unnested};
use crate::sql::Dialect;

impl Form {
    pub(super) fn unary(&mut self, operator: UnaryOperator, inner: &Expr) {
        let inner = unnested(inner);
        match (operator, inner) {
            (UnaryOperator::Plus, _) => self.expression(inner),
            (UnaryOperator::Minus, Expr::Value(value)) => self.negative(&value.value),
            (UnaryOperator::Not | UnaryOperator::BangNot, _) => self.not(inner),
            (operator, _) => {
                self.push(&operator.to_string().to_ascii_lowercase());
                self.push("(");
                self.expression(inner);
                self.push(")");
            }
        }
    }

    /// The opposite of a condition: `NOT (a IS NULL)` is `a IS NOT NULL`, and so on.
    pub(super) fn not(&mut self, inner: &Expr) {
        match unnested(inner) {
            Expr::IsNull(inner) => self.suffixed(inner, " is not null"),
            Expr::IsNotNull(inner) => self.suffixed(inner, " is null"),
            Expr::Like {
                negated: false,
                expr,
                pattern,
                ..
            } => self.operation(expr, "not like", pattern),
            Expr::ILike {
                negated: false,
                expr,
                pattern,
                ..
            } => self.operation(expr, "not ilike", pattern),
            Expr::InList {
                expr,
                list,
                negated: false,
            } => self.in_list(expr, list, "not in"),
            Expr::UnaryOp {
                op: UnaryOperator::Not | UnaryOperator::BangNot,
                expr,
            } => self.expression(expr),
            Expr::IsNotDistinctFrom(left, right) => {
                self.operation(left, "is distinct from", right);
            }
            inner if self.dialect == Dialect::Mysql && self.opposite(inner) => {}
            inner => {
                self.push("not(");
                self.expression(inner);
                self.push(")");
            }
        }
    }

    /// What MySQL makes of `NOT`: another comparison, and for a column one with zero. Gives whether
    /// it is one of these.
    fn opposite(&mut self, inner: &Expr) -> bool {
        let Expr::BinaryOp { left, op, right } = inner else {
            if matches!(inner, Expr::Identifier(_) | Expr::CompoundIdentifier(_)) {
                self.push("(");
                self.expression(inner);
                self.push(" = ");
                self.number("0");
                self.push(")");
                return true;
            }
            return false;
        };
        let opposite = match op {
            BinaryOperator::Eq => "<>",
            BinaryOperator::NotEq => "=",
            BinaryOperator::Lt => ">=",
            BinaryOperator::LtEq => ">",
            BinaryOperator::Gt => "<=",
            BinaryOperator::GtEq => "<",
            _ => return false,
        };
        self.operation(left, opposite, right);
        true
    }

    pub(super) fn binary(&mut self, left: &Expr, operator: &BinaryOperator, right: &Expr) {
        match operator {
            BinaryOperator::And | BinaryOperator::Or => self.chain(left, operator, right),
            BinaryOperator::PGLikeMatch => self.operation(left, "like", right),
            BinaryOperator::PGNotLikeMatch => self.operation(left, "not like", right),
            BinaryOperator::PGILikeMatch => self.operation(left, "ilike", right),
            BinaryOperator::PGNotILikeMatch => self.operation(left, "not ilike", right),
            // `OPERATOR(namespace.+)`
            BinaryOperator::PGCustomBinaryOperator(parts) => {
                let last = parts.last().cloned().unwrap_or_default();
                self.operation(left, &last, right);
            }
            // MySQL shows a column that is a condition so.
            BinaryOperator::NotEq if self.dialect == Dialect::Mysql && is_zero(right) => {
                self.expression(left);
            }
            BinaryOperator::Eq if self.rows(left, " and ", "=", right) => {}
            BinaryOperator::NotEq if self.rows(left, " or ", "<>", right) => {}
            operator => {
                let word = operator.to_string().to_ascii_lowercase();
                self.operation(left, &word, right);
            }
        }
    }

    /// A comparison of two rows, which PostgreSQL makes one of each pair of values. Gives whether
    /// it is one.
    fn rows(&mut self, left: &Expr, between: &str, operator: &str, right: &Expr) -> bool {
        if self.dialect != Dialect::Postgresql {
            return false;
        }
        let (Some(left), Some(right)) = (row(left), row(right)) else {
            return false;
        };
        let pairs: Vec<(&Expr, &Expr)> = left.into_iter().zip(right).collect();
        self.list(("(", between, ")"), &pairs, |form, (left, right)| {
            form.operation(left, operator, right);
        });
        true
    }

    /// A chain of `AND` or `OR`, whose grouping means nothing.
    fn chain(&mut self, left: &Expr, operator: &BinaryOperator, right: &Expr) {
        let mut operands = Vec::new();
        flatten(left, operator, &mut operands);
        flatten(right, operator, &mut operands);
        let word = if *operator == BinaryOperator::And {
            " and "
        } else {
            " or "
        };
        self.list(("(", word, ")"), &operands, |form, operand| match operand {
            Operand::Whole(expression) => form.expression(expression),
            Operand::Comparison(left, operator, right) => form.operation(left, operator, right),
        });
    }

    pub(super) fn operation(&mut self, left: &Expr, operator: &str, right: &Expr) {
        self.push("(");
        self.expression(left);
        self.push(" ");
        self.push(operator);
        self.push(" ");
        self.expression(right);
        self.push(")");
    }

    pub(super) fn suffixed(&mut self, inner: &Expr, suffix: &str) {
        self.push("(");
        self.expression(inner);
        self.push(suffix);
        self.push(")");
    }

    pub(super) fn in_list(&mut self, left: &Expr, list: &[Expr], word: &str) {
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
        self.list(("(", ", ", ")"), list, Self::expression);
        self.push(")");
    }

    pub(super) fn between(&mut self, inner: &Expr, negated: bool, low: &Expr, high: &Expr) {
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
}

fn is_zero(expression: &Expr) -> bool {
    matches!(unnested(expression), Expr::Value(value)
        if matches!(&value.value, Value::Number(number, _) if number == "0"))
}

/// The values of a row that is written out.
fn row(expression: &Expr) -> Option<Vec<&Expr>> {
    match unnested(expression) {
        Expr::Tuple(items) => Some(items.iter().collect()),
        _ => None,
    }
}

/// One of the operands of a chain.
enum Operand<'expression> {
    Whole(&'expression Expr),
    /// Half of a `BETWEEN`, which is a chain, too.
    Comparison(&'expression Expr, &'static str, &'expression Expr),
}

/// The operands of a chain of one operator, whose grouping means nothing.
fn flatten<'expression>(
    expression: &'expression Expr,
    operator: &BinaryOperator,
    operands: &mut Vec<Operand<'expression>>,
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
    match expression {
        Expr::Between {
            expr,
            negated,
            low,
            high,
        } if *negated == (*operator == BinaryOperator::Or) => {
            let (first, second) = if *negated { ("<", ">") } else { (">=", "<=") };
            operands.push(Operand::Comparison(expr, first, low));
            operands.push(Operand::Comparison(expr, second, high));
        }
        _ => operands.push(Operand::Whole(expression)),
    }
    for operand in behind.into_iter().rev() {
        flatten(operand, operator, operands);
    }
}
