//! The graph as text, for a terminal.

use super::{Edge, EdgeEnd, EdgeKind, Row};

/// What stands at a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The character that marks the revision in its lane; it should be one column wide.
    pub glyph: char,
    /// What is written beside it; lines are parted by `\n`. The graph goes on beside the further
    /// lines.
    pub text: String,
}

/// Draws `rows` with box-drawing characters, and beside each what `entry` says of it.
///
/// Parents are joined by solid lines and dependencies by dotted ones. A line that ends in `~`
/// leads to a revision that does not exist, and one that ends in `↑` to one above: the history
/// has a cycle. No line ends in white space; each ends in `\n`.
pub fn draw(rows: impl IntoIterator<Item = Row>, mut entry: impl FnMut(&Row) -> Entry) -> String {
    let mut drawing = String::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let Entry { glyph, text } = entry(&row);
        let mut graph = vec![node_line(&row, glyph)];
        if row.edges.iter().any(|edge| edge.from != edge.to) {
            graph.push(link_line(&row));
        }
        if row.edges.iter().any(is_stub) {
            graph.push(end_line(&row));
        }
        let lower = lower_line(&row);
        let is_base = row.edges.iter().all(|edge| !edge.starts);
        let is_one_line = text.lines().count() < 2;
        if is_base && is_one_line && rows.peek().is_some() {
            // Or else the next row's glyph would seem to be its parent.
            graph.push(lower.clone());
        }
        let width = if is_one_line {
            0
        } else {
            // The lines of one entry begin in one column.
            let width = |line: &String| line.chars().count();
            graph.iter().map(width).max().unwrap_or(0)
        };
        let mut text = text.lines();
        let mut graph = graph.into_iter();
        loop {
            let (cells, line) = (graph.next(), text.next());
            if cells.is_none() && line.is_none() {
                break;
            }
            let cells = cells.unwrap_or_else(|| lower.clone());
            let line = format!("{cells:width$} {}", line.unwrap_or_default());
            drawing.push_str(line.trim_end());
            drawing.push('\n');
        }
    }
    drawing
}

fn is_stub(edge: &Edge) -> bool {
    !matches!(edge.end, EdgeEnd::Revision(_))
}

fn vertical(kind: EdgeKind) -> char {
    match kind {
        EdgeKind::Direct => '│',
        EdgeKind::Dependency => '┊',
    }
}

fn horizontal(kind: EdgeKind) -> char {
    match kind {
        EdgeKind::Direct => '─',
        EdgeKind::Dependency => '┄',
    }
}

/// A line of lanes; each lane takes two columns, its own and the one to the next lane.
fn line(cells: impl IntoIterator<Item = (usize, char)>) -> String {
    let mut line: Vec<char> = Vec::new();
    for (lane, glyph) in cells {
        let column = lane * 2;
        if line.len() < column + 2 {
            line.resize(column + 2, ' ');
        }
        line[column] = glyph;
    }
    line.into_iter().collect()
}

/// The line of the revision itself: its glyph, and the lanes that pass it by.
fn node_line(row: &Row, glyph: char) -> String {
    let passing = row
        .edges
        .iter()
        .filter(|edge| !edge.starts)
        .map(|edge| (edge.from, vertical(edge.kind)));
    line(passing.chain([(row.lane, glyph)]))
}

/// The lanes as the next row finds them, where they are long since in place.
fn lower_line(row: &Row) -> String {
    let mut lanes: Vec<(usize, EdgeKind)> = Vec::new();
    for edge in row.edges.iter().filter(|edge| !is_stub(edge)) {
        match lanes.iter_mut().find(|(lane, _)| *lane == edge.to) {
            Some((_, kind)) => *kind = edge.kind.min(*kind),
            None => lanes.push((edge.to, edge.kind)),
        }
    }
    line(lanes.into_iter().map(|(lane, kind)| (lane, vertical(kind))))
}

