use super::SessionEffect;
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;
use crate::sql::statement::mysql_set;
use crate::sql::statement::words::{Words, code, mentions};

pub(super) fn effect(sql: &str, words: &Words) -> SessionEffect {
    match words.first() {
        "SET" => set(sql, words),
        "USE" => SessionEffect::Setting,
        "PREPARE" | "HANDLER" | "LOCK" => SessionEffect::State,
        "CREATE" if words.start_with_any(&["CREATE TEMPORARY", "CREATE OR REPLACE TEMPORARY"]) => {
            SessionEffect::State
        }
        // What a routine's body does, it does when the routine is called.
        "CREATE" | "ALTER" | "DROP" => SessionEffect::Nothing,
        _ if mentions(sql, "get_lock") || (sql.contains('@') && assigns_variable(sql, words)) => {
            SessionEffect::State
        }
        "INSERT" | "REPLACE" => SessionEffect::Insertion,
        _ => SessionEffect::Nothing,
    }
}

fn set(sql: &str, words: &Words) -> SessionEffect {
    if words.start_with("SET PASSWORD|DEFAULT") {
        SessionEffect::Nothing
    } else if words.start_with("SET TRANSACTION") {
        SessionEffect::Passing
    } else if mysql_set::is_literal(sql) {
        SessionEffect::Setting
    } else if mysql_set::targets(sql).iter().all(|it| it.starts_with('@')) {
        SessionEffect::State
    } else {
        SessionEffect::ComputedSetting
    }
}

/// Whether a statement that is no `SET` gives a variable of the user's own a value: by `:=`, by
/// `INTO`, or because the statement takes variables to write to.
fn assigns_variable(sql: &str, words: &Words) -> bool {
    let takes_variables = words.start_with("CALL|LOAD|GET");
    let mut into = false;
    let mut variable = false;
    for lexeme in code(sql, Dialect::Mysql) {
        let text = &sql[lexeme.span];
        match lexeme.kind {
            LexemeKind::Word => into = text.eq_ignore_ascii_case("INTO"),
            LexemeKind::Operator if variable && text == ":=" => return true,
            _ => {}
        }
        variable = lexeme.kind == LexemeKind::Parameter && !text.starts_with("@@");
        if variable && (takes_variables || into) {
            return true;
        }
    }
    false
}
