use leptos::prelude::*;

use crate::component::{Icon, icon};

/// What becomes of two heads, in a chip.
#[component]
pub fn Verdict(
    /// The verdict's name.
    name: String,
) -> impl IntoView {
    let (picture, words) = match name.as_str() {
        "cannot_both_apply" => (Icon::Error, "cannot both apply"),
        "order_matters" => (Icon::Warning, "order matters"),
        "unknown" => (Icon::Information, "unknown"),
        _ => (Icon::Done, "independent"),
    };
    view! {
        <span class=format!("chip verdict {name}") data-verdict=name.clone()>
            {icon(picture)}
            {words}
        </span>
    }
}
