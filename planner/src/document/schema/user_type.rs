use serde::{Deserialize, Serialize};

use super::{ConstraintDocument, is_unset, namespace};
use crate::schema::{Attribute, Domain, Nullability, QualifiedName, TypeDefinition, UserType};

/// A type that statements made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TypeDocument {
    /// The namespace, if it is not the default one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
    /// `enum`, `domain`, `composite` or `other`.
    #[cfg_attr(
        feature = "json-schema",
        schemars(extend("enum" = ["enum", "domain", "composite", "other"]))
    )]
    pub kind: String,
    /// The labels of an enum, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// The values of a composite type, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeDocument>,
    /// The type behind a domain.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub data_type: Option<String>,
    /// The collation of a domain, where one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
    /// The default of a domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Whether a domain takes no nulls.
    #[serde(default, skip_serializing_if = "is_unset")]
    pub not_null: bool,
    /// The checks of a domain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<ConstraintDocument>,
    /// What stands behind the name of any other type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// A value of a composite type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AttributeDocument {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub data_type: String,
    /// The collation, where one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
}

impl TypeDocument {
    pub(super) fn of(name: &QualifiedName, user_type: &UserType) -> Self {
        let mut document = Self {
            namespace: namespace(name),
            name: name.name.to_string(),
            kind: String::new(),
            labels: Vec::new(),
            attributes: Vec::new(),
            data_type: None,
            collation: None,
            default: None,
            not_null: false,
            constraints: Vec::new(),
            text: None,
            comment: user_type.comment.clone(),
        };
        match &user_type.definition {
            TypeDefinition::Enum { labels } => {
                "enum".clone_into(&mut document.kind);
                document.labels.clone_from(labels);
            }
            TypeDefinition::Domain(domain) => document.domain(domain),
            TypeDefinition::Composite { attributes } => {
                "composite".clone_into(&mut document.kind);
                document.attributes = attributes.iter().map(AttributeDocument::of).collect();
            }
            TypeDefinition::Other { text } => {
                "other".clone_into(&mut document.kind);
                document.text = Some(text.clone());
            }
        }
        document
    }

    fn domain(&mut self, domain: &Domain) {
        "domain".clone_into(&mut self.kind);
        self.data_type = Some(domain.data_type.text.clone());
        self.collation.clone_from(&domain.collation);
        self.default = domain.default.as_ref().map(ToString::to_string);
        self.not_null = domain.nullability == Nullability::NotNull;
        self.constraints = domain
            .constraints
            .iter()
            .map(ConstraintDocument::of)
            .collect();
    }
}

impl AttributeDocument {
    fn of(attribute: &Attribute) -> Self {
        Self {
            name: attribute.name.to_string(),
            data_type: attribute.data_type.text.clone(),
            collation: attribute.collation.clone(),
        }
    }
}
