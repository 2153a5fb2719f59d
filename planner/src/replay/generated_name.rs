//! The names that databases choose where statements give none.

use super::Step;
use super::expression::columns_in;
use crate::schema::{
    Check, Expression, IndexKind, IndexPart, IndexSubject, Name, NameKind, Object, QualifiedName,
    Rule, Table,
};
use crate::sql::Dialect;
use crate::sql::lexer::{LexemeKind, Lexer};

/// The longest name in PostgreSQL, in bytes.
const LONGEST: usize = 63;

/// PostgreSQL's `makeObjectName`: the parts and the label with `_` between them, the longer of the
/// parts cut until they fit.
fn object_name(first: &str, second: Option<&str>, label: &str) -> String {
    let overhead = label.len() + 1 + usize::from(second.is_some());
    let available = LONGEST - overhead.min(LONGEST);
    let mut first_length = first.len();
    let mut second_length = second.map_or(0, str::len);
    while first_length + second_length > available {
        if first_length > second_length {
            first_length -= 1;
        } else {
            second_length -= 1;
        }
    }
    let mut name = first[..first.floor_char_boundary(first_length)].to_owned();
    if let Some(second) = second {
        name.push('_');
        name.push_str(&second[..second.floor_char_boundary(second_length)]);
    }
    name.push('_');
    name.push_str(label);
    name
}

/// PostgreSQL's `ChooseIndexNameAddition`: the columns with `_` between them, up to the length of
/// a name.
fn joined<'names>(names: impl IntoIterator<Item = &'names str>) -> String {
    let mut joined = String::new();
    for name in names {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(&name[..name.floor_char_boundary(LONGEST)]);
        if joined.len() > LONGEST {
            break;
        }
    }
    joined
}

/// What the parts of an index are called in its name: PostgreSQL's `ChooseIndexColumnNames`.
fn part_names(parts: &[IndexPart], include: &[Name]) -> Vec<String> {
    let subjects = parts.iter().map(|part| match &part.subject {
        IndexSubject::Column { name, .. } => name.as_str().to_owned(),
        IndexSubject::Expression(expression) => {
            figure_column_name(expression).unwrap_or_else(|| "expr".to_owned())
        }
    });
    let mut names: Vec<String> = Vec::new();
    for subject in subjects.chain(include.iter().map(|name| name.as_str().to_owned())) {
        let mut name = subject.clone();
        let mut number = 0;
        while names.contains(&name) {
            number += 1;
            let digits = number.to_string();
            let length = subject.floor_char_boundary(LONGEST - digits.len());
            name = format!("{}{digits}", &subject[..length]);
        }
        names.push(name);
    }
    names
}

/// What PostgreSQL calls the column that an expression gives: the function that it calls, the column
/// that it is, or the type that it is cast to. Its `FigureColname`, as far as indexes need it.
fn figure_column_name(expression: &Expression) -> Option<String> {
    let text = expression.text.trim();
    let dialect = Dialect::Postgresql;
    let lexemes: Vec<_> = Lexer::new(text, 0..text.len(), dialect)
        .filter(|lexeme| !lexeme.kind.is_trivia())
        .collect();
    let word = |index: usize| {
        let lexeme = lexemes.get(index)?;
        matches!(
            lexeme.kind,
            LexemeKind::Word | LexemeKind::QuotedIdentifier(_)
        )
        .then(|| &text[lexeme.span.clone()])
    };
    let mut last = 0;
    let first = word(0)?;
    while lexemes
        .get(last + 1)
        .is_some_and(|lexeme| lexeme.kind == LexemeKind::Period)
        && word(last + 2).is_some()
    {
        last += 2;
    }
    let name = word(last)?.trim_matches('"').to_ascii_lowercase();
    if lexemes.len() == last + 1 {
        return Some(name);
    }
    let next = lexemes.get(last + 1)?;
    if next.kind == LexemeKind::OpenParenthesis {
        let mut depth = 0_usize;
        let end = lexemes.iter().position(|lexeme| {
            match lexeme.kind {
                LexemeKind::OpenParenthesis => depth += 1,
                LexemeKind::CloseParenthesis => {
                    depth = depth.saturating_sub(1);
                    return depth == 0;
                }
                _ => {}
            }
            false
        })?;
        if end + 1 == lexemes.len() || &text[lexemes[end + 1].span.clone()] == "::" {
            return Some(match name.as_str() {
                "extract" => "extract".to_owned(),
                _ => name,
            });
        }
        return None;
    }
    if &text[next.span.clone()] == "::" {
        return Some(name);
    }
    first
        .eq_ignore_ascii_case("case")
        .then(|| "case".to_owned())
}

