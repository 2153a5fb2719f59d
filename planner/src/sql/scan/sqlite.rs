use std::ops::Range;

use super::statement::Semicolon;
use crate::sql::lexer::LexemeKind;
use crate::sql::split::{Fault, FaultKind};

/// The automaton of `sqlite3_complete()`, which tells whether a semicolon ends a statement:
/// <https://www.sqlite.org/c3ref/complete.html>.
///
/// The statements of a trigger's body end with semicolons of their own; only `; END ;` ends the
/// trigger. A `CASE … END` inside needs no care, since no semicolon stands before its `END`.
#[derive(Debug, Clone, Default)]
pub(super) struct Completion {
    state: State,
    /// Where `CREATE` stands.
    create: Range<usize>,
    swallowed_semicolon: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    Start,
    Normal,
    Explain,
    Create,
    /// In a trigger's text.
    Trigger,
    /// Behind a semicolon of a trigger's body.
    Semicolon,
    /// Behind the `END` that follows it.
    End,
}

impl Completion {
    pub(super) fn accept(&mut self, kind: LexemeKind, span: &Range<usize>, text: &str) {
        let is = |keyword| kind == LexemeKind::Word && text.eq_ignore_ascii_case(keyword);
        self.state = match self.state {
            State::Start if is("EXPLAIN") => State::Explain,
            State::Start | State::Explain if is("CREATE") => {
                self.create = span.clone();
                State::Create
            }
            State::Explain
                if !["TEMP", "TEMPORARY", "TRIGGER", "END", "EXPLAIN"]
                    .into_iter()
                    .any(is) =>
            {
                State::Explain
            }
            State::Create if is("TEMP") || is("TEMPORARY") => State::Create,
            State::Create if is("TRIGGER") => State::Trigger,
            State::Start | State::Normal | State::Explain | State::Create => State::Normal,
            State::Semicolon if is("END") => State::End,
            State::Trigger | State::Semicolon | State::End => State::Trigger,
        };
    }

    pub(super) fn accept_semicolon(&mut self) -> Semicolon {
        match self.state {
            State::Trigger | State::Semicolon => {
                self.state = State::Semicolon;
                self.swallowed_semicolon = true;
                Semicolon::BelongsToStatement
            }
            _ => Semicolon::EndsStatement,
        }
    }

    pub(super) fn unclosed(&self) -> Option<Fault> {
        let open = matches!(self.state, State::Trigger | State::Semicolon);
        (open && self.swallowed_semicolon).then(|| Fault {
            kind: FaultKind::UnterminatedBody,
            span: self.create.clone(),
        })
    }
}
