use std::sync::Arc;

use leptos::prelude::*;

use super::super::notice::grouped;
use super::SideSign;
use crate::state::Project;
use crate::worker::Side;

/// What the marks of the rows mean, and how many rows have each.
#[component]
pub fn Legend(
    /// What is compared.
    project: Arc<Project>,
) -> impl IntoView {
    let Some(branches) = project.branches() else {
        return ().into_any();
    };
    let entries = [Side::Left, Side::Right, Side::Both, Side::Differs];
    let entries = entries.into_iter().map(|side| {
        let count = branches.count(side);
        let is_none = count == 0;
        view! {
            <li
                class=format!("legend-side {}", side.name())
                class:none=is_none
                data-side=side.name()
                title=branches.name(side)
            >
                <SideSign side=side />
                <span>{side.name()}</span>
                <span class="numbers quiet">{grouped(count)}</span>
            </li>
        }
    });
    view! {
        <ul class="compare-legend" id="compare-legend" aria-label="Where revisions are">
            {entries.collect_view()}
        </ul>
    }
    .into_any()
}
