use super::blocks::opens_block;
use crate::sql::lexer::LexemeKind;

/// The words that start a body of one plain statement, behind the characteristics of a routine.
const PLAIN_BODIES: [&str; 26] = [
    "ALTER", "ANALYZE", "CALL", "CREATE", "DELETE", "DO", "DROP", "EXECUTE", "FLUSH", "GET",
    "GRANT", "INSERT", "KILL", "LOAD", "OPTIMIZE", "PREPARE", "RENAME", "REPLACE", "RETURN",
    "REVOKE", "SELECT", "SHOW", "SIGNAL", "TRUNCATE", "UPDATE", "WITH",
];

/// What stands before the body of a stored program, or before anything that tells that there is
/// none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Header {
    #[default]
    Start,
    /// A `BEGIN` that starts a transaction, or MariaDB's `BEGIN NOT ATOMIC`.
    Begin,
    BeginNot,
    /// `CREATE` or `ALTER`, and what may stand before the kind of object.
    Create {
        after: After,
    },
    /// `CREATE TRIGGER …` up to `FOR EACH ROW`.
    Trigger,
    /// `FOLLOWS` or `PRECEDES`, which the name of a trigger follows.
    TriggerOrder,
    /// `CREATE EVENT …` up to `DO`.
    Event,
    /// `CREATE PROCEDURE` or `CREATE FUNCTION`, up to the parenthesis of its parameters.
    Routine,
    /// Inside the parameters, this many parentheses deep.
    Parameters {
        depth: usize,
    },
    /// The type and the characteristics behind the parameters.
    Characteristics {
        depth: usize,
        after: After,
    },
    /// Where the body starts.
    Body,
    /// A word where a body starts: its label, if a colon follows.
    Label,
}

/// The lexeme before, where it makes the next word something else than it seems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum After {
    #[default]
    Anything,
    /// `=` or `@`: a part of an account's name follows.
    Account,
    /// `RETURNS`, `CHARACTER` or `CHAR`: `SET` is a type or a character set.
    Type,
}

/// What a header has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It goes on.
    More,
    /// There is no body of blocks.
    Plain,
    /// The lexeme opens a block.
    Block,
}

impl Header {
    pub(super) fn accept(&mut self, kind: LexemeKind, text: &str) -> Verdict {
        if matches!(
            kind,
            LexemeKind::ConditionalCommentStart | LexemeKind::ConditionalCommentEnd
        ) {
            return Verdict::More;
        }
        let next = match self.next(kind, text) {
            Ok(next) => next,
            Err(verdict) => return verdict,
        };
        *self = next;
        Verdict::More
    }

    /// The header behind the lexeme, or what it has come to.
    fn next(self, kind: LexemeKind, text: &str) -> Result<Self, Verdict> {
        let word = kind == LexemeKind::Word;
        let is = |keyword| word && text.eq_ignore_ascii_case(keyword);
        Ok(match self {
            Self::Start if is("CREATE") || is("ALTER") => Self::Create {
                after: After::Anything,
            },
            Self::Start if is("BEGIN") => Self::Begin,
            Self::Begin if is("NOT") => Self::BeginNot,
            Self::BeginNot if is("ATOMIC") => return Err(Verdict::Block),
            Self::Create { after } => return Self::object(after, kind, text),
            Self::Trigger if is("ROW") => Self::Body,
            Self::Body if is("FOLLOWS") || is("PRECEDES") => Self::TriggerOrder,
            Self::TriggerOrder => Self::Body,
            Self::Event if is("DO") => Self::Body,
            Self::Trigger | Self::Event => self,
            Self::Routine => match kind {
                LexemeKind::OpenParenthesis => Self::Parameters { depth: 1 },
                _ => self,
            },
            Self::Parameters { depth } => match nested(depth, kind) {
                0 => Self::Characteristics {
                    depth: 0,
                    after: After::Anything,
                },
                depth => Self::Parameters { depth },
            },
            Self::Characteristics { depth, after } => {
                return Self::characteristics(depth, after, kind, text);
            }
            Self::Start | Self::Body if word && opens_block(text) => return Err(Verdict::Block),
            Self::Start | Self::Body if word || matches!(kind, LexemeKind::QuotedIdentifier(_)) => {
                Self::Label
            }
            Self::Label if kind == LexemeKind::Colon => Self::Body,
            Self::Start | Self::Begin | Self::BeginNot | Self::Body | Self::Label => {
                return Err(Verdict::Plain);
            }
        })
    }

    /// Between `CREATE` and the kind of object stand `OR REPLACE`, `DEFINER = account` and
    /// `AGGREGATE`; anything else makes an object without a body.
    fn object(after: After, kind: LexemeKind, text: &str) -> Result<Self, Verdict> {
        let is = |keyword| text.eq_ignore_ascii_case(keyword);
        if kind != LexemeKind::Word || after == After::Account {
            let after = match text {
                "=" | "@" => After::Account,
                _ => After::Anything,
            };
            return Ok(Self::Create { after });
        }
        match () {
            () if is("TRIGGER") => Ok(Self::Trigger),
            () if is("EVENT") => Ok(Self::Event),
            () if is("PROCEDURE") || is("FUNCTION") => Ok(Self::Routine),
            () if is("OR") || is("REPLACE") || is("AGGREGATE") || is("DEFINER") => {
                Ok(Self::Create { after })
            }
            () => Err(Verdict::Plain),
        }
    }

    fn characteristics(
        depth: usize,
        after: After,
        kind: LexemeKind,
        text: &str,
    ) -> Result<Self, Verdict> {
        let is = |keyword| text.eq_ignore_ascii_case(keyword);
        if depth == 0 && kind == LexemeKind::Word {
            let plain = PLAIN_BODIES.into_iter().any(is) || (is("SET") && after != After::Type);
            if opens_block(text) {
                return Err(Verdict::Block);
            } else if plain {
                return Err(Verdict::Plain);
            }
        }
        let after = match () {
            () if is("RETURNS") || is("CHARACTER") || is("CHAR") => After::Type,
            () => After::Anything,
        };
        let depth = nested(depth, kind);
        Ok(Self::Characteristics { depth, after })
    }
}

/// How deep in parentheses the text behind the lexeme is.
fn nested(depth: usize, kind: LexemeKind) -> usize {
    match kind {
        LexemeKind::OpenParenthesis => depth + 1,
        LexemeKind::CloseParenthesis => depth.saturating_sub(1),
        _ => depth,
    }
}
