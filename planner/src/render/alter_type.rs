use super::{Render, if_exists, if_not_exists};
use crate::operation::{LabelPlace, UserTypeChange};
use crate::schema::{Nullability, QualifiedName};
use crate::sql::{Dialect, literal};

impl Render {
    pub(super) fn alter_type(
        self,
        user_type: &QualifiedName,
        changes: &[UserTypeChange],
    ) -> Vec<String> {
        let name = self.qualified(user_type);
        let statements = changes.iter().filter_map(|change| {
            let (object, clause) = self.type_change(change)?;
            Some(format!("ALTER {object} {name} {clause}"))
        });
        statements.collect()
    }

    /// Whether a change is of a type or a domain, and its clause.
    fn type_change(self, change: &UserTypeChange) -> Option<(&'static str, String)> {
        let text = |it: &str| literal(it, Dialect::Postgresql);
        Some(match change {
            UserTypeChange::Rename(to) => ("TYPE", format!("RENAME TO {}", self.name(to))),
            UserTypeChange::SetNamespace(namespace) => {
                ("TYPE", format!("SET SCHEMA {}", self.name(namespace)))
            }
            UserTypeChange::AddLabel {
                label,
                place,
                existing,
            } => {
                let place = match place {
                    LabelPlace::Last => String::new(),
                    LabelPlace::Before(other) => format!(" BEFORE {}", text(other)),
                    LabelPlace::After(other) => format!(" AFTER {}", text(other)),
                };
                let exists = if_not_exists(*existing);
                ("TYPE", format!("ADD VALUE {exists}{}{place}", text(label)))
            }
            UserTypeChange::RenameLabel { label, to } => (
                "TYPE",
                format!("RENAME VALUE {} TO {}", text(label), text(to)),
            ),
            UserTypeChange::AddAttribute(attribute) => (
                "TYPE",
                format!("ADD ATTRIBUTE {}", self.attribute(attribute)),
            ),
            UserTypeChange::DropAttribute { attribute, missing } => (
                "TYPE",
                format!(
                    "DROP ATTRIBUTE {}{}",
                    if_exists(*missing),
                    self.name(attribute)
                ),
            ),
            UserTypeChange::SetAttributeType(attribute) => (
                "TYPE",
                format!(
                    "ALTER ATTRIBUTE {} TYPE {}",
                    self.name(&attribute.name),
                    attribute.data_type
                ),
            ),
            UserTypeChange::RenameAttribute { attribute, to } => (
                "TYPE",
                format!(
                    "RENAME ATTRIBUTE {} TO {}",
                    self.name(attribute),
                    self.name(to)
                ),
            ),
            UserTypeChange::SetDefault(Some(default)) => {
                ("DOMAIN", format!("SET DEFAULT {default}"))
            }
            UserTypeChange::SetDefault(None) => ("DOMAIN", "DROP DEFAULT".to_owned()),
            UserTypeChange::SetNullability(Nullability::NotNull) => {
                ("DOMAIN", "SET NOT NULL".to_owned())
            }
            UserTypeChange::SetNullability(Nullability::Nullable) => {
                ("DOMAIN", "DROP NOT NULL".to_owned())
            }
            UserTypeChange::AddConstraint(constraint) => {
                ("DOMAIN", format!("ADD {}", self.constraint(constraint)))
            }
            UserTypeChange::DropConstraint {
                constraint,
                missing,
            } => (
                "DOMAIN",
                format!(
                    "DROP CONSTRAINT {}{}",
                    if_exists(*missing),
                    self.name(constraint)
                ),
            ),
            UserTypeChange::RenameConstraint { constraint, to } => (
                "DOMAIN",
                format!(
                    "RENAME CONSTRAINT {} TO {}",
                    self.name(constraint),
                    self.name(to)
                ),
            ),
            UserTypeChange::ValidateConstraint(constraint) => (
                "DOMAIN",
                format!("VALIDATE CONSTRAINT {}", self.name(constraint)),
            ),
            UserTypeChange::Nothing => return None,
        })
    }
}
