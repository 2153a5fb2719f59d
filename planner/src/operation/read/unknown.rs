use std::collections::BTreeSet;

use super::token::{identifier_text, string_value, tokens};
use crate::operation::{Mentions, Operation, Unknown};
use crate::schema::{Name, NameKind, Quoting};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// How deep texts inside texts are looked into: a `DO` block holds `EXECUTE '…'`, which holds
/// statements.
const DEEPEST: usize = 4;

/// A statement whose effect is not known, for `reason`.
pub(super) fn unknown(sql: &str, dialect: Dialect, reason: impl Into<String>) -> Operation {
    Operation::Unknown(Unknown {
        reason: reason.into(),
        mentions: mentions(sql, dialect),
    })
}

/// The names that stand in a statement, those in its strings included, since a string may be a
/// statement.
pub(super) fn mentions(sql: &str, dialect: Dialect) -> Mentions {
    let mut names = BTreeSet::new();
    collect(sql, dialect, DEEPEST, &mut names);
    Mentions::Names(names)
}

fn collect(sql: &str, dialect: Dialect, depth: usize, names: &mut BTreeSet<Name>) {
    for token in tokens(sql, dialect) {
        let text = &sql[token.span];
        match token.kind {
            LexemeKind::Word => {
                names.insert(Name::new(text, Quoting::Bare, NameKind::Relation, dialect));
            }
            LexemeKind::QuotedIdentifier(_) => {
                let text = identifier_text(text, token.kind);
                let kind = NameKind::Relation;
                names.insert(Name::new(&text, Quoting::Quoted, kind, dialect));
            }
            LexemeKind::String(_) | LexemeKind::DollarQuote(_) if depth > 0 => {
                let value = string_value(text, token.kind, dialect);
                collect(&value, dialect, depth - 1, names);
            }
            _ => {}
        }
    }
}

/// What the body of a block or a routine may touch.
pub(crate) fn block_mentions(body: &str, dialect: Dialect) -> Mentions {
    if is_dynamic(body, dialect) {
        Mentions::Everything
    } else {
        mentions(body, dialect)
    }
}

/// Whether `sql`, the body of a block, puts statements together itself, so that what it touches
/// cannot be read off it.
pub(super) fn is_dynamic(sql: &str, dialect: Dialect) -> bool {
    is_dynamic_within(sql, dialect, DEEPEST)
}

fn is_dynamic_within(sql: &str, dialect: Dialect, depth: usize) -> bool {
    let all = tokens(sql, dialect);
    all.iter().enumerate().any(|(index, token)| {
        if depth > 0 && matches!(token.kind, LexemeKind::DollarQuote(_)) {
            // The body of a `DO` block is one token.
            let body = string_value(&sql[token.span.clone()], token.kind, dialect);
            return is_dynamic_within(&body, dialect, depth - 1);
        }
        let is_word = token.kind == LexemeKind::Word;
        let executes = is_word && sql[token.span.clone()].eq_ignore_ascii_case("execute");
        // `EXECUTE FUNCTION` is a trigger's, and `EXECUTE 'text'` is as good as a statement.
        let next = all.get(index + 1);
        let names_routine = next.is_some_and(|next| {
            let text = &sql[next.span.clone()];
            text.eq_ignore_ascii_case("function") || text.eq_ignore_ascii_case("procedure")
        });
        let is_literal = next.is_some_and(|next| {
            matches!(
                next.kind,
                LexemeKind::String(_) | LexemeKind::DollarQuote(_)
            )
        }) && all
            .get(index + 2)
            .is_none_or(|after| after.kind == LexemeKind::Semicolon);
        executes && !names_routine && !is_literal
    })
}
