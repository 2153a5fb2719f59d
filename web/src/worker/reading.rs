//! Brings the bytes: from the page, from an example, or from `limbeck serve`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gloo::net::http::Request;
use limbeck_planner::diagnostic::Diagnostic;
use limbeck_planner::plan::{TransactionMode, VersionTable};
use limbeck_planner::settings::{FILE_NAME, Settings};
use limbeck_planner::source::{File, Unreadable, VersionFolders};
use limbeck_planner::sql::Dialect;
use serde::Deserialize;

use super::by_name;
use super::declared::DeclaredFile;
use super::protocol::{OpenError, Picked, Served, Source};

/// Files with their bytes, and what is known about where they come from.
#[derive(Debug, Clone)]
pub struct Read {
    pub(super) name: String,
    pub(super) link: Option<String>,
    pub(super) files: Vec<File>,
    /// Whether somebody said where the scripts are.
    pub(super) folders: VersionFolders,
    /// What could not be read.
    pub(super) unreadable: Vec<Unreadable>,
    pub(super) served: Option<Served>,
    pub(super) version_table: VersionTable,
    pub(super) dialect: Option<Dialect>,
    pub(super) transaction: TransactionMode,
    /// The files that declare the schema, as the configuration says.
    pub(super) declared: Vec<DeclaredFile>,
    /// What is wrong with the configuration.
    pub(super) fault: Option<Diagnostic>,
    /// How many files were not read, because they cannot be scripts.
    pub(super) others: u32,
    /// Some of their paths.
    pub(super) some_others: Vec<String>,
}

impl Read {
    /// Files of which nothing is known but themselves.
    fn new(name: String, files: Vec<File>) -> Self {
        Self {
            name,
            link: None,
            files,
            folders: VersionFolders::Guessed,
            unreadable: Vec::new(),
            served: None,
            version_table: VersionTable::default(),
            dialect: None,
            transaction: TransactionMode::default(),
            declared: Vec::new(),
            fault: None,
            others: 0,
            some_others: Vec::new(),
        }
    }

    /// How many files there were, scripts or not.
    pub(super) fn count(&self) -> usize {
        self.files.len() + self.others as usize + usize::from(self.fault.is_some())
    }

    /// Takes the configuration out of the files, and does what it says.
    fn configure(&mut self) {
        let Some(place) = self.files.iter().position(|file| file.path == FILE_NAME) else {
            return;
        };
        let file = self.files.swap_remove(place);
        let text = String::from_utf8_lossy(&file.bytes);
        match Settings::parse(&text, None) {
            Ok(settings) => {
                self.take_declared(&settings);
                self.keep_versions(&settings);
                self.version_table = settings.version_table();
                self.dialect = settings.dialect();
                self.transaction = settings.transaction;
            }
            Err(fault) => self.fault = Some(fault.diagnostic(FILE_NAME, &text)),
        }
    }

    /// Takes the files out that declare the schema.
    fn take_declared(&mut self, settings: &Settings) {
        let files = std::mem::take(&mut self.files).into_iter();
        let is_declared =
            |file: &File| settings.is_declared(&file.path) && !settings.is_version(&file.path);
        let (declared, files) = files.partition(is_declared);
        self.files = files;
        self.declared = texts(declared);
    }

    /// Leaves the files of the version locations, if any of them is there: some may lie outside the
    /// folder that was opened.
    fn keep_versions(&mut self, settings: &Settings) {
        let is_version = |path: &str| settings.is_version(path);
        if self.files.iter().any(|file| is_version(&file.path)) {
            self.files.retain(|file| is_version(&file.path));
            self.unreadable
                .retain(|entry| settings.may_hold_versions(&entry.path));
            self.folders = VersionFolders::Named;
        }
    }
}

