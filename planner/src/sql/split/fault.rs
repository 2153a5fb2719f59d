use std::ops::Range;

/// Something in the text that cannot be split with certainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// What is at fault: the quote, `/*`, tag, parenthesis or word that opens what is never
    /// closed, or the whole of what does not belong there.
    pub span: Range<usize>,
}

/// The kinds of [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// A string that is never closed.
    UnterminatedString,
    /// A quoted identifier that is never closed.
    UnterminatedIdentifier,
    /// A block comment that is never closed.
    UnterminatedComment,
    /// A dollar quote that is never closed.
    UnterminatedDollarQuote,
    /// `COPY … FROM stdin` data without its closing `\.`.
    UnterminatedCopyData,
    /// The body of a trigger or routine that never ends, so that statements behind it vanish
    /// in it.
    UnterminatedBody,
    /// A parenthesis that is never closed, so that statements behind it vanish in it
    /// (PostgreSQL).
    UnclosedParenthesis,
    /// Text behind `COPY … FROM stdin;` on its line. The data starts on the next line.
    TextBeforeCopyData,
    /// A command of `psql`, `mysql` or `sqlite3` itself, which no server understands.
    ClientCommand,
    /// A `DELIMITER` line that the `mysql` client refuses: without a delimiter, with a backslash
    /// in it, or with more than 15 bytes.
    InvalidDelimiter,
}
