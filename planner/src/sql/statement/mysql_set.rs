//! MySQL's `SET`, which changes settings of the session and variables of the user's own.

use super::words::{code, variable_name};
use crate::sql::Dialect;
use crate::sql::lexer::{Lexeme, LexemeKind};

/// The words that may stand before a setting's name.
const SCOPES: [&str; 5] = ["GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY"];

/// Words that are no literals although no parentheses follow them: the clock, the user, and
/// MariaDB's sequences.
const COMPUTED: [&str; 13] = [
    "CURRENT_DATE",
    "CURRENT_ROLE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
    "CURRENT_USER",
    "LOCALTIME",
    "LOCALTIMESTAMP",
    "NEXT",
    "PREVIOUS",
    "SYSDATE",
    "UTC_DATE",
    "UTC_TIME",
    "UTC_TIMESTAMP",
];

/// Settings that scripts save in a variable and put back, and that every new session has alike.
const SAVED: [&str; 21] = [
    "AUTOCOMMIT",
    "CHARACTER_SET_CLIENT",
    "CHARACTER_SET_CONNECTION",
    "CHARACTER_SET_RESULTS",
    "COLLATION_CONNECTION",
    "DEFAULT_STORAGE_ENGINE",
    "FOREIGN_KEY_CHECKS",
    "GROUP_CONCAT_MAX_LEN",
    "INNODB_LOCK_WAIT_TIMEOUT",
    "LOCK_WAIT_TIMEOUT",
    "MAX_STATEMENT_TIME",
    "NET_READ_TIMEOUT",
    "NET_WRITE_TIMEOUT",
    "SQL_LOG_BIN",
    "SQL_MODE",
    "SQL_NOTES",
    "SQL_SAFE_UPDATES",
    "TIME_ZONE",
    "TRANSACTION_ISOLATION",
    "TX_ISOLATION",
    "UNIQUE_CHECKS",
];

/// What `sql`, a `SET`, sets: the names of settings, and of variables with their `@`, in upper
/// case.
pub(super) fn targets(sql: &str) -> Vec<String> {
    let mut targets = Vec::new();
    let mut depth = 0_usize;
    let mut target: Option<String> = None;
    let mut in_target = true;
    // The first lexeme is `SET` itself.
    for Lexeme { kind, span } in code(sql, Dialect::Mysql).skip(1) {
        let text = &sql[span];
        match kind {
            LexemeKind::OpenParenthesis => depth += 1,
            LexemeKind::CloseParenthesis => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            LexemeKind::Comma => {
                targets.extend(target.take());
                in_target = true;
            }
            LexemeKind::Operator => in_target = false,
            LexemeKind::Parameter if in_target => target = Some(variable_name(text)),
            LexemeKind::Word if in_target => {
                let word = text.to_ascii_uppercase();
                if !SCOPES.contains(&word.as_str()) {
                    target = Some(word);
                }
            }
            LexemeKind::QuotedIdentifier(_) if in_target => {
                target = Some(text.trim_matches('`').to_ascii_uppercase());
            }
            _ => {}
        }
    }
    targets.extend(target);
    targets
}

/// Whether `sql`, a `SET`, says all by itself what it sets: it has only literals, variables, and
/// settings that every new session has alike.
pub(super) fn is_literal(sql: &str) -> bool {
    let mut lexemes = code(sql, Dialect::Mysql).skip(1).peekable();
    while let Some(Lexeme { kind, span }) = lexemes.next() {
        let text = &sql[span];
        let mut is_target = || {
            lexemes.peek().is_some_and(|next| {
                next.kind == LexemeKind::Operator && matches!(&sql[next.span.clone()], "=" | ":=")
            })
        };
        let literal = match kind {
            LexemeKind::Word => !COMPUTED.contains(&text.to_ascii_uppercase().as_str()),
            LexemeKind::Parameter if text.starts_with("@@") => {
                is_target() || SAVED.contains(&variable_name(text).as_str())
            }
            LexemeKind::Parameter
            | LexemeKind::Number
            | LexemeKind::String(_)
            | LexemeKind::QuotedIdentifier(_)
            | LexemeKind::Comma
            | LexemeKind::Period
            | LexemeKind::Operator => true,
            _ => false,
        };
        if !literal {
            return false;
        }
    }
    true
}
