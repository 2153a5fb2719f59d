use leptos::prelude::*;

use crate::state::App;

/// An id that leads to its revision; an id that no revision has is only named.
#[component]
pub fn RevisionLink(
    /// What is named: an id or a label.
    id: String,
    /// The row it means, if there is one.
    row: Option<usize>,
) -> impl IntoView {
    let app = App::expect();
    match row {
        Some(row) => view! {
            <button
                class="revision-link"
                type="button"
                data-to=id.clone()
                on:click=move |_| app.visit(row)
            >
                {id.clone()}
            </button>
        }
        .into_any(),
        None => view! { <span class="revision-link missing">{id}</span> }.into_any(),
    }
}
