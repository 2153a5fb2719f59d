//! What holds for every text and dialect. The laws are functions that panic where one is broken,
//! so that generated, mutated and real scripts can all be held to them.

use std::ops::Range;

use limbeck_planner::sql::{Dialect, FaultKind, Split, Terminator, highlight, split};

/// Checks everything that must hold for the `range` of `text`.
pub fn check(text: &str, range: Range<usize>, dialect: Dialect) {
    let split = split(text, range.clone(), dialect);
    check_spans(text, &range, &split);
    check_faults(text, &range, &split);
    check_gaps(text, &range, dialect, &split);
    check_terminators(&split, dialect);
}

/// Spans ascend, lie in the range and on the boundaries of characters, and together with the gaps
/// between them give back the range, byte for byte.
fn check_spans(text: &str, range: &Range<usize>, split: &Split) {
    let mut rebuilt = String::new();
    let mut end = range.start;
    for piece in &split.pieces {
        assert!(end <= piece.span.start && piece.span.start < piece.span.end);
        rebuilt += &text[end..piece.span.start];
        rebuilt += &text[piece.span.clone()];
        end = piece.span.end;
        if let Some(data) = &piece.copy_data {
            assert!(end < data.start && data.start <= data.end);
            rebuilt += &text[end..data.end];
            end = data.end;
        }
    }
    assert!(end <= range.end);
    rebuilt += &text[end..range.end];
    assert_eq!(rebuilt, text[range.clone()]);
}

/// Faults point at something inside the range, in the order of the text.
fn check_faults(text: &str, range: &Range<usize>, split: &Split) {
    let mut start = range.start;
    for fault in &split.faults {
        assert!(start <= fault.span.start && fault.span.end <= range.end);
        assert!(text.get(fault.span.clone()).is_some());
        let may_be_empty = fault.kind == FaultKind::UnterminatedCopyData;
        assert!(may_be_empty || !fault.span.is_empty(), "{fault:?}");
        start = fault.span.start;
    }
}

/// Nothing that a database should have seen stands between the statements.
fn check_gaps(text: &str, range: &Range<usize>, dialect: Dialect, split: &Split) {
    let mut end = range.start;
    let mut delimiter = ";".to_owned();
    for piece in &split.pieces {
        check_gap(text, end..piece.span.start, dialect, split, &mut delimiter);
        end = piece.span.end;
        if let Some(data) = &piece.copy_data {
            check_gap(text, end..data.start, dialect, split, &mut delimiter);
            end = data.end;
        }
    }
    check_gap(text, end..range.end, dialect, split, &mut delimiter);
}

fn check_gap(
    text: &str,
    gap: Range<usize>,
    dialect: Dialect,
    split: &Split,
    delimiter: &mut String,
) {
    let mut position = gap.start;
    while position < gap.end {
        let rest = &text[position..gap.end];
        position += skip(rest, position, dialect, split, delimiter).unwrap_or_else(|| {
            panic!("{rest:?} stands between statements of {text:?} ({dialect})")
        });
    }
}

/// The length of what `rest` starts with, if it may stand between statements.
///
/// This knows nothing of the lexer: it is written after the databases' manuals a second time.
fn skip(
    rest: &str,
    position: usize,
    dialect: Dialect,
    split: &Split,
    delimiter: &mut String,
) -> Option<usize> {
    let misplaced = split.faults.iter().find(|fault| {
        fault.span.start == position
            && matches!(
                fault.kind,
                FaultKind::ClientCommand | FaultKind::TextBeforeCopyData
            )
    });
    if let Some(fault) = misplaced {
        return Some(fault.span.len());
    }
    if rest.starts_with(delimiter.as_str()) {
        return Some(delimiter.len());
    }
    let line = rest.find('\n').unwrap_or(rest.len());
    let word = rest.get(..9).unwrap_or("");
    if dialect == Dialect::Mysql && word.eq_ignore_ascii_case("delimiter") {
        let argument = rest[9..line].trim_ascii();
        let argument = match argument.chars().next() {
            Some(quote @ ('\'' | '"' | '`')) => argument[1..].split(quote).next(),
            _ => argument.split_ascii_whitespace().next(),
        };
        let argument = argument.unwrap_or("");
        if (1..=15).contains(&argument.len()) && !argument.contains('\\') {
            argument.clone_into(delimiter);
        }
        return Some(line);
    }
    if rest.starts_with("--") || (rest.starts_with('#') && dialect == Dialect::Mysql) {
        let end = match dialect {
            Dialect::Postgresql => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            _ => line,
        };
        return Some(end);
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest, dialect));
    }
    if dialect == Dialect::Postgresql && rest.starts_with("\\.") {
        return Some(2);
    }
    let first = rest.chars().next()?;
    let white_space = matches!(
        first,
        ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\u{feff}'
    );
    white_space.then_some(first.len_utf8())
}

fn block_comment(rest: &str, dialect: Dialect) -> usize {
    let mut depth = 0_usize;
    let mut position = 0;
    while position < rest.len() {
        if rest[position..].starts_with("/*") && (depth == 0 || dialect == Dialect::Postgresql) {
            depth += 1;
            position += 2;
        } else if rest[position..].starts_with("*/") {
            depth -= 1;
            position += 2;
            if depth == 0 {
                break;
            }
        } else {
            position += rest[position..].chars().next().map_or(1, char::len_utf8);
        }
    }
    position
}

/// Only the last statement may lack a terminator, and only MySQL has delimiters.
fn check_terminators(split: &Split, dialect: Dialect) {
    let last = split.pieces.len().saturating_sub(1);
    for (index, piece) in split.pieces.iter().enumerate() {
        match piece.terminator {
            Terminator::Semicolon => {}
            Terminator::Delimiter => assert_eq!(dialect, Dialect::Mysql),
            Terminator::EndOfText => assert_eq!(index, last),
        }
    }
}

/// Tokens ascend, do not overlap, lie in the range, and leave out nothing but white space.
pub fn check_tokens(text: &str, range: Range<usize>, dialect: Dialect) {
    let mut end = range.start;
    for token in highlight(text, range.clone(), dialect) {
        assert!(end <= token.span.start && token.span.start < token.span.end);
        check_white_space(&text[end..token.span.start]);
        assert!(text.get(token.span.clone()).is_some());
        end = token.span.end;
    }
    assert!(end <= range.end);
    check_white_space(&text[end..range.end]);
}

fn check_white_space(gap: &str) {
    let white_space = [' ', '\t', '\n', '\r', '\x0b', '\x0c', '\u{feff}'];
    assert_eq!(gap.trim_start_matches(white_space), "");
}
