use std::ops::Range;

use super::Scanner;
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// Commands of the `mysql` client that start no SQL statement:
/// <https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html>.
const MYSQL_COMMANDS: [&str; 15] = [
    "charset",
    "connect",
    "edit",
    "ego",
    "exit",
    "nopager",
    "notee",
    "nowarning",
    "pager",
    "prompt",
    "quit",
    "rehash",
    "source",
    "system",
    "tee",
];

impl Scanner<'_> {
    /// Whether a command for the client starts with this lexeme: `\i file` of `psql`, `\G` or
    /// `source file` of `mysql`, `.read file` of `sqlite3`.
    pub(super) fn is_client_command(&self, kind: LexemeKind, span: &Range<usize>) -> bool {
        match (self.dialect, kind) {
            (Dialect::Postgresql, LexemeKind::Backslash) => true,
            (Dialect::Mysql, LexemeKind::Backslash) => {
                // `\N` is NULL, and dumps hide commands in comments for one client only.
                self.lexer.conditional_comment().is_none() && !self.lexer.rest().starts_with('N')
            }
            (Dialect::Mysql, LexemeKind::Word) if !self.begun => {
                let word = &self.text[span.clone()];
                let mut commands = MYSQL_COMMANDS.iter();
                commands.any(|command| command.eq_ignore_ascii_case(word)) && !self.at_label()
            }
            (Dialect::Sqlite, LexemeKind::Period) => !self.begun,
            _ => false,
        }
    }

    /// Whether a line starts here that the `mysql` client takes for a comment where nothing comes
    /// before it: one that starts with `--`, even without white space behind it. For the server
    /// it is no comment, so it must not come to it.
    pub(super) fn is_client_comment(&self, kind: LexemeKind, span: &Range<usize>) -> bool {
        self.dialect == Dialect::Mysql
            && kind == LexemeKind::Operator
            && !self.begun
            && self.lexer.conditional_comment().is_none()
            && self.text[span.start..].starts_with("--")
            && self.at_line_start(span.start)
    }

    /// Whether the word that has just been read names a block, as in `quit: LOOP`.
    fn at_label(&self) -> bool {
        self.lexer.rest().trim_ascii_start().starts_with(':')
    }
}
