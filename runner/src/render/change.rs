use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// The lines of a file that are other ones after a change, from the line at which that begins. All
/// lines behind the change are the same.
pub fn change(path: &str, line: usize, before: &str, after: &str) -> String {
    let rest = |text: &str| -> Vec<String> {
        let lines = text.lines().skip(line.saturating_sub(1));
        lines.map(str::to_owned).collect()
    };
    let (mut removed, mut added) = (rest(before), rest(after));
    while removed.last().is_some() && removed.last() == added.last() {
        removed.pop();
        added.pop();
    }
    let mut text = path.to_owned();
    for (offset, removed) in removed.iter().enumerate() {
        let number = line + offset;
        let _infallible = write!(text, "\n{REMOVED}{number:>4} - {removed}{REMOVED:#}");
    }
    for (offset, added) in added.iter().enumerate() {
        let number = line + offset;
        let _infallible = write!(text, "\n{ADDED}{number:>4} + {added}{ADDED:#}");
    }
    text
}
