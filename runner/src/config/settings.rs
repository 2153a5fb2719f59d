use std::ops::Range;

use limbeck_planner::plan::{TransactionMode, VersionTable};
use serde::Deserialize;
use toml::de::DeValue;

/// The keys of `limbeck.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The database's URL. It is a secret: it may hold a password.
    pub url: Option<crate::url::Password>,
    /// The folders that hold the scripts, relative to the configuration's folder.
    pub version_locations: Vec<String>,
    /// The name of the version table; Alembic's where there is none.
    pub version_table: Option<String>,
    /// The schema that the version table is in.
    pub version_table_schema: Option<String>,
    /// The files that declare the schema. Kept for the comparison with the scripts.
    pub schema: OneOrMany,
    /// How steps are grouped into transactions.
    pub transaction: TransactionSetting,
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

/// How steps are grouped into transactions, as people write it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum TransactionSetting {
    /// One transaction for each step
    #[default]
    Step,
    /// One transaction around all steps; a section marked `transaction:false` interrupts it
    All,
    /// None: each statement commits by itself
    None,
}

impl From<TransactionSetting> for TransactionMode {
    fn from(setting: TransactionSetting) -> Self {
        match setting {
            TransactionSetting::Step => Self::Step,
            TransactionSetting::All => Self::All,
            TransactionSetting::None => Self::None,
        }
    }
}

/// Why a configuration cannot be read.
#[derive(Debug)]
pub struct SettingsFault {
    /// What is wrong.
    pub message: String,
    /// The byte that it is wrong at.
    pub offset: Option<usize>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Settings {
    /// Reads the text of a configuration. The keys of the table `section` take the place of those
    /// of the top level; all other tables are other sections.
    pub fn parse(text: &str, section: Option<&str>) -> Result<Self, SettingsFault> {
        let document = toml::de::DeTable::parse(text).map_err(|error| fault(&error))?;
        let span = document.span();
        let mut top = toml::de::DeTable::new();
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
                return Err(SettingsFault {
                    message: format!("the configuration has no section `[{name}]`"),
                    offset: None,
                    hint: Some(if sections.is_empty() {
                        format!("add a table `[{name}]` with the keys that differ")
                    } else {
                        format!("it has {}", sections.join(", "))
                    }),
                });
            };
            for (key, value) in table {
                top.remove(key.get_ref().as_ref());
                top.insert(key, value);
            }
        }
        settings(DeValue::Table(top), span)
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

fn settings(table: DeValue<'_>, span: Range<usize>) -> Result<Settings, SettingsFault> {
    let deserializer = toml::de::ValueDeserializer::from(toml::Spanned::new(span, table));
    Settings::deserialize(deserializer).map_err(|error| fault(&error))
}

fn fault(error: &toml::de::Error) -> SettingsFault {
    // The error's own rendering shows the line, which may hold a password: only its message is
    // taken.
    let message = crate::url::mask_passwords(error.message().trim());
    let (message, hint) = match message.split_once(", expected one of ") {
        Some((message, expected)) if message.starts_with("unknown field") => (
            message.replace("unknown field", "unknown key"),
            Some(format!("the keys are {expected}")),
        ),
        _ => (message, None),
    };
    SettingsFault {
        message,
        offset: error.span().map(|span| span.start),
        hint,
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
