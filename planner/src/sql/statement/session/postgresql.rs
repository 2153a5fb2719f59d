use super::{SessionEffect, is_in_schema};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;
use crate::sql::statement::words::{Words, code, mentions};

/// <https://www.postgresql.org/docs/current/sql-set.html>: no value is an expression.
pub(super) fn effect(sql: &str, words: &Words) -> SessionEffect {
    if words.start_with("SET") {
        return if words.start_with("SET LOCAL|TRANSACTION|CONSTRAINTS") {
            SessionEffect::Passing
        } else {
            SessionEffect::Setting
        };
    }
    if words.start_with("RESET|LOAD") {
        return SessionEffect::Setting;
    }
    let defines = words.start_with("CREATE|ALTER|COMMENT");
    if words.start_with_any(&["PREPARE", "DISCARD ALL"])
        || (words.start_with("DECLARE") && words.contain("HOLD"))
        || is_temporary(sql, words)
        || (!defines && takes_lock(sql))
    {
        return SessionEffect::State;
    }
    if !defines && mentions(sql, "set_config") {
        return if is_literal_set_config(sql) {
            SessionEffect::Setting
        } else {
            SessionEffect::ComputedSetting
        };
    }
    SessionEffect::Nothing
}

/// Whether a statement makes a table, a view or a sequence that goes with the session.
fn is_temporary(sql: &str, words: &Words) -> bool {
    let create = words.start_with_any(&[
        "CREATE TEMP|TEMPORARY",
        "CREATE LOCAL|GLOBAL TEMP|TEMPORARY",
        "CREATE OR REPLACE TEMP|TEMPORARY",
    ]);
    if create {
        // `ON COMMIT DROP`: it is gone by then.
        return !(words.contain("COMMIT") && words.contain("DROP"));
    }
    if words.start_with("CREATE") {
        return is_in_schema(sql, Dialect::Postgresql, &["pg_temp"]);
    }
    words.start_with("SELECT|WITH|TABLE|VALUES") && mentions(sql, "temp") && selects_into_temp(sql)
}

fn selects_into_temp(sql: &str) -> bool {
    let words: Vec<_> = code(sql, Dialect::Postgresql)
        .filter(|lexeme| lexeme.kind == LexemeKind::Word)
        .map(|lexeme| sql[lexeme.span].to_ascii_uppercase())
        .collect();
    let is_temp = |word: &String| word == "TEMP" || word == "TEMPORARY";
    words
        .windows(2)
        .any(|pair| pair[0] == "INTO" && is_temp(&pair[1]))
        || words.windows(3).any(|three| {
            three[0] == "INTO"
                && matches!(three[1].as_str(), "LOCAL" | "GLOBAL")
                && is_temp(&three[2])
        })
}

/// Whether a statement takes an advisory lock that the session keeps.
fn takes_lock(sql: &str) -> bool {
    ["pg_advisory_lock", "pg_try_advisory_lock"]
        .iter()
        .any(|name| mentions(sql, name))
}

/// Whether a statement is `SELECT set_config('name', 'value', …)` and no more, as `pg_dump` writes
/// it.
fn is_literal_set_config(sql: &str) -> bool {
    let mut rest = code(sql, Dialect::Postgresql).map(|lexeme| {
        let text = &sql[lexeme.span.clone()];
        match lexeme.kind {
            LexemeKind::String(_) => "'".to_owned(),
            _ => text.to_ascii_lowercase(),
        }
    });
    let mut found: Vec<String> = rest.by_ref().take(12).collect();
    if found.get(1).is_some_and(|schema| schema == "pg_catalog") {
        found.drain(1..3.min(found.len()));
    }
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    rest.next().is_none()
        && matches!(
            found.as_slice(),
            [
                "select",
                "set_config",
                "(",
                "'",
                ",",
                "'",
                ",",
                "true" | "false",
                ")"
            ]
        )
}
