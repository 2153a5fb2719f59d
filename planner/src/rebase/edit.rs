use std::ops::Range;

use crate::source::Script;

/// One change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub span: Range<usize>,
    /// What comes in their place.
    pub replacement: String,
}

impl Edit {
    /// The text after the change.
    pub fn apply(&self, text: &str) -> String {
        let mut changed = text.to_owned();
        changed.replace_range(self.span.clone(), &self.replacement);
        changed
    }
}

/// The change that makes a script follow `parent` and nothing else. Every other byte stays.
pub fn follow(script: &Script, parent: &str) -> Edit {
    match &script.header.down_revision {
        Some(span) if span.is_empty() => Edit {
            replacement: match script.text[..span.start].chars().next_back() {
                Some(before) if before.is_whitespace() => parent.to_owned(),
                _ => format!(" {parent}"),
            },
            span: span.clone(),
        },
        Some(span) => Edit {
            span: span.clone(),
            replacement: parent.to_owned(),
        },
        None => {
            // The key gets a line of its own behind that of the revision.
            let revision = script.header.revision.end;
            let rest = &script.text[revision..];
            let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
            let ends_with_carriage_return = rest[..length].ends_with("\r\n");
            let line_end = if ends_with_carriage_return {
                "\r\n"
            } else {
                "\n"
            };
            let at = revision + length;
            let separator = if rest[..length].ends_with('\n') {
                ""
            } else {
                line_end
            };
            Edit {
                span: at..at,
                replacement: format!("{separator}-- down_revision: {parent}{line_end}"),
            }
        }
    }
}
