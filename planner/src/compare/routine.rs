use std::collections::{BTreeMap, BTreeSet};

use super::tokens::essence;
use super::{
    Comparison, Property, canonical_argument_type, canonical_tokens, same_expression, same_type,
};
use crate::operation::{Argument, arguments};
use crate::schema::{DataType, Expression, Object, QualifiedName, Routine, RoutineKind};
use crate::sql::Dialect;

impl Comparison<'_> {
    pub(super) fn routines(&mut self) {
        let left = self.left.routines().map(|(name, _)| name.clone());
        let right = self.right.routines().map(|(name, _)| name.clone());
        let names: BTreeSet<QualifiedName> = left.chain(right).collect();
        for name in names {
            self.routines_named(&name);
        }
    }

    pub(super) fn routines_named(&mut self, name: &QualifiedName) {
        let dialect = self.dialect();
        let key = |routine: &Routine| {
            let types = routine.signature.iter();
            let types: Vec<String> = types
                .map(|it| canonical_argument_type(&it.text, dialect))
                .collect();
            // Functions and procedures share their names in PostgreSQL.
            let kind = (dialect == Dialect::Mysql).then_some(routine.kind);
            (kind, types)
        };
        let left: BTreeMap<_, &Routine> = self
            .left
            .routines_named(name)
            .map(|routine| (key(routine), routine))
            .collect();
        let right: BTreeMap<_, &Routine> = self
            .right
            .routines_named(name)
            .map(|routine| (key(routine), routine))
            .collect();
        let keys: BTreeSet<_> = left.keys().chain(right.keys()).cloned().collect();
        for key in keys {
            let object = |routine: &Routine| Object::Routine {
                name: name.clone(),
                signature: routine.signature.clone(),
            };
            match (left.get(&key), right.get(&key)) {
                (Some(one), Some(other)) => self.routine(&object(one), one, other),
                (Some(one), None) => self.presence(object(one), true, false),
                (None, Some(other)) => self.presence(object(other), false, true),
                (None, None) => {}
            }
        }
    }

    fn routine(&mut self, object: &Object, left: &Routine, right: &Routine) {
        let kind = |routine: &Routine| match routine.kind {
            RoutineKind::Function => "function",
            RoutineKind::Procedure => "procedure",
            RoutineKind::Aggregate => "aggregate",
        };
        self.property(object, Property::Kind, kind(left), kind(right));
        let returns =
            |routine: &Routine| DataType::new(routine.returns.clone().unwrap_or_default());
        let (one, other) = (returns(left), returns(right));
        let dialect = self.dialect();
        // What a function that has output arguments gives, the database works out.
        let both = !one.text.is_empty() && !other.text.is_empty();
        let tokens = |it: &DataType| canonical_tokens(&it.text, dialect);
        if both
            && !same_type(&one, &other, dialect)
            && !same_table(&one.text, &other.text, dialect)
            && tokens(&one) != tokens(&other)
        {
            self.differs(object, Property::Type, &one.text, &other.text);
        }
        if left.kind != RoutineKind::Aggregate
            && !same_arguments(&left.arguments, &right.arguments, dialect)
        {
            let (one, other) = (&left.arguments, &right.arguments);
            self.differs(object, Property::Arguments, one, other);
        }
        let (one, other) = (attributes(left, dialect), attributes(right, dialect));
        self.property(object, Property::Options, &one, &other);
        if !same_body(&left.body, &right.body, dialect) {
            self.differs(object, Property::Definition, &left.body, &right.body);
        }
        self.comment(object, left.comment.as_ref(), right.comment.as_ref());
    }
}

/// Whether what two functions give is a table each, of the same columns: `TABLE (z int)`.
fn same_table(one: &str, other: &str, dialect: Dialect) -> bool {
    let columns = |text: &str| {
        let (word, rest) = text.trim().split_at_checked("TABLE".len())?;
        let columns = rest.trim().strip_prefix('(')?.strip_suffix(')')?;
        word.eq_ignore_ascii_case("table")
            .then(|| columns.to_owned())
    };
    match (columns(one), columns(other)) {
        (Some(one), Some(other)) => same_arguments(&one, &other, dialect),
        _ => false,
    }
}

