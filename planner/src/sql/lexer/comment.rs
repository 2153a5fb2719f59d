use super::lexeme::Closing;
use super::{LexemeKind, Lexer};
use crate::sql::Dialect;

/// The version from which on no server runs what a conditional comment holds; dumps use it for
/// text that only a client is meant to see.
const NO_SERVER: u32 = 99_999;

impl Lexer<'_> {
    /// Whether `--` starts a comment here. MySQL wants white space or a control character behind
    /// it: <https://dev.mysql.com/doc/refman/8.4/en/ansi-diff-comments.html>.
    pub(super) fn at_dash_comment(&self) -> bool {
        self.peek(1) == b'-'
            && (self.dialect != Dialect::Mysql
                || self.peek(2) == b' '
                || self.peek(2).is_ascii_control())
    }

    /// A comment up to the end of the line. Only PostgreSQL lets a lone carriage return end it.
    pub(super) fn line_comment(&mut self) -> LexemeKind {
        let rest = &self.text.as_bytes()[self.position..];
        let length = match self.dialect {
            Dialect::Postgresql => rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')),
            Dialect::Mysql | Dialect::Sqlite => rest.iter().position(|&byte| byte == b'\n'),
        };
        self.take(length.unwrap_or(rest.len()), LexemeKind::LineComment)
    }

    /// What starts with `/*`.
    pub(super) fn block_comment(&mut self) -> LexemeKind {
        match self.dialect {
            Dialect::Postgresql => self.nested_comment(),
            Dialect::Sqlite => self.plain_comment(),
            Dialect::Mysql => match self.conditional_opening() {
                Some(length) => {
                    self.conditional_comments.push(self.position);
                    self.take(length, LexemeKind::ConditionalCommentStart)
                }
                None => self.plain_comment(),
            },
        }
    }

    fn plain_comment(&mut self) -> LexemeKind {
        let rest = &self.text[self.position + 2..];
        match rest.find("*/") {
            Some(length) => self.take(2 + length + 2, LexemeKind::BlockComment(Closing::Closed)),
            None => self.unclosed_comment(),
        }
    }

    fn nested_comment(&mut self) -> LexemeKind {
        let rest = &self.text.as_bytes()[self.position..];
        let mut depth = 0_usize;
        let mut offset = 0;
        while offset + 1 < rest.len() {
            match &rest[offset..offset + 2] {
                b"/*" => {
                    depth += 1;
                    offset += 2;
                }
                b"*/" => {
                    depth -= 1;
                    offset += 2;
                    if depth == 0 {
                        return self.take(offset, LexemeKind::BlockComment(Closing::Closed));
                    }
                }
                _ => offset += 1,
            }
        }
        self.unclosed_comment()
    }

    fn unclosed_comment(&mut self) -> LexemeKind {
        let length = self.rest().len();
        let closing = Closing::Missing { opening: 2 };
        self.take(length, LexemeKind::BlockComment(closing))
    }

    /// The length of `/*!`, `/*!80016` or MariaDB's `/*M!100100`, if one stands here:
    /// <https://dev.mysql.com/doc/refman/8.4/en/comments.html>,
    /// <https://mariadb.com/kb/en/comment-syntax/>.
    fn conditional_opening(&self) -> Option<usize> {
        let rest = &self.rest()[2..];
        let mariadb = usize::from(rest.starts_with('M'));
        let version = rest[mariadb..].strip_prefix('!')?;
        let digits = version
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_digit)
            .count();
        let runs = version[..digits]
            .parse::<u32>()
            .map_or(true, |version| version < NO_SERVER);
        runs.then_some(2 + mariadb + 1 + digits)
    }
}