/// The line under a revision where an edge stops: at nothing, or on its way to a row above.
fn end_line(row: &Row) -> String {
    let ends = row.edges.iter().map(|edge| match edge.end {
        EdgeEnd::Revision(_) => (edge.to, vertical(edge.kind)),
        EdgeEnd::Cycle(_) => (edge.to, '↑'),
        EdgeEnd::Missing => (edge.to, '~'),
    });
    line(ends)
}

/// What meets in one lane of a link line, and what crosses it.
#[derive(Debug, Clone, Copy, Default)]
struct Joint {
    up: Option<EdgeKind>,
    down: Option<EdgeKind>,
    left: Option<EdgeKind>,
    right: Option<EdgeKind>,
    /// An edge goes by from side to side without meeting what is here.
    across: Option<EdgeKind>,
    /// An edge passes from above to below without meeting what is here.
    along: Option<EdgeKind>,
    /// The half column between this lane and the next.
    gap: Option<EdgeKind>,
}

impl Joint {
    fn glyph(self) -> char {
        let sides = (
            self.up.is_some(),
            self.down.is_some(),
            self.left.is_some(),
            self.right.is_some(),
        );
        match sides {
            (false, false, false, false) => match (self.along, self.across) {
                (Some(kind), _) => vertical(kind),
                (None, Some(kind)) => horizontal(kind),
                (None, None) => ' ',
            },
            (true, true, false, false) => vertical(solid(self.up, self.down)),
            (false, false, true, true) => horizontal(solid(self.left, self.right)),
            (true, false, false, true) => '╰',
            (true, false, true, false) => '╯',
            (false, true, false, true) => '╭',
            (false, true, true, false) => '╮',
            (true, true, false, true) => '├',
            (true, true, true, false) => '┤',
            (true, false, true, true) => '┴',
            (false, true, true, true) => '┬',
            (true, true, true, true) => '┼',
            (true, false, false, false) | (false, true, false, false) => {
                vertical(solid(self.up, self.down))
            }
            (false, false, true, false) | (false, false, false, true) => {
                horizontal(solid(self.left, self.right))
            }
        }
    }
}

/// Direct, if either is.
fn solid(one: Option<EdgeKind>, other: Option<EdgeKind>) -> EdgeKind {
    if one == Some(EdgeKind::Direct) || other == Some(EdgeKind::Direct) {
        EdgeKind::Direct
    } else {
        EdgeKind::Dependency
    }
}

fn stronger(slot: &mut Option<EdgeKind>, kind: EdgeKind) {
    *slot = Some(solid(*slot, Some(kind)));
}

/// The line between two rows, where edges change their lanes.
fn link_line(row: &Row) -> String {
    let width = row
        .edges
        .iter()
        .map(|edge| edge.from.max(edge.to) + 1)
        .max()
        .unwrap_or(0);
    let mut joints = vec![Joint::default(); width];
    for edge in &row.edges {
        let (left, right) = (edge.from.min(edge.to), edge.from.max(edge.to));
        if left == right {
            let joint = &mut joints[left];
            stronger(&mut joint.along, edge.kind);
            continue;
        }
        stronger(&mut joints[edge.from].up, edge.kind);
        stronger(&mut joints[edge.to].down, edge.kind);
        stronger(&mut joints[left].right, edge.kind);
        stronger(&mut joints[right].left, edge.kind);
        for joint in &mut joints[left..right] {
            stronger(&mut joint.gap, edge.kind);
        }
        for joint in &mut joints[left + 1..right] {
            stronger(&mut joint.across, edge.kind);
        }
    }
    for joint in &mut joints {
        let is_met = joint.up.is_some() || joint.down.is_some();
        if !is_met {
            continue;
        }
        // Something turns here: what passes straight on becomes a part of the joint.
        if let Some(kind) = joint.along {
            stronger(&mut joint.up, kind);
            stronger(&mut joint.down, kind);
        }
        if let Some(kind) = joint.across {
            stronger(&mut joint.left, kind);
            stronger(&mut joint.right, kind);
        }
    }
    let mut line = String::new();
    for joint in joints {
        line.push(joint.glyph());
        line.push(joint.gap.map_or(' ', horizontal));
    }
    line
}
