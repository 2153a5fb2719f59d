use super::TransactionEffect;
use super::words::{Words, code, mentions};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

pub(super) fn effect(sql: &str, words: &Words) -> TransactionEffect {
    if is_refused_inside(words) {
        TransactionEffect::RefusedInside
    } else if words.start_with("CALL") || (words.start_with("DO") && may_commit(sql)) {
        TransactionEffect::MayCommit
    } else {
        TransactionEffect::Ordinary
    }
}

/// Whether a block of code may commit: it says so itself, in whatever language, or it calls what
/// may. A function cannot, and neither can dynamic SQL other than `CALL`.
fn may_commit(block: &str) -> bool {
    code(block, Dialect::Postgresql)
        .filter(|lexeme| {
            matches!(
                lexeme.kind,
                LexemeKind::String(_) | LexemeKind::DollarQuote(_)
            )
        })
        .any(|lexeme| {
            ["commit", "rollback", "call"]
                .iter()
                .any(|word| mentions(&block[lexeme.span.clone()], word))
        })
}

/// Whether PostgreSQL refuses the statement inside a transaction block, in one of its supported
/// versions at least.
///
/// Each manual page says it in its notes, such as
/// <https://www.postgresql.org/docs/current/sql-createindex.html>; in the server, these are the
/// callers of `PreventInTransactionBlock`. `ALTER TYPE … ADD VALUE` is not among them since
/// version 12: <https://www.postgresql.org/docs/12/release-12.html>.
fn is_refused_inside(words: &Words) -> bool {
    let concurrently = words.contain("CONCURRENTLY")
        && (words.start_with_any(&[
            "CREATE INDEX",
            "CREATE UNIQUE INDEX",
            "DROP INDEX",
            "REINDEX",
        ]) || (words.start_with("ALTER TABLE") && words.contain("DETACH")));
    let moves_database = words.start_with("ALTER DATABASE") && words.contain("TABLESPACE");
    let changes_subscription = words.start_with("ALTER SUBSCRIPTION")
        && (words.contain("REFRESH") || words.contain("PUBLICATION"));
    concurrently
        || moves_database
        || changes_subscription
        || words.are(&["CLUSTER"])
        || words.are(&["CLUSTER", "VERBOSE"])
        || words.start_with_any(&[
            "VACUUM",
            "CREATE|DROP DATABASE|TABLESPACE|SUBSCRIPTION",
            "ALTER SYSTEM",
            "REINDEX SCHEMA|DATABASE|SYSTEM",
            "DISCARD ALL",
        ])
}
