use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::LineIndex;
use crate::sql::{Fault, FaultKind};

/// The diagnostic for something in the script at `path` that cannot be split with certainty.
pub(crate) fn diagnostic(fault: Fault, path: &str, lines: &LineIndex<'_>) -> Diagnostic {
    let (code, message, help) = match fault.kind {
        FaultKind::UnterminatedString => (
            Code::UnterminatedString,
            "a string begins here and is never closed",
            "close it with the quote that opens it; a quote inside it is doubled",
        ),
        FaultKind::UnterminatedIdentifier => (
            Code::UnterminatedIdentifier,
            "a quoted identifier begins here and is never closed",
            "close it with the quote that opens it",
        ),
        FaultKind::UnterminatedComment => (
            Code::UnterminatedComment,
            "a comment begins here and is never closed",
            "close it with `*/`; in PostgreSQL, comments nest",
        ),
        FaultKind::UnterminatedDollarQuote => (
            Code::UnterminatedDollarQuote,
            "a dollar quote begins here and is never closed",
            "close it with the same tag, in the same case",
        ),
        FaultKind::UnterminatedCopyData => (
            Code::UnterminatedCopyData,
            "the data of this COPY has no end",
            "end it with a line that holds only `\\.`",
        ),
        FaultKind::UnterminatedBody => (
            Code::UnterminatedBody,
            "a body begins here and never ends",
            "end it with `END` and a semicolon",
        ),
        FaultKind::UnclosedParenthesis => (
            Code::UnclosedParenthesis,
            "a parenthesis opens here and is never closed",
            "close it with `)`; the statements behind it are taken for a part of it",
        ),
        FaultKind::TextBeforeCopyData => (
            Code::TextBeforeCopyData,
            "this stands behind `COPY … FROM stdin;`, and its data starts on the next line",
            "move it behind the line `\\.` that ends the data",
        ),
        FaultKind::ClientCommand => (
            Code::ClientCommand,
            "this is a command for a database's own command-line client, not SQL",
            "write it in SQL, or leave it out",
        ),
        FaultKind::InvalidDelimiter => (
            Code::InvalidDelimiter,
            "this `DELIMITER` line sets no usable delimiter",
            "set one of 1 to 15 bytes without a backslash, such as `$$`",
        ),
    };
    Diagnostic {
        severity: Severity::Error,
        code,
        message: message.to_owned(),
        location: Some(lines.location(path, fault.span)),
        related: Vec::new(),
        help: Some(help.to_owned()),
    }
}
