use std::ops::Range;

use super::blank::first_code;
use super::lines::Line;
use super::native::ScriptLines;
use super::reading::Reading;
use crate::diagnostic::Code;
use crate::history::Revision;

/// Where the values of a header stand in the script's text, without the white space around them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The value of `revision`.
    pub revision: Range<usize>,
    /// The value of `down_revision`, if the key is there.
    pub down_revision: Option<Range<usize>>,
    /// The value of `depends_on`, if the key is there.
    pub depends_on: Option<Range<usize>>,
    /// The value of `branch_labels`, if the key is there.
    pub branch_labels: Option<Range<usize>>,
    /// The value of `message`, if the key is there.
    pub message: Option<Range<usize>>,
    /// The value of `created`, if the key is there.
    pub created: Option<Range<usize>>,
}

/// The keys of a header: Alembic's names, and two that Alembic keeps in the script's docstring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Revision,
    DownRevision,
    DependsOn,
    BranchLabels,
    Message,
    Created,
}

impl Key {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Revision, "revision"),
        (Self::DownRevision, "down_revision"),
        (Self::DependsOn, "depends_on"),
        (Self::BranchLabels, "branch_labels"),
        (Self::Message, "message"),
        (Self::Created, "created"),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find_map(|&(key, known)| known.eq_ignore_ascii_case(name).then_some(key))
    }
}

/// A `-- key: value` line, as byte ranges of the script's text.
struct Entry {
    key: Range<usize>,
    value: Range<usize>,
}

/// Reads the header, the `lines` before the first marker.
///
/// Gives nothing when the lines do not say which revision the script is; the reason is then
/// among the diagnostics of `reading`.
pub(super) fn read(reading: &mut Reading<'_>, lines: &ScriptLines) -> Option<(Header, Revision)> {
    let mut revision_span = None;
    let mut header = Header::default();
    for line in &lines.header {
        if let Some(entry) = entry(reading, line) {
            place(reading, &entry, &mut header, &mut revision_span);
        }
    }
    // Below a misspelt marker, statements are not stray: the marker is what is wrong.
    if !lines.misspelt_marker {
        check_stray_text(reading, &lines.header);
    }
    let Some(span) = revision_span else {
        missing(reading);
        return None;
    };
    header.revision = span;
    let revision = revision(reading, &header)?;
    Some((header, revision))
}

/// Says that there is more than comments above the first marker, if there is.
fn check_stray_text(reading: &mut Reading<'_>, lines: &[Line]) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let start = first.content.start;
    let Some(offset) = first_code(reading.text(&(start..last.content.end))) else {
        return;
    };
    let offset = start + offset;
    let line = lines.partition_point(|line| line.content.end <= offset);
    let end = lines.get(line).map_or(offset, |line| line.content.end);
    let span = trimmed(reading.text(&(offset..end)), offset);
    reading.error(
        Code::StrayText,
        span,
        "text before the first marker never runs",
        "move it below `-- migrate:up`, or make it a comment",
    );
}

/// Says that the file does not declare a revision.
pub(super) fn missing(reading: &mut Reading<'_>) {
    reading.error(
        Code::MissingRevision,
        reading.start()..reading.start(),
        "the file does not say which revision it is",
        "add a line `-- revision: ID` at its top, or move the file out of the versions folder",
    );
}

/// Whether a header has a line that looks like `-- revision: …`.
pub(super) fn declares_revision(reading: &Reading<'_>, lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        entry(reading, line)
            .is_some_and(|entry| Key::named(reading.text(&entry.key)) == Some(Key::Revision))
    })
}

/// Takes a line apart, if it is a `-- key: value` line. A colon ends an unknown key only where
/// white space or the line's end follows, so that an address in a comment is no key. A hyphen can
/// stand in one, so that a `down-revision` is told, rather than taken for a comment.
fn entry(reading: &Reading<'_>, line: &Line) -> Option<Entry> {
    let text = reading.text(&line.content);
    let rest = text.trim_start().strip_prefix("--")?.trim_start();
    let start = line.content.end - rest.len();
    let (key, value) = rest.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .chars()
            .all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-');
    let ends_key = value.is_empty() || value.starts_with(char::is_whitespace);
    if !is_key || !(ends_key || Key::named(key).is_some()) {
        return None;
    }
    let value_start = start + key.len() + 1;
    Some(Entry {
        key: start..start + key.len(),
        value: trimmed(value, value_start),
    })
}

