//! The lines around a place in a script, with the place itself marked.

use limbeck_planner::document::LocationDocument;

use super::code::{self, Class, Code, Limits};
use super::overview::number;

/// So many lines stand before and after the one that an excerpt is about.
const AROUND: usize = 2;

/// The excerpt of `text` around `location`.
pub(super) fn lines(text: &str, location: &LocationDocument) -> Code {
    let first = location.line.saturating_sub(AROUND).max(1);
    let start = start_of_line(text, first);
    let count = location.line - first + 1 + AROUND;
    let around = &text[start..];
    let around = &around[..start_of_line(around, count + 1)];
    let around = around.strip_suffix('\n').unwrap_or(around);
    let (before, fault) = fault(around, start, location);
    let runs = [
        (Class::Plain, before),
        (Class::Fault, fault),
        (Class::Plain, around.len() - before - fault),
    ];
    let runs = runs.into_iter().filter(|&(_, length)| length > 0);
    let mut code = code::lines(around, runs, Limits::SHOWN);
    code.first_line = number(first);
    code
}

/// How many bytes of `around`, which begins at the byte `start` of the file, stand before what is
/// meant, and how many are meant: no more than the rest of the line, since what is never closed
/// goes on to the end of the file, and at least one character, since what is missing has none.
fn fault(around: &str, start: usize, location: &LocationDocument) -> (usize, usize) {
    let before = location.start.saturating_sub(start).min(around.len());
    let before = around.floor_char_boundary(before);
    let rest = &around[before..];
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    let meant = location.end.saturating_sub(location.start).min(line.len());
    let first = line.chars().next().map_or(0, char::len_utf8);
    (before, line.floor_char_boundary(meant).max(first))
}

/// The byte at which a line begins, counted from 1; behind the last line, the end.
fn start_of_line(text: &str, line: usize) -> usize {
    match line.checked_sub(2) {
        None => 0,
        Some(breaks) => text
            .match_indices('\n')
            .nth(breaks)
            .map_or(text.len(), |(at, _)| at + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\ntwo\nthree é four\nfive\nsix\nseven\n";

    /// The lines of an excerpt, with what is meant between brackets.
    fn shown(text: &str, line: usize, meant: &str, length: usize) -> Vec<String> {
        let start = text.find(meant).expect("it is there");
        let code = lines(
            text,
            &LocationDocument {
                path: String::new(),
                line,
                column: 1,
                start,
                end: start + length,
            },
        );
        let numbered = code.lines.iter().zip(code.first_line..);
        numbered
            .map(|(line, number)| {
                let mut shown = format!("{number} ");
                let mut at = 0;
                for &(class, length) in &line.runs {
                    let part = &line.text[at..at + length as usize];
                    at += length as usize;
                    match class {
                        Class::Fault => shown.extend(["[", part, "]"]),
                        _ => shown.push_str(part),
                    }
                }
                shown
            })
            .collect()
    }

    #[test]
    fn the_place_is_marked_among_its_lines() {
        assert_eq!(
            shown(TEXT, 3, "é", 2),
            ["1 one", "2 two", "3 three [é] four", "4 five", "5 six"]
        );
        assert_eq!(
            shown(TEXT, 1, "one", 0),
            ["1 [o]ne", "2 two", "3 three é four"]
        );
        assert_eq!(shown(TEXT, 6, "seven", 5), ["4 five", "5 six", "6 [seven]"]);
    }

    #[test]
    fn what_goes_on_ends_with_its_line() {
        assert_eq!(
            shown(TEXT, 4, "five", 100),
            ["2 two", "3 three é four", "4 [five]", "5 six", "6 seven"]
        );
    }
}
