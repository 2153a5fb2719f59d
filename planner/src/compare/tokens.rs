use crate::schema::kept;
use crate::sql::Dialect;
use crate::sql::lexer::{LexemeKind, Lexer};

/// The tokens of a text with one space between them: words in lower case, quotes taken off names
/// that need none, comments left out.
pub(crate) fn canonical_tokens(text: &str, dialect: Dialect) -> String {
    let mut canonical = String::with_capacity(text.len());
    for lexeme in Lexer::new(text, 0..text.len(), dialect) {
        if lexeme.kind.is_trivia() {
            continue;
        }
        let piece = &text[lexeme.span.clone()];
        let piece = match lexeme.kind {
            LexemeKind::Word if dialect == Dialect::Postgresql => kept(piece).to_ascii_lowercase(),
            LexemeKind::Word => piece.to_ascii_lowercase(),
            LexemeKind::QuotedIdentifier(_) => {
                let name = crate::operation::unquoted(piece, lexeme.kind);
                match dialect {
                    Dialect::Postgresql => kept(&name).to_owned(),
                    Dialect::Mysql | Dialect::Sqlite => name.to_ascii_lowercase(),
                }
            }
            _ => piece.to_owned(),
        };
        if !canonical.is_empty() {
            canonical.push(' ');
        }
        canonical.push_str(&piece);
    }
    canonical
}

/// What of a statement's tokens no database adds or takes away, for statements that the parser cannot
/// read.
pub(super) fn essence(query: &str, dialect: Dialect) -> Vec<String> {
    let canonical = canonical_tokens(query, dialect);
    let tokens: Vec<&str> = canonical.split(' ').collect();
    let mut essence: Vec<String> = Vec::with_capacity(tokens.len());
    let mut position = 0;
    while position < tokens.len() {
        let token = tokens[position];
        match token {
            "(" | ")" | ";" | "as" | "inner" | "outer" | "asc" => {}
            "::" => {
                // A cast's type, of which the words of one name come next.
                position += 1;
                while tokens.get(position + 1).is_some_and(|next| *next == ".") {
                    position += 2;
                }
            }
            "." => {
                essence.pop();
            }
            "!=" => essence.push("<>".to_owned()),
            "now" | "current_timestamp" => essence.push("current_timestamp".to_owned()),
            token => {
                // An alias that repeats the column's own name.
                let is_alias = position > 0
                    && tokens[position - 1] == "as"
                    && essence.last().is_some_and(|last| last == token);
                if !is_alias {
                    essence.push(token.to_owned());
                }
            }
        }
        position += 1;
    }
    essence
}
