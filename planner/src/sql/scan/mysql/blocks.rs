use std::ops::Range;

use super::handler::Handler;
use crate::sql::lexer::LexemeKind;

/// What has been opened in a body and wants an `END`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    Begin,
    If,
    /// `CASE` as a statement, whose branches hold statements.
    Case,
    /// `CASE` as an expression.
    CaseExpression,
    Loop,
    While,
    Repeat,
    /// `REPEAT … UNTIL condition`.
    Until,
    /// MariaDB's `FOR … DO`.
    For,
}

impl Block {
    /// The block that a statement with `word` at its start opens.
    fn opened_by(word: &str) -> Option<Self> {
        [
            ("BEGIN", Self::Begin),
            ("IF", Self::If),
            ("CASE", Self::Case),
            ("LOOP", Self::Loop),
            ("WHILE", Self::While),
            ("REPEAT", Self::Repeat),
            ("FOR", Self::For),
        ]
        .into_iter()
        .find_map(|(keyword, block)| word.eq_ignore_ascii_case(keyword).then_some(block))
    }

    /// The word that may follow the block's `END`, where one may.
    fn name(self) -> &'static str {
        match self {
            Self::Begin | Self::CaseExpression => "",
            Self::If => "IF",
            Self::Case => "CASE",
            Self::Loop => "LOOP",
            Self::While => "WHILE",
            Self::Repeat | Self::Until => "REPEAT",
            Self::For => "FOR",
        }
    }

    /// Where the lexeme behind the opening word stands: in some blocks the first statement follows
    /// at once, in others a condition does.
    fn first_position(self) -> Position {
        match self {
            Self::Begin | Self::Loop | Self::Repeat => Position::Start,
            _ => Position::Elsewhere,
        }
    }
}

/// Whether a statement with `word` at its start is a block.
pub(super) fn opens_block(word: &str) -> bool {
    Block::opened_by(word).is_some()
}

/// The blocks of a stored program's body that are open.
#[derive(Debug, Clone)]
pub(super) struct Blocks {
    /// Each with its opening word, the innermost last.
    open: Vec<(Block, Range<usize>)>,
    position: Position,
    handler: Handler,
}

/// Where in a statement of the body the next lexeme stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// At its start.
    Start,
    /// Behind a word at its start: a label, if a colon follows.
    Label,
    /// Behind an `END`, whose block this was.
    End(Block),
    /// Behind a period: a name follows, whatever it looks like.
    Name,
    Elsewhere,
}

impl Blocks {
    /// A body that `word` opens. The `ATOMIC` of MariaDB's `BEGIN NOT ATOMIC` stands for its
    /// `BEGIN`.
    pub(super) fn opened_by(word: &str, span: &Range<usize>) -> Self {
        let block = Block::opened_by(word).unwrap_or(Block::Begin);
        Self {
            open: vec![(block, span.clone())],
            position: block.first_position(),
            handler: Handler::None,
        }
    }

    /// Where the outermost open block starts; `None` once all are closed.
    pub(super) fn open(&self) -> Option<Range<usize>> {
        self.open.first().map(|(_, span)| span.clone())
    }

    pub(super) fn accept_semicolon(&mut self) {
        // No expression holds a semicolon, so what looked like one was something else.
        while self.innermost() == Some(Block::CaseExpression) {
            self.open.pop();
        }
        self.position = Position::Start;
        self.handler = Handler::None;
    }

    pub(super) fn accept(&mut self, kind: LexemeKind, span: &Range<usize>, text: &str) {
        if matches!(
            kind,
            LexemeKind::ConditionalCommentStart | LexemeKind::ConditionalCommentEnd
        ) {
            return;
        }
        if self.handler.accept(kind, text) {
            self.position = Position::Start;
        }
        let position = std::mem::replace(&mut self.position, Position::Elsewhere);
        self.position = match (kind, position) {
            (LexemeKind::Word, Position::Start) => self.first_word(span, text),
            (LexemeKind::Word, Position::Name) => Position::Elsewhere,
            (LexemeKind::Word, Position::End(block)) if text.eq_ignore_ascii_case(block.name()) => {
                Position::Elsewhere
            }
            (LexemeKind::Word, _) => self.later_word(span, text),
            (LexemeKind::QuotedIdentifier(_), Position::Start) => Position::Label,
            (LexemeKind::Colon, Position::Label) => Position::Start,
            (LexemeKind::Period, _) => Position::Name,
            _ => Position::Elsewhere,
        };
    }

    fn innermost(&self) -> Option<Block> {
        self.open.last().map(|&(block, _)| block)
    }

    fn push(&mut self, block: Block, span: &Range<usize>) {
        self.open.push((block, span.clone()));
    }

    fn end(&mut self) -> Position {
        match self.open.pop() {
            Some((block, _)) => Position::End(block),
            None => Position::Elsewhere,
        }
    }

    fn has_branches(&self) -> bool {
        matches!(self.innermost(), Some(Block::If | Block::Case))
    }

    /// A word at the start of a statement.
    fn first_word(&mut self, span: &Range<usize>, word: &str) -> Position {
        let is = |keyword| word.eq_ignore_ascii_case(keyword);
        if let Some(block) = Block::opened_by(word) {
            self.push(block, span);
            return block.first_position();
        }
        match () {
            () if is("END") => self.end(),
            // MariaDB's `BEGIN NOT ATOMIC`.
            () if is("NOT") || is("ATOMIC") => Position::Start,
            () if is("ELSE") && self.has_branches() => Position::Start,
            () if is("DECLARE") => {
                self.handler = Handler::Declare;
                Position::Elsewhere
            }
            () if is("UNTIL") => {
                if let Some((block @ Block::Repeat, _)) = self.open.last_mut() {
                    *block = Block::Until;
                }
                Position::Elsewhere
            }
            () => Position::Label,
        }
    }

    /// A word inside a statement.
    fn later_word(&mut self, span: &Range<usize>, word: &str) -> Position {
        let is = |keyword| word.eq_ignore_ascii_case(keyword);
        let innermost = self.innermost();
        match () {
            () if is("CASE") => {
                self.push(Block::CaseExpression, span);
                Position::Elsewhere
            }
            () if is("END") && matches!(innermost, Some(Block::CaseExpression | Block::Until)) => {
                self.end()
            }
            () if is("THEN") && self.has_branches() => Position::Start,
            () if is("ELSE") && innermost == Some(Block::Case) => Position::Start,
            () if is("DO") && matches!(innermost, Some(Block::While | Block::For)) => {
                Position::Start
            }
            () => Position::Elsewhere,
        }
    }
}
