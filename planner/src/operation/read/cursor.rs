use thiserror::Error;

use super::token::{Token, identifier_text, string_value, tokens};
use crate::schema::{Expression, Name, NameKind, QualifiedName, Quoting};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// Why a statement cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("expected {expected}")]
pub(super) struct Unreadable {
    /// What should stand there.
    pub(super) expected: &'static str,
}

pub(super) type Outcome<T> = Result<T, Unreadable>;

/// Fails, since something else should stand here.
pub(super) const fn unreadable<T>(expected: &'static str) -> Outcome<T> {
    Err(Unreadable { expected })
}

/// Reads a statement from left to right.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'sql> {
    sql: &'sql str,
    pub(super) dialect: Dialect,
    tokens: Vec<Token>,
    position: usize,
}

/// The name that `text` is, with its namespace if it has one; `None` where it is anything else.
pub(crate) fn qualified_name(text: &str, dialect: Dialect) -> Option<QualifiedName> {
    let mut cursor = Cursor::new(text, dialect);
    let name = cursor.relation().ok()?;
    cursor.is_at_end().then_some(name)
}

impl<'sql> Cursor<'sql> {
    pub(super) fn new(sql: &'sql str, dialect: Dialect) -> Self {
        Self {
            sql,
            dialect,
            tokens: tokens(sql, dialect),
            position: 0,
        }
    }

    /// The byte where the next token begins; that behind the last one at the end.
    pub(super) fn offset(&self) -> usize {
        let next = self.token(0).map(|token| token.span.start);
        next.unwrap_or_else(|| self.tokens.last().map_or(0, |token| token.span.end))
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.position == self.tokens.len()
    }

    /// Fails if something is left.
    pub(super) fn expect_end(&self) -> Outcome<()> {
        if self.is_at_end() {
            Ok(())
        } else {
            unreadable("the statement's end")
        }
    }

    /// Where it is, to come back to with [`Self::return_to`].
    pub(super) const fn position(&self) -> usize {
        self.position
    }

    pub(super) const fn return_to(&mut self, position: usize) {
        self.position = position;
    }

    fn token(&self, offset: usize) -> Option<&Token> {
        self.tokens.get(self.position + offset)
    }

