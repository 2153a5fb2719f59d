use leptos::prelude::*;

use super::{Icon, icon};

/// Two labels for a button, of which one is seen. The button is as wide as the wider one needs, so
/// that nothing moves when they change places.
#[component]
pub fn EitherLabel(
    /// What is seen mostly.
    first: (Icon, &'static str),
    /// What is seen in its place for a moment.
    second: (Icon, &'static str),
    /// Whether the second one is seen.
    #[prop(into)]
    is_second: Signal<bool>,
) -> impl IntoView {
    let label = |(picture, text): (Icon, &'static str), is_seen: Signal<bool>| {
        view! {
            <span class="either-label" class:hidden=move || !is_seen.get()>
                {icon(picture)}
                {text}
            </span>
        }
    };
    view! {
        <span class="either">
            {label(first, Signal::derive(move || !is_second.get()))} {label(second, is_second)}
        </span>
    }
}
