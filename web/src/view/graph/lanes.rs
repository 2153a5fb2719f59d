use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use crate::state::geometry::{LaneColumn, Lanes};
use crate::state::{App, Project};
use crate::worker::LaneEdge;

/// The edges and nodes of the rows that exist, in one drawing above them.
#[component]
pub fn LaneDrawing(
    /// What is drawn.
    project: Arc<Project>,
    /// The rows that exist.
    window: Memo<Range<usize>>,
    /// The column that it is drawn in.
    column: Memo<LaneColumn>,
) -> impl IntoView {
    // Where lanes stand changes seldom, and then everything is drawn anew.
    let lanes = Memo::new(move |_| column.get().lanes);
    // The edges of the row above the first come into it.
    let edge_rows = move || {
        let window = window.get();
        window.start.saturating_sub(1)..window.end
    };
    let drawing = move || {
        let lanes = lanes.get();
        let (for_edges, for_nodes) = (Arc::clone(&project), Arc::clone(&project));
        view! {
            <g>
                <For
                    each=edge_rows
                    key=|row| *row
                    children=move |row| {
                        view! { <Edges project=Arc::clone(&for_edges) row=row lanes=lanes /> }
                    }
                />
            </g>
            <g>
                <For
                    each=move || window.get()
                    key=|row| *row
                    children=move |row| {
                        view! { <Node project=Arc::clone(&for_nodes) row=row lanes=lanes /> }
                    }
                />
            </g>
        }
    };
    view! {
        <svg
            class="lanes"
            aria-hidden="true"
            focusable="false"
            style=move || format!("width:{}px", column.get().width)
        >
            {drawing}
        </svg>
    }
}

/// Where the middle of a row is.
#[expect(
    clippy::cast_precision_loss,
    reason = "a project has fewer than 2^52 revisions"
)]
fn middle(row: usize, lanes: Lanes) -> f64 {
    (row as f64 + 0.5) * lanes.row_height()
}

#[component]
fn Edges(project: Arc<Project>, row: usize, lanes: Lanes) -> impl IntoView {
    let edges = project.overview.rows.get(row).map(|row| &row.edges[..]);
    let (crossing, others): (Vec<LaneEdge>, Vec<LaneEdge>) = edges
        .unwrap_or_default()
        .iter()
        .partition(|edge| crosses_lanes(**edge));
    let drawn = |edge: LaneEdge| {
        let mut class = format!("edge lane-{}", edge.color);
        if edge.is_dependency {
            class.push_str(" dependency");
        }
        if edge.is_stub {
            class.push_str(" stub");
        }
        let stop = edge.is_stub.then(|| {
            let (x, y) = (lanes.x(edge.to), lanes.row_height() / 2.0);
            let cross = format!("M{} {}l6 6m0 -6l-6 6", x - 3.0, y - 3.0);
            view! { <path class="edge-stop" d=cross /> }
        });
        view! {
            <path class=class d=lanes.path(edge) />
            {stop}
        }
    };
    // The edges that are crossed have their gaps before any of those that cross them is drawn, so
    // that these, which often leave one revision side by side, make none in each other.
    let gaps = crossing
        .iter()
        .map(|&edge| view! { <path class="edge-gap" pathLength="100" d=lanes.path(edge) /> })
        .collect_view();
    let others = others.into_iter().map(drawn).collect_view();
    let crossing = crossing.into_iter().map(drawn).collect_view();
    view! { <g transform=format!("translate(0 {})", middle(row, lanes))>{others} {gaps} {crossing}</g> }
}

/// Whether an edge passes over lanes on its way to its own. Those get a gap where it does, so that
/// nobody takes a crossing for a fork.
fn crosses_lanes(edge: LaneEdge) -> bool {
    edge.from.abs_diff(edge.to) > 1
}

/// A revision's glyph: a square is a base, a diamond a merge, a ring around it a head; it is
/// filled where it is applied.
#[component]
fn Node(project: Arc<Project>, row: usize, lanes: Lanes) -> impl IntoView {
    let app = App::expect();
    let revision = project.overview.rows.get(row)?;
    let is_applied = Memo::new(move |_| {
        app.applied
            .with(|applied| applied.get(row).copied().unwrap_or(false))
    });
    let is_current = Memo::new(move |_| app.places.with(|it| it.current.contains(&row)));
    let class = format!("node lane-{}", revision.color);
    let shape = if revision.is_merge {
        view! { <path class="node-shape" d="M0 -5.5L5.5 0L0 5.5L-5.5 0Z" /> }.into_any()
    } else if revision.is_base {
        view! { <rect class="node-shape" x="-4.5" y="-4.500" width="9" height="9" rx="1.5" /> }
            .into_any()
    } else {
        view! { <circle class="node-shape" r="4.5" /> }.into_any()
    };
    let ring = revision
        .is_head
        .then(|| view! { <circle class="node-ring" r="8" /> });
    let x = lanes.x(revision.lane);
    Some(view! {
        <g
            class=class
            class:applied=move || is_applied.get()
            class:current=move || is_current.get()
            transform=format!("translate({x} {})", middle(row, lanes))
        >
            {ring}
            {shape}
        </g>
    })
}