/// Files that people edit, by their paths.
fn texts(files: Vec<File>) -> Vec<DeclaredFile> {
    let files = files.into_iter();
    let mut texts: Vec<_> = files
        .map(|File { path, bytes }| DeclaredFile {
            path,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        })
        .collect();
    texts.sort_by(|one, other| one.path.cmp(&other.path));
    texts
}

/// Reads `source`.
pub(super) async fn read(source: Source) -> Result<Read, OpenError> {
    let mut read = match source {
        Source::Picked(picked) => return Ok(self::picked(picked.unpack())),
        Source::Example { name } => example(name)?,
        // The one who serves has read the configuration.
        Source::Served => return served().await,
    };
    read.configure();
    Ok(read)
}

fn example(name: String) -> Result<Read, OpenError> {
    match super::example::files(&name) {
        Some(files) => Ok(Read {
            link: Some(name.clone()),
            ..Read::new(name, files)
        }),
        None => Err(OpenError::NoSuchExample { name }),
    }
}

/// Reads what a person picked, and does what its configuration says.
pub(super) fn picked(picked: Picked) -> Read {
    let files = picked.files.into_iter();
    let unread = picked.unread.into_iter();
    let mut read = Read {
        unreadable: unread
            .map(|it| Unreadable::new(it.path, it.reason))
            .collect(),
        others: picked.others,
        some_others: picked.some_others,
        ..Read::new(
            picked.name,
            files.map(|it| File::new(it.path, it.bytes)).collect(),
        )
    };
    read.configure();
    read
}

/// What `api/project` gives.
#[derive(Debug, Deserialize)]
struct ServedProject {
    name: String,
    #[serde(with = "by_name::option")]
    dialect: Option<Dialect>,
    #[serde(with = "by_name")]
    transaction: TransactionMode,
    version_table: ServedVersionTable,
    files: Vec<ServedFile>,
    declared: Vec<ServedFile>,
    declared_error: Option<String>,
    unreadable: Vec<ServedUnreadable>,
    current: Option<Vec<String>>,
    current_error: Option<String>,
    generation: u64,
}

#[derive(Debug, Deserialize)]
struct ServedVersionTable {
    name: String,
    schema: Option<String>,
}

/// What the one who serves could not read.
#[derive(Debug, Deserialize)]
struct ServedUnreadable {
    path: String,
    reason: String,
}

/// A file: its text, or its bytes where they are no UTF-8.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ServedFile {
    Text { path: String, text: String },
    Bytes { path: String, base64: String },
}

/// What `api/project` gives where the project cannot be read: what the command would say.
#[derive(Debug, Deserialize)]
struct ServedRefusal {
    error: ServedError,
}

