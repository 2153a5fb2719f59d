//! Where rows, lanes, nodes and edges lie, in pixels.

use crate::worker::LaneEdge;

/// The height of the line that names the columns.
pub const HEAD_HEIGHT: f64 = 28.0;

/// The space before the first lane and after the last.
const MARGIN: f64 = 16.0;

/// Lanes stand so far apart where there is room.
const SPACING: f64 = 16.0;

/// Lanes stand no closer than this: those that have no room share the last place.
const CLOSEST: f64 = 5.0;

/// The lanes' column gets wider or narrower by so many lanes at a time, so that it does not move
/// with every row that comes or goes.
const LANES_AT_A_TIME: u32 = 2;

/// From this width of the graph on, a row is one line.
const ONE_LINE: f64 = 440.0;

/// From this width on the page has room for a pane beside the graph, and is no tablet or phone.
pub const WIDE: f64 = 900.0;

/// How a row is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowShape {
    /// Everything on one line, in columns.
    #[default]
    Line,
    /// The same, high enough for a finger.
    Roomy,
    /// The message above the rest, for narrow places and for fingers.
    Card,
}

impl RowShape {
    /// The one for a graph that is so wide, in a page that is so wide. A graph that is not laid out
    /// yet has no width.
    pub fn in_width(graph: f64, page: f64) -> Self {
        if graph > 0.0 && graph < ONE_LINE {
            Self::Card
        } else if page < WIDE {
            Self::Roomy
        } else {
            Self::Line
        }
    }

    /// How high a row is.
    pub const fn height(self) -> f64 {
        match self {
            Self::Line => 30.0,
            Self::Roomy => 40.0,
            Self::Card => 48.0,
        }
    }

    /// The name of its style.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Roomy => "roomy",
            Self::Card => "card",
        }
    }

    /// The widest that the lanes' column gets in a graph that is so wide: the messages need the
    /// rest.
    fn widest(self, width: f64) -> f64 {
        match self {
            Self::Line | Self::Roomy => (width * 0.36).clamp(120.0, 360.0),
            Self::Card => (width * 0.28).clamp(72.0, 140.0),
        }
    }
}

/// How wide the lanes' column is, and how the lanes are spread in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaneColumn {
    /// The whole width.
    pub width: f64,
    /// Where each lane stands.
    pub lanes: Lanes,
}

impl LaneColumn {
    /// For `count` lanes in a graph that is `width` wide.
    pub fn new(count: u32, shape: RowShape, width: f64) -> Self {
        let count = count.max(1).next_multiple_of(LANES_AT_A_TIME);
        let gaps = f64::from(count - 1);
        let room = shape.widest(width) - 2.0 * MARGIN;
        let spacing = (room / gaps).clamp(CLOSEST, SPACING);
        Self {
            width: 2.0f64.mul_add(MARGIN, (gaps * spacing).min(room)),
            lanes: Lanes {
                row_height: shape.height(),
                spacing,
                end: if gaps * spacing > room {
                    MARGIN + room
                } else {
                    f64::INFINITY
                },
            },
        }
    }
}

/// Where lanes stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lanes {
    row_height: f64,
    spacing: f64,
    /// The last place.
    end: f64,
}

impl Lanes {
    /// How high a row is.
    pub const fn row_height(self) -> f64 {
        self.row_height
    }

    /// The middle of a lane.
    pub fn x(self, lane: u32) -> f64 {
        f64::from(lane).mul_add(self.spacing, MARGIN).min(self.end)
    }

    /// The path of an edge from the middle of its row, at y = 0, to the middle of the next.
    pub fn path(self, edge: LaneEdge) -> String {
        let (from, to) = (round(self.x(edge.from)), round(self.x(edge.to)));
        let height = self.row_height;
        let half = height / 2.0;
        match (edge.is_stub, edge.from == edge.to) {
            (false, true) => format!("M{from} 0V{height}"),
            (true, true) => format!("M{from} 0V{half}"),
            (true, false) => format!("M{from} 0C{from} {half} {to} 4 {to} {half}"),
            (false, false) => {
                let (out, into) = (round(height * 0.6), round(height * 0.4));
                format!("M{from} 0C{from} {out} {to} {into} {to} {height}")
            }
        }
    }
}

/// To a tenth of a pixel, which keeps the paths short.
fn round(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: f64 = 600.0;

    fn column(count: u32) -> LaneColumn {
        LaneColumn::new(count, RowShape::Line, WIDTH)
    }

    fn edge(from: u32, to: u32, is_stub: bool) -> LaneEdge {
        LaneEdge {
            from,
            to,
            color: 0,
            is_dependency: false,
            is_stub,
        }
    }

    #[test]
    fn the_column_is_as_wide_as_its_lanes() {
        assert!((column(2).width - 48.0).abs() < 1e-9);
        assert!((column(5).width - column(6).width).abs() < 1e-9);
        assert!(column(7).width > column(6).width);
        assert_eq!(column(2).lanes, column(8).lanes);
    }

    #[test]
    fn many_lanes_move_together_and_leave_room_for_the_messages() {
        for shape in [RowShape::Line, RowShape::Card] {
            for width in [320.0, 390.0, 600.0, 2_000.0] {
                for count in [0, 1, 20, 48] {
                    let column = LaneColumn::new(count, shape, width);
                    assert!(column.width <= width * 0.4, "{count} lanes in {width}");
                    let last = column.lanes.x(count.max(1) - 1);
                    assert!(last <= column.width - MARGIN + 1e-9, "{count} in {width}");
                }
            }
        }
    }

    #[test]
    fn a_narrow_graph_has_rows_of_two_lines() {
        assert_eq!(RowShape::in_width(0.0, 1_280.0), RowShape::Line);
        assert_eq!(RowShape::in_width(390.0, 390.0), RowShape::Card);
        assert_eq!(RowShape::in_width(340.0, 1_280.0), RowShape::Card);
        assert_eq!(RowShape::in_width(600.0, 1_280.0), RowShape::Line);
        assert_eq!(RowShape::in_width(800.0, 800.0), RowShape::Roomy);
    }

    #[test]
    fn edges_end_in_the_middle_of_the_next_row() {
        let lanes = column(3).lanes;
        assert_eq!(lanes.path(edge(1, 1, false)), "M32 0V30");
        assert_eq!(lanes.path(edge(0, 2, false)), "M16 0C16 18 48 12 48 30");
        assert_eq!(lanes.path(edge(0, 0, true)), "M16 0V15");
        assert!(lanes.path(edge(0, 1, true)).ends_with(" 15"));
        let high = LaneColumn::new(3, RowShape::Card, WIDTH).lanes;
        assert_eq!(high.path(edge(1, 1, false)), "M32 0V48");
    }
}
