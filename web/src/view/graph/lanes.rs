use std::ops::Range;

use leptos::prelude::*;

use super::Drawn;
use crate::state::App;
use crate::state::geometry::ROW_HEIGHT;

/// The edges and nodes of the rows that exist, in one drawing above them.
#[component]
pub fn LaneDrawing(
    /// What the rows share.
    drawn: Drawn,
    /// The rows that exist.
    window: Memo<Range<usize>>,
) -> impl IntoView {
    let nodes = drawn.clone();
    let style = format!("width:{}px", drawn.lanes.width());
    // The edges of the row above the first come into it.
    let edge_rows = move || {
        let window = window.get();
        window.start.saturating_sub(1)..window.end
    };
    view! {
        <svg class="lanes" aria-hidden="true" focusable="false" style=style>
            <g>
                <For
                    each=edge_rows
                    key=|row| *row
                    children=move |row| view! { <Edges drawn=drawn.clone() row=row /> }
                />
            </g>
            <g>
                <For
                    each=move || window.get()
                    key=|row| *row
                    children=move |row| view! { <Node drawn=nodes.clone() row=row /> }
                />
            </g>
        </svg>
    }
}

/// Where the middle of a row is.
#[expect(
    clippy::cast_precision_loss,
    reason = "a project has fewer than 2^52 revisions"
)]
fn middle(row: usize) -> f64 {
    (row as f64 + 0.5) * ROW_HEIGHT
}

#[component]
fn Edges(drawn: Drawn, row: usize) -> impl IntoView {
    let Drawn { project, lanes } = drawn;
    let edges = project
        .overview
        .rows
        .get(row)
        .map_or(&[][..], |row| &row.edges);
    let edges = edges
        .iter()
        .map(|&edge| {
            let path = lanes.path(edge);
            let mut class = format!("edge lane-{}", edge.color);
            if edge.is_dependency {
                class.push_str(" dependency");
            }
            if edge.is_stub {
                class.push_str(" stub");
            }
            let gap =
                (edge.from != edge.to).then(|| view! { <path class="edge-gap" d=path.clone() /> });
            let stop = edge.is_stub.then(|| {
                let (x, y) = (lanes.x(edge.to), ROW_HEIGHT / 2.0);
                let cross = format!("M{} {}l6 6m0 -6l-6 6", x - 3.0, y - 3.0);
                view! { <path class="edge-stop" d=cross /> }
            });
            view! {
                {gap}
                <path class=class d=path />
                {stop}
            }
        })
        .collect_view();
    view! { <g transform=format!("translate(0 {})", middle(row))>{edges}</g> }
}

/// A revision's glyph: a square is a base, a diamond a merge, a ring around it a head; it is
/// filled where it is applied.
#[component]
fn Node(drawn: Drawn, row: usize) -> impl IntoView {
    let app = App::expect();
    let Drawn { project, lanes } = drawn;
    let revision = project.overview.rows.get(row)?;
    let is_applied = Memo::new(move |_| {
        app.applied
            .with(|applied| applied.get(row).copied().unwrap_or(false))
    });
    let is_current = Memo::new(move |_| app.current_rows.with(|rows| rows.contains(&row)));
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
            transform=format!("translate({x} {})", middle(row))
        >
            {ring}
            {shape}
        </g>
    })
}
