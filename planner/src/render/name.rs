use crate::schema::{Name, QualifiedName};
use crate::sql::{Dialect, identifier};

/// A name, in quotes where it needs them.
pub(crate) fn name(name: &Name, dialect: Dialect) -> String {
    identifier(name.as_str(), dialect)
}

/// A name with its namespace.
pub(crate) fn qualified(qualified: &QualifiedName, dialect: Dialect) -> String {
    let own = name(&qualified.name, dialect);
    match &qualified.namespace {
        Some(namespace) => format!("{}.{own}", name(namespace, dialect)),
        None => own,
    }
}

/// Names with commas between them.
pub(crate) fn names<'names>(
    all: impl IntoIterator<Item = &'names Name>,
    dialect: Dialect,
) -> String {
    let all: Vec<String> = all.into_iter().map(|it| name(it, dialect)).collect();
    all.join(", ")
}
