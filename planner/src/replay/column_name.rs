//! Which words of an expression are names of columns. Many keywords are names elsewhere (`year`, `time`,
//! `end` in SQLite), so it is told by where a word stands: between two values there is an operator.

use std::ops::Range;

use crate::operation::unquoted;
use crate::schema::{Name, NameKind, Quoting};
use crate::sql::lexer::{Lexeme, LexemeKind, Lexer};
use crate::sql::{Dialect, is_reserved};

/// Keywords that the lists of reserved words have, and PostgreSQL takes for columns all the same.
const POSTGRESQL_NAMES: [&str; 5] = ["between", "new", "of", "off", "old"];

/// The words that SQLite takes for no column: <https://www.sqlite.org/lang_keywords.html>, but those
/// that fall back to names.
const SQLITE_KEYWORDS: [&str; 36] = [
    "all", "and", "as", "between", "case", "check", "collate", "distinct", "else", "escape",
    "exists", "from", "group", "having", "in", "insert", "into", "is", "isnull", "join", "limit",
    "not", "notnull", "null", "on", "or", "order", "select", "set", "then", "union", "update",
    "using", "values", "when", "where",
];

/// Functions whose first argument is a keyword: `EXTRACT(year FROM …)`, `TIMESTAMPDIFF(MINUTE, …)`.
const WITH_A_FIELD: [&str; 4] = ["extract", "timestampadd", "timestampdiff", "get_format"];

/// Keywords that are values.
const VALUES: [&str; 10] = [
    "null",
    "true",
    "false",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
];

/// What the next word may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// A value: a column, perhaps.
    Operand,
    /// An operator, since a value is complete.
    Operator,
    /// What is no column, such as a type, and completes a value.
    Other,
}

/// Tells `found` of every name in an expression that may be a column's: no keyword, and no name of a
/// function, a type, a collation or a table.
pub(super) fn each_column(text: &str, dialect: Dialect, mut found: impl FnMut(Name, Range<usize>)) {
    let lexemes: Vec<Lexeme> = Lexer::new(text, 0..text.len(), dialect)
        .filter(|lexeme| !lexeme.kind.is_trivia())
        .collect();
    let words = Words {
        text,
        lexemes: &lexemes,
        dialect,
    };
    let mut expected = Expected::Operand;
    for (position, lexeme) in lexemes.iter().enumerate() {
        let is_name = matches!(
            lexeme.kind,
            LexemeKind::Word | LexemeKind::QuotedIdentifier(_)
        );
        if is_name && words.is_column(position, expected) {
            let word = &text[lexeme.span.clone()];
            let name = if lexeme.kind == LexemeKind::Word {
                Name::new(word, Quoting::Bare, NameKind::Part, dialect)
            } else {
                let inner = unquoted(word, lexeme.kind);
                Name::new(&inner, Quoting::Quoted, NameKind::Part, dialect)
            };
            found(name, lexeme.span.clone());
        }
        expected = words.behind(position, expected);
    }
}

/// The pieces of an expression.
struct Words<'text> {
    text: &'text str,
    lexemes: &'text [Lexeme],
    dialect: Dialect,
}