impl Step<'_> {
    /// A name that no relation in the table's namespace has, and for a constraint no constraint
    /// either: PostgreSQL's `ChooseRelationName`.
    fn relation_name(
        &self,
        table: &QualifiedName,
        second: Option<&str>,
        label: &str,
        reserved: &[Name],
    ) -> Name {
        let free = |text: &str| {
            let name = Name::stored(text, NameKind::Part, Dialect::Postgresql);
            let qualified = table.with_name(name.clone());
            let is_free = self.schema.relation(&qualified).is_none()
                && !self.schema.has_constraint_named(&qualified)
                && !reserved.contains(&name);
            is_free.then_some(name)
        };
        first_free(table.name.as_str(), second, label, free)
    }

    /// A name that no constraint in the table's namespace has: PostgreSQL's `ChooseConstraintName`.
    fn constraint_name(
        &self,
        table: &QualifiedName,
        second: Option<&str>,
        label: &str,
        reserved: &[Name],
    ) -> Name {
        let free = |text: &str| {
            let name = Name::stored(text, NameKind::Part, Dialect::Postgresql);
            let qualified = table.with_name(name.clone());
            let is_free =
                !self.schema.has_constraint_named(&qualified) && !reserved.contains(&name);
            is_free.then_some(name)
        };
        first_free(table.name.as_str(), second, label, free)
    }

    /// The name of a sequence that belongs to a column.
    pub(super) fn sequence_name(&self, table: &QualifiedName, column: &Name) -> QualifiedName {
        let name = self.relation_name(table, Some(column.as_str()), "seq", &[]);
        table.with_name(name)
    }

    /// The name that the database gives a constraint of `table`, whose other constraints and
    /// indexes have their names. SQLite gives none.
    pub(super) fn name_of_constraint(
        &self,
        table_name: &QualifiedName,
        table: &Table,
        rule: &Rule,
    ) -> Option<Name> {
        match self.dialect() {
            Dialect::Postgresql => Some(self.postgresql_constraint_name(table_name, table, rule)),
            Dialect::Mysql => mysql_constraint_name(table_name, table, rule),
            Dialect::Sqlite => None,
        }
    }

    fn postgresql_constraint_name(
        &self,
        table_name: &QualifiedName,
        table: &Table,
        rule: &Rule,
    ) -> Name {
        let constraints = table.constraints.iter().filter_map(|it| it.name());
        let indexes = table.indexes.iter().map(|index| &index.name);
        let reserved: Vec<Name> = constraints.chain(indexes).cloned().collect();
        match rule {
            Rule::PrimaryKey(_) => self.relation_name(table_name, None, "pkey", &reserved),
            Rule::Unique(key) => {
                let names = part_names(&key.parts, &key.include);
                let names = joined(names.iter().map(String::as_str));
                self.relation_name(table_name, Some(&names), "key", &reserved)
            }
            Rule::Exclusion(exclusion) => {
                let names = part_names(&exclusion.index.parts, &exclusion.index.include);
                let names = joined(names.iter().map(String::as_str));
                self.relation_name(table_name, Some(&names), "excl", &reserved)
            }
            Rule::ForeignKey(key) => {
                let names = joined(key.columns.iter().map(Name::as_str));
                self.constraint_name(table_name, Some(&names), "fkey", &reserved)
            }
            Rule::Check(check) => {
                let column = only_column(check, table);
                let column = column.as_ref().map(Name::as_str);
                self.constraint_name(table_name, column, "check", &reserved)
            }
        }
    }

    /// The name that the database gives an index of `table`, whose other indexes have their names.
    pub(super) fn name_of_index(
        &self,
        table_name: &QualifiedName,
        indexes: &[crate::schema::Index],
        kind: IndexKind,
        parts: &[IndexPart],
        include: &[Name],
    ) -> Name {
        if self.dialect() != Dialect::Postgresql {
            return mysql_index_name(indexes, parts);
        }
        debug_assert!(matches!(kind, IndexKind::Plain | IndexKind::Unique));
        let names = part_names(parts, include);
        let names = joined(names.iter().map(String::as_str));
        let reserved: Vec<Name> = indexes.iter().map(|index| index.name.clone()).collect();
        self.relation_name(table_name, Some(&names), "idx", &reserved)
    }

    /// The name that PostgreSQL gives a check of a domain.
    pub(super) fn name_of_domain_check(&self, domain: &QualifiedName, reserved: &[Name]) -> Name {
        self.constraint_name(domain, None, "check", reserved)
    }

    /// Whether a table's name as a relation is taken.
    pub(super) fn object_at(&self, name: &QualifiedName) -> Option<Object> {
        let relation = self.schema.relation(name)?;
        Some(relation.object(name))
    }
}

