use std::cell::OnceCell;
use std::ops::Range;

use super::lines::LineIndex;
use crate::diagnostic::{Code, Diagnostic, Location, Related, Severity};

/// A text while it is read, and what there is to tell about it.
pub(super) struct Reading<'text> {
    path: &'text str,
    text: &'text str,
    /// Made at the first diagnostic, since most scripts have none.
    lines: OnceCell<LineIndex<'text>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'text> Reading<'text> {
    pub(super) fn new(path: &'text str, text: &'text str) -> Self {
        Self {
            path,
            text,
            lines: OnceCell::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The first byte behind a byte order mark.
    pub(super) fn start(&self) -> usize {
        if self.text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        }
    }

    pub(super) fn whole(&self) -> &'text str {
        self.text
    }

    pub(super) fn text(&self, span: &Range<usize>) -> &'text str {
        &self.text[span.clone()]
    }

    pub(super) fn error(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
        help: &str,
    ) {
        self.tell(Severity::Error, code, span, message.into(), help);
    }

    pub(super) fn warning(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
        help: &str,
    ) {
        self.tell(Severity::Warning, code, span, message.into(), help);
    }

    /// An error about something that stands a second time at `span`, and first at `first`.
    pub(super) fn error_again(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
        first: Range<usize>,
        help: &str,
    ) {
        self.tell(Severity::Error, code, span, message.into(), help);
        let related = Related {
            location: self.location(first),
            message: "it stands here first".to_owned(),
        };
        if let Some(diagnostic) = self.diagnostics.last_mut() {
            diagnostic.related.push(related);
        }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    fn tell(
        &mut self,
        severity: Severity,
        code: Code,
        span: Range<usize>,
        message: String,
        help: &str,
    ) {
        let location = self.location(span);
        self.diagnostics.push(Diagnostic {
            severity,
            code,
            message,
            location: Some(location),
            related: Vec::new(),
            help: Some(help.to_owned()),
        });
    }

    fn location(&self, span: Range<usize>) -> Location {
        self.lines
            .get_or_init(|| LineIndex::new(self.text))
            .location(self.path, span)
    }
}
