use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::sql::Dialect;

/// How many bytes of a name PostgreSQL keeps: `NAMEDATALEN - 1`.
const POSTGRESQL_LENGTH: usize = 63;

/// A name of something in a database, as the database stores it.
///
/// Two names are equal where the database takes them for the same, whatever their case is.
#[derive(Clone)]
pub struct Name {
    text: Arc<str>,
    /// What is compared, where that is another text.
    key: Option<Arc<str>>,
}

/// As much of a name as PostgreSQL keeps.
pub(crate) fn kept(name: &str) -> &str {
    &name[..name.floor_char_boundary(POSTGRESQL_LENGTH)]
}

/// What a name is the name of, as far as case matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A namespace, table, view or trigger: MySQL keeps these in files, where case matters.
    Relation,
    /// Anything else, such as a column, a constraint, an index or a routine.
    Part,
}

/// Whether a name stands in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// As a bare word.
    Bare,
    /// In the dialect's quotes, which are not part of the name.
    Quoted,
}

impl Name {
    /// The name that a database of this dialect makes of `text`.
    ///
    /// PostgreSQL folds bare words to lower case and cuts every name to 63 bytes
    /// (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>);
    /// SQLite ignores the case of ASCII letters; MySQL ignores case, save in names of relations,
    /// as with `lower_case_table_names=0`.
    pub fn new(text: &str, quoting: Quoting, kind: NameKind, dialect: Dialect) -> Self {
        match dialect {
            Dialect::Postgresql => {
                let text = kept(text);
                match quoting {
                    Quoting::Bare => Self::exact(&text.to_ascii_lowercase()),
                    Quoting::Quoted => Self::exact(text),
                }
            }
            Dialect::Mysql if kind == NameKind::Relation => Self::exact(text),
            Dialect::Mysql => Self::keyed(text, text.to_lowercase()),
            Dialect::Sqlite => Self::keyed(text, text.to_ascii_lowercase()),
        }
    }

    /// A name that a database of this dialect gives, which needs no folding.
    pub fn stored(text: &str, kind: NameKind, dialect: Dialect) -> Self {
        Self::new(text, Quoting::Quoted, kind, dialect)
    }

    fn exact(text: &str) -> Self {
        Self {
            text: text.into(),
            key: None,
        }
    }

    fn keyed(text: &str, key: String) -> Self {
        Self {
            text: text.into(),
            key: (key != text).then(|| key.into()),
        }
    }

    /// Stands for the name that the database will choose. No other name comes before it.
    pub(crate) fn unchosen() -> Self {
        Self::exact("")
    }

    /// Whether it is a name, rather than a place for one.
    pub(crate) fn is_chosen(&self) -> bool {
        !self.text.is_empty()
    }

    /// The name as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What two names that are the same have in common.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.text)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(other.key())
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, formatter)
    }
}

/// A name with the namespace that it is in.
///
/// A namespace is what PostgreSQL calls a schema, MySQL a database, and SQLite an attached
/// database. In a [`Schema`](super::Schema), no namespace means the default one: `public`, the
/// database of the connection, `main`. In an [`Operation`](crate::operation::Operation), it means
/// that none was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QualifiedName {
    /// The namespace, if it is not the default one.
    pub namespace: Option<Name>,
    /// The name in it.
    pub name: Name,
}

impl QualifiedName {
    /// A name in the default namespace.
    pub const fn unqualified(name: Name) -> Self {
        Self {
            namespace: None,
            name,
        }
    }

    /// Another name in the same namespace.
    #[must_use]
    pub fn with_name(&self, name: Name) -> Self {
        Self {
            namespace: self.namespace.clone(),
            name,
        }
    }
}

impl From<Name> for QualifiedName {
    fn from(name: Name) -> Self {
        Self::unqualified(name)
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(namespace) = &self.namespace {
            write!(formatter, "{namespace}.")?;
        }
        write!(formatter, "{}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str, kind: NameKind, dialect: Dialect) -> Name {
        Name::new(text, Quoting::Bare, kind, dialect)
    }

    #[test]
    fn postgresql_folds_bare_words_alone() {
        let name = |quoting| Name::new("User", quoting, NameKind::Part, Dialect::Postgresql);
        assert_eq!(name(Quoting::Bare).as_str(), "user");
        assert_eq!(name(Quoting::Quoted).as_str(), "User");
        assert_ne!(name(Quoting::Bare), name(Quoting::Quoted));
    }

    #[test]
    fn postgresql_cuts_long_names_between_characters() {
        let long = "ä".repeat(40);
        let name = bare(&long, NameKind::Relation, Dialect::Postgresql);
        assert_eq!(name.as_str(), "ä".repeat(31));
    }

    #[test]
    fn mysql_minds_the_case_of_relations() {
        let same = |kind| bare("A", kind, Dialect::Mysql) == bare("a", kind, Dialect::Mysql);
        assert!(!same(NameKind::Relation));
        assert!(same(NameKind::Part));
    }

    #[test]
    fn sqlite_keeps_the_case_and_ignores_it() {
        let name = bare("User", NameKind::Relation, Dialect::Sqlite);
        assert_eq!(name.as_str(), "User");
        assert_eq!(name, bare("uSER", NameKind::Relation, Dialect::Sqlite));
    }
}
