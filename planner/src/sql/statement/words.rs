use crate::sql::Dialect;
use crate::sql::lexer::{Lexeme, LexemeKind, Lexer};

/// How many words are looked at: the longest of the statements that are told apart by a word far
/// from the start is `ALTER TABLE IF EXISTS schema.table DETACH PARTITION schema.name
/// CONCURRENTLY`.
const ENOUGH: usize = 16;

/// How many lexemes are looked at for them: a list of rows in parentheses has no words, and may be
/// megabytes long.
const ENOUGH_LEXEMES: usize = 128;

/// The first words of a statement that stand in no parentheses, in upper case. A setting is there
/// with its name alone (`@@session.autocommit` as `AUTOCOMMIT`), a name in quotes and a string as
/// an empty word, and punctuation is not. Of `SET STATEMENT … FOR`, which sets something for one
/// statement (MariaDB), they are that statement's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    words: Vec<String>,
    /// Whether a comma stands among them.
    listing: bool,
}

impl Words {
    pub(super) fn of(sql: &str, dialect: Dialect) -> Self {
        let sql = &sql[behind_settings(sql, dialect)..];
        let mut words = Vec::new();
        let mut listing = false;
        let mut depth = 0_usize;
        for lexeme in code(sql, dialect).take(ENOUGH_LEXEMES) {
            match lexeme.kind {
                LexemeKind::OpenParenthesis => depth += 1,
                LexemeKind::CloseParenthesis => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                LexemeKind::Word => words.push(sql[lexeme.span].to_ascii_uppercase()),
                LexemeKind::Parameter => words.push(variable_name(&sql[lexeme.span])),
                LexemeKind::QuotedIdentifier(_)
                | LexemeKind::String(_)
                | LexemeKind::DollarQuote(_) => words.push(String::new()),
                LexemeKind::Comma => listing = true,
                LexemeKind::Semicolon => break,
                _ => {}
            }
            if words.len() == ENOUGH {
                break;
            }
        }
        Self { words, listing }
    }

    /// The first word; nothing where the statement does not begin with one.
    pub(super) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether a comma stands among the words, as between the names of several tables.
    pub(super) const fn have_a_list(&self) -> bool {
        self.listing
    }

    /// Whether the statement starts with these words, each of which may be one of several,
    /// separated by `|`.
    pub(super) fn start_with(&self, pattern: &str) -> bool {
        let mut words = self.words.iter();
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
        self.words.iter().any(|other| other == word)
    }

    /// Whether the words are these and no more.
    pub(super) fn are(&self, words: &[&str]) -> bool {
        self.words == words
    }
}

/// The lexemes of a statement that say something to a database.
pub(super) fn code(sql: &str, dialect: Dialect) -> impl Iterator<Item = Lexeme> {
    Lexer::new(sql, 0..sql.len(), dialect).filter(|lexeme| {
        !lexeme.kind.is_trivia()
            && !matches!(
                lexeme.kind,
                LexemeKind::ConditionalCommentStart | LexemeKind::ConditionalCommentEnd
            )
    })
}

/// The name of a setting (`@@session.autocommit`) in upper case, without its scope; a variable of
/// the user's own keeps its `@`, and any other parameter is as it stands.
pub(super) fn variable_name(variable: &str) -> String {
    let name = match variable.strip_prefix("@@") {
        Some(setting) => setting.rsplit('.').next().unwrap_or_default(),
        None => variable,
    };
    name.to_ascii_uppercase()
}

/// Whether `word`, in lower case, stands anywhere in `sql`, strings and comments included.
pub(super) fn mentions(sql: &str, word: &str) -> bool {
    sql.as_bytes()
        .windows(word.len())
        .any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// Where the statement starts that `SET STATEMENT name = value, … FOR` sets something for; the
/// start of `sql` where it is another statement.
/// <https://mariadb.com/docs/server/reference/sql-statements/administrative-sql-statements/set-commands/set-statement>
pub(super) fn behind_settings(sql: &str, dialect: Dialect) -> usize {
    if dialect != Dialect::Mysql {
        return 0;
    }
    let mut depth = 0_usize;
    for (index, lexeme) in code(sql, dialect).enumerate() {
        let is = |word: &str| sql[lexeme.span.clone()].eq_ignore_ascii_case(word);
        match (index, lexeme.kind) {
            (0, _) if !is("SET") => return 0,
            (1, _) if !is("STATEMENT") => return 0,
            (_, LexemeKind::OpenParenthesis) => depth += 1,
            (_, LexemeKind::CloseParenthesis) => depth = depth.saturating_sub(1),
            (_, LexemeKind::Word) if depth == 0 && is("FOR") => return lexeme.span.end,
            _ => {}
        }
    }
    0
}
