use std::ops::Range;

/// A piece of a text that no lexical rule divides further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub(crate) kind: LexemeKind,
    /// Never empty.
    pub(crate) span: Range<usize>,
}

/// What a [`Lexeme`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LexemeKind {
    WhiteSpace,
    /// Without the line's end.
    LineComment,
    BlockComment(Closing),
    /// `/*!` or `/*M!` with its version number: what follows is for some servers SQL.
    ConditionalCommentStart,
    /// The `*/` that belongs to it.
    ConditionalCommentEnd,
    /// An identifier without quotes, or a keyword.
    Word,
    Number,
    /// With its prefix, such as `E` or `U&`.
    String(Closing),
    DollarQuote(Closing),
    QuotedIdentifier(Closing),
    /// `$1`, `:name`, `@name`, `@@name`, `?1`.
    Parameter,
    Semicolon,
    /// What a MySQL `DELIMITER` line had set.
    Delimiter,
    OpenParenthesis,
    CloseParenthesis,
    Bracket,
    Comma,
    Period,
    Colon,
    Backslash,
    Operator,
    /// A character that has no meaning in SQL.
    Other,
}

/// Whether something that is opened is also closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    Closed,
    /// It reaches to the end of the range. The number is how many bytes open it.
    Missing {
        opening: usize,
    },
}

impl LexemeKind {
    /// Whether it is white space or a comment, which say nothing to a database.
    pub(crate) fn is_trivia(self) -> bool {
        matches!(
            self,
            Self::WhiteSpace | Self::LineComment | Self::BlockComment(_)
        )
    }
}
