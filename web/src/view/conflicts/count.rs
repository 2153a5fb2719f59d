use leptos::prelude::*;

use super::super::notice::grouped;
use crate::state::App;

/// How many pairs of heads conflict, on the tab.
#[component]
pub fn ConflictCount() -> impl IntoView {
    let app = App::expect();
    let found = move || {
        app.between.with(|between| {
            let between = between.as_ref();
            between.map_or((0, false), |it| (it.conflicts(), it.is_grave()))
        })
    };
    view! {
        <Show when=move || { found().0 > 0 }>
            <span class="count" class:error=move || found().1>
                {move || grouped(found().0)}
            </span>
        </Show>
    }
}
