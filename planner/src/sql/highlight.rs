use std::ops::Range;

use super::Dialect;
use super::lexer::LexemeKind;
use super::reserved::is_reserved;
use super::scan::{Element, ElementKind, Scanner};

/// A stretch of a script that is drawn in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes; never empty.
    pub span: Range<usize>,
    /// How it is drawn.
    pub kind: TokenKind,
}

/// The kinds of [`Token`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word of SQL.
    Keyword,
    /// A name without quotes.
    Identifier,
    /// A name in quotes.
    QuotedIdentifier,
    /// A string, dollar quotes included.
    String,
    /// A number.
    Number,
    /// A comment, or what encloses a conditional comment of MySQL.
    Comment,
    /// An operator.
    Operator,
    /// A parenthesis, comma, period, semicolon or other terminator.
    Punctuation,
    /// A parameter or a variable.
    Parameter,
    /// A marker of the script's format (`-- migrate:up`), a `DELIMITER` line, or the `\.` behind
    /// `COPY` data.
    Marker,
    /// `COPY` data.
    Data,
    /// What stands where nothing may, such as a command for a client.
    Misplaced,
}

impl TokenKind {
    /// The name used for styles: lower case, with hyphens.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Identifier => "identifier",
            Self::QuotedIdentifier => "quoted-identifier",
            Self::String => "string",
            Self::Number => "number",
            Self::Comment => "comment",
            Self::Operator => "operator",
            Self::Punctuation => "punctuation",
            Self::Parameter => "parameter",
            Self::Marker => "marker",
            Self::Data => "data",
            Self::Misplaced => "misplaced",
        }
    }
}

/// Words of SQL that some dialect takes for names as well, and that scripts mostly use as words:
/// what they do, and the names of types.
const UNRESERVED: [&str; 186] = [
    "ACTION",
    "ADD",
    "AFTER",
    "ALGORITHM",
    "ALTER",
    "ALWAYS",
    "AT",
    "AUTO_INCREMENT",
    "BEFORE",
    "BEGIN",
    "BETWEEN",
    "BIGINT",
    "BIGSERIAL",
    "BINARY",
    "BIT",
    "BLOB",
    "BOOL",
    "BOOLEAN",
    "BY",
    "BYTEA",
    "CALL",
    "CALLED",
    "CASCADE",
    "CASCADED",
    "CHANGE",
    "CHAR",
    "CHARACTER",
    "CHARSET",
    "CLOSE",
    "CLUSTER",
    "COALESCE",
    "COMMENT",
    "COMMIT",
    "COMMITTED",
    "CONFLICT",
    "CONVERT",
    "COPY",
    "CURRENT",
    "CURSOR",
    "CYCLE",
    "DATABASE",
    "DATE",
    "DATETIME",
    "DEALLOCATE",
    "DEC",
    "DECIMAL",
    "DECLARE",
    "DEFERRED",
    "DEFINER",
    "DELETE",
    "DISABLE",
    "DOUBLE",
    "DROP",
    "EACH",
    "ENABLE",
    "ENGINE",
    "ENUM",
    "ESCAPE",
    "EXCLUDE",
    "EXCLUDING",
    "EXCLUSIVE",
    "EXECUTE",
    "EXISTS",
    "EXPLAIN",
    "EXTENSION",
    "EXTRACT",
    "FILTER",
    "FIRST",
    "FLOAT",
    "FOLLOWING",
    "FUNCTION",
    "GENERATED",
    "GLOB",
    "IDENTITY",
    "IF",
    "IMMEDIATE",
    "IMMUTABLE",
    "INCLUDE",
    "INCLUDING",
    "INCREMENT",
    "INDEX",
    "INHERITS",
    "INSERT",
    "INSTEAD",
    "INT",
    "INTEGER",
    "INTERVAL",
    "INVOKER",
    "ISOLATION",
    "JSON",
    "JSONB",
    "KEY",
    "LANGUAGE",
    "LAST",
    "LOCK",
    "LOGGED",
    "MATCHED",
    "MATERIALIZED",
    "MAXVALUE",
    "MERGE",
    "MINVALUE",
    "MODIFY",
    "NEXT",
    "NO",
    "NOTHING",
    "NOWAIT",
    "NULLIF",
    "NULLS",
    "NUMERIC",
    "OWNED",
    "PARTITION",
    "PRAGMA",
    "PRECEDING",
    "PRECISION",
    "PREPARE",
    "PROCEDURE",
    "RANGE",
    "READ",
    "REAL",
    "RECURSIVE",
    "REFRESH",
    "REINDEX",
    "RELEASE",
    "RENAME",
    "REPEATABLE",
    "REPLACE",
    "RESET",
    "RESTART",
    "RESTRICT",
    "RETURN",
    "RETURNS",
    "REVOKE",
    "ROLLBACK",
    "ROW",
    "ROWS",
    "RULE",
    "SAVEPOINT",
    "SCHEMA",
    "SECURITY",
    "SEQUENCE",
    "SERIAL",
    "SERIALIZABLE",
    "SET",
    "SETOF",
    "SHOW",
    "SMALLINT",
    "SMALLSERIAL",
    "START",
    "STATEMENT",
    "STDIN",
    "STDOUT",
    "STORED",
    "STRICT",
    "TABLESPACE",
    "TEMP",
    "TEMPORARY",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "TIMESTAMPTZ",
    "TIMETZ",
    "TINYINT",
    "TRANSACTION",
    "TRIGGER",
    "TRIM",
    "TRUNCATE",
    "TYPE",
    "UNBOUNDED",
    "UNCOMMITTED",
    "UNLOGGED",
    "UNSIGNED",
    "UPDATE",
    "UUID",
    "VACUUM",
    "VALIDATE",
    "VALUES",
    "VARCHAR",
    "VARYING",
    "VIEW",
    "VIRTUAL",
    "VOLATILE",
    "WITHIN",
    "WITHOUT",
    "WORK",
    "WRITE",
    "ZONE",
];

