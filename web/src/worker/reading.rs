//! Brings the bytes: from the page, from an example, or from `limbeck serve`.

use gloo::net::http::Request;
use limbeck_planner::document::DiagnosticDocument;
use limbeck_planner::plan::VersionTable;
use limbeck_planner::source::File;
use serde::Deserialize;

use super::configuration::Configuration;
use super::protocol::{OpenError, Picked, Served, Source};

/// Files with their bytes, and what is known about where they come from.
#[derive(Debug, Clone, Default)]
pub struct Read {
    pub(super) name: String,
    pub(super) link: Option<String>,
    pub(super) files: Vec<File>,
    pub(super) served: Option<Served>,
    pub(super) version_table: VersionTable,
    pub(super) dialect: Option<String>,
    pub(super) transaction: Option<String>,
    /// What is wrong with the configuration.
    pub(super) fault: Option<Box<DiagnosticDocument>>,
    /// How many files were not read, because they cannot be scripts.
    pub(super) others: u32,
    /// Some of their paths.
    pub(super) some_others: Vec<String>,
}

/// Reads `source`.
pub(super) async fn read(source: Source) -> Result<Read, OpenError> {
    let mut read = match source {
        Source::Picked(picked) => picked_by_hand(picked.unpack()),
        Source::Example { name } => example(name)?,
        // The one who serves has read the configuration.
        Source::Served => return served().await,
    };
    match Configuration::take_from(&mut read.files) {
        Ok(configuration) => {
            configuration.keep_versions(&mut read.files);
            read.version_table = configuration.version_table();
            read.dialect = configuration.dialect().map(str::to_owned);
            read.transaction = configuration.transaction().map(str::to_owned);
        }
        Err(fault) => read.fault = Some(fault),
    }
    Ok(read)
}

fn example(name: String) -> Result<Read, OpenError> {
    match super::example::files(&name) {
        Some(files) => Ok(Read {
            link: Some(name.clone()),
            name,
            files,
            ..Read::default()
        }),
        None => Err(OpenError::NoSuchExample { name }),
    }
}

fn picked_by_hand(picked: Picked) -> Read {
    let files = picked.files.into_iter();
    Read {
        name: picked.name,
        files: files.map(|it| File::new(it.path, it.bytes)).collect(),
        others: picked.others,
        some_others: picked.some_others,
        ..Read::default()
    }
}

/// What `api/project` gives.
#[derive(Debug, Deserialize)]
struct ServedProject {
    name: String,
    dialect: Option<String>,
    version_table: ServedVersionTable,
    files: Vec<ServedFile>,
    current: Option<Vec<String>>,
    current_error: Option<String>,
    generation: u64,
}

#[derive(Debug, Deserialize)]
struct ServedVersionTable {
    name: String,
    schema: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ServedFile {
    path: String,
    text: Option<String>,
    base64: Option<String>,
}

async fn served() -> Result<Read, OpenError> {
    let failed = |reason: String| OpenError::NotServed { reason };
    let response = Request::get("api/project")
        .send()
        .await
        .map_err(|error| failed(error.to_string()))?;
    if !response.ok() {
        let (status, text) = (response.status(), response.status_text());
        return Err(failed(format!("{status} {text}")));
    }
    let project: ServedProject = response
        .json()
        .await
        .map_err(|error| failed(error.to_string()))?;
    Ok(Read {
        name: project.name,
        link: None,
        files: project.files.into_iter().map(ServedFile::read).collect(),
        version_table: VersionTable {
            name: project.version_table.name,
            schema: project.version_table.schema,
        },
        served: Some(Served {
            current: project.current,
            current_error: project.current_error,
            generation: project.generation,
        }),
        dialect: project.dialect,
        ..Read::default()
    })
}

impl ServedFile {
    /// The file; bytes that are no UTF-8 come as base64.
    fn read(self) -> File {
        let bytes = match (self.text, self.base64) {
            (Some(text), _) => text.into_bytes(),
            (None, Some(encoded)) => base64(&encoded).unwrap_or_default(),
            (None, None) => Vec::new(),
        };
        File::new(self.path, bytes)
    }
}

/// Decodes standard base64; `None` where it is none.
fn base64(encoded: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for digit in encoded.trim_end_matches('=').bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read() {
        assert_eq!(base64("TGltYmVjaw==").as_deref(), Some(&b"Limbeck"[..]));
        assert_eq!(base64("/+8=").as_deref(), Some(&[0xff, 0xef][..]));
        assert_eq!(base64("").as_deref(), Some(&[][..]));
        assert_eq!(base64("a-b"), None);
    }
}
