use crate::sql::lexer::LexemeKind;

/// How far a `DECLARE … HANDLER FOR conditions statement` has been read. The statement stands
/// where nothing but the conditions before it tells that one starts.
///
/// <https://dev.mysql.com/doc/refman/8.4/en/declare-handler.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Handler {
    /// No handler is being declared.
    #[default]
    None,
    /// `DECLARE`, of whatever it is.
    Declare,
    /// `HANDLER`.
    Declared,
    /// `FOR` or a comma: a condition follows.
    Condition,
    /// `NOT`, `SQLSTATE` or `VALUE`: the condition goes on.
    InCondition,
    /// Behind a condition.
    Conditions,
}

impl Handler {
    /// Takes the next lexeme; whether the handler's statement starts with it.
    pub(super) fn accept(&mut self, kind: LexemeKind, text: &str) -> bool {
        let is = |keyword| text.eq_ignore_ascii_case(keyword);
        *self = match *self {
            Self::None => return false,
            Self::Declare if is("HANDLER") => Self::Declared,
            Self::Declare => Self::Declare,
            Self::Declared if is("FOR") => Self::Condition,
            Self::Declared => Self::None,
            Self::Condition | Self::InCondition if is("NOT") || is("SQLSTATE") || is("VALUE") => {
                Self::InCondition
            }
            Self::Condition | Self::InCondition => Self::Conditions,
            Self::Conditions if kind == LexemeKind::Comma => Self::Condition,
            Self::Conditions => {
                *self = Self::None;
                return true;
            }
        };
        false
    }
}
