//! Where lanes, nodes and edges lie, in pixels.

use crate::worker::LaneEdge;

/// The height of a row.
pub const ROW_HEIGHT: f64 = 30.0;

/// The height of the line that names the columns.
pub const HEAD_HEIGHT: f64 = 28.0;

/// The space before the first lane and after the last.
const MARGIN: f64 = 16.0;

/// Lanes stand so far apart where there is room.
const SPACING: f64 = 16.0;

/// The graph takes no more than this; many lanes move closer together.
const WIDEST: f64 = 360.0;

/// The graph takes no less than this, so that its name fits above it.
const NARROWEST: f64 = 60.0;

/// How the lanes of one graph are spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lanes {
    spacing: f64,
    width: f64,
}

impl Lanes {
    /// For a graph of `count` lanes.
    pub fn new(count: u32) -> Self {
        let gaps = f64::from(count.max(1) - 1);
        let spacing = if gaps > 0.0 {
            ((WIDEST - 2.0 * MARGIN) / gaps).min(SPACING)
        } else {
            SPACING
        };
        Self {
            spacing,
            width: 2.0f64.mul_add(MARGIN, gaps * spacing).max(NARROWEST),
        }
    }

    /// The whole width.
    pub fn width(self) -> f64 {
        self.width
    }

    /// The middle of a lane; those that are not drawn share the last place.
    pub fn x(self, lane: u32) -> f64 {
        f64::from(lane)
            .mul_add(self.spacing, MARGIN)
            .min(self.width - MARGIN)
    }

    /// The path of an edge from the middle of its row, at y = 0, to the middle of the next.
    pub fn path(self, edge: LaneEdge) -> String {
        let (from, to) = (round(self.x(edge.from)), round(self.x(edge.to)));
        let half = ROW_HEIGHT / 2.0;
        match (edge.is_stub, edge.from == edge.to) {
            (false, true) => format!("M{from} 0V{ROW_HEIGHT}"),
            (true, true) => format!("M{from} 0V{half}"),
            (true, false) => format!("M{from} 0C{from} {half} {to} 4 {to} {half}"),
            (false, false) => {
                let (out, into) = (ROW_HEIGHT * 0.6, ROW_HEIGHT * 0.4);
                format!("M{from} 0C{from} {out} {to} {into} {to} {ROW_HEIGHT}")
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
    fn lanes_move_together_where_there_are_many() {
        assert!((Lanes::new(3).width() - 64.0).abs() < 1e-9);
        assert!((Lanes::new(48).width() - WIDEST).abs() < 1e-9);
        assert!(Lanes::new(48).x(47) <= WIDEST - MARGIN + 1e-9);
        assert!((Lanes::new(0).width() - NARROWEST).abs() < 1e-9);
    }

    #[test]
    fn edges_end_in_the_middle_of_the_next_row() {
        let lanes = Lanes::new(3);
        assert_eq!(lanes.path(edge(1, 1, false)), "M32 0V30");
        assert_eq!(lanes.path(edge(0, 2, false)), "M16 0C16 18 48 12 48 30");
        assert_eq!(lanes.path(edge(0, 0, true)), "M16 0V15");
        assert!(lanes.path(edge(0, 1, true)).ends_with(" 15"));
    }
}
