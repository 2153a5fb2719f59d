//! What a rename makes of a view's text. PostgreSQL and SQLite follow renames, so a text that goes on
//! naming what has another name would make the view no more. It is rewritten where each of its words
//! certainly means what it seems to; what the view reads is known either way.

use std::ops::Range;

use super::Step;
use super::column_name::each_column;
use super::session::PUBLIC;
use super::type_name::shown;
use crate::operation::unquoted;
use crate::schema::{Name, NameKind, QualifiedName, Quoting, Relation, View};
use crate::sql::lexer::{Lexeme, LexemeKind, Lexer};
use crate::sql::{Dialect, identifier};

/// What may make a word mean something else than it seems to.
const UNCLEAR: [&str; 9] = [
    "with",
    "union",
    "intersect",
    "except",
    "natural",
    "using",
    "lateral",
    "values",
    "window",
];

impl Step<'_> {
    /// The text of a view that reads `from`, once that is called `to`.
    pub(super) fn view_of_renamed_table(
        &self,
        view: &View,
        from: &QualifiedName,
        to: &QualifiedName,
    ) -> Option<String> {
        let dialect = self.dialect();
        let is_same_name = |it: &&QualifiedName| it.name == from.name;
        if self.may_have_column(view, &from.name, None)
            || view.reads.iter().filter(is_same_name).count() != 1
        {
            return None;
        }
        let pieces = Pieces::new(&view.query.text, dialect);
        if pieces.any_word(&["with"]) {
            return None;
        }
        let mut edits = Vec::new();
        for position in 0..pieces.lexemes.len() {
            if pieces.name(position, NameKind::Relation).as_ref() != Some(&from.name)
                || pieces.kind(position + 1) == Some(LexemeKind::OpenParenthesis)
            {
                continue;
            }
            let span = pieces.lexemes[position].span.clone();
            let before = position.checked_sub(1);
            if before.is_some_and(|it| pieces.kind(it) == Some(LexemeKind::Period)) {
                // Its namespace stands before it, or else it is no table.
                let namespace = position.checked_sub(2)?;
                let named = pieces.name(namespace, NameKind::Relation);
                let is_default = from.namespace.is_none()
                    && dialect == Dialect::Postgresql
                    && named.as_ref().is_some_and(|it| it.as_str() == PUBLIC);
                if !is_default && (named.is_none() || named != from.namespace) {
                    return None;
                }
                edits.push((pieces.lexemes[namespace].span.start..span.end, shown(to)));
            } else if before.is_some_and(|it| pieces.is_word(it, "as")) {
                return None;
            } else if pieces.kind(position + 1) == Some(LexemeKind::Period) {
                edits.push((span, identifier(to.name.as_str(), dialect)));
            } else {
                edits.push((span, shown(to)));
            }
        }
        Some(edited(&view.query.text, edits))
    }

    /// The text of a view that reads a column of `table`, once that is called `to`. The view's own column
    /// keeps its name in PostgreSQL, and has the new one in SQLite.
    pub(super) fn view_of_renamed_column(
        &self,
        view: &View,
        table: &QualifiedName,
        from: &Name,
        to: &Name,
    ) -> Option<String> {
        let dialect = self.dialect();
        let text = &view.query.text;
        let pieces = Pieces::new(text, dialect);
        if self.may_have_column(view, from, Some(table))
            || view.reads.iter().any(|it| it.name.key() == from.key())
            || pieces.any_word(&UNCLEAR)
            || pieces.count_word("select") != 1
        {
            return None;
        }
        let keeps_name = dialect == Dialect::Postgresql && view.columns.is_empty();
        let end = pieces.end_of_list();
        let mut edits = Vec::new();
        each_column(text, dialect, |name, span| {
            if name != *from {
                return;
            }
            let mut written = identifier(to.as_str(), dialect);
            if keeps_name && pieces.is_item(&span, end) {
                written = format!("{written} AS {}", identifier(from.as_str(), dialect));
            }
            edits.push((span, written));
        });
        Some(edited(text, edits))
    }

    /// Whether a relation that a view reads, but `table`, may have a column of this name. What columns
    /// a view has is not worked out.
    fn may_have_column(&self, view: &View, column: &Name, table: Option<&QualifiedName>) -> bool {
        view.reads
            .iter()
            .filter(|it| Some(*it) != table)
            .any(|it| match self.schema.relation(it) {
                Some(Relation::Table(table)) => {
                    table.columns.iter().any(|it| it.name.key() == column.key())
                }
                Some(_) => table.is_some(),
                None => false,
            })
    }
}

