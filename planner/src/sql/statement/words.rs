use crate::sql::Dialect;
use crate::sql::lexer::{LexemeKind, Lexer};

/// How many words are looked at: the longest of the statements that are told apart by a word far
/// from the start is `ALTER TABLE IF EXISTS schema.table DETACH PARTITION schema.name
/// CONCURRENTLY`.
const ENOUGH: usize = 16;

/// The first words of a statement that stand in no parentheses, in upper case. A variable is there
/// with its name alone (`@@session.autocommit` as `AUTOCOMMIT`), a name in quotes and a string as
/// an empty word, and punctuation is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(sql: &str, dialect: Dialect) -> Self {
        let mut words = Vec::new();
        let mut depth = 0_usize;
        for lexeme in Lexer::new(sql, 0..sql.len(), dialect) {
            match lexeme.kind {
                LexemeKind::OpenParenthesis => depth += 1,
                LexemeKind::CloseParenthesis => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                LexemeKind::Word => words.push(sql[lexeme.span].to_ascii_uppercase()),
                LexemeKind::Parameter => {
                    let name = sql[lexeme.span].rsplit(['.', '@']).next();
                    words.push(name.unwrap_or_default().to_ascii_uppercase());
                }
                LexemeKind::QuotedIdentifier(_)
                | LexemeKind::String(_)
                | LexemeKind::DollarQuote(_) => words.push(String::new()),
                LexemeKind::Semicolon => break,
                _ => {}
            }
            if words.len() == ENOUGH {
                break;
            }
        }
        Self(words)
    }

    /// Whether the statement starts with these words, each of which may be one of several,
    /// separated by `|`.
    pub(super) fn start_with(&self, pattern: &str) -> bool {
        let mut words = self.0.iter();
        pattern.split(' ').all(|expected| {
            words
                .next()
                .is_some_and(|word| expected.split('|').any(|expected| expected == word))
        })
    }

    /// Whether the statement starts with one of `patterns`.
    pub(super) fn start_with_any(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| self.start_with(pattern))
    }

    /// Whether `word` is among the first words.
    pub(super) fn contain(&self, word: &str) -> bool {
        self.0.iter().any(|other| other == word)
    }

    /// Whether the words are these and no more.
    pub(super) fn are(&self, words: &[&str]) -> bool {
        self.0 == words
    }
}