/// The first name that is free: with the label, then with the label and a number.
fn first_free(
    first: &str,
    second: Option<&str>,
    label: &str,
    free: impl Fn(&str) -> Option<Name>,
) -> Name {
    let mut number = 0_usize;
    loop {
        let label = if number == 0 {
            label.to_owned()
        } else {
            format!("{label}{number}")
        };
        if let Some(name) = free(&object_name(first, second, &label)) {
            return name;
        }
        number += 1;
    }
}

/// The one column that a check is about, if it is about one.
fn only_column(check: &Check, table: &Table) -> Option<Name> {
    let columns = table.columns.iter().map(|column| &column.name);
    match columns_in(&check.expression, columns, Dialect::Postgresql).as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

/// InnoDB's `table_ibfk_1` and MySQL's `table_chk_1`, each one more than the largest that is there.
/// A primary key has no other name than `PRIMARY`.
fn mysql_constraint_name(name: &QualifiedName, table: &Table, rule: &Rule) -> Option<Name> {
    let label = match rule {
        Rule::ForeignKey(_) => "_ibfk_",
        Rule::Check(_) => "_chk_",
        Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclusion(_) => return None,
    };
    let prefix = format!("{}{label}", name.name);
    let taken = table.constraints.iter().filter_map(|constraint| {
        let name = constraint.name()?.as_str();
        name.strip_prefix(&prefix)?.parse::<u64>().ok()
    });
    let number = taken.max().unwrap_or(0) + 1;
    let text = format!("{prefix}{number}");
    Some(Name::stored(&text, NameKind::Part, Dialect::Mysql))
}

/// MySQL's `make_unique_key_name`: the first column's name, with a number where that is taken.
fn mysql_index_name(indexes: &[crate::schema::Index], parts: &[IndexPart]) -> Name {
    let base = match parts.first().map(|part| &part.subject) {
        Some(IndexSubject::Column { name, .. }) => name.as_str(),
        _ => "functional_index",
    };
    let named = |text: &str| Name::stored(text, NameKind::Part, Dialect::Mysql);
    let is_free = |name: &Name| {
        !name.key().eq_ignore_ascii_case("primary") && indexes.iter().all(|it| it.name != *name)
    };
    let mut name = named(base);
    let mut number = 1;
    while !is_free(&name) {
        number += 1;
        name = named(&format!("{base}_{number}"));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_evenly() {
        assert_eq!(object_name("a", Some("b"), "key"), "a_b_key");
        assert_eq!(object_name("a", None, "pkey"), "a_pkey");
        let name = object_name(&"a".repeat(60), Some(&"b".repeat(60)), "fkey");
        assert_eq!(name.len(), LONGEST);
        assert_eq!(name, format!("{}_{}_fkey", "a".repeat(29), "b".repeat(28)));
    }

    #[test]
    fn expressions_have_the_names_that_postgresql_figures() {
        let figure = |text: &str| figure_column_name(&Expression::new(text));
        assert_eq!(figure("lower(email)").as_deref(), Some("lower"));
        assert_eq!(figure("pg_catalog.lower(a)").as_deref(), Some("lower"));
        assert_eq!(figure("(a)").as_deref(), None);
        assert_eq!(figure("a || b"), None);
        assert_eq!(figure("lower(a) || b"), None);
        assert_eq!(figure("a::text").as_deref(), Some("a"));
    }
}