/// Whether two lists of arguments are the same.
fn same_arguments(one: &str, other: &str, dialect: Dialect) -> bool {
    let (Some(left), Some(right)) = (arguments(one, dialect), arguments(other, dialect)) else {
        return canonical_tokens(one, dialect) == canonical_tokens(other, dialect);
    };
    // What a function gives as a table is among the arguments on one side alone.
    let (left, right) = (without_table(left), without_table(right));
    let same_default = |one: Option<&Expression>, other: Option<&Expression>| match (one, other) {
        (Some(one), Some(other)) => same_expression(one, other, dialect),
        (None, None) => true,
        _ => false,
    };
    left.len() == right.len()
        && left.iter().zip(&right).all(|(one, other)| {
            one.mode == other.mode
                && one.name == other.name
                && canonical_argument_type(&one.data_type.text, dialect)
                    == canonical_argument_type(&other.data_type.text, dialect)
                && same_default(one.default.as_ref(), other.default.as_ref())
        })
}

fn without_table(mut arguments: Vec<Argument>) -> Vec<Argument> {
    arguments.retain(|argument| argument.mode != "TABLE");
    arguments
}

/// Whether two bodies are the same text, but for white space at the ends; a body that is a
/// statement, which PostgreSQL shows in its own way, by what no database adds.
fn same_body(one: &str, other: &str, dialect: Dialect) -> bool {
    if one.trim() == other.trim() || one.is_empty() || other.is_empty() {
        return true;
    }
    let value = |body: &str| {
        let (word, value) = body.trim().split_at_checked("RETURN ".len())?;
        let is_value = word.eq_ignore_ascii_case("return ");
        is_value.then(|| Expression::new(value.trim()))
    };
    if let (Some(one), Some(other)) = (value(one), value(other)) {
        return same_expression(&one, &other, dialect);
    }
    let is_statement = |body: &str| {
        let tokens = canonical_tokens(body, dialect);
        tokens.starts_with("begin atomic ")
    };
    if is_statement(one) && is_statement(other) {
        return essence(one, dialect) == essence(other, dialect);
    }
    dialect == Dialect::Mysql && canonical_tokens(one, dialect) == canonical_tokens(other, dialect)
}

/// What is said of a routine, with what holds where nothing is said left out.
fn attributes(routine: &Routine, dialect: Dialect) -> String {
    let is_default = |(attribute, value): &(&String, &String)| {
        matches!(
            (dialect, attribute.as_str(), value.as_str()),
            (
                Dialect::Postgresql,
                "volatility",
                "volatile"
            ) | (Dialect::Postgresql, "security", "invoker")
                | (Dialect::Postgresql, "null_input", "called")
                | (Dialect::Postgresql, "parallel", "unsafe")
                | (Dialect::Postgresql, "leakproof", "false")
                // What plans it, for whoever writes in C.
                | (Dialect::Postgresql, "support", _)
                | (Dialect::Mysql, "security", "definer")
                | (Dialect::Mysql, "deterministic", "false")
                | (Dialect::Mysql, "data_access", "contains sql")
        )
    };
    let said: Vec<String> = routine
        .attributes
        .iter()
        .filter(|attribute| !is_default(attribute) && !is_default_estimate(routine, attribute))
        .map(|(attribute, value)| format!("{attribute} = {}", setting(value)))
        .collect();
    let mut said = said.join(", ");
    if let Some(language) = routine
        .language
        .as_ref()
        .filter(|it| *it != "sql" || dialect == Dialect::Postgresql)
    {
        said.push_str(" language ");
        said.push_str(language);
    }
    said
}

/// Whether an attribute is what PostgreSQL takes to plan with where nothing is said.
///
/// Outside rule: <https://www.postgresql.org/docs/current/sql-createfunction.html>.
fn is_default_estimate(routine: &Routine, (attribute, value): &(&String, &String)) -> bool {
    let is_of_server = matches!(routine.language.as_deref(), Some("c" | "internal"));
    let default = match attribute.as_str() {
        "cost" if is_of_server => 1.0,
        "cost" => 100.0,
        "rows" => 1000.0,
        _ => return false,
    };
    value.parse() == Ok(default)
}

/// A setting's value without quotes, part by part.
fn setting(value: &str) -> String {
    let parts = value.split(',');
    let parts: Vec<String> = parts
        .map(|part| part.trim().trim_matches(['\'', '"']).to_ascii_lowercase())
        .collect();
    parts.join(", ")
}
