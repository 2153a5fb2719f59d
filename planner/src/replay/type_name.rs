//! Types wherever they are named: PostgreSQL ties what names a type to the type, whatever it is
//! called.

use std::sync::Arc;

use super::Step;
use crate::operation::unquoted;
use crate::schema::{
    DataType, Name, NameKind, Object, QualifiedName, Quoting, Routine, TypeDefinition, UserType,
};
use crate::sql::lexer::{Lexeme, LexemeKind, Lexer};
use crate::sql::{Dialect, identifier};

/// A type's name as it is written.
pub(super) fn shown(name: &QualifiedName) -> String {
    let dialect = Dialect::Postgresql;
    let own = identifier(name.name.as_str(), dialect);
    match &name.namespace {
        Some(namespace) => format!("{}.{own}", identifier(namespace.as_str(), dialect)),
        None => own,
    }
}

/// The names in a text, each with its namespace if it has one, and where they stand.
pub(super) fn names(text: &str) -> Vec<(QualifiedName, std::ops::Range<usize>)> {
    let dialect = Dialect::Postgresql;
    let lexemes: Vec<Lexeme> = Lexer::new(text, 0..text.len(), dialect)
        .filter(|lexeme| !lexeme.kind.is_trivia())
        .collect();
    let name = |lexeme: &Lexeme| {
        let word = &text[lexeme.span.clone()];
        match lexeme.kind {
            LexemeKind::Word => Some(Name::new(word, Quoting::Bare, NameKind::Relation, dialect)),
            LexemeKind::QuotedIdentifier(_) => {
                let inner = unquoted(word, lexeme.kind);
                Some(Name::stored(&inner, NameKind::Relation, dialect))
            }
            _ => None,
        }
    };
    let mut found = Vec::new();
    let mut index = 0;
    while index < lexemes.len() {
        let Some(first) = name(&lexemes[index]) else {
            index += 1;
            continue;
        };
        let start = lexemes[index].span.start;
        let is_qualified = lexemes
            .get(index + 1)
            .is_some_and(|next| next.kind == LexemeKind::Period);
        let second = lexemes.get(index + 2).filter(|_| is_qualified);
        if let Some(second) = second.and_then(name) {
            let end = lexemes[index + 2].span.end;
            let qualified = QualifiedName {
                namespace: Some(first),
                name: second,
            };
            found.push((qualified, start..end));
            index += 3;
        } else {
            found.push((first.into(), start..lexemes[index].span.end));
            index += 1;
        }
    }
    found
}

