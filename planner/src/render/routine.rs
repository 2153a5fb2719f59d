use super::{Render, or_replace};
use crate::operation::Existing;
use crate::schema::{QualifiedName, Routine, RoutineKind};
use crate::sql::{Dialect, literal};

impl Render {
    pub(super) fn create_routine(
        self,
        name: &QualifiedName,
        routine: &Routine,
        existing: Existing,
    ) -> String {
        let mut sql = format!(
            "CREATE {}{} {}({})",
            or_replace(existing),
            routine_word(routine.kind),
            self.qualified(name),
            routine.arguments
        );
        if routine.kind == RoutineKind::Aggregate {
            sql.push(' ');
            sql.push_str(&routine.body);
            return sql;
        }
        if let Some(returns) = &routine.returns {
            sql.push_str(" RETURNS ");
            sql.push_str(returns);
        }
        if let Some(language) = &routine.language {
            sql.push_str(" LANGUAGE ");
            sql.push_str(language);
        }
        for (attribute, value) in &routine.attributes {
            sql.push(' ');
            sql.push_str(&self::attribute(attribute, value, self.dialect));
        }
        if let (Dialect::Mysql, Some(comment)) = (self.dialect, &routine.comment) {
            sql.push_str(" COMMENT ");
            sql.push_str(&literal(comment, self.dialect));
        }
        let is_statement = self.dialect != Dialect::Postgresql || is_sql_body(&routine.body);
        if is_statement {
            sql.push('\n');
            sql.push_str(&routine.body);
        } else {
            sql.push_str(" AS ");
            sql.push_str(&dollar_quoted(&routine.body));
        }
        sql
    }
}

/// What a routine is called in statements.
pub(super) const fn routine_word(kind: RoutineKind) -> &'static str {
    match kind {
        RoutineKind::Function => "FUNCTION",
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Aggregate => "AGGREGATE",
    }
}

/// Whether a body is a statement rather than a text: `RETURN …`, `BEGIN ATOMIC …`.
fn is_sql_body(body: &str) -> bool {
    let upper = body.trim_start().to_ascii_uppercase();
    upper.starts_with("BEGIN ATOMIC") || upper.starts_with("RETURN ")
}

/// A text in dollar quotes whose tag does not stand in it.
fn dollar_quoted(text: &str) -> String {
    let mut tag = "$$".to_owned();
    let mut number = 0;
    while text.contains(&tag) {
        number += 1;
        tag = format!("$body{number}$");
    }
    format!("{tag}{text}{tag}")
}

/// An attribute of a routine, as a statement has it.
pub(super) fn attribute(attribute: &str, value: &str, dialect: Dialect) -> String {
    match (attribute, value) {
        ("null_input", "called") => "CALLED ON NULL INPUT".to_owned(),
        ("null_input", _) => "STRICT".to_owned(),
        ("leakproof" | "deterministic", "false") => {
            format!("NOT {}", attribute.to_ascii_uppercase())
        }
        ("leakproof" | "window" | "deterministic", _) => attribute.to_ascii_uppercase(),
        ("volatility" | "data_access", value) => value.to_ascii_uppercase(),
        ("security", value) if dialect == Dialect::Mysql => {
            format!("SQL SECURITY {}", value.to_ascii_uppercase())
        }
        ("security" | "parallel", value) => {
            format!(
                "{} {}",
                attribute.to_ascii_uppercase(),
                value.to_ascii_uppercase()
            )
        }
        ("cost" | "rows" | "support", value) => {
            format!("{} {value}", attribute.to_ascii_uppercase())
        }
        (attribute, "from current") => {
            let parameter = attribute.trim_start_matches("set ");
            format!("SET {parameter} FROM CURRENT")
        }
        (attribute, value) => {
            let parameter = attribute.trim_start_matches("set ");
            format!("SET {parameter} TO {value}")
        }
    }
}