    fn text_of(&self, token: &Token) -> &'sql str {
        &self.sql[token.span.clone()]
    }

    /// The kind of the next token.
    pub(super) fn kind(&self) -> Option<LexemeKind> {
        self.token(0).map(|token| token.kind)
    }

    /// The text of the next token; empty at the end.
    pub(super) fn text(&self) -> &'sql str {
        self.text_at(0)
    }

    fn text_at(&self, offset: usize) -> &'sql str {
        self.token(offset).map_or("", |token| self.text_of(token))
    }

    /// Goes on behind the next token.
    pub(super) fn skip(&mut self) {
        self.position = (self.position + 1).min(self.tokens.len());
    }

    /// Whether the token so many further on is one of some words, between `|`.
    fn is_word_at(&self, offset: usize, words: &[u8]) -> bool {
        self.token(offset).is_some_and(|token| {
            let text = self.text_of(token).as_bytes();
            token.kind == LexemeKind::Word
                && words
                    .split(|&byte| byte == b'|')
                    .any(|word| word.eq_ignore_ascii_case(text))
        })
    }

    /// Whether the next tokens are these words. One word may be one of several, between `|`.
    ///
    /// It is asked many times a statement, so it looks at bytes: a search for a character costs more
    /// than such short words do.
    pub(super) fn is_at(&self, words: &str) -> bool {
        let mut words = words.as_bytes().split(|&byte| byte == b' ').enumerate();
        words.all(|(offset, words)| self.is_word_at(offset, words))
    }

    /// Goes on behind these words, if they stand here.
    pub(super) fn take(&mut self, words: &str) -> bool {
        let is_at = self.is_at(words);
        if is_at {
            self.position += words.split(' ').count();
        }
        is_at
    }

    /// Goes on behind these words, which must stand here.
    pub(super) fn expect(&mut self, words: &'static str) -> Outcome<()> {
        if self.take(words) {
            Ok(())
        } else {
            unreadable(words)
        }
    }

    /// The next word in upper case, if a word stands here.
    pub(super) fn word(&self) -> Option<String> {
        let token = self.token(0)?;
        (token.kind == LexemeKind::Word).then(|| self.text_of(token).to_ascii_uppercase())
    }

    /// Whether a sign stands here, such as `(` or `=`.
    pub(super) fn is_at_sign(&self, sign: &str) -> bool {
        self.is_sign_at(0, sign)
    }

    pub(super) fn is_sign_at(&self, offset: usize, sign: &str) -> bool {
        self.token(offset).is_some_and(|token| {
            !matches!(
                token.kind,
                LexemeKind::Word | LexemeKind::QuotedIdentifier(_) | LexemeKind::String(_)
            ) && self.text_of(token) == sign
        })
    }

    /// Goes on behind a sign, if it stands here.
    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let is_at = self.is_at_sign(sign);
        if is_at {
            self.position += 1;
        }
        is_at
    }

    /// Goes on behind a sign, which must stand here.
    pub(super) fn expect_sign(&mut self, sign: &'static str) -> Outcome<()> {
        if self.take_sign(sign) {
            Ok(())
        } else {
            unreadable(sign)
        }
    }

    /// Whether an identifier stands here: a word, or a name in quotes.
    pub(super) fn is_at_name(&self) -> bool {
        self.is_name_at(0)
    }

    fn is_name_at(&self, offset: usize) -> bool {
        self.token(offset).is_some_and(|token| match token.kind {
            LexemeKind::Word | LexemeKind::QuotedIdentifier(_) => true,
            // SQLite takes a string where only a name can stand.
            LexemeKind::String(_) => self.dialect == Dialect::Sqlite,
            // MySQL's names may begin with a digit.
            LexemeKind::Number => self.dialect == Dialect::Mysql && !is_number(self.text_of(token)),
            _ => false,
        })
    }

    /// A name.
    pub(super) fn name(&mut self, kind: NameKind) -> Outcome<Name> {
        let Some(token) = self.token(0).filter(|_| self.is_at_name()) else {
            return unreadable("a name");
        };
        let text = self.text_of(token);
        let name = match token.kind {
            LexemeKind::Word | LexemeKind::Number => {
                Name::new(text, Quoting::Bare, kind, self.dialect)
            }
            LexemeKind::String(_) => {
                let value = string_value(text, token.kind, self.dialect);
                Name::new(&value, Quoting::Quoted, kind, self.dialect)
            }
            _ => {
                let text = identifier_text(text, token.kind);
                Name::new(&text, Quoting::Quoted, kind, self.dialect)
            }
        };
        self.position += 1;
        Ok(name)
    }

    /// The name of a column, a constraint or the like.
    pub(super) fn part(&mut self) -> Outcome<Name> {
        self.name(NameKind::Part)
    }

    /// A name with its namespace, if it has one. A catalog before that is passed over.
    pub(super) fn qualified(&mut self, kind: NameKind) -> Outcome<QualifiedName> {
        let start = self.position;
        let mut parts = 1;
        self.name(kind)?;
        while self.is_at_sign(".") && self.is_name_at(1) {
            self.position += 2;
            parts += 1;
        }
        let end = self.position;
        let last = self.position - 1;
        self.position = last;
        let name = self.name(kind)?;
        let namespace = if parts > 1 {
            self.position = last - 2;
            Some(self.name(NameKind::Relation)?)
        } else {
            None
        };
        debug_assert!(start < end);
        self.position = end;
        Ok(QualifiedName { namespace, name })
    }

    /// The name of a table, a view or the like.
    pub(super) fn relation(&mut self) -> Outcome<QualifiedName> {
        self.qualified(NameKind::Relation)
    }

    /// A column with its table.
    pub(super) fn column_of_table(&mut self) -> Outcome<(QualifiedName, Name)> {
        let mut dots = 0;
        while self.is_name_at(2 * dots) && self.is_sign_at(2 * dots + 1, ".") {
            dots += 1;
        }
        if dots == 0 {
            return unreadable("a column with its table");
        }
        let last = self.position + 2 * dots;
        let mut table = self.clone();
        // The table's name ends before the last period.
        table.tokens.truncate(last - 1);
        let table = table.relation()?;
        self.position = last;
        Ok((table, self.part()?))
    }

    /// Names of relations, separated by commas.
    pub(super) fn relations(&mut self) -> Outcome<Vec<QualifiedName>> {
        self.list(Self::relation)
    }

    /// Names of columns in parentheses.
    pub(super) fn parts_in_parentheses(&mut self) -> Outcome<Vec<Name>> {
        self.expect_sign("(")?;
        let parts = self.list(Self::part)?;
        self.expect_sign(")")?;
        Ok(parts)
    }

    /// One or more of something, separated by commas.
    pub(super) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Outcome<T>,
    ) -> Outcome<Vec<T>> {
        let mut items = vec![item(self)?];
        while self.take_sign(",") {
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// A string's value.
    pub(super) fn string(&mut self) -> Outcome<String> {
        let Some(token) = self.token(0).filter(|_| self.is_at_string()) else {
            return unreadable("a string");
        };
        let value = string_value(self.text_of(token), token.kind, self.dialect);
        self.position += 1;
        Ok(value)
    }

    /// Whether a string stands here.
    pub(super) fn is_at_string(&self) -> bool {
        self.token(0).is_some_and(|token| {
            matches!(
                token.kind,
                LexemeKind::String(_) | LexemeKind::DollarQuote(_)
            )
        })
    }

    /// A whole number, with its sign.
    pub(super) fn integer(&mut self) -> Outcome<i128> {
        let is_negative = self.take_sign("-");
        if !is_negative {
            self.take_sign("+");
        }
        let number = match self.kind() {
            Some(LexemeKind::Number) => self.text().replace('_', "").parse::<i128>().ok(),
            _ => None,
        };
        let Some(number) = number else {
            return unreadable("a whole number");
        };
        self.position += 1;
        Ok(if is_negative { -number } else { number })
    }

    /// What stands in parentheses, without them.
    pub(super) fn parenthesized(&mut self) -> Outcome<&'sql str> {
        let start = self.position;
        self.expect_sign("(")?;
        self.position = start;
        self.skip_balanced();
        let first = &self.tokens[start];
        match self.tokens.get(self.position - 1) {
            Some(last) if last.kind == LexemeKind::CloseParenthesis => {
                Ok(self.sql[first.span.end..last.span.start].trim())
            }
            _ => unreadable(")"),
        }
    }

    /// An expression in parentheses, without them.
    pub(super) fn parenthesized_expression(&mut self) -> Outcome<Expression> {
        self.parenthesized().map(Expression::new)
    }

    /// Goes on behind the next token, or what is in parentheses or brackets if it opens them.
    pub(super) fn skip_balanced(&mut self) {
        let mut depth = 0_usize;
        loop {
            let text = self.text();
            match self.kind() {
                None => return,
                Some(LexemeKind::OpenParenthesis) => depth += 1,
                Some(LexemeKind::CloseParenthesis) => depth = depth.saturating_sub(1),
                Some(LexemeKind::Bracket) if text == "[" => depth += 1,
                Some(LexemeKind::Bracket) if text == "]" => depth = depth.saturating_sub(1),
                Some(_) => {}
            }
            self.position += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// The text up to where `ends` first holds outside parentheses, or to a comma or a closing
    /// parenthesis there. At least one token.
    pub(super) fn text_until(&mut self, ends: impl Fn(&Self) -> bool) -> Outcome<&'sql str> {
        let start = self.position;
        while !self.is_at_end()
            && !self.is_at_sign(",")
            && !self.is_at_sign(")")
            && (self.position == start || !ends(self))
        {
            self.skip_balanced();
        }
        if self.position == start {
            return unreadable("an expression");
        }
        Ok(self.text_since(start))
    }

    /// The text from `start` up to the last token before here.
    pub(super) fn text_since(&self, start: usize) -> &'sql str {
        match (self.tokens.get(start), self.position.checked_sub(1)) {
            (Some(first), Some(last)) if start <= last => {
                &self.sql[first.span.start..self.tokens[last].span.end]
            }
            _ => "",
        }
    }

    /// All that is left, as it was written.
    pub(super) fn rest(&mut self) -> &'sql str {
        let start = self.position;
        self.position = self.tokens.len();
        self.text_since(start)
    }

    /// All that is left of a list's item, up to a comma outside parentheses.
    pub(super) fn skip_item(&mut self) {
        while !self.is_at_end() && !self.is_at_sign(",") {
            self.skip_balanced();
        }
    }
}

/// Whether a word that begins with a digit is a number and nothing else.
fn is_number(word: &str) -> bool {
    let prefix = word.get(..2).unwrap_or_default();
    prefix.eq_ignore_ascii_case("0x")
        || prefix.eq_ignore_ascii_case("0b")
        || word.parse::<f64>().is_ok()
        || word.contains('.')
}