impl Step<'_> {
    /// Whether a text names a type.
    pub(super) fn names_type(&self, text: &str, name: &QualifiedName) -> bool {
        names(text)
            .iter()
            .any(|(found, _)| found.name == name.name && self.is_type(found, name))
    }

    /// Whether a name that is written means a type, or the rows of a table.
    fn is_type(&self, written: &QualifiedName, name: &QualifiedName) -> bool {
        self.find_type(written) == *name || self.find_relation(written) == *name
    }

    /// `text` with a type's name replaced by another, wherever it stands.
    fn retyped(&self, text: &str, from: &QualifiedName, to: &QualifiedName) -> Option<String> {
        let mut retyped = String::with_capacity(text.len());
        let mut done = 0;
        for (found, span) in names(text) {
            if found.name == from.name && self.is_type(&found, from) {
                retyped.push_str(&text[done..span.start]);
                retyped.push_str(&shown(to));
                done = span.end;
            }
        }
        if done == 0 {
            return None;
        }
        retyped.push_str(&text[done..]);
        Some(retyped)
    }

    fn retype(&self, data_type: &mut DataType, from: &QualifiedName, to: &QualifiedName) -> bool {
        match self.retyped(&data_type.text, from, to) {
            Some(text) => {
                data_type.text = text;
                true
            }
            None => false,
        }
    }

    /// Has a type's name be what it is whatever the search path will be.
    pub(super) fn resolve_type(&self, data_type: &mut DataType) {
        if self.dialect() != Dialect::Postgresql || !self.session.has_search_path() {
            return;
        }
        for (written, _) in names(&data_type.text) {
            let found = self.find_type(&written);
            if found.namespace != written.namespace
                && self.schema.user_type(&found).is_some()
                && let Some(text) = self.retyped(&data_type.text, &found, &found)
            {
                data_type.text = text;
                return;
            }
        }
    }

    /// Gives a type, or the rows of a table, another name wherever it is named: in columns, in other
    /// types, in routines. Looks at everything. It is to be called while the old name still stands.
    pub(super) fn rename_type_everywhere(&mut self, from: &QualifiedName, to: &QualifiedName) {
        for (table_name, columns) in self.columns_of_type(from) {
            let Some(mut table) = self.schema.table(&table_name).cloned() else {
                continue;
            };
            for name in columns {
                if let Some(column) = table.column_mut(&name) {
                    self.retype(&mut column.data_type, from, to);
                }
            }
            self.schema.put_table(table_name, table);
        }
        self.rename_type_in_types(from, to);
        self.rename_type_in_routines(from, to);
    }

    fn rename_type_in_types(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let mut changed: Vec<(QualifiedName, UserType)> = Vec::new();
        for (name, user_type) in self.schema.types() {
            let mut user_type = user_type.clone();
            let is_changed = match &mut user_type.definition {
                TypeDefinition::Domain(domain) => self.retype(&mut domain.data_type, from, to),
                TypeDefinition::Composite { attributes } => {
                    let mut is_any_changed = false;
                    for attribute in attributes {
                        is_any_changed |= self.retype(&mut attribute.data_type, from, to);
                    }
                    is_any_changed
                }
                TypeDefinition::Enum { .. } | TypeDefinition::Other { .. } => false,
            };
            if is_changed {
                changed.push((name.clone(), user_type));
            }
        }
        for (name, user_type) in changed {
            self.schema.put_type(name, user_type);
        }
    }

    fn rename_type_in_routines(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let mut changed: Vec<(QualifiedName, Routine, Routine)> = Vec::new();
        for (name, routine) in self.schema.routines() {
            let mut renamed = routine.clone();
            for data_type in &mut renamed.signature {
                self.retype(data_type, from, to);
            }
            if let Some(arguments) = self.retyped(&renamed.arguments, from, to) {
                renamed.arguments = arguments;
            }
            if let Some(returns) = &mut renamed.returns
                && let Some(retyped) = self.retyped(returns, from, to)
            {
                *returns = retyped;
            }
            if renamed != *routine {
                changed.push((name.clone(), routine.clone(), renamed));
            }
        }
        for (name, old, renamed) in changed {
            let mut routines = self.schema.shared_routines(&name);
            if let Some(routine) = routines.iter_mut().find(|it| ***it == old) {
                *routine = Arc::new(renamed);
            }
            self.schema.set_routines(name, routines);
        }
    }

    /// The routines that take or give a type, or the rows of a table. Looks at all of them.
    pub(super) fn routines_of_type(&self, name: &QualifiedName) -> Vec<(QualifiedName, Object)> {
        let names_it = |routine: &Routine| {
            let returns = routine.returns.as_deref().unwrap_or_default();
            let mut signature = routine.signature.iter();
            signature.any(|it| self.names_type(&it.text, name)) || self.names_type(returns, name)
        };
        let routines = self.schema.routines();
        routines
            .filter(|(_, routine)| names_it(routine))
            .map(|(of, routine)| {
                let object = Object::Routine {
                    name: of.clone(),
                    signature: routine.signature.clone(),
                };
                (of.clone(), object)
            })
            .collect()
    }

    /// The types that are made of another type. Looks at all of them.
    pub(super) fn types_of_type(&self, name: &QualifiedName) -> Vec<QualifiedName> {
        let is_made_of = |user_type: &UserType| match &user_type.definition {
            TypeDefinition::Domain(domain) => self.is_of_type(&domain.data_type.text, name),
            _ => false,
        };
        let types = self.schema.types();
        types
            .filter(|(of, user_type)| *of != name && is_made_of(user_type))
            .map(|(of, _)| of.clone())
            .collect()
    }

    /// `action`, which calls a trigger's function, with another name for it.
    pub(super) fn renamed_call(
        &self,
        action: &str,
        from: &QualifiedName,
        to: &QualifiedName,
    ) -> Option<String> {
        let (called, span) = names(action).into_iter().next()?;
        if called.name != from.name || self.find_routine(&called) != *from {
            return None;
        }
        Some(format!("{}{}", shown(to), &action[span.end..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_with_their_namespaces() {
        let found = names("SETOF shop.\"Price\"[], (a text)");
        let shown: Vec<String> = found.iter().map(|(name, _)| name.to_string()).collect();
        assert_eq!(shown, ["setof", "shop.Price", "a", "text"]);
        let found = names("a.");
        assert_eq!(found.len(), 1);
    }
}
