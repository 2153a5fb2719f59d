//! What `limbeck.toml` says that changes a plan or its SQL, so that the page and the command agree.

use limbeck_planner::document::{DiagnosticDocument, LocationDocument};
use limbeck_planner::plan::VersionTable;
use limbeck_planner::source::File;
use serde::Deserialize;

/// The name of the file, in the folder that is opened.
pub(super) const PATH: &str = "limbeck.toml";

/// The keys that matter to a plan. The command knows more of them, and refuses unknown ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(super) struct Configuration {
    url: Option<String>,
    version_locations: Vec<String>,
    version_table: Option<String>,
    version_table_schema: Option<String>,
    transaction: Option<String>,
}

impl Configuration {
    /// Takes the configuration out of `files`, or what is wrong with it; none says nothing.
    pub(super) fn take_from(files: &mut Vec<File>) -> Result<Self, Box<DiagnosticDocument>> {
        let Some(place) = files.iter().position(|file| file.path == PATH) else {
            return Ok(Self::default());
        };
        let file = files.swap_remove(place);
        let text = String::from_utf8_lossy(&file.bytes);
        toml::from_str(&text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            let before = &text[..text.floor_char_boundary(span.start)];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            Box::new(DiagnosticDocument {
                severity: "warning".to_owned(),
                code: "configuration".to_owned(),
                message: format!("the configuration cannot be read: {}", error.message()),
                location: Some(LocationDocument {
                    path: PATH.to_owned(),
                    line: before.matches('\n').count() + 1,
                    column: before[line_start..].chars().count() + 1,
                    start: span.start,
                    end: span.end,
                }),
                related: Vec::new(),
                help: Some(
                    "until it is mended, every script counts, and the version table is \
                     `alembic_version`"
                        .to_owned(),
                ),
            })
        })
    }

    /// Leaves the files of the version folders, if folders are named and any of them is there.
    pub(super) fn keep_versions(&self, files: &mut Vec<File>) {
        let is_version = |path: &str| {
            self.version_locations.iter().any(|location| {
                let location = location.trim_start_matches("./").trim_end_matches('/');
                let below = path.strip_prefix(location);
                location.is_empty() || below.is_some_and(|below| below.starts_with('/'))
            })
        };
        if files.iter().any(|file| is_version(&file.path)) {
            files.retain(|file| is_version(&file.path));
        }
    }

    /// The version table; Alembic's where none is named.
    pub(super) fn version_table(&self) -> VersionTable {
        let default = VersionTable::default();
        VersionTable {
            name: self.version_table.clone().unwrap_or(default.name),
            schema: self.version_table_schema.clone(),
        }
    }

    /// The dialect that the URL's scheme names, in SQLAlchemy's spelling or the driver's. The rest
    /// of the URL is a secret, and not looked at.
    pub(super) fn dialect(&self) -> Option<&'static str> {
        let (scheme, _) = self.url.as_deref()?.split_once(':')?;
        let backend = scheme.split('+').next()?;
        let dialect: limbeck_planner::sql::Dialect = backend.parse().ok()?;
        Some(dialect.name())
    }

    /// How steps are grouped, if it is a way that there is.
    pub(super) fn transaction(&self) -> Option<&str> {
        let way = self.transaction.as_deref()?;
        ["step", "all", "none"].contains(&way).then_some(way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(text: &str) -> Result<Configuration, Box<DiagnosticDocument>> {
        let mut files = vec![File::new("a.sql", ""), File::new(PATH, text)];
        let configuration = Configuration::take_from(&mut files);
        assert_eq!(files.len(), 1);
        configuration
    }

    #[test]
    fn a_configuration_is_read() {
        let configuration = take(
            "url = \"postgresql+psycopg2://me:secret@host/db\"\nversion_table = \"versions\"\n\
             version_table_schema = \"ops\"\ntransaction = \"all\"\nlock_timeout = 3\n\
             [production]\nurl = \"x\"\n",
        )
        .expect("it is sound");
        assert_eq!(configuration.dialect(), Some("postgresql"));
        assert_eq!(configuration.transaction(), Some("all"));
        let table = configuration.version_table();
        assert_eq!(
            (table.name.as_str(), table.schema.as_deref()),
            ("versions", Some("ops"))
        );
    }

    #[test]
    fn a_faulty_configuration_is_told_with_its_place() {
        let fault = take("url = \"x\"\n\nversion_table = 3\n").expect_err("it is faulty");
        let location = fault.location.expect("a place");
        assert_eq!((location.line, location.column), (3, 17));
    }

    #[test]
    fn without_one_there_is_alembics_table() {
        let mut files = vec![File::new("deep/limbeck.toml", "version_table = \"x\"")];
        let configuration = Configuration::take_from(&mut files).expect("there is none");
        assert_eq!(configuration.version_table(), VersionTable::default());
        assert_eq!(configuration.dialect(), None);
        assert_eq!(files.len(), 1);
    }

    #[test]
    fn only_version_folders_count_where_they_are_named() {
        let configuration = take("version_locations = [\"./a/versions/\", \"b\"]").expect("sound");
        let mut files: Vec<File> = ["a/versions/1.sql", "b/2.sql", "bc/3.sql", "4.sql"]
            .map(|path| File::new(path, ""))
            .into();
        configuration.keep_versions(&mut files);
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a/versions/1.sql", "b/2.sql"]);
        // The folder that was opened may lie below the one of the configuration.
        let mut elsewhere = vec![File::new("versions/1.sql", "")];
        configuration.keep_versions(&mut elsewhere);
        assert_eq!(elsewhere.len(), 1);
    }
}
