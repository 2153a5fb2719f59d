//! The history as a graph in the terminal.

use anstyle::{AnsiColor, Style};
use limbeck_planner::history::{History, Revision};
use limbeck_planner::layout::{self, text::Entry};

/// The colours of the lanes' revisions, chosen as the page chooses them: by branch.
const COLORS: [AnsiColor; 6] = [
    AnsiColor::Cyan,
    AnsiColor::Green,
    AnsiColor::Yellow,
    AnsiColor::Magenta,
    AnsiColor::Blue,
    AnsiColor::Red,
];

/// Draws `revisions` with what `text` says of each; `current` are the database's.
pub fn graph(
    history: &History,
    revisions: &[Revision],
    current: &[String],
    mut text: impl FnMut(&Revision) -> String,
) -> String {
    layout::text::draw(layout::rows(revisions), |row| {
        let revision = &revisions[row.revision];
        let id = &revision.id;
        let is_current = current.contains(id);
        let glyph = if is_current {
            '@'
        } else if history.is_merge_point(id) {
            '◆'
        } else if history.is_head(id) {
            '◉'
        } else {
            '○'
        };
        let said = text(revision);
        let style = Style::new()
            .fg_color(Some(COLORS[row.color % COLORS.len()].into()))
            .bold();
        // Only the id is coloured: the graph's own lines cross and would change colour midway.
        let said = said.replacen(id.as_str(), &format!("{style}{id}{style:#}"), 1);
        Entry { glyph, text: said }
    })
}
