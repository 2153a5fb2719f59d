//! A script as it is shown: highlighted, with its statements beside it.

use std::ops::Range;

use limbeck_planner::plan::Direction;
use limbeck_planner::source::{LineIndex, Script, SectionTransaction};
use limbeck_planner::sql::{self, Dialect, Piece, TokenKind, parse, split};

use super::code::{self, Class, Limits};
use super::overview::number;
use super::protocol::{ScriptView, SectionView, StatementView};

/// So many statements of a section are listed.
const LISTED: usize = 500;

/// So many characters of a statement are listed.
const SUMMARY: usize = 120;

/// The view of `script`, which stands in `row`.
pub(super) fn view(script: &Script, row: u32, dialect: Dialect) -> ScriptView {
    let lines = LineIndex::new(&script.text);
    let sections = [Direction::Upgrade, Direction::Downgrade]
        .into_iter()
        .filter_map(|direction| {
            let section = script.section(direction)?;
            // The pieces alone: a script may have a million statements, of which few are listed.
            let pieces = split(&script.text, section.body.clone(), dialect).pieces;
            Some(SectionView {
                direction: direction.name().to_owned(),
                is_outside_transaction: section.transaction == SectionTransaction::Outside,
                count: number(pieces.len()),
                statements: pieces
                    .iter()
                    .take(LISTED)
                    .map(|piece| statement(&script.text, piece, &lines, dialect))
                    .collect(),
            })
        })
        .collect();
    let bodies = [Some(&script.upgrade), script.downgrade.as_ref()];
    let bodies = bodies.into_iter().flatten().map(|it| it.body.clone());
    let runs = highlight(&script.text, bodies, dialect, Limits::SHOWN);
    ScriptView {
        row,
        path: script.path.clone(),
        bytes: script.text.len() as u64,
        code: code::lines(&script.text, runs, Limits::SHOWN),
        sections,
    }
}

fn statement(text: &str, piece: &Piece, lines: &LineIndex<'_>, dialect: Dialect) -> StatementView {
    let sql = &text[piece.span.clone()];
    let end = piece.copy_data.as_ref().map_or(piece.span.end, |it| it.end);
    StatementView {
        summary: summary(sql),
        first_line: number(lines.position(piece.span.start).0),
        last_line: number(lines.position(end).0),
        opaque: parse(sql, dialect).err().map(|fault| fault.reason),
    }
}

/// The beginning of a statement on one line, without the comments before it.
fn summary(sql: &str) -> String {
    let mut rest = sql.trim_start();
    while let Some(comment) = rest.strip_prefix("--") {
        rest = comment
            .split_once('\n')
            .map_or("", |(_, rest)| rest)
            .trim_start();
    }
    let rest = if rest.is_empty() { sql } else { rest };
    let mut summary = String::new();
    for word in rest.split_whitespace() {
        if summary.chars().count() + word.chars().count() > SUMMARY {
            summary.push('…');
            break;
        }
        if !summary.is_empty() {
            summary.push(' ');
        }
        summary.push_str(word);
    }
    summary
}

/// What stands where in `text`, as far as it is shown: its sections one by one, as the splitter
/// sees them, and what is between them. Sections come in any order and do not overlap.
pub(super) fn highlight(
    text: &str,
    sections: impl IntoIterator<Item = Range<usize>>,
    dialect: Dialect,
    limits: Limits,
) -> Vec<(Class, usize)> {
    let end = text.floor_char_boundary(limits.bytes.saturating_add(limits.line_bytes));
    let mut sections: Vec<Range<usize>> = sections.into_iter().collect();
    sections.sort_by_key(|section| section.start);
    let mut runs = Vec::new();
    let mut at = 0;
    let mut add = |range: Range<usize>| {
        let range = range.start.min(end)..range.end.min(end);
        for token in sql::highlight(text, range, dialect) {
            if token.span.start > at {
                runs.push((Class::Plain, token.span.start - at));
            }
            at = token.span.end;
            runs.push((class(token.kind), token.span.len()));
        }
    };
    let mut between = 0;
    for section in sections {
        add(between..section.start);
        between = section.end;
        add(section);
    }
    add(between..text.len());
    runs
}

pub(super) const fn class(kind: TokenKind) -> Class {
    match kind {
        TokenKind::Keyword => Class::Keyword,
        TokenKind::QuotedIdentifier => Class::Identifier,
        TokenKind::String => Class::String,
        TokenKind::Number => Class::Number,
        TokenKind::Comment => Class::Comment,
        TokenKind::Operator | TokenKind::Punctuation => Class::Operator,
        TokenKind::Parameter => Class::Variable,
        TokenKind::Marker => Class::Marker,
        TokenKind::Misplaced => Class::Misplaced,
        TokenKind::Identifier | TokenKind::Data => Class::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_one_line() {
        assert_eq!(
            summary("-- why\n-- how\nCREATE TABLE account (\n    id INTEGER\n)"),
            "CREATE TABLE account ( id INTEGER )"
        );
        assert_eq!(summary("-- nothing but this"), "-- nothing but this");
        let long = format!("SELECT {}", "a, ".repeat(100));
        assert!(summary(&long).ends_with('…'));
        assert!(summary(&long).chars().count() <= SUMMARY + 1);
    }

    #[test]
    fn runs_cover_the_text_and_sections_are_read_apart() {
        let text =
            "-- revision: a\n\n-- migrate:up\nSELECT 'x\n-- migrate:down\nDROP TABLE \"é\";\n";
        let up = text.find("SELECT").expect("it is there");
        let down = text.find("DROP").expect("it is there");
        let sections = [down..text.len(), up..down];
        let runs = highlight(text, sections, Dialect::Sqlite, Limits::SHOWN);
        let mut at = 0;
        let mut shown = Vec::new();
        for (class, length) in runs {
            shown.push((class, &text[at..at + length]));
            at += length;
        }
        assert!(at <= text.len());
        assert!(
            shown.contains(&(Class::Marker, "-- migrate:up")),
            "{shown:?}"
        );
        assert!(shown.contains(&(Class::Keyword, "DROP")), "{shown:?}");
        assert!(shown.contains(&(Class::Identifier, "\"é\"")), "{shown:?}");
    }
}
