//! What JavaScript passes in.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::document::ErrorDocument;
use crate::export::OfflineOptions;
use crate::plan::{TransactionMode, VersionTable};
use crate::source::File;
use crate::sql::Dialect;

/// A `ProjectFile` of the declarations.
#[derive(Debug, Deserialize)]
struct FileArgument {
    path: String,
    #[serde(default, with = "serde_bytes")]
    bytes: Option<Vec<u8>>,
    #[serde(default)]
    text: Option<String>,
}

impl TryFrom<FileArgument> for File {
    type Error = ErrorDocument;

    fn try_from(argument: FileArgument) -> Result<Self, ErrorDocument> {
        match (argument.bytes, argument.text) {
            (Some(bytes), None) => Ok(Self::new(argument.path, bytes)),
            (None, Some(text)) => Ok(Self::new(argument.path, text)),
            _ => Err(invalid(&format!(
                "the file `{}` must have either `bytes` or `text`",
                argument.path
            ))),
        }
    }
}

/// A `PlanRequest` of the declarations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanArgument {
    pub(super) direction: DirectionArgument,
    pub(super) target: String,
    pub(super) from: Vec<String>,
    pub(super) dialect: String,
}

/// A `Direction` of the declarations.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum DirectionArgument {
    Upgrade,
    Downgrade,
}

/// The `OfflineOptions` of the declarations.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OptionsArgument {
    transaction: TransactionArgument,
    version_table: Option<String>,
    version_table_schema: Option<String>,
}

/// A `TransactionMode` of the declarations.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TransactionArgument {
    #[default]
    Step,
    All,
    None,
}

impl From<OptionsArgument> for OfflineOptions {
    fn from(argument: OptionsArgument) -> Self {
        let default = VersionTable::default();
        Self {
            transaction: match argument.transaction {
                TransactionArgument::Step => TransactionMode::Step,
                TransactionArgument::All => TransactionMode::All,
                TransactionArgument::None => TransactionMode::None,
            },
            version_table: VersionTable {
                name: argument.version_table.unwrap_or(default.name),
                schema: argument.version_table_schema.or(default.schema),
            },
        }
    }
}

/// An `AutogenerateRequest` of the declarations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AutogenerateArgument {
    pub(super) from: Vec<String>,
    pub(super) dialect: String,
    #[serde(default)]
    pub(super) renames: Vec<String>,
    #[serde(default)]
    pub(super) others: Vec<String>,
}

/// The `MergeOptions` of the declarations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeArgument {
    pub(super) left: String,
    pub(super) right: String,
    #[serde(default)]
    pub(super) dialect: Option<String>,
}

/// Reads the files. Fields that are not declared are left alone, so that richer objects fit.
pub(super) fn files(value: JsValue) -> Result<Vec<File>, ErrorDocument> {
    let files: Vec<FileArgument> =
        serde_wasm_bindgen::from_value(value).map_err(|error| invalid(&error.to_string()))?;
    files.into_iter().map(File::try_from).collect()
}

/// Reads an argument that is plain data, or says what is wrong with it. A field that is not
/// declared is wrong: it may be one that is misspelt.
pub(super) fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, ErrorDocument> {
    // By way of JSON, because `serde-wasm-bindgen` does not look at fields that it is not asked for.
    let json: serde_json::Value =
        serde_wasm_bindgen::from_value(value).map_err(|error| invalid(&error.to_string()))?;
    serde_json::from_value(json).map_err(|error| invalid(&error.to_string()))
}

/// Reads the name of a dialect.
pub(super) fn dialect(name: &str) -> Result<Dialect, ErrorDocument> {
    name.parse()
        .map_err(|error| ErrorDocument::new("usage", format!("{error}")))
}

fn invalid(reason: &str) -> ErrorDocument {
    ErrorDocument::new("usage", format!("an argument is wrong: {reason}"))
}
