use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::LineIndex;

/// Why settings cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsFault {
    /// What is wrong. No value is in it that may be the database's URL.
    pub message: String,
    /// The byte that it is wrong at.
    pub offset: Option<usize>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl SettingsFault {
    /// The error's own rendering shows the line, which may hold a password, and its message may hold
    /// the value: of both, only a message without a URL is taken.
    pub(super) fn of(error: &toml::de::Error) -> Self {
        let message = match error.message().trim() {
            message if message.contains("://") => "the value is not one that the key takes",
            message => message,
        };
        let (message, hint) = match message.split_once(", expected one of ") {
            Some((message, expected)) if message.starts_with("unknown field") => (
                message.replace("unknown field", "unknown key"),
                Some(format!("the keys are {expected}")),
            ),
            _ => (
                message.replace("expected u64", "expected a whole number"),
                None,
            ),
        };
        Self {
            message,
            offset: error.span().map(|span| span.start),
            hint,
        }
    }

    /// There is no table `name`; there are the tables `sections`.
    pub(super) fn no_section(name: &str, sections: &[String]) -> Self {
        Self {
            message: format!("the configuration has no section `[{name}]`"),
            offset: None,
            hint: Some(if sections.is_empty() {
                format!("add a table `[{name}]` with the keys that differ")
            } else {
                format!("it has {}", sections.join(", "))
            }),
        }
    }

    /// The fault at its place in `text`, the file at `path`, for whoever goes on with the defaults.
    pub fn diagnostic(&self, path: &str, text: &str) -> Diagnostic {
        let hint = self.hint.iter().map(String::as_str);
        let help: Vec<&str> = hint
            .chain(["until it is mended, the defaults hold for all that the configuration says"])
            .collect();
        let offset = self.offset.unwrap_or(0);
        Diagnostic {
            severity: Severity::Warning,
            code: Code::Configuration,
            message: format!("the configuration cannot be read: {}", self.message),
            location: Some(LineIndex::new(text).location(path, offset..offset)),
            related: Vec::new(),
            help: Some(help.join("; ")),
        }
    }
}
