use std::ops::Range;

use super::header::trimmed;
use super::lines::Line;
use super::lookalike::{self, Lookalike};
use super::reading::Reading;
use crate::diagnostic::Code;
use crate::plan::Direction;

/// A `-- migrate:up` or `-- migrate:down` line. The form is dbmate's.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    pub(super) direction: Direction,
    /// The comment, without the white space around it.
    pub(super) span: Range<usize>,
    /// Where the section begins: the first byte of the next line.
    pub(super) body_start: usize,
    pub(super) transaction: SectionTransaction,
}

/// Whether a section may run inside a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SectionTransaction {
    /// It runs inside one, where the database and the person who runs it want one.
    #[default]
    Inside,
    /// It was marked `transaction:false` and must run outside.
    Outside,
}

/// What a line is, as far as markers go.
#[derive(Debug)]
pub(super) enum MarkerLine {
    Marker(Marker),
    /// It was meant as a marker and is none; a diagnostic says so.
    Misspelt,
    /// Another tool's marker, or a comment that looks like one.
    Foreign(Direction),
    Other,
}

/// Reads `line` as a marker.
pub(super) fn read(reading: &mut Reading<'_>, line: &Line) -> MarkerLine {
    let text = reading.text(&line.content);
    let Some((direction, options)) = marker(text) else {
        return match lookalike::find(text) {
            None => MarkerLine::Other,
            Some(Lookalike::Foreign(direction)) => MarkerLine::Foreign(direction),
            Some(Lookalike::Misspelt(direction)) => {
                not_a_marker(reading, line, direction);
                MarkerLine::Misspelt
            }
        };
    };
    let span = trimmed(text, line.content.start);
    let mut transaction = SectionTransaction::Inside;
    for word in options.split_whitespace() {
        match word {
            "transaction:true" => transaction = SectionTransaction::Inside,
            "transaction:false" => transaction = SectionTransaction::Outside,
            _ => {
                let message = format!("unknown marker option `{word}`");
                reading.error(
                    Code::UnknownMarkerOption,
                    span.clone(),
                    message,
                    "known are `transaction:true` and `transaction:false`",
                );
            }
        }
    }
    MarkerLine::Marker(Marker {
        direction,
        span,
        body_start: line.next,
        transaction,
    })
}

/// The direction of a marker, and the text behind it.
fn marker(line: &str) -> Option<(Direction, &str)> {
    let comment = line.trim().strip_prefix("--")?.trim_start();
    let direction = comment.strip_prefix("migrate:")?;
    let (direction, options) = direction
        .split_once(char::is_whitespace)
        .unwrap_or((direction, ""));
    match direction {
        "up" => Some((Direction::Upgrade, options)),
        "down" => Some((Direction::Downgrade, options)),
        _ => None,
    }
}

/// How many characters of a line are shown at most.
const LONGEST_SHOWN: usize = 60;

/// Says that a line is no marker, and what to write where the one for `direction` is meant.
pub(super) fn not_a_marker(reading: &mut Reading<'_>, line: &Line, direction: Option<Direction>) {
    let text = reading.text(&line.content);
    let span = trimmed(text, line.content.start);
    let text = text.trim();
    let shown: String = text.chars().take(LONGEST_SHOWN).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    let message = format!("`{}{more}` is not a marker", shown.escape_debug());
    let help = match direction {
        Some(Direction::Upgrade) => {
            "write `-- migrate:up` above the upgrade; a remark takes other words"
        }
        Some(Direction::Downgrade) => {
            "write `-- migrate:down` above the downgrade; a remark takes other words"
        }
        None => "the markers are `-- migrate:up` and `-- migrate:down`; a remark takes other words",
    };
    reading.error(Code::UnknownMarker, span, message, help);
}
