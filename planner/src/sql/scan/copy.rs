use super::{Element, ElementKind, Scanner};
use crate::sql::lexer::LexemeKind;
use crate::sql::split::FaultKind;

/// How far `COPY … FROM stdin` has been read.
///
/// The data is what `psql` reads: it starts on the line behind the semicolon and ends with a line
/// that holds `\.` and no more
/// (<https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copy {
    /// There is none.
    None,
    /// The semicolon; the rest of its line comes next.
    Line,
    /// The line; the data comes next.
    Data,
    /// The data; the line that closes it comes next, with this many bytes.
    End { length: usize },
}

impl Scanner<'_> {
    /// The next element, if it belongs to `COPY` data.
    pub(super) fn copy_element(&mut self) -> Option<Element> {
        match self.copy {
            Copy::None => None,
            Copy::Line => {
                self.copy = Copy::Data;
                self.line_before_data().or_else(|| self.copy_element())
            }
            Copy::Data => Some(self.copy_data()),
            Copy::End { length } => {
                self.copy = Copy::None;
                Some(self.take(length, ElementKind::CopyEnd))
            }
        }
    }

    fn take(&mut self, length: usize, kind: ElementKind) -> Element {
        let start = self.lexer.position();
        self.lexer.skip_to(start + length);
        Element {
            kind,
            span: start..start + length,
        }
    }

    /// The rest of the semicolon's line with the line's end, if there is anything.
    fn line_before_data(&mut self) -> Option<Element> {
        let rest = self.lexer.rest();
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = rest[..length].trim_matches(is_white_space);
        let kind = if line.is_empty() {
            ElementKind::Lexeme(LexemeKind::WhiteSpace)
        } else if line.starts_with("--") {
            ElementKind::Lexeme(LexemeKind::LineComment)
        } else {
            let start = self.lexer.position() + rest.find(line).unwrap_or(0);
            self.report(FaultKind::TextBeforeCopyData, start..start + line.len());
            ElementKind::Misplaced
        };
        (length > 0).then(|| self.take(length, kind))
    }

    fn copy_data(&mut self) -> Element {
        let rest = self.lexer.rest();
        let mut length = 0;
        for line in rest.split_inclusive('\n') {
            if matches!(line, "\\.\n" | "\\.\r\n" | "\\." | "\\.\r") {
                self.copy = Copy::End { length: 2 };
                return self.take(length, ElementKind::CopyData);
            }
            length += line.len();
        }
        self.copy = Copy::None;
        let data = self.take(rest.len(), ElementKind::CopyData);
        self.report(FaultKind::UnterminatedCopyData, data.span.clone());
        data
    }
}

fn is_white_space(character: char) -> bool {
    character.is_ascii_whitespace() || character == '\x0b'
}
