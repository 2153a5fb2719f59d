use super::Name;

/// An extension (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extension {
    /// Its version, where one was named.
    pub version: Option<String>,
    /// The namespace that its objects are in, where one was named.
    pub namespace: Option<Name>,
    /// What is said of it.
    pub comment: Option<String>,
}
