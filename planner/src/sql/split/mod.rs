//! Splits scripts into statements.

mod fault;

pub use fault::{Fault, FaultKind};

use std::ops::Range;

use super::Dialect;
use super::lexer::LexemeKind;
use super::scan::{Element, ElementKind, Scanner};

/// One statement of a script, as byte ranges of the script's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The statement as it was written, from its first byte (comments that stand directly before
    /// it included) to its last, without the terminator. A semicolon can always follow it: where
    /// it ends with a line comment, the line's end belongs to it.
    pub span: Range<usize>,
    /// The first byte behind the comments that stand before it, where the statement itself starts.
    pub code_start: usize,
    /// How the statement ended.
    pub terminator: Terminator,
    /// The data lines of a `COPY … FROM stdin`, without the closing `\.` line.
    pub copy_data: Option<Range<usize>>,
}

/// What ended a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminator {
    /// A semicolon.
    Semicolon,
    /// A delimiter that a MySQL `DELIMITER` line had set, or the next `DELIMITER` line.
    Delimiter,
    /// The end of the text: nothing ended it.
    EndOfText,
}

/// The outcome of [`split`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// The statements, in the order of the text; their spans never overlap.
    pub pieces: Vec<Piece>,
    /// What is wrong with the text, in the order of the text.
    pub faults: Vec<Fault>,
}

/// Splits the `range` of `text` into statements.
///
/// It never fails: text that is not finished becomes one last piece and a [`Fault`]. Spans are
/// byte offsets into the whole of `text`. Linear in the length of the range, whatever is in it.
///
/// Between the pieces stand only white space, terminators, `DELIMITER` lines, `COPY` data, and
/// comments that belong to no statement: those behind a terminator on its line, and those before
/// an empty statement or the end of the text. What a [`FaultKind::ClientCommand`] or
/// [`FaultKind::TextBeforeCopyData`] covers can stand there, too.
///
/// # Panics
/// If `range` is not a range of `text` on the boundaries of its characters.
pub fn split(text: &str, range: Range<usize>, dialect: Dialect) -> Split {
    let mut scanner = Scanner::new(text, range, dialect);
    let mut pieces = Pieces::new(text);
    for element in &mut scanner {
        pieces.accept(element);
    }
    Split {
        pieces: pieces.finish(),
        faults: scanner.into_faults(),
    }
}

/// Gathers elements into pieces.
struct Pieces<'text> {
    text: &'text str,
    done: Vec<Piece>,
    next: Next,
    /// Whether nothing but comments has been read since the last terminator, on its line.
    on_terminator_line: bool,
}

/// The statement that is being read.
enum Next {
    /// Nothing of it.
    Nothing,
    /// The comments before it, from this byte on.
    Comments { start: usize },
    /// Its first lexeme at least; the last that is no comment ends at `end`, and the comments
    /// behind that at `comments_end`.
    Statement {
        start: usize,
        code_start: usize,
        end: usize,
        comments_end: usize,
    },
}

impl<'text> Pieces<'text> {
    fn new(text: &'text str) -> Self {
        Self {
            text,
            done: Vec::new(),
            next: Next::Nothing,
            on_terminator_line: false,
        }
    }

    fn accept(&mut self, Element { kind, span }: Element) {
        match kind {
            ElementKind::Lexeme(LexemeKind::WhiteSpace) => self.white_space(&self.text[span]),
            ElementKind::Lexeme(kind) if kind.is_trivia() => self.comment(kind, &span),
            ElementKind::Lexeme(_) => self.extend(&span),
            ElementKind::Misplaced => match self.next {
                Next::Statement { .. } => self.extend(&span),
                Next::Nothing | Next::Comments { .. } => self.next = Next::Nothing,
            },
            ElementKind::ClientComment => self.next = Next::Nothing,
            ElementKind::Terminator(terminator) => self.terminate(terminator),
            ElementKind::DelimiterLine => self.terminate(Terminator::Delimiter),
            ElementKind::CopyData => {
                if let Some(piece) = self.done.last_mut() {
                    piece.copy_data = Some(span);
                }
            }
            ElementKind::CopyEnd => self.on_terminator_line = true,
        }
    }

    fn white_space(&mut self, white_space: &str) {
        if self.on_terminator_line && white_space.contains(['\n', '\r']) {
            // The comments so far stand behind the statement before, and speak of that.
            self.next = Next::Nothing;
            self.on_terminator_line = false;
        }
    }

    fn comment(&mut self, kind: LexemeKind, span: &Range<usize>) {
        match &mut self.next {
            Next::Nothing => self.next = Next::Comments { start: span.start },
            Next::Comments { .. } => {}
            Next::Statement { comments_end, .. } => {
                let line_end = match kind {
                    LexemeKind::LineComment => line_end(&self.text[span.end..]),
                    _ => 0,
                };
                *comments_end = span.end + line_end;
            }
        }
        if self.text[span.clone()].contains('\n') {
            self.on_terminator_line = false;
        }
    }

    fn extend(&mut self, span: &Range<usize>) {
        let (start, code_start) = match self.next {
            Next::Nothing => (span.start, span.start),
            Next::Comments { start } => (start, span.start),
            Next::Statement {
                start, code_start, ..
            } => (start, code_start),
        };
        self.next = Next::Statement {
            start,
            code_start,
            end: span.end,
            comments_end: span.end,
        };
        self.on_terminator_line = false;
    }

    fn terminate(&mut self, terminator: Terminator) {
        let next = std::mem::replace(&mut self.next, Next::Nothing);
        if let Next::Statement {
            start,
            code_start,
            end,
            comments_end,
        } = next
        {
            let end = match terminator {
                Terminator::Semicolon | Terminator::Delimiter => comments_end,
                Terminator::EndOfText => end,
            };
            self.done.push(Piece {
                span: start..end,
                code_start,
                terminator,
                copy_data: None,
            });
        }
        self.on_terminator_line = true;
    }

    fn finish(mut self) -> Vec<Piece> {
        self.terminate(Terminator::EndOfText);
        self.done
    }
}

/// The length of the line's end that `rest` starts with.
fn line_end(rest: &str) -> usize {
    match rest.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}
