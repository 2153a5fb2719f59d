//! What can be undone of a statement, and what has to be written down about it.

use limbeck_planner::sql::{Dialect, TransactionEffect, transaction_effect};

/// What running a statement means for the record of how far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Inside a transaction it can be undone, and it leaves the transaction as it is.
    Undoable,
    /// It takes effect by itself: the database commits with it, or cannot have it inside a
    /// transaction, or it may do either.
    Lasting,
    /// It begins a transaction.
    Begin,
    /// It commits one.
    Commit,
    /// It rolls one back.
    RollBack,
}

impl Effect {
    /// The effect of `sql`, one statement. What is not certain is [`Effect::Lasting`], about which
    /// the most is written down.
    pub fn of(sql: &str, dialect: Dialect) -> Self {
        match transaction_effect(sql, dialect) {
            TransactionEffect::Begins => Self::Begin,
            TransactionEffect::Ends => match first_word(sql, dialect).as_str() {
                "ROLLBACK" | "ABORT" => Self::RollBack,
                _ => Self::Commit,
            },
            TransactionEffect::CommitsImplicitly
            | TransactionEffect::RefusedInside
            | TransactionEffect::IgnoredInside => Self::Lasting,
            TransactionEffect::Ordinary if may_commit(&first_word(sql, dialect), dialect) => {
                Self::Lasting
            }
            TransactionEffect::Ordinary | TransactionEffect::Savepoint => Self::Undoable,
        }
    }
}

/// Whether a statement runs code of which nobody knows whether it commits.
fn may_commit(first_word: &str, dialect: Dialect) -> bool {
    match dialect {
        Dialect::Postgresql => matches!(first_word, "CALL" | "DO" | "EXECUTE"),
        // The words that are known not to: a version's new statements are not among them.
        Dialect::Mysql => !matches!(
            first_word,
            "INSERT"
                | "UPDATE"
                | "DELETE"
                | "REPLACE"
                | "SELECT"
                | "WITH"
                | "VALUES"
                | "TABLE"
                | "LOAD"
                | "SET"
                | "USE"
                | "SHOW"
                | "EXPLAIN"
                | "DESCRIBE"
        ),
        Dialect::Sqlite => false,
    }
}

/// Whether a statement sets something of the session that later statements may rely on, and that
/// is lost with the session. It can be run again at any time.
pub fn sets_session(sql: &str, dialect: Dialect) -> bool {
    match (first_word(sql, dialect).as_str(), dialect) {
        ("SET", Dialect::Postgresql) => {
            let rest = skip_blank(sql, dialect)[3..].trim_start().to_uppercase();
            !rest.starts_with("LOCAL") && !rest.starts_with("TRANSACTION")
        }
        ("SET" | "USE", Dialect::Mysql) | ("PRAGMA" | "ATTACH", Dialect::Sqlite) => true,
        _ => false,
    }
}

/// The first word of `sql` in upper case; nothing where it does not begin with one.
fn first_word(sql: &str, dialect: Dialect) -> String {
    let rest = skip_blank(sql, dialect);
    let end = rest
        .find(|character: char| !(character.is_alphanumeric() || character == '_'))
        .unwrap_or(rest.len());
    rest[..end].to_ascii_uppercase()
}

/// `sql` from its first byte that is neither white space nor part of a comment.
///
/// MySQL's `/*! … */` is no comment: the server runs what is in it.
pub fn skip_blank(sql: &str, dialect: Dialect) -> &str {
    let mut rest = sql;
    loop {
        rest = rest.trim_start_matches(|character: char| {
            character.is_whitespace() || character == '\u{feff}'
        });
        let is_line_comment =
            rest.starts_with("--") || (dialect == Dialect::Mysql && rest.starts_with('#'));
        if is_line_comment {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        } else if rest.starts_with("/*") && !(rest.starts_with("/*!") || rest.starts_with("/*M!")) {
            rest = behind_block_comment(rest, dialect);
        } else {
            return rest;
        }
    }
}

fn behind_block_comment(sql: &str, dialect: Dialect) -> &str {
    let mut depth = 0_usize;
    let mut index = 0;
    let bytes = sql.as_bytes();
    while index < bytes.len() {
        match bytes.get(index..index + 2) {
            Some(b"/*") if depth == 0 || dialect == Dialect::Postgresql => {
                depth += 1;
                index += 2;
            }
            Some(b"*/") => {
                depth -= 1;
                index += 2;
                if depth == 0 {
                    return &sql[index..];
                }
            }
            _ => index += 1,
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transactions() {
        let of = |sql| Effect::of(sql, Dialect::Postgresql);
        assert_eq!(of("begin"), Effect::Begin);
        assert_eq!(
            of("-- a\n/* b /* c */ */ START  /* d */ TRANSACTION"),
            Effect::Begin
        );
        assert_eq!(of("COMMIT WORK"), Effect::Commit);
        assert_eq!(of("END"), Effect::Commit);
        assert_eq!(of("/* a */ rollback"), Effect::RollBack);
        assert_eq!(of("ROLLBACK TO SAVEPOINT a"), Effect::Undoable);
        assert_eq!(of("/* never closed"), Effect::Undoable);
    }

    #[test]
    fn what_can_be_undone() {
        for dialect in Dialect::ALL {
            assert_eq!(
                Effect::of("insert into a values (1)", dialect),
                Effect::Undoable
            );
        }
        let create = "CREATE TABLE a (b int)";
        assert_eq!(Effect::of(create, Dialect::Postgresql), Effect::Undoable);
        assert_eq!(Effect::of(create, Dialect::Sqlite), Effect::Undoable);
        assert_eq!(Effect::of(create, Dialect::Mysql), Effect::Lasting);
        let index = "CREATE INDEX CONCURRENTLY a ON b (c)";
        assert_eq!(Effect::of(index, Dialect::Postgresql), Effect::Lasting);
        assert_eq!(Effect::of("CALL a()", Dialect::Postgresql), Effect::Lasting);
        assert_eq!(Effect::of("CALL a()", Dialect::Mysql), Effect::Lasting);
        assert_eq!(Effect::of("VACUUM", Dialect::Sqlite), Effect::Lasting);
        assert_eq!(
            Effect::of("/*!40101 CREATE TABLE a (b int) */", Dialect::Mysql),
            Effect::Lasting
        );
        assert_eq!(
            Effect::of("# a\nUPDATE a SET b = 1", Dialect::Mysql),
            Effect::Undoable
        );
    }

    #[test]
    fn settings_of_the_session() {
        assert!(sets_session("SET search_path = a", Dialect::Postgresql));
        assert!(!sets_session("SET LOCAL a = b", Dialect::Postgresql));
        assert!(sets_session("-- a\nUSE b", Dialect::Mysql));
        assert!(sets_session("PRAGMA foreign_keys = OFF", Dialect::Sqlite));
        assert!(!sets_session("UPDATE a SET b = 1", Dialect::Mysql));
    }
}