/// A text with other words at some places.
fn edited(text: &str, edits: Vec<(Range<usize>, String)>) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    for (span, written) in edits {
        edited.push_str(&text[done..span.start]);
        edited.push_str(&written);
        done = span.end;
    }
    edited.push_str(&text[done..]);
    edited
}

/// The pieces of a query.
struct Pieces<'text> {
    text: &'text str,
    lexemes: Vec<Lexeme>,
    dialect: Dialect,
}

impl<'text> Pieces<'text> {
    fn new(text: &'text str, dialect: Dialect) -> Self {
        let lexemes = Lexer::new(text, 0..text.len(), dialect)
            .filter(|lexeme| !lexeme.kind.is_trivia())
            .collect();
        Self {
            text,
            lexemes,
            dialect,
        }
    }

    fn kind(&self, position: usize) -> Option<LexemeKind> {
        self.lexemes.get(position).map(|it| it.kind)
    }

    fn is_word(&self, position: usize, word: &str) -> bool {
        self.lexemes.get(position).is_some_and(|it| {
            it.kind == LexemeKind::Word && self.text[it.span.clone()].eq_ignore_ascii_case(word)
        })
    }

    fn any_word(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.count_word(word) > 0)
    }

    fn count_word(&self, word: &str) -> usize {
        let positions = 0..self.lexemes.len();
        positions.filter(|it| self.is_word(*it, word)).count()
    }

    fn name(&self, position: usize, kind: NameKind) -> Option<Name> {
        let lexeme = self.lexemes.get(position)?;
        let word = &self.text[lexeme.span.clone()];
        match lexeme.kind {
            LexemeKind::Word => Some(Name::new(word, Quoting::Bare, kind, self.dialect)),
            LexemeKind::QuotedIdentifier(_) => {
                let inner = unquoted(word, lexeme.kind);
                Some(Name::new(&inner, Quoting::Quoted, kind, self.dialect))
            }
            _ => None,
        }
    }

    /// Where the list of what is selected ends: at the first `FROM` outside of parentheses.
    fn end_of_list(&self) -> usize {
        let mut depth = 0_usize;
        for (position, lexeme) in self.lexemes.iter().enumerate() {
            match lexeme.kind {
                LexemeKind::OpenParenthesis => depth += 1,
                LexemeKind::CloseParenthesis => depth = depth.saturating_sub(1),
                // `IS DISTINCT FROM`
                _ if depth == 0
                    && self.is_word(position, "from")
                    && !position
                        .checked_sub(1)
                        .is_some_and(|it| self.is_word(it, "distinct")) =>
                {
                    return position;
                }
                _ => {}
            }
        }
        self.lexemes.len()
    }

    /// Whether the column at `span` is the whole of an item of the list that ends at `end`.
    fn is_item(&self, span: &Range<usize>, end: usize) -> bool {
        let Some(last) = self.lexemes.iter().position(|it| it.span == *span) else {
            return false;
        };
        let mut first = last;
        while first >= 2 && self.kind(first - 1) == Some(LexemeKind::Period) {
            first -= 2;
        }
        let opens = first.checked_sub(1).is_some_and(|it| {
            self.kind(it) == Some(LexemeKind::Comma)
                || ["select", "distinct", "all"]
                    .iter()
                    .any(|word| self.is_word(it, word))
        });
        let closes = last + 1 == end || self.kind(last + 1) == Some(LexemeKind::Comma);
        let inside = &self.lexemes[..last.min(end)];
        let count = |kind| inside.iter().filter(|it| it.kind == kind).count();
        let is_outermost =
            count(LexemeKind::OpenParenthesis) == count(LexemeKind::CloseParenthesis);
        last < end && opens && closes && is_outermost
    }
}
