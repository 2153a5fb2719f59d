use std::collections::BTreeSet;

use super::{Comparison, Property, canonical_tokens, canonical_type, same_expression};
use crate::schema::{Attribute, Domain, Object, QualifiedName, TypeDefinition};
use crate::sql::Dialect;

impl Comparison<'_> {
    pub(super) fn types(&mut self) {
        let left = self.left.types().map(|(name, _)| name.clone());
        let right = self.right.types().map(|(name, _)| name.clone());
        let names: BTreeSet<QualifiedName> = left.chain(right).collect();
        for name in names {
            self.user_type(&name);
        }
    }

    pub(super) fn user_type(&mut self, name: &QualifiedName) {
        let object = Object::Type(name.clone());
        let (left, right) = match (self.left.user_type(name), self.right.user_type(name)) {
            (Some(left), Some(right)) => (left, right),
            (left, right) => return self.presence(object, left.is_some(), right.is_some()),
        };
        match (&left.definition, &right.definition) {
            (TypeDefinition::Enum { labels: one }, TypeDefinition::Enum { labels: other }) => {
                self.property(
                    &object,
                    Property::Labels,
                    &one.join(", "),
                    &other.join(", "),
                );
            }
            (TypeDefinition::Domain(one), TypeDefinition::Domain(other)) => {
                self.domain(name, one, other);
            }
            (
                TypeDefinition::Composite { attributes: one },
                TypeDefinition::Composite { attributes: other },
            ) => {
                let (one, other) = (attributes(one), attributes(other));
                self.property(&object, Property::Attributes, &one, &other);
            }
            (TypeDefinition::Other { text: one }, TypeDefinition::Other { text: other }) => {
                if !one.is_empty() && !other.is_empty() && made(one) != made(other) {
                    self.differs(&object, Property::Definition, one, other);
                }
            }
            (one, other) => {
                let kind = |definition: &TypeDefinition| match definition {
                    TypeDefinition::Enum { .. } => "enum",
                    TypeDefinition::Domain(_) => "domain",
                    TypeDefinition::Composite { .. } => "composite type",
                    TypeDefinition::Other { .. } => "type",
                };
                self.property(&object, Property::Kind, kind(one), kind(other));
            }
        }
        self.comment(&object, left.comment.as_ref(), right.comment.as_ref());
    }

    fn domain(&mut self, name: &QualifiedName, left: &Domain, right: &Domain) {
        let object = Object::Type(name.clone());
        let dialect = self.dialect();
        if !self.same_type(&left.data_type, &right.data_type) {
            let (one, other) = (&left.data_type.text, &right.data_type.text);
            self.differs(&object, Property::Type, one, other);
        }
        let same_default = match (&left.default, &right.default) {
            (Some(one), Some(other)) => same_expression(one, other, dialect),
            (None, None) => true,
            _ => false,
        };
        if !same_default {
            let text = |domain: &Domain| {
                let default = domain.default.as_ref();
                default.map_or_else(String::new, |it| it.text.clone())
            };
            self.differs(&object, Property::Default, &text(left), &text(right));
        }
        let nulls = |domain: &Domain| match domain.nullability {
            crate::schema::Nullability::Nullable => "NULL",
            crate::schema::Nullability::NotNull => "NOT NULL",
        };
        self.property(&object, Property::Nullability, nulls(left), nulls(right));
        let collation = |domain: &Domain| domain.collation.clone().unwrap_or_default();
        self.property(
            &object,
            Property::Collation,
            &collation(left),
            &collation(right),
        );
        self.constraints(name, &left.constraints, &right.constraints);
    }
}

/// What a type is made of: for a range its options in one order, each type in one spelling.
fn made(text: &str) -> String {
    let dialect = Dialect::Postgresql;
    let tokens = canonical_tokens(text, dialect);
    let Some(options) = tokens
        .strip_prefix("as range ( ")
        .and_then(|rest| rest.strip_suffix(" )"))
    else {
        return tokens;
    };
    let mut options: Vec<String> = options
        .split(" , ")
        .map(|option| match option.split_once(" = ") {
            Some(("subtype", name)) => format!("subtype = {}", canonical_type(name, dialect)),
            _ => option.replace("pg_catalog . ", ""),
        })
        .collect();
    options.sort();
    options.join(", ")
}

fn attributes(attributes: &[Attribute]) -> String {
    let texts: Vec<String> = attributes
        .iter()
        .map(|attribute| {
            let data_type = canonical_type(&attribute.data_type.text, Dialect::Postgresql);
            let collation = attribute.collation.as_ref();
            let collation = collation.map_or_else(String::new, |it| format!(" COLLATE {it}"));
            format!("{} {data_type}{collation}", attribute.name)
        })
        .collect();
    texts.join(", ")
}
