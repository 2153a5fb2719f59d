use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use limbeck_planner::diagnostic::{Diagnostic, Location, Severity};

use crate::error::Excerpt;
use crate::output::HINT;

/// A diagnostic with the lines that it points at, where `sources` has them.
pub fn diagnostic(diagnostic: &Diagnostic, sources: &BTreeMap<String, String>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name());
    let places = diagnostic.location.iter().map(|location| (location, None));
    let related = diagnostic
        .related
        .iter()
        .map(|related| (&related.location, Some(related.message.as_str())));
    let mut snippets = Vec::new();
    let mut bare = String::new();
    for (location, label) in places.chain(related) {
        match sources.get(&location.path) {
            Some(text) => snippets.push(snippet(text, location, label)),
            None => {
                let _infallible = writeln!(
                    bare,
                    " --> {}:{}:{}{}",
                    location.path,
                    location.line,
                    location.column,
                    label.map(|label| format!(" {label}")).unwrap_or_default()
                );
            }
        }
    }
    let report = [title.elements(snippets)];
    let mut text = render(&report);
    text.push_str(&bare);
    if let Some(help) = &diagnostic.help {
        let _infallible = writeln!(text, "{HINT}help{HINT:#}: {help}");
    }
    text
}

fn render(report: &[annotate_snippets::Group<'_>]) -> String {
    let mut text = Renderer::styled()
        .decor_style(DecorStyle::Ascii)
        .render(report);
    text.push('\n');
    text
}

fn snippet<'text>(
    text: &'text str,
    location: &'text Location,
    label: Option<&'text str>,
) -> Snippet<'text, annotate_snippets::Annotation<'text>> {
    let (window, line, span) = window(text, &location.span);
    let kind = match label {
        None => AnnotationKind::Primary,
        Some(_) => AnnotationKind::Context,
    };
    Snippet::source(window)
        .path(location.path.as_str())
        .line_start(line)
        .annotation(kind.span(span).label(label))
}

/// How many characters of a line are shown at most: a line of data may have megabytes.
const LONGEST_LINE: usize = 400;

/// The lines of `text` that `span` begins on, the number of the first of them, and the span
/// within them. A script may be large; only this much is rendered.
fn window<'text>(text: &'text str, span: &Range<usize>) -> (&'text str, usize, Range<usize>) {
    let start = text.floor_char_boundary(span.start);
    let line_start = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |end| start + end);
    let line_start = line_start.max(text.floor_char_boundary(start.saturating_sub(LONGEST_LINE)));
    let line_end = line_end.min(text.floor_char_boundary(start.saturating_add(LONGEST_LINE)));
    let line = text[..line_start].matches('\n').count() + 1;
    let end = text.floor_char_boundary(span.end).clamp(start, line_end);
    (
        &text[line_start..line_end],
        line,
        start - line_start..end - line_start,
    )
}

/// The line of a statement that an error is at, with a mark below the place.
pub fn excerpt(excerpt: &Excerpt) -> String {
    // The first line keeps its column, so that the mark's column is the script's.
    let index = excerpt.line.saturating_sub(excerpt.first_line);
    let indent = if index == 0 {
        excerpt.first_column.saturating_sub(1)
    } else {
        0
    };
    let line = excerpt.text.split('\n').nth(index).unwrap_or_default();
    let line: String = " ".repeat(indent) + line.trim_end_matches('\r');
    let start = line
        .char_indices()
        .nth(excerpt.column.saturating_sub(1))
        .map_or(line.len(), |(start, _)| start);
    let location = Location {
        path: excerpt.path.clone(),
        span: start..start + word_length(&line[start..]),
        line: 1,
        column: excerpt.column,
    };
    let (window, _, span) = window(&line, &location.span);
    let snippet = Snippet::source(window)
        .path(excerpt.path.as_str())
        .line_start(excerpt.line)
        .annotation(AnnotationKind::Primary.span(span));
    let report = [annotate_snippets::Group::with_level(Level::ERROR).element(snippet)];
    render(&report)
}

/// The length of the word that `text` begins with, in bytes; of its first character otherwise.
fn word_length(text: &str) -> usize {
    let word = text
        .find(|character: char| !(character.is_alphanumeric() || character == '_'))
        .unwrap_or(text.len());
    match word {
        0 => text.chars().next().map_or(0, char::len_utf8),
        word => word,
    }
}

#[cfg(test)]
mod tests {
    use limbeck_planner::diagnostic::Code;

    use super::*;

    #[test]
    fn an_excerpt_marks_the_place() {
        let shown = excerpt(&Excerpt {
            path: "a.sql".to_owned(),
            text: "CREATE TABLE b (\n  c nosuchtype\n)".to_owned(),
            first_line: 7,
            first_column: 3,
            line: 8,
            column: 5,
        });
        insta::assert_snapshot!(anstream::adapter::strip_str(&shown), @r"
         --> a.sql:8:5
          |
        8 |   c nosuchtype
          |     ^^^^^^^^^^
        ");
    }

    #[test]
    fn a_diagnostic_shows_its_line_and_help() {
        let text = "-- revision: a\n-- migrate:up\nSELECT 'x\n".to_owned();
        let found = Diagnostic {
            severity: Severity::Error,
            code: Code::UnterminatedString,
            message: "a string begins here and is never closed".to_owned(),
            location: Some(Location {
                path: "a.sql".to_owned(),
                span: 36..38,
                line: 3,
                column: 8,
            }),
            related: Vec::new(),
            help: Some("close it".to_owned()),
        };
        let sources = BTreeMap::from([("a.sql".to_owned(), text)]);
        let shown = diagnostic(&found, &sources);
        insta::assert_snapshot!(anstream::adapter::strip_str(&shown), @r"
        error[unterminated_string]: a string begins here and is never closed
         --> a.sql:3:8
          |
        3 | SELECT 'x
          |        ^^
        help: close it
        ");
    }

    #[test]
    fn a_long_line_is_cut() {
        let text = format!("a\n{}X{}\nb", "é".repeat(5000), "y".repeat(5000));
        let place = text.find('X').unwrap_or_default();
        let (window, line, span) = window(&text, &(place..place + 1));
        assert!(window.len() <= 2 * LONGEST_LINE);
        assert_eq!(line, 2);
        assert_eq!(&window[span], "X");
    }
}