fn place(
    reading: &mut Reading<'_>,
    entry: &Entry,
    header: &mut Header,
    revision: &mut Option<Range<usize>>,
) {
    let name = reading.text(&entry.key);
    let Some(key) = Key::named(name) else {
        let message = format!("unknown header key `{name}`");
        reading.warning(
            Code::UnknownHeaderKey,
            entry.key.clone(),
            message,
            "known are revision, down_revision, branch_labels, depends_on, message and created",
        );
        return;
    };
    let slot = match key {
        Key::Revision => revision,
        Key::DownRevision => &mut header.down_revision,
        Key::DependsOn => &mut header.depends_on,
        Key::BranchLabels => &mut header.branch_labels,
        Key::Message => &mut header.message,
        Key::Created => &mut header.created,
    };
    if let Some(first) = slot {
        let message = format!("header key `{name}` stands here twice");
        reading.error_again(
            Code::DuplicateHeaderKey,
            entry.key.clone(),
            message,
            first.clone(),
            "keep one of the two lines; lists are separated by commas",
        );
    } else {
        *slot = Some(entry.value.clone());
    }
}

fn revision(reading: &mut Reading<'_>, header: &Header) -> Option<Revision> {
    let id = reading.text(&header.revision);
    check_id(reading, id, &header.revision)?;
    let branch_labels: Vec<String> = header
        .branch_labels
        .as_ref()
        .map(|span| list(reading.text(span)))
        .unwrap_or_default();
    if let Some(span) = &header.branch_labels {
        check_labels(reading, &branch_labels, span);
    }
    let list = |span: &Option<Range<usize>>| -> Vec<String> {
        span.as_ref()
            .map(|span| self::list(reading.text(span)))
            .unwrap_or_default()
    };
    let line = |span: &Option<Range<usize>>| span.as_ref().map(|span| reading.text(span));
    Some(Revision {
        id: id.to_owned(),
        down_revisions: list(&header.down_revision),
        depends_on: list(&header.depends_on),
        branch_labels,
        message: line(&header.message).unwrap_or_default().to_owned(),
        created: line(&header.created)
            .filter(|created| !created.is_empty())
            .map(str::to_owned),
    })
}

/// Says what is wrong with an id, and gives nothing when it cannot serve at all.
fn check_id(reading: &mut Reading<'_>, id: &str, span: &Range<usize>) -> Option<()> {
    if id.is_empty() {
        reading.error(
            Code::MissingRevision,
            span.clone(),
            "the revision has no id",
            "write the id behind `-- revision:`",
        );
        return None;
    }
    let forbidden = id.chars().find(|c| {
        Revision::TARGET_CHARACTERS.contains(c) || c.is_whitespace() || c.is_control() || *c == ','
    });
    if let Some(forbidden) = forbidden {
        reading.error(
            Code::InvalidRevision,
            span.clone(),
            format!(
                "the id `{}` has the character `{}`",
                id.escape_debug(),
                forbidden.escape_debug()
            ),
            "an id has no `@`, `-`, `+`, `:` or comma, no white space and no control characters",
        );
        return None;
    }
    if Revision::TARGET_WORDS.contains(&id) {
        reading.error(
            Code::InvalidRevision,
            span.clone(),
            format!("the id `{id}` means something else as a target"),
            "choose another id",
        );
        return None;
    }
    if id.chars().count() > Revision::LONGEST_ID {
        reading.warning(
            Code::InvalidRevision,
            span.clone(),
            format!(
                "the id `{id}` is longer than {} characters",
                Revision::LONGEST_ID
            ),
            "the version table's column holds no more; databases refuse it or cut it off",
        );
    }
    Some(())
}

/// Warns of labels that no target can name. Alembic takes them all the same.
fn check_labels(reading: &mut Reading<'_>, labels: &[String], span: &Range<usize>) {
    for label in labels {
        let is_word = Revision::TARGET_WORDS.contains(&label.as_str());
        if is_word || label.contains(['@', ':']) {
            reading.warning(
                Code::InvalidBranchLabel,
                span.clone(),
                format!(
                    "the branch label `{}` means something else as a target",
                    label.escape_debug()
                ),
                "choose another label, without `@` and `:`",
            );
        }
    }
}

/// The parts of a list that is separated by commas; empty parts do not count.
fn list(value: &str) -> Vec<String> {
    value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The range of `text`, which starts at `offset`, without the white space around it.
pub(super) fn trimmed(text: &str, offset: usize) -> Range<usize> {
    let start = offset + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}