/// The tokens in the `range` of `text`, for highlighting.
///
/// The spans are byte offsets into the whole of `text`; they ascend, never overlap, and lie on the
/// boundaries of characters. White space has none. It never fails, and it sees statements as
/// [`split`](super::split()) does, so a section of a script wants a call of its own. Linear in the
/// length of the range.
///
/// # Panics
/// If `range` is not a range of `text` on the boundaries of its characters.
pub fn highlight(text: &str, range: Range<usize>, dialect: Dialect) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for Element { kind, span } in Scanner::new(text, range, dialect) {
        let behind_period = tokens.last().is_some_and(|token| {
            token.kind == TokenKind::Punctuation && text[token.span.clone()].ends_with('.')
        });
        let Some(kind) = token_kind(kind, &text[span.clone()], behind_period, dialect) else {
            continue;
        };
        match tokens.last_mut() {
            // The lexer gives operators character by character.
            Some(last)
                if kind == TokenKind::Operator
                    && last.kind == kind
                    && last.span.end == span.start =>
            {
                last.span.end = span.end;
            }
            _ if span.is_empty() => {}
            _ => tokens.push(Token { span, kind }),
        }
    }
    tokens
}

fn token_kind(
    kind: ElementKind,
    text: &str,
    behind_period: bool,
    dialect: Dialect,
) -> Option<TokenKind> {
    let lexeme = match kind {
        ElementKind::Lexeme(lexeme) => lexeme,
        ElementKind::Terminator(_) => return Some(TokenKind::Punctuation),
        ElementKind::DelimiterLine | ElementKind::CopyEnd => return Some(TokenKind::Marker),
        ElementKind::ClientComment => return Some(TokenKind::Comment),
        ElementKind::CopyData => return Some(TokenKind::Data),
        ElementKind::Misplaced => return Some(TokenKind::Misplaced),
    };
    Some(match lexeme {
        LexemeKind::WhiteSpace => return None,
        LexemeKind::LineComment if is_marker(text) => TokenKind::Marker,
        LexemeKind::LineComment
        | LexemeKind::BlockComment(_)
        | LexemeKind::ConditionalCommentStart
        | LexemeKind::ConditionalCommentEnd => TokenKind::Comment,
        LexemeKind::Word if !behind_period && is_keyword(text, dialect) => TokenKind::Keyword,
        LexemeKind::Word => TokenKind::Identifier,
        LexemeKind::Number => TokenKind::Number,
        LexemeKind::String(_) | LexemeKind::DollarQuote(_) => TokenKind::String,
        LexemeKind::QuotedIdentifier(_) => TokenKind::QuotedIdentifier,
        LexemeKind::Parameter => TokenKind::Parameter,
        LexemeKind::Operator | LexemeKind::Colon => TokenKind::Operator,
        LexemeKind::Semicolon
        | LexemeKind::Delimiter
        | LexemeKind::OpenParenthesis
        | LexemeKind::CloseParenthesis
        | LexemeKind::Bracket
        | LexemeKind::Comma
        | LexemeKind::Period => TokenKind::Punctuation,
        LexemeKind::Backslash | LexemeKind::Other => TokenKind::Misplaced,
    })
}

fn is_marker(comment: &str) -> bool {
    comment
        .strip_prefix("--")
        .is_some_and(|rest| rest.trim_start().starts_with("migrate:"))
}

/// The parser knows a thousand words more, of all the databases that there are; scripts use those as
/// names.
fn is_keyword(word: &str, dialect: Dialect) -> bool {
    is_reserved(&word.to_ascii_lowercase(), dialect)
        || UNRESERVED
            .binary_search(&word.to_ascii_uppercase().as_str())
            .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, dialect: Dialect) -> String {
        highlight(text, 0..text.len(), dialect)
            .iter()
            .map(|token| format!("{} {}\n", token.kind.name(), &text[token.span.clone()]))
            .collect()
    }

    #[test]
    fn searched_words_are_sorted() {
        assert!(UNRESERVED.is_sorted());
    }

    #[test]
    fn names_are_no_keywords() {
        for dialect in Dialect::ALL {
            for name in [
                "purchase",
                "account",
                "status",
                "region",
                "warehouse",
                "settings",
            ] {
                let shown = shown(&format!("CREATE TABLE {name} (id INT);"), dialect);
                assert!(shown.contains(&format!("identifier {name}\n")), "{shown}");
                assert!(shown.contains("identifier id\n"), "{shown}");
                assert!(shown.contains("keyword INT\n"), "{shown}");
            }
        }
    }

    #[test]
    fn each_kind_of_token() {
        let text = "-- migrate:up\n-- it's\nALTER TABLE shop.table ADD \"id\" int DEFAULT $1 + 1.5;\n\
            UPDATE t SET name = E'x' WHERE a ->> 'b' = $$c$$;\n\\d\nCOPY t FROM stdin;\n1\n\\.\n";
        insta::assert_snapshot!(shown(text, Dialect::Postgresql));
    }

    #[test]
    fn conditional_comments_and_delimiters() {
        let text =
            "DELIMITER $$\n/*!50003 CREATE */ /* it */ VIEW `v` AS SELECT @a, \\N$$\nDELIMITER ;";
        insta::assert_snapshot!(shown(text, Dialect::Mysql));
    }
}
