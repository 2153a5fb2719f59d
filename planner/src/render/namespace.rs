use super::{Render, if_not_exists};
use crate::operation::Operation;
use crate::sql::{Dialect, literal};

impl Render {
    /// What makes and changes namespaces and extensions.
    pub(super) fn namespace(self, operation: &Operation) -> Option<String> {
        Some(match operation {
            Operation::CreateNamespace { name, existing } => {
                let word = match self.dialect {
                    Dialect::Mysql => "DATABASE",
                    Dialect::Postgresql | Dialect::Sqlite => "SCHEMA",
                };
                format!(
                    "CREATE {word} {}{}",
                    if_not_exists(*existing),
                    self.name(name)
                )
            }
            Operation::RenameNamespace { name, to } => {
                format!(
                    "ALTER SCHEMA {} RENAME TO {}",
                    self.name(name),
                    self.name(to)
                )
            }
            Operation::CreateExtension {
                name,
                extension,
                existing,
            } => {
                let exists = if_not_exists(*existing);
                let mut sql = format!("CREATE EXTENSION {exists}{}", self.name(name));
                if let Some(namespace) = &extension.namespace {
                    sql.push_str(" WITH SCHEMA ");
                    sql.push_str(&self.name(namespace));
                }
                if let Some(version) = &extension.version {
                    sql.push_str(" VERSION ");
                    sql.push_str(&literal(version, self.dialect));
                }
                sql
            }
            Operation::UpdateExtension {
                name,
                namespace: Some(namespace),
                ..
            } => format!(
                "ALTER EXTENSION {} SET SCHEMA {}",
                self.name(name),
                self.name(namespace)
            ),
            Operation::UpdateExtension { name, version, .. } => {
                let version = version.as_ref();
                let to = version.map(|it| format!(" TO {}", literal(it, self.dialect)));
                format!(
                    "ALTER EXTENSION {} UPDATE{}",
                    self.name(name),
                    to.unwrap_or_default()
                )
            }
            _ => return None,
        })
    }
}
