use super::blank::is_blank;
use super::encoding::{NUL_BYTE, TAKE_IT_OUT, not_utf8, nul_byte};
use super::header;
use super::lines::{Line, lines};
use super::marker::{self, Marker, MarkerLine};
use super::reading::Reading;
use super::script::Section;
use super::version_folder::{Expected, VersionFolders};
use super::{File, Script};
use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use crate::plan::Direction;

/// Whether a file at `path` is taken for a script: its name ends in `.sql`, and neither it nor a
/// folder above it is hidden. `.` and `..` hide nothing.
pub fn is_script_path(path: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && part != "." && part != "..";
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|it| it.eq_ignore_ascii_case("sql")) && !path.split('/').any(is_hidden)
}

/// Reads the scripts among `files`, in the order given. Files that are none by their path
/// ([`is_script_path`]) are passed over; `folders` says which others may be.
///
/// A file that declares a revision becomes a script even where the rest of it is wrong, so that
/// the graph can be drawn; a file that does not becomes diagnostics alone. Linear in the bytes.
pub fn read(files: Vec<File>, folders: VersionFolders) -> (Vec<Script>, Vec<Diagnostic>) {
    let mut scripts = Vec::new();
    let mut diagnostics = Vec::new();
    let mut unread = Vec::new();
    for file in files {
        if !is_script_path(&file.path) {
            continue;
        }
        match read_file(file) {
            Outcome::Script(script, found) => {
                scripts.push(*script);
                diagnostics.extend(found);
            }
            Outcome::Unread {
                path,
                diagnostics: found,
                declares,
            } => unread.push((path, found, declares)),
        }
    }
    let declaring = unread
        .iter()
        .filter(|(_, _, declares)| *declares)
        .map(|(path, ..)| path.as_str())
        .chain(scripts.iter().map(|script| script.path.as_str()));
    let expected = Expected::of(folders, declaring);
    for (path, found, _) in &unread {
        if expected.script_at(path) {
            diagnostics.extend(found.iter().cloned());
        } else {
            diagnostics.push(not_a_script(path));
        }
    }
    (scripts, diagnostics)
}

enum Outcome {
    Script(Box<Script>, Vec<Diagnostic>),
    /// The file has no place in the history.
    Unread {
        path: String,
        diagnostics: Vec<Diagnostic>,
        /// Whether it has a header that meant to declare a revision.
        declares: bool,
    },
}

fn read_file(file: File) -> Outcome {
    let File { path, bytes } = file;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let diagnostic = not_utf8(&path, error.as_bytes(), &error.utf8_error());
            // Only a header can tell whether it was a script, and that is ASCII.
            let declares = String::from_utf8_lossy(error.as_bytes()).contains("revision:");
            return Outcome::Unread {
                path,
                diagnostics: vec![diagnostic],
                declares,
            };
        }
    };
    let mut reading = Reading::new(&path, &text);
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        reading.error(
            Code::EmptyFile,
            0..0,
            "the file is empty",
            "delete it; `limbeck revision` writes the script of a new revision",
        );
        let diagnostics = reading.into_diagnostics();
        return Outcome::Unread {
            path,
            diagnostics,
            declares: false,
        };
    }
    if let Some(offset) = nul_byte(&text) {
        reading.error(Code::NulByte, offset..offset + 1, NUL_BYTE, TAKE_IT_OUT);
    }
    let lines = scan(&mut reading);
    let declares = header::declares_revision(&reading, &lines.header);
    // Of a file that is no script at all, one thing is to be told: that it is none.
    let header = if declares {
        header::read(&mut reading, &lines)
    } else {
        header::missing(&mut reading);
        None
    };
    let (upgrade, downgrade) = if declares {
        sections(&mut reading, &lines)
    } else {
        (Section::missing(&text), None)
    };
    let diagnostics = reading.into_diagnostics();
    match header {
        Some((header, revision)) => {
            let script = Script {
                path,
                text,
                revision,
                header,
                upgrade,
                downgrade,
            };
            Outcome::Script(Box::new(script), diagnostics)
        }
        None => Outcome::Unread {
            path,
            diagnostics,
            declares,
        },
    }
}

/// The lines of a script, sorted by what they are.
pub(super) struct ScriptLines {
    /// The lines before the first marker.
    pub(super) header: Vec<Line>,
    pub(super) markers: Vec<Marker>,
    /// Whether a line was meant as a marker. What follows from it is then told only once.
    pub(super) misspelt_marker: bool,
}

fn scan(reading: &mut Reading<'_>) -> ScriptLines {
    let mut found = ScriptLines {
        header: Vec::new(),
        markers: Vec::new(),
        misspelt_marker: false,
    };
    let mut foreign = None;
    for line in lines(reading.whole(), reading.start()) {
        let kind = marker::read(reading, &line);
        if !matches!(kind, MarkerLine::Other) {
            found.misspelt_marker |= settle(reading, foreign.take(), line.content.start);
        }
        match kind {
            MarkerLine::Marker(marker) => found.markers.push(marker),
            MarkerLine::Misspelt => found.misspelt_marker = true,
            MarkerLine::Foreign(direction) => {
                let section = found.markers.last().map(|marker| marker.direction);
                // Where both say the same, a file is for two tools.
                if section != Some(direction) {
                    foreign = Some((line, direction));
                }
            }
            MarkerLine::Other if found.markers.is_empty() => found.header.push(line),
            MarkerLine::Other => {}
        }
    }
    found.misspelt_marker |= settle(reading, foreign, reading.whole().len());
    found
}

