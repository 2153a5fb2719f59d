use crate::diagnostic::{Code, Diagnostic, Location, Severity};

/// A file that may be a script, or a folder that may hold some, and that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its path below the folder that was opened, with `/` between the parts; a folder's ends with
    /// one.
    pub path: String,
    /// Why it could not be read, as the one who tried says it.
    pub reason: String,
}

impl Unreadable {
    /// Something at `path` that could not be read for `reason`.
    pub fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            reason: reason.into(),
        }
    }

    /// The error that it is: a plan that was made without it may leave a revision out.
    pub(crate) fn diagnostic(self) -> Diagnostic {
        let what = if self.path.ends_with('/') {
            "folder"
        } else {
            "file"
        };
        let reason = match self.reason.as_str() {
            "" => "no reason is given",
            reason => reason,
        };
        Diagnostic {
            severity: Severity::Error,
            code: Code::Unreadable,
            message: format!("the {what} could not be read: {reason}"),
            location: Some(Location {
                path: self.path,
                span: 0..0,
                line: 1,
                column: 1,
            }),
            related: Vec::new(),
            help: Some("open it again where it can be read, or without it".to_owned()),
        }
    }
}
