use std::ops::Range;

use super::header::trimmed;
use super::lines::Line;
use super::reading::Reading;
use crate::diagnostic::Code;
use crate::plan::Direction;

/// A `-- migrate:up` or `-- migrate:down` line. The form is dbmate's, so that dbmate can run the
/// same files.
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

const HELP: &str = "the markers are `-- migrate:up` and `-- migrate:down`";

/// What a line is, as far as markers go.
#[derive(Debug)]
pub(super) enum MarkerLine {
    Marker(Marker),
    /// It was meant as a marker and is none; a diagnostic says so.
    Misspelt,
    Other,
}

/// Reads `line` as a marker.
pub(super) fn read(reading: &mut Reading<'_>, line: &Line) -> MarkerLine {
    let text = reading.text(&line.content);
    let span = trimmed(text, line.content.start);
    let Some(comment) = comment_about_migrating(text) else {
        if !is_marker_behind_other_characters(text) {
            return MarkerLine::Other;
        }
        let message = format!("`{}` is not a marker", text.trim().escape_debug());
        reading.error(Code::UnknownMarker, span, message, HELP);
        return MarkerLine::Misspelt;
    };
    let mut words = comment.split_whitespace();
    let direction = match words.next() {
        Some("migrate:up") => Direction::Upgrade,
        Some("migrate:down") => Direction::Downgrade,
        _ => {
            if !looks_like_marker(comment) {
                return MarkerLine::Other;
            }
            reading.error(
                Code::UnknownMarker,
                span,
                format!("`-- {comment}` is not a marker"),
                HELP,
            );
            return MarkerLine::Misspelt;
        }
    };
    let mut transaction = SectionTransaction::Inside;
    for word in words {
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

/// Whether a line is a marker but for what stands before it: other comment signs, as in
/// `# migrate:down`, or characters that nobody sees, as where files were joined that begin with a
/// byte order mark.
fn is_marker_behind_other_characters(line: &str) -> bool {
    let is_sign = |character: char| {
        !character.is_alphanumeric() && !matches!(character, '\'' | '"' | '`' | '$' | '_')
    };
    let rest = line.trim_start_matches(is_sign);
    let mut words = rest.split_whitespace();
    let is_marker = words.next().is_some_and(|word| {
        ["migrate:up", "migrate:down"]
            .iter()
            .any(|marker| word.eq_ignore_ascii_case(marker))
    });
    // A comment that speaks about markers goes on with other words.
    is_marker
        && rest.len() < line.len()
        && words.all(|word| word.starts_with("transaction:") || word.chars().all(is_sign))
}

/// The text of a comment that begins with `migrate`, in any case.
fn comment_about_migrating(line: &str) -> Option<&str> {
    let comment = line.trim().strip_prefix("--")?.trim_start();
    let word = comment.get(.."migrate".len())?;
    word.eq_ignore_ascii_case("migrate").then_some(comment)
}

/// Whether a comment that begins with `migrate` was meant as a marker: what follows is a colon,
/// or the comment is nothing but `migrate` and a direction.
fn looks_like_marker(comment: &str) -> bool {
    let rest = comment["migrate".len()..].trim_start();
    rest.starts_with(':')
        || ["up", "down"]
            .iter()
            .any(|direction| rest.eq_ignore_ascii_case(direction))
}
