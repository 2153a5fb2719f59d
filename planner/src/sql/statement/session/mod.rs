//! What a statement leaves in its session.

mod mysql;
mod postgresql;
mod sqlite;

use super::words::{Words, code};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// What a statement leaves in the session that it runs in, for the statements behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionEffect {
    /// Nothing that is known.
    Nothing,
    /// A setting, or a variable, that it spells out: another session that runs it has the same.
    Setting,
    /// A setting for the transaction that runs, or for the next one.
    Passing,
    /// A setting that it computes: another session that runs it may get something else.
    ComputedSetting,
    /// The key of the row that it inserted, which the next insertion takes the place of (MySQL,
    /// SQLite).
    Insertion,
    /// Something else that no other session has: a variable with the answer of a query, a temporary
    /// table, a prepared statement, a lock.
    State,
}

/// What `sql` with these `words` leaves in its session. Linear in its length.
pub(super) fn effect(sql: &str, words: &Words, dialect: Dialect) -> SessionEffect {
    match dialect {
        Dialect::Postgresql => postgresql::effect(sql, words),
        Dialect::Mysql => mysql::effect(sql, words),
        Dialect::Sqlite => sqlite::effect(sql, words),
    }
}

/// Whether `sql` names something in one of these schemas.
fn is_in_schema(sql: &str, dialect: Dialect, schemas: &[&str]) -> bool {
    let mut lexemes = code(sql, dialect).peekable();
    while let Some(lexeme) = lexemes.next() {
        let text = &sql[lexeme.span];
        let name = text.trim_matches(['"', '`', '[', ']']);
        if schemas
            .iter()
            .any(|schema| schema.eq_ignore_ascii_case(name))
            && lexemes
                .peek()
                .is_some_and(|next| next.kind == LexemeKind::Period)
        {
            return true;
        }
    }
    false
}
