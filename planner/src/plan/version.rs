/// A change of the version table's rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum VersionOperation {
    /// A row appears: a base, or the start of a branch.
    Insert {
        /// The id that is recorded.
        revision: String,
    },
    /// A row disappears.
    Delete {
        /// The id that is no longer recorded.
        revision: String,
    },
    /// A row moves on.
    Update {
        /// The id that was recorded.
        from: String,
        /// The id that takes its place.
        to: String,
    },
}

/// Where version rows put a database, for people: their ids, or `base` where there are none.
pub fn place(rows: &[String]) -> String {
    if rows.is_empty() {
        "base".to_owned()
    } else {
        rows.join(", ")
    }
}

/// Which table records where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionTable {
    /// Its name, unquoted.
    pub name: String,
    /// The schema it is in, unquoted, if it is named.
    pub schema: Option<String>,
}

impl Default for VersionTable {
    /// Alembic's own: `alembic_version`, in the connection's default schema.
    fn default() -> Self {
        Self {
            name: "alembic_version".to_owned(),
            schema: None,
        }
    }
}
