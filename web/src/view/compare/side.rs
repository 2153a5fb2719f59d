use leptos::prelude::*;

use crate::state::App;
use crate::worker::Side;

/// The picture of a side: a square whose left half is filled, or its right, or all of it.
#[component]
pub fn SideSign(
    /// The side.
    side: Side,
) -> impl IntoView {
    let inside = match side {
        Side::Left => view! { <path class="filled" d="M1.5 1.5H6V10.5H1.5Z" /> }.into_any(),
        Side::Right => view! { <path class="filled" d="M6 1.5H10.5V10.5H6Z" /> }.into_any(),
        Side::Both => view! { <path class="filled" d="M1.5 1.5H10.5V10.5H1.5Z" /> }.into_any(),
        Side::Differs => view! { <path d="M3.5 4.75H8.5M3.5 7.25H8.5M7.5 3L4.5 9" /> }.into_any(),
    };
    view! {
        <svg class="side-sign" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="10" height="10" rx="2" />
            {inside}
        </svg>
    }
}

/// The side that a row's revision is on, where two branches are compared.
#[component]
pub fn SideChip(
    /// The row.
    row: usize,
) -> impl IntoView {
    let app = App::expect();
    // A row is drawn anew when its project is.
    let found = app.project.with_untracked(|project| {
        let branches = project.as_deref()?.branches()?;
        let side = branches.side(row);
        Some((side, branches.name(side)))
    });
    found.map(|(side, title)| {
        view! {
            <span class=format!("chip side {}", side.name()) data-side=side.name() title=title>
                <SideSign side=side />
                {side.name()}
            </span>
        }
    })
}
