use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A family of databases that share a syntax and a way to handle transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dialect {
    /// PostgreSQL.
    Postgresql,
    /// MySQL and MariaDB.
    Mysql,
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// Every dialect, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Postgresql, Self::Mysql, Self::Sqlite];

    /// The name used in configuration, on the command line and in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postgresql => "postgresql",
            Self::Mysql => "mysql",
            Self::Sqlite => "sqlite",
        }
    }

    /// The dialect of the database that `url` names by its scheme, in SQLAlchemy's spelling
    /// (`postgresql+psycopg2://…`) or a driver's. The rest of a URL is a secret, and not looked at.
    pub fn of_url(url: &str) -> Option<Self> {
        let (scheme, _) = url.trim().split_once(':')?;
        let database = scheme.split('+').next()?.to_ascii_lowercase();
        match database.as_str() {
            "sqlite3" => Some(Self::Sqlite),
            database => database.parse().ok(),
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The name is not one of [`Dialect::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown dialect `{name}`")]
pub struct UnknownDialect {
    /// What was given.
    pub name: String,
}

impl FromStr for Dialect {
    type Err = UnknownDialect;

    /// Takes the names of [`Dialect::name`], and `postgres` and `mariadb` beside them.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "postgresql" | "postgres" => Ok(Self::Postgresql),
            "mysql" | "mariadb" => Ok(Self::Mysql),
            "sqlite" => Ok(Self::Sqlite),
            _ => Err(UnknownDialect {
                name: name.to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_their_dialect() {
        for (url, dialect) in [
            (
                "postgresql+psycopg2://me:secret@host/db",
                Dialect::Postgresql,
            ),
            ("postgres://host/db", Dialect::Postgresql),
            ("mariadb+pymysql://host/db", Dialect::Mysql),
            (" MySQL://host/db", Dialect::Mysql),
            ("sqlite3:///app.db", Dialect::Sqlite),
            ("sqlite:app.db", Dialect::Sqlite),
        ] {
            assert_eq!(Dialect::of_url(url), Some(dialect), "{url}");
        }
        for url in ["oracle://host/db", "postgresql", ""] {
            assert_eq!(Dialect::of_url(url), None, "{url}");
        }
    }
}
