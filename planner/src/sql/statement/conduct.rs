use super::session::{self, SessionEffect};
use super::words::{Words, behind_settings, code, mentions, variable_name};
use super::{TransactionEffect, effect};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// How a statement behaves, beside what it is for, towards whoever runs it with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Conduct {
    /// What it does to the transaction that it runs in.
    pub transaction: TransactionEffect,
    /// What it leaves behind where the database refuses it, or where it is cancelled.
    pub refused: Refused,
    /// What it leaves in its session.
    pub session: SessionEffect,
    /// What it wants of those that run before and behind it.
    pub demand: Demand,
}

/// What a statement that runs by itself leaves behind where the database refuses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refused {
    /// Nothing.
    LeavesNothing,
    /// Perhaps a part of what it was to do.
    MayLeavePart,
}

/// What a statement wants of the statements around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Demand {
    /// Nothing.
    Nothing,
    /// That the last row was inserted in its own session: it asks for that row's key.
    LastInsertion,
    /// That nothing comes between it and the statement before: it asks what that did.
    StatementBefore,
    /// That those behind it touch only the tables that it locks.
    LockedTables,
}

/// How `sql`, one statement, behaves. Linear in its length.
pub fn conduct(sql: &str, dialect: Dialect) -> Conduct {
    let words = Words::of(sql, dialect);
    let code = &sql[behind_settings(sql, dialect)..];
    let transaction = effect(sql, &words, dialect);
    Conduct {
        transaction,
        refused: refused(&words, transaction, dialect),
        session: session::effect(code, &words, dialect),
        demand: demand(code, &words, dialect),
    }
}

fn refused(words: &Words, transaction: TransactionEffect, dialect: Dialect) -> Refused {
    let may_leave_part = match (transaction, dialect) {
        (TransactionEffect::MayCommit, _) => true,
        // An index that could not be built stays, invalid; a partition stays half detached, a slot
        // on the other server.
        (TransactionEffect::RefusedInside, Dialect::Postgresql) => {
            words.contain("CONCURRENTLY") || words.contain("SUBSCRIPTION")
        }
        // Several objects go one by one, and what is to be replaced goes first.
        (TransactionEffect::CommitsImplicitly, Dialect::Mysql) => {
            words.start_with_any(&["CREATE OR REPLACE", "DROP DATABASE|SCHEMA"])
                || (words.start_with("DROP|RENAME|REVOKE") && words.have_a_list())
                || (words.start_with("CREATE|ALTER USER|ROLE") && words.have_a_list())
        }
        _ => false,
    };
    if may_leave_part {
        Refused::MayLeavePart
    } else {
        Refused::LeavesNothing
    }
}

fn demand(sql: &str, words: &Words, dialect: Dialect) -> Demand {
    if locks_tables(words, dialect) {
        return Demand::LockedTables;
    }
    // What a definition holds is asked when it is used.
    if words.start_with("CREATE|ALTER|DROP") {
        return Demand::Nothing;
    }
    let (insertion, before): (&[&str], &[&str]) = match dialect {
        // PostgreSQL itself refuses to tell a session what another did.
        Dialect::Postgresql => return Demand::Nothing,
        Dialect::Mysql => (
            &["LAST_INSERT_ID", "IDENTITY"],
            &["ROW_COUNT", "FOUND_ROWS", "ERROR_COUNT", "WARNING_COUNT"],
        ),
        Dialect::Sqlite => (&["LAST_INSERT_ROWID"], &["CHANGES", "TOTAL_CHANGES"]),
    };
    if asks(sql, dialect, before) && !only_shows(sql, words)
        || (dialect == Dialect::Mysql && words.start_with_any(&["GET", "GET CURRENT"]))
    {
        Demand::StatementBefore
    } else if asks(sql, dialect, insertion) && !only_shows(sql, words) {
        Demand::LastInsertion
    } else {
        Demand::Nothing
    }
}

/// Whether a statement locks tables, and with them every other that it does not name.
fn locks_tables(words: &Words, dialect: Dialect) -> bool {
    dialect == Dialect::Mysql
        && (words.start_with("LOCK TABLE|TABLES")
            || (words.start_with("FLUSH")
                && (words.contain("EXPORT") || (words.contain("READ") && words.contain("LOCK")))))
}

/// Whether a statement calls one of these functions, or reads a setting of that name.
fn asks(sql: &str, dialect: Dialect, names: &[&str]) -> bool {
    if !names
        .iter()
        .any(|name| mentions(sql, &name.to_ascii_lowercase()))
    {
        return false;
    }
    let mut lexemes = code(sql, dialect).peekable();
    while let Some(lexeme) = lexemes.next() {
        let text = &sql[lexeme.span];
        let asks = match lexeme.kind {
            LexemeKind::Word => {
                names.iter().any(|name| name.eq_ignore_ascii_case(text))
                    && lexemes
                        .peek()
                        .is_some_and(|next| next.kind == LexemeKind::OpenParenthesis)
            }
            LexemeKind::Parameter => {
                text.starts_with("@@") && names.contains(&variable_name(text).as_str())
            }
            _ => false,
        };
        if asks {
            return true;
        }
    }
    false
}

/// Whether a statement only gives rows to whoever sent it, and nobody reads them.
fn only_shows(sql: &str, words: &Words) -> bool {
    words.start_with("SELECT|SHOW") && !mentions(sql, "into") && !sql.contains(":=")
}

#[cfg(test)]
#[path = "conduct_tests.rs"]
mod tests;
