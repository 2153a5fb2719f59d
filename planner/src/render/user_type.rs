use super::Render;
use crate::schema::{Attribute, Domain, Nullability, QualifiedName, TypeDefinition};
use crate::sql::{Dialect, literal};

impl Render {
    pub(super) fn create_type(
        self,
        name: &QualifiedName,
        definition: &TypeDefinition,
    ) -> Vec<String> {
        let name = self.qualified(name);
        vec![match definition {
            TypeDefinition::Enum { labels } => {
                let labels: Vec<String> =
                    labels.iter().map(|it| literal(it, self.dialect)).collect();
                format!("CREATE TYPE {name} AS ENUM ({})", labels.join(", "))
            }
            TypeDefinition::Domain(domain) => self.create_domain(&name, domain),
            TypeDefinition::Composite { attributes } => {
                let attributes: Vec<String> =
                    attributes.iter().map(|it| self.attribute(it)).collect();
                format!("CREATE TYPE {name} AS ({})", attributes.join(", "))
            }
            TypeDefinition::Other { text } => format!("CREATE TYPE {name} {text}"),
        }]
    }

    pub(super) fn attribute(self, attribute: &Attribute) -> String {
        let mut sql = format!("{} {}", self.name(&attribute.name), attribute.data_type);
        if let Some(collation) = &attribute.collation {
            sql.push_str(" COLLATE ");
            sql.push_str(&super::column::collation(collation, Dialect::Postgresql));
        }
        sql
    }

    fn create_domain(self, name: &str, domain: &Domain) -> String {
        let mut sql = format!("CREATE DOMAIN {name} AS {}", domain.data_type);
        if let Some(collation) = &domain.collation {
            sql.push_str(" COLLATE ");
            sql.push_str(&super::column::collation(collation, self.dialect));
        }
        if let Some(default) = &domain.default {
            sql.push_str(" DEFAULT ");
            sql.push_str(&default.text);
        }
        if domain.nullability == Nullability::NotNull {
            sql.push_str(" NOT NULL");
        }
        for constraint in &domain.constraints {
            sql.push(' ');
            sql.push_str(&self.constraint(constraint));
        }
        sql
    }
}
