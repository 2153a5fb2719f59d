use std::ops::Range;

use crate::operation::{Mentions, Operation, Unknown, read};
use crate::plan::Direction;
use crate::source::{LineIndex, Script};
use crate::sql::{Dialect, split};

/// A statement of a script, and what it does to the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementEffect {
    /// Its bytes in the script, without the comments before it and without its terminator.
    pub span: Range<usize>,
    /// The line of its first byte in the script, from 1.
    pub line: usize,
    /// The bytes of the rows that follow it, where it is a `COPY … FROM stdin`.
    pub copy_data: Option<Range<usize>>,
    /// What it does, in order.
    pub operations: Vec<Operation>,
}

/// What the statements of one direction of a script do; none where it has no way back.
///
/// Text that cannot be split with certainty may do anything. Linear in the script's text.
pub fn statements(script: &Script, direction: Direction, dialect: Dialect) -> Vec<StatementEffect> {
    let Some(section) = script.section(direction) else {
        return Vec::new();
    };
    let split = split(&script.text, section.body.clone(), dialect);
    let lines = LineIndex::new(&script.text);
    if let Some(fault) = split.faults.first() {
        let unknown = Unknown {
            reason: "the script has an error before it, so where it ends is not known".to_owned(),
            mentions: Mentions::Everything,
        };
        return vec![StatementEffect {
            span: fault.span.clone(),
            line: lines.position(fault.span.start).0,
            copy_data: None,
            operations: vec![Operation::Unknown(unknown)],
        }];
    }
    let pieces = split.pieces.into_iter();
    pieces
        .map(|piece| {
            let span = piece.code_start..piece.span.end;
            StatementEffect {
                line: lines.position(span.start).0,
                copy_data: piece.copy_data,
                operations: read(&script.text[span.clone()], dialect),
                span,
            }
        })
        .collect()
}
