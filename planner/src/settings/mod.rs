//! `limbeck.toml`: what a project says of itself. The command and the page read it by the same rules;
//! finding the file is theirs.

mod fault;
mod secret;

use std::ops::Range;

use serde::{Deserialize, Deserializer};
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::plan::{TransactionMode, VersionTable};
use crate::sql::Dialect;

pub use fault::SettingsFault;
pub use secret::Secret;

/// The name of the file that holds the settings.
pub const FILE_NAME: &str = "limbeck.toml";

/// Where the scripts are when the settings do not say.
pub const DEFAULT_LOCATION: &str = "migrations/versions";

/// The keys of `limbeck.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The database's URL. It is a secret: it may hold a password.
    pub url: Option<Secret>,
    /// The folders that hold the scripts, relative to the configuration's folder.
    pub version_locations: Vec<String>,
    /// The name of the version table; Alembic's where there is none.
    pub version_table: Option<String>,
    /// The schema that the version table is in.
    pub version_table_schema: Option<String>,
    /// The files that declare the schema. Kept for the comparison with the scripts.
    pub schema: OneOrMany,
    /// How steps are grouped into transactions.
    #[serde(deserialize_with = "transaction_mode")]
    pub transaction: TransactionMode,
    /// Seconds that a run waits for another to end.
    pub lock_timeout: Option<u64>,
    /// The time zone of a new script's `created`, as in `Europe/Vienna`; UTC where there is none.
    pub timezone: Option<String>,
    /// How many characters of the message a new script's name has at most; Alembic's 40 where
    /// there is none.
    pub truncate_slug_length: Option<usize>,
}

/// A text, or a list of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
pub enum OneOrMany {
    /// Nothing was given.
    #[default]
    None,
    /// One text.
    One(String),
    /// A list.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The texts, in their order.
    pub fn texts(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}

impl Settings {
    /// Reads the text of a configuration. The keys of the table `section` take the place of those
    /// of the top level; all other tables are other sections. Where no version location is named,
    /// there is [`DEFAULT_LOCATION`].
    pub fn parse(text: &str, section: Option<&str>) -> Result<Self, SettingsFault> {
        let document = DeTable::parse(text).map_err(|error| SettingsFault::of(&error))?;
        let span = document.span();
        let mut top = DeTable::new();
        let mut sections = Vec::new();
        let mut chosen = None;
        for (key, value) in document.into_inner() {
            match value.get_ref() {
                DeValue::Table(_) => {
                    sections.push(key.get_ref().to_string());
                    // Every section is checked, so that a misspelt key does not wait for the day
                    // on which its section is first used.
                    settings(value.clone().into_inner(), value.span())?;
                    if Some(key.get_ref().as_ref()) == section {
                        chosen = Some(value);
                    }
                }
                _ => {
                    top.insert(key, value);
                }
            }
        }
        if let Some(name) = section {
            let Some(DeValue::Table(table)) = chosen.map(toml::Spanned::into_inner) else {
                return Err(SettingsFault::no_section(name, &sections));
            };
            for (key, value) in table {
                top.remove(key.get_ref().as_ref());
                top.insert(key, value);
            }
        }
        let mut settings = settings(DeValue::Table(top), span)?;
        if settings.version_locations.is_empty() {
            settings.version_locations.push(DEFAULT_LOCATION.to_owned());
        }
        Ok(settings)
    }

    /// Whether a file at `path`, below the configuration's folder, is in a version location.
    pub fn is_version(&self, path: &str) -> bool {
        self.version_locations
            .iter()
            .any(|location| is_below(path, location))
    }

    /// Whether what is at `path` is in a version location, or is a folder around one.
    pub fn may_hold_versions(&self, path: &str) -> bool {
        self.version_locations
            .iter()
            .any(|location| is_below(path, location) || is_below(location, path))
    }

    /// Whether the file at `path` declares the schema, or a part of it.
    pub fn is_declared(&self, path: &str) -> bool {
        let mut paths = self.schema.texts().iter();
        paths.any(|declared| is_below(path, declared))
    }

    /// The dialect of the database that the URL names; nothing where there is no URL, or one that
    /// names no database that there is.
    pub fn dialect(&self) -> Option<Dialect> {
        Dialect::of_url(self.url.as_ref()?.reveal())
    }

    /// The version table that the settings name.
    pub fn version_table(&self) -> VersionTable {
        let default = VersionTable::default();
        VersionTable {
            name: self.version_table.clone().unwrap_or(default.name),
            schema: self.version_table_schema.clone().or(default.schema),
        }
    }
}

/// Whether `path` is in `folder`, or is the folder itself.
fn is_below(path: &str, folder: &str) -> bool {
    let is_name = |part: &&str| !part.is_empty() && *part != ".";
    let mut path = path.split('/').filter(is_name);
    let mut folder = folder.split('/').filter(is_name);
    folder.all(|part| path.next() == Some(part))
}

fn settings(table: DeValue<'_>, span: Range<usize>) -> Result<Settings, SettingsFault> {
    let deserializer = ValueDeserializer::from(toml::Spanned::new(span, table));
    Settings::deserialize(deserializer).map_err(|error| SettingsFault::of(&error))
}

/// A mode by its name.
fn transaction_mode<'de, D: Deserializer<'de>>(value: D) -> Result<TransactionMode, D::Error> {
    let name = String::deserialize(value)?;
    name.parse().map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests;