/// Says that another tool's marker is none, and whether it did. The remark above a way back that is
/// commented out looks like one, too: without a statement before `end`, nothing runs in a wrong
/// direction.
fn settle(reading: &mut Reading<'_>, foreign: Option<(Line, Direction)>, end: usize) -> bool {
    match foreign {
        Some((line, direction)) if !is_blank(reading.text(&(line.next..end))) => {
            marker::not_a_marker(reading, &line, Some(direction));
            true
        }
        _ => false,
    }
}

/// The upgrade and the downgrade between the markers.
fn sections(reading: &mut Reading<'_>, lines: &ScriptLines) -> (Section, Option<Section>) {
    let markers = &lines.markers;
    let mut upgrade: Option<Section> = None;
    let mut downgrade: Option<Section> = None;
    for (index, marker) in markers.iter().enumerate() {
        let end = markers
            .get(index + 1)
            .map_or(reading.whole().len(), |next| {
                line_start(reading.whole(), next.span.start)
            });
        let section = Section {
            body: marker.body_start..end.max(marker.body_start),
            marker: marker.span.clone(),
            transaction: marker.transaction,
        };
        let slot = match marker.direction {
            Direction::Upgrade => &mut upgrade,
            Direction::Downgrade => &mut downgrade,
        };
        if let Some(first) = slot {
            let message = format!(
                "the marker `{}` stands here twice",
                reading.text(&marker.span)
            );
            reading.error_again(
                Code::DuplicateMarker,
                marker.span.clone(),
                message,
                first.marker.clone(),
                "keep one of the two, and put all statements of that direction below it",
            );
        } else {
            *slot = Some(section);
        }
    }
    if let (Some(up), Some(down)) = (&upgrade, &downgrade)
        && down.marker.start < up.marker.start
    {
        reading.error(
            Code::MisplacedMarker,
            down.marker.clone(),
            "`-- migrate:down` stands before `-- migrate:up`",
            "put the upgrade first",
        );
    }
    let end = reading.whole().len();
    if upgrade.is_none() && !lines.misspelt_marker {
        reading.error(
            Code::MissingMarker,
            end..end,
            "the marker `-- migrate:up` is missing",
            "put it on a line of its own, above the statements of the upgrade",
        );
    }
    let upgrade = upgrade.unwrap_or_else(|| Section::missing(reading.whole()));
    let downgrade = downgrade.filter(|section| !is_blank(reading.text(&section.body)));
    // Where an upgrade does nothing, as a merge, there is nothing to undo, and so a way back.
    let downgrade = match downgrade {
        None if is_blank(reading.text(&upgrade.body)) => Some(Section::missing(reading.whole())),
        downgrade => downgrade,
    };
    (upgrade, downgrade)
}

/// The first byte of the line that `offset` is on.
fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |newline| newline + 1)
}

fn not_a_script(path: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Information,
        code: Code::NotAScript,
        message: "the file is not a migration script, and was passed over".to_owned(),
        location: Some(Location {
            path: path.to_owned(),
            span: 0..0,
            line: 1,
            column: 1,
        }),
        related: Vec::new(),
        help: Some(
            "a script has a line `-- revision: ID` at its top, as its neighbours in the versions \
             folder have"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_script_path, read};
    use crate::diagnostic::Code;
    use crate::source::{File, VersionFolders};

    #[test]
    fn a_nul_byte_is_an_error_at_its_place() {
        let text = "-- revision: it\n-- migrate:up\n-- a \0 b\nSELECT 1;\n";
        let (scripts, diagnostics) = read(vec![File::new("it.sql", text)], VersionFolders::Named);
        assert_eq!(scripts.len(), 1, "its place in the history is known");
        let [diagnostic] = diagnostics.as_slice() else {
            panic!("{diagnostics:?}");
        };
        assert!(diagnostic.is_error());
        assert_eq!(diagnostic.code, Code::NulByte);
        let place = diagnostic.location.as_ref().map(|it| (it.line, it.column));
        assert_eq!(place, Some((3, 6)));
    }

    #[test]
    fn scripts_are_told_by_their_paths() {
        assert!(is_script_path("versions/a.sql"));
        assert!(is_script_path("../shared/./a.sql"));
        assert!(is_script_path("versions/A.SQL"));
        assert!(!is_script_path("versions/a.txt"));
        assert!(!is_script_path("versions/sql"));
        assert!(!is_script_path(".git/a.sql"));
        assert!(!is_script_path("versions/.a.sql"));
    }
}
