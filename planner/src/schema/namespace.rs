use super::{Name, NameKind};
use crate::sql::Dialect;

/// A namespace that statements made: PostgreSQL's schema.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Namespace {
    /// What is said of it.
    pub comment: Option<String>,
}

/// The namespace of temporary objects. MySQL has none; there a word that no name can be.
pub(crate) fn temporary_namespace(dialect: Dialect) -> Name {
    let text = match dialect {
        Dialect::Postgresql => "pg_temp",
        Dialect::Mysql => "(temporary)",
        Dialect::Sqlite => "temp",
    };
    Name::stored(text, NameKind::Relation, dialect)
}

/// Whether a namespace is that of temporary objects.
pub(crate) fn is_temporary(namespace: &Name, dialect: Dialect) -> bool {
    *namespace == temporary_namespace(dialect)
}
