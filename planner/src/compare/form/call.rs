use sqlparser::ast::{
    DateTimeField, DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr,
    FunctionArgumentClause, FunctionArgumentList, FunctionArguments, Interval, TrimWhereField,
    Value, WindowType,
};

use super::{Form, unnested};
use crate::sql::Dialect;

impl Form {
    /// What has a syntax of its own.
    pub(super) fn special(&mut self, expression: &Expr) {
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
                let arguments = [
                    Some(expr.as_ref()),
                    substring_from.as_deref(),
                    substring_for.as_deref(),
                ];
                self.call_with("substring", arguments);
            }
            Expr::Overlay {
                expr,
                overlay_what,
                overlay_from,
                overlay_for,
            } => {
                let arguments = [
                    Some(expr.as_ref()),
                    Some(overlay_what.as_ref()),
                    Some(overlay_from.as_ref()),
                    overlay_for.as_deref(),
                ];
                self.call_with("overlay", arguments);
            }
            Expr::Trim {
                expr,
                trim_what,
                trim_where,
                ..
            } => {
                let name = match trim_where {
                    Some(TrimWhereField::Leading) => "ltrim",
                    Some(TrimWhereField::Trailing) => "rtrim",
                    Some(TrimWhereField::Both) | None => "btrim",
                };
                self.call_with(name, [Some(expr.as_ref()), trim_what.as_deref()]);
            }
            Expr::Extract { field, expr, .. } => self.extract(field, expr),
            Expr::Interval(interval) => self.interval(interval),
            Expr::SimilarTo {
                negated,
                expr,
                pattern,
                escape_char,
            } => {
                // PostgreSQL makes a regular expression of it.
                self.push("(");
                self.expression(expr);
                self.push(if *negated { " !~ " } else { " ~ " });
                self.call_with(
                    "similar_to_escape",
                    [Some(pattern.as_ref()), escape_char.as_deref()],
                );
                self.push(")");
            }
            Expr::Case { .. } => self.case(expression),
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
            Expr::Exists { subquery, negated } => {
                self.push(if *negated { "not(exists(" } else { "exists(" });
                self.existence(subquery);
                self.push(if *negated { "))" } else { ")" });
            }
            Expr::Subquery(subquery) => {
                self.push("(");
                self.subquery(subquery);
                self.push(")");
            }
            Expr::InSubquery {
                expr,
                subquery,
                negated,
            } => {
                self.push(if *negated { "not((" } else { "(" });
                self.expression(expr);
                self.push(" in (");
                self.subquery(subquery);
                self.push(if *negated { ")))" } else { "))" });
            }
            // The rest is spelled by nobody but people, and so in one way.
            other => self.push_unknown(other),
        }
    }

    fn case(&mut self, expression: &Expr) {
        let Expr::Case {
            operand,
            conditions,
            else_result,
            ..
        } = expression
        else {
            return;
        };
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

    fn call_with<const COUNT: usize>(&mut self, name: &str, arguments: [Option<&Expr>; COUNT]) {
        let arguments: Vec<&Expr> = arguments.into_iter().flatten().collect();
        self.call(name, &arguments);
    }

    pub(super) fn call(&mut self, name: &str, arguments: &[&Expr]) {
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

    pub(super) fn call_without_arguments(&mut self, name: &str) {
        self.push(function_name(name, self.dialect));
        self.push("()");
    }

    fn extract(&mut self, field: &DateTimeField, inner: &Expr) {
        self.push("extract(");
        self.push(&field.to_string().to_ascii_lowercase());
        self.push(", ");
        self.expression(inner);
        self.push(")");
    }

    /// `INTERVAL '1 day'` is a literal of that type; MySQL's `INTERVAL 1 DAY` can have any
    /// expression in it.
    fn interval(&mut self, interval: &Interval) {
        let text = match unnested(&interval.value) {
            Expr::Value(value) => match &value.value {
                Value::Number(number, _) => Some(number.clone()),
                value => value.clone().into_string(),
            },
            _ => None,
        };
        let unit = interval.leading_field.as_ref();
        if let (Dialect::Postgresql, Some(text)) = (self.dialect, text) {
            let text = match unit {
                Some(unit) => format!("{text} {}", unit.to_string().to_ascii_lowercase()),
                None => text,
            };
            self.typed_literal(text, "interval");
            return;
        }
        self.push("interval ");
        self.expression(&interval.value);
        if let Some(unit) = unit {
            self.push(" ");
            self.push(&unit.to_string().to_ascii_lowercase());
        }
    }

    pub(super) fn function(&mut self, function: &Function) {
        let last = function.name.0.last().and_then(|part| part.as_ident());
        let name = last.map_or_else(String::new, |it| it.value.to_ascii_lowercase());
        if self.dialect == Dialect::Mysql && self.date_arithmetic(&name, &function.args) {
            return;
        }
        if name == "row" && self.dialect == Dialect::Postgresql {
            self.push("(");
        } else {
            self.push(function_name(&name, self.dialect));
            self.push("(");
        }
        match &function.args {
            FunctionArguments::None => {}
            FunctionArguments::Subquery(query) => self.subquery(query),
            FunctionArguments::List(list) => self.arguments(list),
        }
        self.push(")");
        if !function.within_group.is_empty() {
            self.push(" within group (");
            self.sorted(&function.within_group);
            self.push(")");
        }
        if let Some(filter) = &function.filter {
            self.push(" filter (");
            self.expression(filter);
            self.push(")");
        }
        match &function.over {
            None => {}
            Some(WindowType::NamedWindow(name)) => {
                self.push(" over ");
                self.push(&self.folded(name));
            }
            Some(WindowType::WindowSpec(window)) => {
                self.push(" over (");
                self.window(window);
                self.push(")");
            }
        }
    }

    /// MySQL shows `date_add(a, INTERVAL 1 DAY)` as `a + INTERVAL 1 DAY`. Gives whether it is that.
    fn date_arithmetic(&mut self, name: &str, arguments: &FunctionArguments) -> bool {
        let operator = match name {
            "date_add" | "adddate" => "+",
            "date_sub" | "subdate" => "-",
            _ => return false,
        };
        let FunctionArguments::List(list) = arguments else {
            return false;
        };
        let [
            FunctionArg::Unnamed(FunctionArgExpr::Expr(date)),
            FunctionArg::Unnamed(FunctionArgExpr::Expr(interval @ Expr::Interval(_))),
        ] = list.args.as_slice()
        else {
            return false;
        };
        self.operation(date, operator, interval);
        true
    }

    fn arguments(&mut self, list: &FunctionArgumentList) {
        if list.duplicate_treatment == Some(DuplicateTreatment::Distinct) {
            self.push("distinct ");
        }
        self.list(
            ("", ", ", ""),
            &list.args,
            |form, argument| match argument {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)) => form.expression(argument),
                // MariaDB shows `count(*)` as `count(0)`.
                FunctionArg::Unnamed(FunctionArgExpr::Wildcard)
                    if form.dialect == Dialect::Mysql =>
                {
                    form.number("0");
                }
                FunctionArg::Unnamed(FunctionArgExpr::Wildcard) => form.push("*"),
                other => form.push_unknown(other),
            },
        );
        for clause in &list.clauses {
            match clause {
                FunctionArgumentClause::OrderBy(sorted) => {
                    self.push(" order by ");
                    self.sorted(sorted);
                }
                FunctionArgumentClause::Separator(separator)
                    if separator.value.clone().into_string().as_deref() == Some(",") => {}
                other => {
                    self.push(" ");
                    self.push_unknown(other);
                }
            }
        }
    }
}

/// One name for each function that has several.
fn function_name(name: &str, dialect: Dialect) -> &str {
    match (dialect, name) {
        (Dialect::Postgresql, "now" | "transaction_timestamp" | "current_timestamp")
        | (Dialect::Mysql, "now" | "localtime" | "localtimestamp" | "current_timestamp") => {
            "current_timestamp"
        }
        (Dialect::Postgresql, "user") => "current_user",
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

fn is_null(expression: &Expr) -> bool {
    match unnested(expression) {
        Expr::Value(value) => value.value == Value::Null,
        Expr::Cast { expr, .. } => is_null(expr),
        _ => false,
    }
}