#[derive(Debug, Deserialize)]
struct ServedError {
    message: String,
    location: Option<ServedLocation>,
    #[serde(default)]
    hints: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct ServedLocation {
    path: String,
    line: usize,
    column: Option<usize>,
}

impl From<ServedError> for OpenError {
    fn from(error: ServedError) -> Self {
        let place = error.location.map(|ServedLocation { path, line, column }| {
            let column = column.map_or(String::new(), |column| format!(":{column}"));
            format!("{path}:{line}{column}")
        });
        Self::Refused {
            message: error.message,
            place,
            hints: error.hints,
        }
    }
}

async fn served() -> Result<Read, OpenError> {
    let failed = |reason: String| OpenError::NotServed { reason };
    let response = Request::get("api/project")
        .send()
        .await
        .map_err(|error| failed(error.to_string()))?;
    if !response.ok() {
        let (status, text) = (response.status(), response.status_text());
        let refusal = response.json::<ServedRefusal>().await;
        return Err(match refusal {
            Ok(ServedRefusal { error }) => error.into(),
            Err(_) => failed(format!("{status} {text}")),
        });
    }
    let project: ServedProject = response
        .json()
        .await
        .map_err(|error| failed(error.to_string()))?;
    let files = project.files.into_iter().map(ServedFile::read);
    let files = files.collect::<Result<_, _>>().map_err(failed)?;
    let declared = project.declared.into_iter().map(ServedFile::read);
    let declared = declared.collect::<Result<_, _>>().map_err(failed)?;
    let unreadable = project.unreadable.into_iter();
    Ok(Read {
        folders: VersionFolders::Named,
        unreadable: unreadable
            .map(|it| Unreadable::new(it.path, it.reason))
            .collect(),
        version_table: VersionTable {
            name: project.version_table.name,
            schema: project.version_table.schema,
        },
        served: Some(Served {
            current: project.current,
            current_error: project.current_error,
            declared_error: project.declared_error,
            generation: project.generation,
        }),
        declared: texts(declared),
        dialect: project.dialect,
        transaction: project.transaction,
        ..Read::new(project.name, files)
    })
}

impl ServedFile {
    /// The file, or why it is none.
    fn read(self) -> Result<File, String> {
        match self {
            Self::Text { path, text } => Ok(File::new(path, text)),
            Self::Bytes { path, base64 } => match STANDARD.decode(base64) {
                Ok(bytes) => Ok(File::new(path, bytes)),
                Err(error) => Err(format!("{path}: {error}")),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn configured(text: &str, paths: &[&str]) -> Read {
        let files = paths.iter().map(|path| File::new(*path, ""));
        let files = files.chain([File::new(FILE_NAME, text)]).collect();
        let mut read = Read::new("test".to_owned(), files);
        read.configure();
        read
    }

    fn paths(read: &Read) -> Vec<&str> {
        read.files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn a_configuration_is_followed() {
        let read = configured(
            "url = 'sqlite3:///a.db'\nversion_table = 'versions'\ntransaction = 'all'\n",
            &["schema.sql", "migrations/versions/1.sql"],
        );
        assert_eq!(paths(&read), ["migrations/versions/1.sql"]);
        assert_eq!(read.folders, VersionFolders::Named);
        assert_eq!(read.dialect, Some(Dialect::Sqlite));
        assert_eq!(read.version_table.name, "versions");
        assert_eq!(read.transaction, TransactionMode::All);
        assert_eq!(read.declared, []);
    }

    #[test]
    fn the_declared_schema_is_taken_out() {
        let read = configured(
            "schema = ['schema.sql', 'views']",
            &[
                "views/b.sql",
                "schema.sql",
                "views/a.sql",
                "migrations/1.sql",
            ],
        );
        let declared = read.declared.iter().map(|file| file.path.as_str());
        let declared: Vec<_> = declared.collect();
        assert_eq!(declared, ["schema.sql", "views/a.sql", "views/b.sql"]);
        assert_eq!(paths(&read), ["migrations/1.sql"]);
    }

    #[test]
    fn the_folder_that_was_opened_may_lie_elsewhere() {
        let read = configured("version_locations = ['../scripts']", &["versions/1.sql"]);
        assert_eq!(paths(&read), ["versions/1.sql"]);
        assert_eq!(read.folders, VersionFolders::Guessed);
        let read = configured("", &["deep/limbeck.toml"]);
        assert_eq!(paths(&read), ["deep/limbeck.toml"]);
    }

    #[test]
    fn a_key_that_is_not_known_is_a_fault() {
        let read = configured("version_tabel = 'x'\n", &["1.sql"]);
        let fault = read.fault.as_ref().expect("it is told");
        assert!(fault.message.contains("unknown key `version_tabel`"));
        assert_eq!(paths(&read), ["1.sql"]);
    }

    #[test]
    fn bytes_are_read_or_refused() {
        let file = |base64: &str| ServedFile::Bytes {
            path: "a.sql".to_owned(),
            base64: base64.to_owned(),
        };
        assert_eq!(file("/+8=").read(), Ok(File::new("a.sql", [0xff, 0xef])));
        assert!(
            file("a-b")
                .read()
                .is_err_and(|it| it.starts_with("a.sql: "))
        );
    }
}