impl Words<'_> {
    fn kind(&self, position: usize) -> Option<LexemeKind> {
        self.lexemes.get(position).map(|it| it.kind)
    }

    /// A word without quotes, in lower case; empty for whatever is none.
    fn word(&self, position: usize) -> String {
        match self.lexemes.get(position) {
            Some(lexeme) if lexeme.kind == LexemeKind::Word => {
                self.text[lexeme.span.clone()].to_ascii_lowercase()
            }
            _ => String::new(),
        }
    }

    fn is_behind_period(&self, position: usize) -> bool {
        let before = position.checked_sub(1).and_then(|it| self.kind(it));
        before == Some(LexemeKind::Period)
    }

    fn is_column(&self, position: usize, expected: Expected) -> bool {
        if matches!(
            self.kind(position + 1),
            Some(LexemeKind::OpenParenthesis | LexemeKind::Period)
        ) || expected == Expected::Other
        {
            return false;
        }
        if self.is_behind_period(position) {
            return true;
        }
        let is_quoted = self.kind(position) != Some(LexemeKind::Word);
        expected == Expected::Operand && (is_quoted || !self.is_keyword(position))
    }

    /// Whether a word at which a value is expected is none.
    fn is_keyword(&self, position: usize) -> bool {
        let word = self.word(position);
        let is_reserved = match self.dialect {
            Dialect::Postgresql => {
                is_reserved(&word, self.dialect) && !POSTGRESQL_NAMES.contains(&word.as_str())
            }
            Dialect::Mysql => is_reserved(&word, self.dialect),
            Dialect::Sqlite => SQLITE_KEYWORDS.contains(&word.as_str()),
        };
        // `DATE '2020-01-01'`
        let is_type = matches!(
            self.kind(position + 1),
            Some(LexemeKind::String(_) | LexemeKind::DollarQuote(_))
        );
        let is_by = word == "by" && position > 0 && {
            let before = self.word(position - 1);
            before == "order" || before == "group"
        };
        is_reserved || is_type || is_by || self.is_time_zone(position) || self.is_field(position)
    }

    /// `AT TIME ZONE`, `timestamp WITH TIME ZONE`
    fn is_time_zone(&self, position: usize) -> bool {
        let pair = |at: usize| self.word(at) == "time" && self.word(at + 1) == "zone";
        pair(position) || position.checked_sub(1).is_some_and(pair)
    }

    fn is_field(&self, position: usize) -> bool {
        let Some(function) = position.checked_sub(2) else {
            return false;
        };
        self.kind(position - 1) == Some(LexemeKind::OpenParenthesis)
            && WITH_A_FIELD.contains(&self.word(function).as_str())
    }

    /// What is expected behind a piece at which `expected` was.
    fn behind(&self, position: usize, expected: Expected) -> Expected {
        let text = &self.text[self.lexemes[position].span.clone()];
        match self.lexemes[position].kind {
            LexemeKind::Word => self.behind_word(position, expected),
            LexemeKind::Period => expected,
            LexemeKind::QuotedIdentifier(_)
            | LexemeKind::Number
            | LexemeKind::String(_)
            | LexemeKind::DollarQuote(_)
            | LexemeKind::Parameter
            | LexemeKind::CloseParenthesis => Expected::Operator,
            LexemeKind::Bracket if text == "]" => Expected::Operator,
            LexemeKind::Operator | LexemeKind::Colon if self.is_cast(position) => Expected::Other,
            _ => Expected::Operand,
        }
    }

    /// `::`, as one piece or as two.
    fn is_cast(&self, position: usize) -> bool {
        let lexeme = &self.lexemes[position];
        self.text[..lexeme.span.end].ends_with("::")
    }

    fn behind_word(&self, position: usize, expected: Expected) -> Expected {
        let word = self.word(position);
        if self.is_behind_period(position) || self.kind(position + 1) == Some(LexemeKind::Period) {
            return if expected == Expected::Other {
                expected
            } else {
                Expected::Operator
            };
        }
        match (expected, word.as_str()) {
            (Expected::Operand | Expected::Operator, "collate" | "as" | "nulls") => Expected::Other,
            // `a NOT LIKE b`
            (Expected::Operator, "not") => Expected::Operator,
            // `a IS NOT UNKNOWN`; in SQLite, `IS` is an operator like `=`.
            (Expected::Operator, "is") if self.dialect != Dialect::Sqlite => {
                let next = position + 1;
                let next = next + usize::from(self.word(next) == "not");
                if self.word(next) == "distinct" {
                    Expected::Operand
                } else {
                    Expected::Operator
                }
            }
            (Expected::Operator, "end" | "isnull" | "notnull" | "asc" | "desc") => {
                Expected::Operator
            }
            (Expected::Operator, _) => Expected::Operand,
            (Expected::Operand, word) if VALUES.contains(&word) => Expected::Operator,
            (Expected::Operand, "zone") if self.is_time_zone(position) => Expected::Operand,
            (Expected::Operand, _) if self.is_keyword(position) => Expected::Operand,
            _ => Expected::Operator,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(text: &str, dialect: Dialect) -> String {
        let mut columns = Vec::new();
        each_column(text, dialect, |name, _| columns.push(name.to_string()));
        columns.join(" ")
    }

    #[test]
    fn keywords_are_told_from_columns_by_where_they_stand() {
        for (text, found) in [
            ("CASE WHEN \"end\" > 1 THEN a ELSE b END = c", "end a b c"),
            ("\"from\" IS DISTINCT FROM a", "from a"),
            ("a IS NOT DISTINCT FROM b AND c IS NOT UNKNOWN", "a b c"),
            ("extract(year FROM a) > year", "a year"),
            ("a AT TIME ZONE zone > time", "a zone time"),
            ("a > DATE '2020-01-01' AND date = a", "a date a"),
            ("a::date > t.date AND CAST(b AS date) > c", "a date b c"),
            ("a COLLATE \"b\" = b", "a b"),
            ("a NOT BETWEEN b AND between", "a b between"),
            ("lower(lower) = \"upper\"(c)", "lower c"),
            ("d[i] = ANY (ARRAY[e, 'x'])", "d i e"),
            ("a::timestamp with time zone < b", "a b"),
            ("NEW.m IS DISTINCT FROM OLD.m", "m m"),
            ("a::s.t = (b).c", "a b c"),
            (
                "SELECT a, b AS c FROM \"T\" d ORDER BY e DESC NULLS LAST",
                "a b T e",
            ),
            ("NOT a OR NOT (b IS NULL) AND c", "a b c"),
        ] {
            assert_eq!(columns(text, Dialect::Postgresql), found, "{text}");
        }
        for (text, found) in [
            ("CASE WHEN end THEN 1 END IS NOT key", "end key"),
            ("a GLOB b AND glob NOT LIKE c", "a b glob c"),
        ] {
            assert_eq!(columns(text, Dialect::Sqlite), found, "{text}");
        }
        for (text, found) in [
            ("a + INTERVAL 1 DAY > b DIV day", "a b day"),
            ("timestampdiff(MINUTE, a, minute) REGEXP b", "a minute b"),
        ] {
            assert_eq!(columns(text, Dialect::Mysql), found, "{text}");
        }
    }
}
