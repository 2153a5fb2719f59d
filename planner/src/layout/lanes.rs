//! Which lane a row stands in, and which edges pass it by.

use super::order::{Link, Links};

/// How a revision needs another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// It names it in `down_revision`.
    Direct,
    /// It names it in `depends_on` alone.
    Dependency,
}

/// Where an edge leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EdgeEnd {
    /// To this revision, in a row below.
    Revision(usize),
    /// To this revision, in a row above or the same one: the history has a cycle. The edge is
    /// drawn for half a row only.
    Cycle(usize),
    /// To an id that no revision has. The edge is drawn for half a row only.
    Missing,
}

/// A piece of an edge, between one row and the row below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edge {
    /// The lane at the upper row.
    pub from: usize,
    /// The lane at the lower row.
    pub to: usize,
    /// How the revision needs the one below. Where edges of both kinds have joined, direct.
    pub kind: EdgeKind,
    /// The colour, below [`COLORS`](super::COLORS).
    pub color: usize,
    /// Whether it begins at the upper row's revision; otherwise it comes from further above.
    pub starts: bool,
    /// Where it leads in the end.
    pub end: EdgeEnd,
}

/// One revision's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The revision, by its index in what was laid out.
    pub revision: usize,
    /// The lane it stands in, from 0, which is the leftmost.
    pub lane: usize,
    /// The colour of its branch, below [`COLORS`](super::COLORS).
    pub color: usize,
    /// The edges between this row and the next: those that pass by first, in the order of the
    /// lanes, then those that start here. At the next row, edges in one lane have one end.
    pub edges: Vec<Edge>,
}

/// An open lane: something above leads to `revision`, which has not come yet.
#[derive(Debug, Clone, Copy)]
struct Column {
    revision: usize,
    kind: EdgeKind,
    color: usize,
}

/// The rows of a layout, made one after the other.
#[derive(Debug, Clone)]
pub struct Rows {
    order: std::vec::IntoIter<usize>,
    links: Links,
    colors: Vec<usize>,
    columns: Vec<Option<Column>>,
    /// The lane that leads to each revision, if one does.
    lane_of: Vec<Option<usize>>,
}

impl Rows {
    pub(super) fn new(order: Vec<usize>, links: Links, colors: Vec<usize>) -> Self {
        Self {
            lane_of: vec![None; order.len()],
            order: order.into_iter(),
            links,
            colors,
            columns: Vec::new(),
        }
    }

    /// The leftmost lane that nothing uses, `preferred` before any other.
    fn free_lane(&mut self, preferred: usize) -> usize {
        if self.columns.get(preferred).is_some_and(Option::is_none) {
            return preferred;
        }
        self.columns
            .iter()
            .position(Option::is_none)
            .unwrap_or_else(|| {
                self.columns.push(None);
                self.columns.len() - 1
            })
    }

    /// The colour of an edge: a branch's own as far as the place where it left another; for a
    /// merge or a dependency, that of the branch it leads to.
    fn edge_color(&self, revision: usize, parent: usize) -> usize {
        let is_first = self.links.first_parent(revision) == Some(parent);
        self.colors[if is_first { revision } else { parent }]
    }

    fn lay_out(&mut self, revision: usize) -> Row {
        let lane = match self.lane_of[revision].take() {
            Some(lane) => lane,
            None => self.free_lane(usize::MAX),
        };
        self.columns[lane] = None;
        let passing: Vec<(usize, Column)> = self
            .columns
            .iter()
            .enumerate()
            .filter_map(|(lane, column)| Some((lane, (*column)?)))
            .collect();

        let mut starting = self.parents(revision, lane);
        starting.extend(self.stubs(revision, lane));
        self.pull_left(lane, &mut starting);
        while self.columns.last().is_some_and(Option::is_none) {
            self.columns.pop();
        }

        let passing = passing.into_iter().map(|(from, column)| Edge {
            from,
            to: self.lane_of[column.revision].unwrap_or(from),
            kind: column.kind,
            color: column.color,
            starts: false,
            end: EdgeEnd::Revision(column.revision),
        });
        Row {
            revision,
            lane,
            color: self.colors[revision],
            edges: passing.chain(starting).collect(),
        }
    }

    /// Opens a lane for each revision that `revision` leads to, or joins the one that is open.
    fn parents(&mut self, revision: usize, lane: usize) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (link, kind) in self.links.of(revision).to_vec() {
            let Link::To(parent) = link else { continue };
            let color = self.edge_color(revision, parent);
            let to = self.lane_of[parent].unwrap_or_else(|| self.free_lane(lane));
            let column = self.columns[to].get_or_insert(Column {
                revision: parent,
                kind,
                color,
            });
            column.kind = column.kind.min(kind);
            if self.colors[parent] == color {
                column.color = color;
            }
            self.lane_of[parent] = Some(to);
            edges.push(Edge {
                from: lane,
                to,
                kind,
                color,
                starts: true,
                end: EdgeEnd::Revision(parent),
            });
        }
        edges
    }

    /// The edges that lead to no row below. Each has a lane that is free again at the next row.
    fn stubs(&mut self, revision: usize, lane: usize) -> Vec<Edge> {
        let mut edges = Vec::new();
        let color = self.colors[revision];
        for (link, kind) in self.links.of(revision).to_vec() {
            let end = match link {
                Link::To(_) => continue,
                Link::Back(above) => EdgeEnd::Cycle(above),
                Link::Missing => EdgeEnd::Missing,
            };
            let to = self.free_lane(lane);
            self.columns[to] = Some(Column {
                revision,
                kind,
                color,
            });
            edges.push(Edge {
                from: lane,
                to,
                kind,
                color,
                starts: true,
                end,
            });
        }
        for edge in &edges {
            self.columns[edge.to] = None;
        }
        edges
    }

    /// Moves the lane of an only parent from the right into its child's lane, which keeps the
    /// graph narrow.
    fn pull_left(&mut self, lane: usize, starting: &mut [Edge]) {
        let [edge] = starting else { return };
        let EdgeEnd::Revision(parent) = edge.end else {
            return;
        };
        if edge.to > lane && self.columns[lane].is_none() {
            self.columns[lane] = self.columns[edge.to].take();
            self.lane_of[parent] = Some(lane);
            edge.to = lane;
        }
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let revision = self.order.next()?;
        Some(self.lay_out(revision))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.order.size_hint()
    }
}

impl ExactSizeIterator for Rows {}
