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
            LexemeKind::Word => piece.to_ascii_lowercase(),
            LexemeKind::QuotedIdentifier(_) => {
                let name = crate::operation::unquoted(piece, lexeme.kind);
                match dialect {
                    Dialect::Postgresql => name,
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
